"""Who may be meant by a query, how likely, and whether it is sure.

The score is how alike the name is (0 to 100), less what contradicts it. A match is a
candidate that alone bears exactly the name asked for, is somebody in particular, and is
contradicted by nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from quotes.api.reconciliation.queries import Query
from quotes.api.reconciliation.speakers import (
    bearers_of,
    named_by_id,
    read_speakers,
    show,
    wikidata_id_in,
)
from quotes.models import Speaker, SpeakerAlias
from quotes.names.folding import fold
from quotes.names.gazetteer.people import PARTICLES
from quotes.names.gazetteer.roles import ROLES
from quotes.names.likeness import LEAST_LIKE, likeness
from quotes.search import find_names

MOST_WEIGHED = 100
"""Speakers of a like name whose other columns are read for one query."""

CONTRADICTED = 20.0
"""What one property that says otherwise costs."""
OTHER_NAME = 1.0
"""What a name that is not letter for letter the same is less worth than one that is."""
UNKNOWN_KIND = 5.0
"""What it costs to be of a kind that nobody knows, where one was asked for."""

_ONE_WORD_SUFFICES = frozenset({Speaker.Kind.ORGANISATION.value})
"""Kinds of which a name of one word is a whole name: a surname is nobody's alone."""


@dataclass(slots=True)
class _Candidate:
    row: dict[str, Any]
    likeness: float
    exact: bool
    sure: bool
    features: dict[str, float | bool] = field(default_factory=dict)
    contradictions: int = 0
    confirmations: int = 0

    @property
    def score(self) -> float:
        less = CONTRADICTED * self.contradictions
        less += 0.0 if self.exact or self.sure else OTHER_NAME
        less += UNKNOWN_KIND if self.features.get("type_agrees") is False else 0.0
        return round(max(0.0, self.likeness - less), 1)

    def show(self, *, is_match: bool) -> dict[str, Any]:
        features = {
            "name_likeness": round(self.likeness, 1),
            "name_exact": self.exact,
            **self.features,
        }
        return {
            **show(self.row),
            "score": self.score,
            "match": is_match,
            "features": [{"id": key, "value": v} for key, v in features.items()],
        }


def find_candidates(query: Query) -> list[dict[str, Any]]:
    """Return at most ``query.limit`` candidates, the likeliest first.

    Where one is a match, those of a like name are not looked for: that costs more than
    all else. Three to six queries, twice as many where there is none.
    """
    for alike in (False, True):
        named = _name(query, alike=alike)
        found = sorted(_candidates(query, named), key=_rank)
        match = _match(query, found, named)
        if match is not None:
            break
    return [one.show(is_match=one is match) for one in found[: query.limit]]


def _rank(one: _Candidate) -> tuple[float, int, bool, int]:
    return (-one.score, -one.confirmations, not one.exact, one.row["id"])


@dataclass(frozen=True, slots=True)
class _Named:
    """Who is named by a query, by id; merged speakers by their target's.

    likeness: of every name that is like it. bearers: who bears exactly that name. sure:
    who is named by an id that says so.
    """

    likeness: dict[int, float]
    bearers: set[int]
    sure: set[int]


def _candidates(query: Query, named: _Named) -> Iterator[_Candidate]:
    for key, row in read_speakers(named.likeness).items():
        kind = row["kind"]
        if query.kinds and kind not in {*query.kinds, Speaker.Kind.UNKNOWN.value}:
            continue
        exact, sure = key in named.bearers, key in named.sure
        one = _Candidate(row, named.likeness[key], exact, sure)
        if query.kinds:
            one.features["type_agrees"] = kind in query.kinds
        for pid, values in query.properties:
            _compare(one, pid, values)
        yield one


def _name(query: Query, *, alike: bool) -> _Named:
    """Return who is named; ``alike``: also who has a name that is like it."""
    by_id, is_sure = named_by_id(query.name)
    by_property = {
        key
        for pid, values in query.properties
        if pid == "wikidata_id"
        for value in values
        if (key := named_by_id(wikidata_id_in(value))[0]) is not None
    }
    names = SpeakerAlias.objects.all()
    weighed = find_names(names, query.name)[:MOST_WEIGHED] if alike else []
    own = {by_id} if by_id is not None else set()
    merged = _targets({key for key, _ in weighed} | own)
    found: dict[int, float] = {}
    for key, value in weighed:
        target = merged.get(key, key)
        found[target] = max(found.get(target, 0.0), value)
    bearers = bearers_of(query.name)
    # By its id a speaker is worth looking at, whatever the name in the cell.
    for key in by_property:
        found.setdefault(key, 0.0 if query.name else 100.0)
    own = {merged.get(key, key) for key in own}
    found |= dict.fromkeys(bearers | own, 100.0)
    return _Named(found, bearers, by_property | (own if is_sure else set()))


def _targets(keys: set[int]) -> dict[int, int]:
    """Return whom merged speakers among ``keys`` were merged into. One query."""
    rows = Speaker.objects.filter(pk__in=keys, merged_into__isnull=False).order_by()
    return dict(rows.values_list("pk", "merged_into_id"))


def _compare(one: _Candidate, pid: str, values: tuple[str, ...]) -> None:
    """Hold what the query says under a property against what is known of ``one``.

    Where nothing is known, nothing is said.
    """
    if pid == "wikidata_id":
        known = one.row["wikidata_id"]
        asked = {wikidata_id_in(value) for value in values} - {""}
        if known and asked:
            one.features["wikidata_agrees"] = known in asked
            _count(one, agrees=known in asked)
        return
    column = "affiliation__name" if pid == "affiliation" else "description"
    known = one.row[column] or ""
    if not fold(known):
        return
    if pid == "affiliation":
        alike = max(_alike_bodies(value, known, one.row) for value in values)
        _count(one, agrees=alike >= LEAST_LIKE)
    else:
        alike = max(fuzz.token_set_ratio(fold(v), fold(known)) for v in values)
        # What somebody is described as changes, and nobody writes it alike: it may
        # speak for a candidate, and never against one.
        if alike >= LEAST_LIKE:
            _count(one, agrees=True)
    one.features[f"{pid}_likeness"] = round(alike, 1)


def _alike_bodies(value: str, known: str, row: dict[str, Any]) -> float:
    if value == str(row["affiliation_id"]):
        return 100.0
    return likeness(fold(value), fold(known))


def _count(one: _Candidate, *, agrees: bool) -> None:
    if agrees:
        one.confirmations += 1
    else:
        one.contradictions += 1


def _match(query: Query, found: list[_Candidate], named: _Named) -> _Candidate | None:
    """Return the candidate that is surely meant, or None."""
    by_id = [one for one in found if one.sure]
    if by_id:
        # An id says who it is; a name beside it must not say somebody else.
        (first, *others) = by_id
        agreed = first.exact or first.likeness >= LEAST_LIKE
        return first if agreed and not others and not first.contradictions else None
    exact = [one for one in found if one.exact]
    if len(named.bearers) != 1 or len(exact) != 1:
        return None
    (one,) = exact
    return one if _is_somebody(query, one) and not one.contradictions else None


def _is_somebody(query: Query, one: _Candidate) -> bool:
    """Whether a name that ``one`` alone bears here says who is meant.

    "A spokesperson" and the like are nobody in particular. A single word is a whole
    name of a body, and only where it is the name the body goes by; else something
    beside it must confirm it.
    """
    kind, name = one.row["kind"], one.row["name"]
    if kind in (Speaker.Kind.UNKNOWN.value, Speaker.Kind.GROUP.value):
        return False
    if kind == Speaker.Kind.PERSON.value and _is_role(name):
        return False
    if len(fold(query.name).split()) > 1 or one.confirmations:
        return True
    return fold(name) == fold(query.name) and kind in _ONE_WORD_SUFFICES


def _is_role(name: str) -> bool:
    """Whether a person goes by a role: "spokesperson for the ministry", "Judge"."""
    words = name.split()
    return fold(words[-1]) in ROLES or any(
        word[:1].islower() and fold(word) not in PARTICLES for word in words
    )
