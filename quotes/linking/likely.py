"""How near a printing is to words that somebody brings, and what it is to them.

Pure, without Django.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from quotes.linking.wordings.printed import Wording
from quotes.linking.wordings.runs import LEAST_WORDS, NOWHERE, Part, Run, locate
from quotes.linking.wordings.similarity import Likeness

LEAST_MASS = 0.6
"""Shared weight (words) below which anything short resembles anything."""
EXCERPT, ABRIDGED = 0.995, 0.992
"""How near a part is, and a part with marked omissions; 1 are the same words alone."""
MOST_SIMILAR = 0.99
"""What other words are at most, though all that counts in them is the same: “never” and
“not” are no content."""
LEAST = -1.5
"""Log-odds from which other words are the same utterance. Of 900 quotations of news
that no stored article prints 0.9 in a hundred are above it; of stored ones 99 with a
letter in fifty wrong, 96 with two words in five replaced, all with a “not” put in."""

# Fitted by logistic regression on those: characters, part, share of what was asked,
# share of the printing, mass, evidence, meaning, figures that differ, the number of
# words asked for and printed, and how far the two numbers are one.
_WEIGHTS = (6.2, 4.9, 2.8, 3.1, 0.67, 0.67, -0.95, -0.7, 1.1, 0.56, 4.9)
_BIAS = -22.2


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a printing is, 0 to 1 (0: another utterance), and what it holds."""

    similarity: float
    run: Run = NOWHERE


def nearness(wording: Wording, printing: Wording, likeness: Likeness) -> Nearness:
    """Return how near ``printing`` is to ``wording``, what was asked for."""
    if likeness.characters == 1.0:
        return Nearness(1.0, Run(Part.WHOLE, 0, len(printing.text)))
    run = locate(wording.text, printing.text)
    if run.part is Part.WHOLE:
        return Nearness(1.0, run)
    if run.part is not Part.NONE and _says_something(wording):
        near = EXCERPT if run.part is Part.RUN else ABRIDGED
        return Nearness(near if run.part is not Part.REVERSED else MOST_SIMILAR, run)
    if not is_variant(wording, printing, likeness):
        return Nearness(0.0)
    near = max(
        likeness.characters,
        0.97 * likeness.part,
        0.5 * (likeness.inner + likeness.outer),
    )
    return Nearness(min(MOST_SIMILAR, near))


def _says_something(wording: Wording) -> bool:
    return len(wording.tokens) >= LEAST_WORDS or wording.mass >= LEAST_MASS


def is_variant(wording: Wording, printing: Wording, likeness: Likeness) -> bool:
    """Whether ``printing`` can hardly be another utterance than ``wording``.

    likeness: of the two, ``wording`` first. A name that both have proves nothing.
    """
    if likeness.mass < LEAST_MASS:
        return False
    asked, printed = len(wording.tokens), len(printing.tokens)
    found = (
        likeness.characters,
        likeness.part,
        likeness.first,
        likeness.second,
        math.log1p(likeness.mass),
        math.log1p(likeness.evidence),
        likeness.meaning,
        likeness.numbers_differ,
        math.log(asked),
        math.log(printed),
        min(asked / printed, printed / asked),
    )
    return _BIAS + sum(w * x for w, x in zip(_WEIGHTS, found, strict=True)) >= LEAST
