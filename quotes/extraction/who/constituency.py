"""What stands behind a politician's name: the party and the place sat for.

"Rep. Ada Holm (R-Utah)", "Rep. Ada Holm, R-Utah,", "Sen. Ada Holm of Utah", "Holm (D.,
Utah)" and "Holm (Utah)" tell that "the Utah Republican" or "the senator from Utah" may
be she.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from quotes.extraction.who.person import Person
from quotes.names.gazetteer import places
from quotes.names.person_names import fold_word

_PARTIES = {"r": "republican", "d": "democrat", "i": "independent"}
_IN_PARENTHESES = re.compile(
    r"\s\((?:(?P<party>[RDI]|Republican|Democrat|Independent)\.?(?:\s?[-–—,.]\s?|\s))?"
    r"(?P<place>[A-Z][\w. ]{1,20}?)\)"
)
_BETWEEN_COMMAS = re.compile(
    r",\s(?P<party>[RDI])[-–](?P<place>[A-Z]\w+\.?(?:\s[A-Z]\w+\.?)?)(?=[,;:.)]|$)"
)
_OF_PLACE = re.compile(r",?\s(?:of|from)\s(?P<place>[A-Z]\w+(?:\s[A-Z]\w+)?)")


def constituency(text: str, end: int, *, titled: bool) -> frozenset[str]:
    """Words, folded, for party and place behind a name that ends at ``end``.

    titled: whether a title stands before the name; without one "of Utah" tells where
    somebody lives.
    """
    inside = _IN_PARENTHESES.match(text, end) or _BETWEEN_COMMAS.match(text, end)
    if inside is not None:
        place = places.US_ABBREVIATIONS.get(inside["place"], inside["place"])
        if not inside["party"] and place not in places.US_ABBREVIATIONS:
            return frozenset()
        party = _PARTIES.get((inside["party"] or " ")[0].lower(), "")
        return _folded(place) | {party} - {""}
    of = _OF_PLACE.match(text, end) if titled else None
    return _folded(of["place"]) if of is not None else frozenset()


def _folded(place: str) -> frozenset[str]:
    return frozenset(map(fold_word, place.split()))


def sole_member(people: Iterable[Person], party: str, place: Set[str]) -> Person | None:
    """The one of ``people`` who sits for a party and a place, as printed; or None.

    "The Utah Republican": whoever alone stands with "(R-Utah)". Words are folded.
    """
    if party not in _PARTIES.values() or not place:
        return None
    wanted = {party, *place}
    found = [person for person in people if wanted <= person.constituency]
    return found[0] if len(found) == 1 else None


def is_of_other_party(known: Set[str], noun: str) -> bool:
    """Whether who sits for a party, by the words ``known`` of them, is not ``noun``.

    "The Utah Democrat" is no member printed with "(R-Utah)".
    """
    parties = known & set(_PARTIES.values())
    return bool(parties) and noun in _PARTIES.values() and noun not in parties
