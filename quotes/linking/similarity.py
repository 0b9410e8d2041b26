"""How alike two wordings are, and whether they report one utterance.

Three views of a pair: characters (typing errors, punctuation, small edits), the
words of each found again in the other, weighed by their rarity (cuts, reported
speech), and the same with near-synonyms by word vectors (another translation, a
paraphrase). Pure, without Django.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.linking.wordings import Token, Wording

SAME_WORD, ANOTHER_WORD = 1.0, 0.3
"""Cosines from and below which two words count as one and as two."""
SAME_NAME, TYPING_ERROR = 0.75, 0.8
"""Indel ratios from which two names, and two words of one initial, are one."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings share, each 0 to 1 where nothing else is said.

    characters: share of characters in common (Indel ratio).
    part: the same of the shorter one against its best counterpart in the longer.
    first, second: share of the first's (second's) content found in the other,
        by focus.
    mass: weight of the content they share, in words (a rare word is 1).
    evidence: the same by focus: what they share that their articles do not repeat.
    meaning: cosine of the summed word vectors, each weighed by its rarity.
    numbers_differ: both hold figures, and each holds one that the other lacks.
    negation_differs: one denies and the other does not.
    """

    characters: float
    part: float
    first: float
    second: float
    mass: float
    evidence: float
    meaning: float
    numbers_differ: bool
    negation_differs: bool

    @property
    def inner(self) -> float:
        """How much of the wording that is found better stands in the other."""
        return max(self.first, self.second)

    @property
    def outer(self) -> float:
        """How much of the wording that is found worse stands in the other."""
        return min(self.first, self.second)


def compare(one: Wording, other: Wording) -> Likeness:
    """Compare two wordings. Symmetric but for the order of ``first`` and ``second``."""
    characters = fuzz.ratio(one.folded, other.folded) / 100
    shorter, longer = sorted((one.folded, other.folded), key=len)
    part = characters
    if 12 <= len(shorter) < 0.8 * len(longer):
        part = fuzz.partial_ratio(shorter, longer) / 100
    if one.folded == other.folded:
        shared = _Shared(1.0, 1.0, one.mass, min(one.focus, other.focus), 1.0)
    else:
        shared = _coverage(one, other)
    return Likeness(
        characters=characters,
        part=part,
        first=shared.first,
        second=shared.second,
        mass=shared.mass,
        evidence=shared.evidence,
        meaning=shared.meaning,
        numbers_differ=bool(one.numbers - other.numbers)
        and bool(other.numbers - one.numbers),
        negation_differs=(one.negations > 0) != (other.negations > 0),
    )


class _Shared(NamedTuple):
    first: float
    second: float
    mass: float
    evidence: float
    meaning: float


def _coverage(one: Wording, other: Wording) -> _Shared:
    """What the content of two wordings shares; the names as in ``Likeness``."""
    if not one.content or not other.content:
        return _Shared(0.0, 0.0, 0.0, 0.0, 0.0)
    alike = _alikeness(one, other)
    found, other_found = alike.max(axis=1), alike.max(axis=0)
    sums = one.focuses @ one.vectors, other.focuses @ other.vectors
    lengths = math.sqrt(float(sums[0] @ sums[0]) * float(sums[1] @ sums[1]))
    focus, other_focus = float(found @ one.focuses), float(other_found @ other.focuses)
    return _Shared(
        first=focus / one.focus,
        second=other_focus / other.focus,
        mass=min(float(found @ one.weights), float(other_found @ other.weights)),
        evidence=min(focus, other_focus),
        meaning=max(0.0, float(sums[0] @ sums[1]) / lengths) if lengths else 0.0,
    )


def _alikeness(one: Wording, other: Wording) -> NDArray[np.float32]:
    """Likeness of every word to every word, shape (words, other's words), 0 to 1."""
    cosines = one.vectors @ other.vectors.T
    alike: NDArray[np.float32] = (cosines - ANOTHER_WORD) / (SAME_WORD - ANOTHER_WORD)
    np.maximum(alike, 0.0, out=alike)
    for i in one.spelled:
        for j, candidate in enumerate(other.content):
            alike[i, j] = _spelled_alike(one.content[i], candidate, float(alike[i, j]))
    for j in other.spelled:
        for i, token in enumerate(one.content):
            alike[i, j] = _spelled_alike(token, other.content[j], float(alike[i, j]))
    alike[one.numbers_at[:, None] | other.numbers_at] = 0.0
    alike[one.stems[:, None] == other.stems] = 1.0
    return alike


def _spelled_alike(token: Token, candidate: Token, by_vector: float) -> float:
    """Likeness of two words by their letters, or by their vectors if that is more."""
    names = token.is_name and candidate.is_name
    if not names and token.stem[:1] != candidate.stem[:1]:
        return by_vector
    spelling = fuzz.ratio(token.stem, candidate.stem) / 100
    if names:
        return spelling if spelling >= SAME_NAME else 0.0
    return max(by_vector, spelling if spelling >= TYPING_ERROR else 0.0)
