"""Which disputes are worth a reporter's call.

Pure, without Django. An alert needs the same utterance, in nearly the same words or in
two translations of a long quotation, by two named and different agents, in two outlets,
both read with confidence. All else is noted: other words may report something else, and
a doubtful reading is ours to doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from quotes.linking.speakers.comparing.relations import SpeakerRecord
from quotes.linking.statements.pairs.same_utterance import CUT, VERBATIM
from quotes.linking.wordings.printed import read_wording
from quotes.linking.wordings.similarity import compare
from quotes.names.folding import fold

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
        # Of an unknown kind are voters and polls; a mere name is somebody's.
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
