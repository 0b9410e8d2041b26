"""States with their capitals and demonyms, and other places often in the news."""

from __future__ import annotations

from quotes.names.gazetteer.words import lines_in, lines_of, words_in

# state | capital | demonym(s). A capital speaks for its state; so does, as an
# adjective, its demonym.
_STATES = lines_of("places-states.txt")

US_ABBREVIATIONS = {
    short: name
    for name, *shorts in (
        line.split("|") for line in lines_of("places-us-abbreviations.txt")
    )
    for short in (name, *shorts)
}
"""A state of the United States, by its name and as abbreviated, to its name."""

US_STATES = words_in("places-us-states.txt")

PLACES = lines_in("places-places.txt")

# Seats of government that speak for themselves, never for the state behind them.
SEATS = frozenset(
    """Kremlin;White House;Pentagon;Downing Street;Capitol;Elysee;Élysée;Whitehall;
    Foggy Bottom;Vatican;Blue House;Quai d’Orsay;Buckingham Palace;Bundestag;Knesset;
    Duma;Rada;State Duma;Verkhovna Rada;Supreme Court;Westminster;Holy See""".replace(
        "\n    ", ""
    ).split(";")
)

STATE_NAMES: dict[str, tuple[str, ...]] = {}
"""Any name of a state, as printed, to all names of that state."""
CAPITALS: dict[str, tuple[str, ...]] = {}
"""Capital, as printed, to the names of its state."""
DEMONYMS: dict[str, tuple[str, ...]] = {}
"""Demonym, as printed, to the names of its state."""

for _line in _STATES:
    _names, _capitals, _demonyms = (part.split(",") for part in _line.split("|"))
    for _name in _names:
        STATE_NAMES[_name] = tuple(_names)
    for _key, _table in ((_capitals, CAPITALS), (_demonyms, DEMONYMS)):
        for _word in filter(None, _key):
            _table[_word] = (*_table.get(_word, ()), *_names)
