"""States by what names them: their own name, capital, demonym or seat of government."""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.names.folding import fold
from quotes.names.gazetteer import places

_SEATS = {
    "kremlin": "russia", "white house": "united states", "pentagon": "united states",
    "downing street": "united kingdom", "elysee": "france", "blue house": "south korea",
}  # fmt: skip
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
CAPITALISED = re.compile(r"[^\W\d_a-z][\w’'-]*")


def is_name_of_state(name: str) -> bool:
    """Whether ``name`` is a state's, or that of the seat of its government."""
    bare = name.removeprefix("the ").removeprefix("The ")
    return bare in places.STATE_NAMES or bare in places.CAPITALS or fold(bare) in _SEATS


@lru_cache(maxsize=20_000)
def states_of(text: str) -> frozenset[str]:
    """Return the states that ``text`` names, by name, capital, demonym or seat."""
    found = set()
    plain = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    words = CAPITALISED.findall(plain.replace("’s", "").replace("'s", ""))
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            phrase = " ".join(words[i : i + size])
            states = (
                places.STATE_NAMES.get(phrase)
                or places.DEMONYMS.get(phrase)
                or places.CAPITALS.get(phrase)
            )
            seat = _SEATS.get(fold(phrase))
            if states or seat:
                found.add(fold(states[0]) if states else str(seat))
    return frozenset(found)
