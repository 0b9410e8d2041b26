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
_MEMBERS = {
    "republican": "republican",
    "gop": "republican",
    "democrat": "democrat",
    "democratic": "democrat",
    "independent": "independent",
    "labour": "labour",
    "tory": "conservative",
}
_BEFORE = re.compile(
    r"\b(?P<party>Republican|GOP|Democratic|Democrat|Labour|Tory)\s"
    r"(?:(?:front-?runner|nominee|rival|candidate|contender|senator|governor|lawmaker"
    r"|congressman|congresswoman|representative|leader|mayor|presidential|gubernatorial"
    r"|strategist|pollster|consultant|operative|chairman|member|critic)\s){0,3}(?:(?:[A-Z][a-z]+\.?)\s){0,2}$"
)
_LONGEST_LEAD = 70
# Of one word each: "New" or "North" alone tells no state.
_STATES = frozenset(map(fold_word, places.US_STATES))
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
    people = list(people)
    found = [person for person in people if wanted <= person.constituency]
    others = (person for person in people if person not in found)
    if len(found) != 1 or any(_may_sit(person, party, place) for person in others):
        return None
    return found[0]


def _may_sit(person: Person, party: str, place: Set[str]) -> bool:
    """Whether what is told of somebody names the party or the place."""
    told = {fold_word(word) for one in person.descriptions for word in one.split()}
    known = told | person.constituency | person.parties
    return party in _parties_in(known) or not place.isdisjoint(known)


def party_before(text: str, start: int) -> frozenset[str]:
    """The party, folded, in the words before a name that starts at ``start``.

    "The Democratic front-runner Holm", "Republican Senator Ada Holm".
    """
    found = _BEFORE.search(text, max(0, start - _LONGEST_LEAD), start)
    return _parties_in([fold_word(found["party"])]) if found else frozenset()


def is_another_member(person: Person, told: Iterable[str]) -> bool:
    """Whether ``told``, folded words, name another party or state than a person's.

    "The Utah Democrat" is no member printed with "(R-Utah)", "the GOP nominee" not the
    Democratic one, and "the Ohio senator" not whom a text called "the Utah senator".
    """
    told = set(told)
    known = person.parties | _parties_in(person.constituency)
    return _are_apart(known, _parties_in(told)) or _are_apart(
        person.constituency & _STATES, told & _STATES
    )


def learn_from(person: Person, told: Iterable[str]) -> None:
    """Take party and state from a description, folded, that is likely a person's.

    Only where neither was known: one description may be another's.
    """
    told = set(told)
    if not person.parties | _parties_in(person.constituency):
        person.parties |= _parties_in(told)
    if person.constituency.isdisjoint(_STATES):
        person.constituency |= told & _STATES


def _are_apart(known: Set[str], others: Set[str]) -> bool:
    return bool(known) and bool(others) and known.isdisjoint(others)


def _parties_in(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_MEMBERS[word] for word in words if word in _MEMBERS)
