"""What a rule about cue verbs answers, and how it is registered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``first`` to ``last`` of a sentence, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Complement:
    """What a verb reports, as tokens of its sentence.

    content: in reading order, several where the attribution interrupts it.
    cue: the verb and what belongs to it ("described", "as").
    score: 0 to 1, how often such a reading is right; not calibrated.
    is_bare: a noun phrase, no clause ("denied the report"): no reported speech.
    """

    content: tuple[Stretch, ...]
    cue: tuple[int, ...]
    score: float
    is_bare: bool = False


# The sentence, the cue verb's token and its base form. None: not this construction.
FindComplement = Callable[[Reading, int, str], Complement | None]


@dataclass(frozen=True, slots=True)
class ComplementRule:
    """frame: asked of verbs that stand in it; None: of every cue verb."""

    frame: Frame | None
    find: FindComplement


def complement_of(frame: Frame | None) -> Callable[[FindComplement], ComplementRule]:
    """Make a rule of a function: it is asked of verbs that stand in ``frame``."""

    def rule_of(find: FindComplement) -> ComplementRule:
        return ComplementRule(frame, find)

    return rule_of
