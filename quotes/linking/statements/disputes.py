"""Who is said to have spoken, and how those who are named disagree. Pure.

What follows for the row of the statement, and what is read for it, is ``summary``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from quotes.linking.speakers.comparing.relations import (
    RelationType,
    SpeakerRecord,
    relation_type,
)

if TYPE_CHECKING:
    from quotes.models import Quote


_NO_DISAGREEMENT = (RelationType.SAME, RelationType.MAYBE)


@dataclass(frozen=True, slots=True)
class Side:
    """One answer to who spoke, and what stands behind it.

    quotes: numbers of the quotes that say so. outlets: numbers of independent
    outlets that do. copies: quotes that only repeat another article's text.
    relays: numbers of those who passed it on.
    """

    speaker_id: int
    quotes: tuple[int, ...]
    outlets: frozenset[int]
    copies: tuple[int, ...]
    relays: frozenset[int]


class DisputeKind(StrEnum):
    """How speakers disagree, named as ``Statement.Dispute`` stores it."""

    DISTINCT = "distinct"
    RELAY = "relay"
    JOINT = "joint"
    GRANULARITY = "granularity"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """How those who are said to have spoken disagree, and which pairs of them do.

    pairs: numbers of two speakers each, those whose being both named makes it this
    kind of dispute.
    """

    kind: DisputeKind
    pairs: frozenset[frozenset[int]]


def dispute_of(speakers: Sequence[SpeakerRecord]) -> Disagreement | None:
    """Return how those who are said to have spoken disagree, or None.

    Several agents that have nothing to do with each other outweigh all else; a
    body and two of its officials are one side, though each is somebody else. Two who
    have no name and may be one do not disagree.
    """
    types = {
        frozenset((one.pk, other.pk)): relation_type(one, other)
        for one, other in combinations(speakers, 2)
        if one.pk != other.pk
    }
    differing = frozenset(
        pair for pair, how in types.items() if how not in _NO_DISAGREEMENT
    )
    distinct = frozenset(
        pair
        for pair in differing
        if types[pair] is RelationType.NONE
        and not _have_body_in_common(pair, types, speakers)
    )
    if distinct:
        return Disagreement(DisputeKind.DISTINCT, distinct)
    found = set(types.values())
    if RelationType.RELAY in found:
        return Disagreement(DisputeKind.RELAY, differing)
    if RelationType.JOINT in found:
        return Disagreement(DisputeKind.JOINT, differing)
    return Disagreement(DisputeKind.GRANULARITY, differing) if differing else None


def disputed_since(
    disagreement: Disagreement, named: Mapping[int, datetime]
) -> datetime:
    """Return since when two whom printings name, and who are not one, were both known.

    named: since when each speaker, by number, is named by a printing.
    """
    return min(max(named[pk] for pk in pair) for pair in disagreement.pairs)


def _have_body_in_common(
    pair: frozenset[int],
    types: Mapping[frozenset[int], RelationType],
    speakers: Sequence[SpeakerRecord],
) -> bool:
    return any(
        all(types.get(frozenset((pk, body.pk))) is RelationType.BODY for pk in pair)
        for body in speakers
        if body.pk not in pair
    )


def sides_of(quotes: Iterable[Quote]) -> list[Side]:
    """Return who is said to have spoken in standing ``quotes``, best attested first.

    quotes: with ``article`` loaded. "Best" orders the answers for reading; it
    settles nothing.
    """
    by_speaker = defaultdict(list)
    for quote in quotes:
        if quote.speaker_id:
            by_speaker[quote.speaker_id].append(quote)
    sides = [_side(pk, held) for pk, held in by_speaker.items()]
    return sorted(sides, key=lambda s: (-len(s.outlets), -len(s.quotes), s.speaker_id))


def _side(speaker_id: int, quotes: Sequence[Quote]) -> Side:
    own = [quote for quote in quotes if not quote.article.wire_copy_of_id]
    return Side(
        speaker_id=speaker_id,
        quotes=tuple(quote.pk for quote in quotes),
        outlets=frozenset(quote.outlet_id for quote in own),
        copies=tuple(quote.pk for quote in quotes if quote.article.wire_copy_of_id),
        relays=frozenset(q.relayed_by_id for q in quotes if q.relayed_by_id),
    )
