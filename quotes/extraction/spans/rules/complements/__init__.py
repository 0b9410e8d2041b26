"""What a cue verb reports: one construction a file, its function called ``rule``.

To add one: a file here, its name in one of the three tuples below, its test in
``tests/extraction/spans/rules/complements/``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from quotes.extraction.cues import ATTITUDE_FRAMES, SPEECH_FRAMES, Frame
from quotes.extraction.spans.rules.complement import ComplementRule, FindComplement

# Asked in this order; the first that finds something decides.
# Of every cue verb, whatever its frames:
FIRST = ("as_said",)
# Of a verb that stands in the rule's frame, as a verb of speech, then of attitude:
BY_FRAME = (
    "quoted_next",
    "told",
    "inverted",
    "said_that",
    "said_next",
    "that_elsewhere",
    "lost_subject",
    "interrupted",
    "trailing",
    "urged_to",
    "urged_those_who",
    "described_as",
    "called",
    "promised_to",
    "denied_doing",
    "accused_of",
    "put_at",
    "is_said_to",
    "announced",
)
# Of every cue verb that nothing else was found of:
LAST = ("spoke_of",)

RULES: dict[str, ComplementRule] = {
    name: import_module(f"{__name__}.{name}").rule
    for name in (*FIRST, *BY_FRAME, *LAST)
}


@dataclass(frozen=True, slots=True)
class AskedRule:
    """is_attitude: what it finds is believed or hoped rather than said."""

    find: FindComplement
    is_attitude: bool = False


@cache
def rules_for(lemma: str) -> tuple[AskedRule, ...]:
    """The rules to ask of a verb, by its base form, in order."""
    meanings = (
        (SPEECH_FRAMES.get(lemma, Frame(0)), False),
        (ATTITUDE_FRAMES.get(lemma, Frame(0)), True),
    )
    by_frame = [
        AskedRule(RULES[name].find, is_attitude)
        for frames, is_attitude in meanings
        for name in BY_FRAME
        if (RULES[name].frame or Frame(0)) & frames
    ]
    first = [AskedRule(RULES[name].find) for name in FIRST]
    last = [AskedRule(RULES[name].find) for name in LAST]
    return (*first, *by_frame, *last)
