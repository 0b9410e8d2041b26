"""Who is said to have spoken, how they disagree, and which dispute is worth a call.

An alert needs the same utterance, in nearly the same words or in two translations of a
long quotation, by two named and different agents, in two outlets, both read with
confidence. All else is noted: other words may report something else, and a doubtful
reading is ours to doubt.

Pure. What follows for the row of the statement, and what is read for it, is
``summary``'s.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from quotes.linking.speakers.comparing.relations import (
    RelationType,
    SpeakerRecord,
    relation_type,
)
from quotes.linking.statements.pairs.same_utterance import CUT, VERBATIM
from quotes.linking.wordings.similarity import compare
from quotes.linking.wordings.wording import read_wording
from quotes.names.folding import fold

if TYPE_CHECKING:
    from quotes.models import Quote

LEAST_CONFIDENCE = 0.85
"""From which a reading of words and speaker is trusted that no editor has seen."""
LEAST_MASS = 2.0
"""Shared weight (words) below which two people may well say the same."""
TRANSLATED, TRANSLATED_MASS = 0.65, 6.0
"""Share of characters, and weight shared, from which words in marks are one sentence
in two translations."""
MOST_COMPARED = 200
"""Pairs of printings that are compared for one statement."""

_NAMED = ("person", "organisation")
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
    """Return since when both speakers of a disagreeing pair have been named.

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


class Printed(NamedTuple):
    """A printing as an alert looks at it.

    source: whose text it is, by outlet. in_marks: whether it quotes, in part at least.
    """

    text: str
    in_marks: bool
    speaker_id: int
    source: int
    stance: str
    confidence: float
    reviewed: bool


def is_alert(
    printings: Iterable[Printed],
    pairs: Collection[frozenset[int]],
    facts: Mapping[int, SpeakerRecord],
) -> bool:
    """Whether any two of ``printings`` contradict each other beyond doubt.

    pairs: speakers, by number, who are different agents.
    """
    wanted = [p for p in printings if p.reviewed or p.confidence >= LEAST_CONFIDENCE]
    compared = 0
    for one, other in combinations(wanted, 2):
        who = frozenset((facts[one.speaker_id].pk, facts[other.speaker_id].pk))
        if who not in pairs or one.source == other.source or one.stance != other.stance:
            continue
        if not _are_different(facts[one.speaker_id], facts[other.speaker_id]):
            continue
        compared += 1
        if compared > MOST_COMPARED:
            return False
        if _same_words(one, other):
            return True
    return False


def _are_different(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    """Whether both are named, and neither's name is a part of the other's."""
    names = [_name_words(speaker) for speaker in (one, other)]
    if not all(names):
        return False
    return not (names[0] <= names[1] or names[1] <= names[0])


def _name_words(speaker: SpeakerRecord) -> frozenset[str]:
    """The words of a name; none of what is a role, a crowd or a thing."""
    words = speaker.name.split()
    named = speaker.name[:1].isupper()
    if speaker.kind not in _NAMED:
        # Voters and polls are of an unknown kind, too: there capitals make a name.
        named = speaker.kind != "group" and all(w[:1].isupper() for w in words)
    return frozenset(fold(speaker.name).split()) if named else frozenset()


def _same_words(one: Printed, other: Printed) -> bool:
    """Whether both print nearly the same words, or quote two translations of them."""
    likeness = compare(read_wording(one.text), read_wording(other.text))
    if likeness.mass < LEAST_MASS or likeness.numbers_differ:
        return False
    if likeness.characters >= VERBATIM:
        return True
    if likeness.part >= CUT and likeness.inner >= CUT:
        return True
    translated = likeness.characters >= TRANSLATED and likeness.mass >= TRANSLATED_MASS
    return translated and one.in_marks and other.in_marks
