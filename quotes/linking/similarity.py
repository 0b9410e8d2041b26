"""How alike two wordings are, and whether they report one utterance.

Three views of a pair: characters (typing errors, punctuation, small edits), the
words of each found again in the other, weighed by their rarity (cuts, reported
speech), and the same with near-synonyms by word vectors (another translation, a
paraphrase). Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.linking.vectors import DIMENSIONS, vector_of
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
        shared = _coverage(one.content, other.content)
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


def _coverage(one: Sequence[Token], other: Sequence[Token]) -> _Shared:
    """What the content of two wordings shares; the names as in ``Likeness``."""
    if not one or not other:
        return _Shared(0.0, 0.0, 0.0, 0.0, 0.0)
    vectors, others = _matrix(one), _matrix(other)
    alike = _alikeness(one, other, vectors @ others.T)
    (weights, focus), (other_weights, other_focus) = _weights(one), _weights(other)
    found, other_found = alike.max(axis=1), alike.max(axis=0)
    sums = focus @ vectors, other_focus @ others
    lengths = float(np.linalg.norm(sums[0]) * np.linalg.norm(sums[1]))
    return _Shared(
        first=float(found @ focus / focus.sum()),
        second=float(other_found @ other_focus / other_focus.sum()),
        mass=float(min(found @ weights, other_found @ other_weights)),
        evidence=float(min(found @ focus, other_found @ other_focus)),
        meaning=max(0.0, float(sums[0] @ sums[1]) / lengths) if lengths else 0.0,
    )


def _alikeness(
    one: Sequence[Token], other: Sequence[Token], cosines: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Likeness of every word to every word, shape (len(one), len(other)), 0 to 1."""
    scaled = (cosines - ANOTHER_WORD) / (SAME_WORD - ANOTHER_WORD)
    alike: NDArray[np.float32] = np.clip(scaled, 0.0, 1.0)
    for i, token in enumerate(one):
        for j, candidate in enumerate(other):
            alike[i, j] = _alike(token, candidate, float(alike[i, j]))
    return alike


def _alike(token: Token, candidate: Token, by_vector: float) -> float:
    if token.stem == candidate.stem:
        return 1.0
    if token.is_number or candidate.is_number:
        return 0.0
    names = token.is_name and candidate.is_name
    if not names and (by_vector >= 0.8 or token.stem[:1] != candidate.stem[:1]):
        return by_vector
    spelling = fuzz.ratio(token.stem, candidate.stem) / 100
    if names:
        return spelling if spelling >= SAME_NAME else 0.0
    return max(by_vector, spelling if spelling >= TYPING_ERROR else 0.0)


def _weights(
    tokens: Sequence[Token],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The weight and the focus of each token, as arrays."""
    pairs = np.array([(token.weight, token.focus) for token in tokens], np.float32)
    return pairs[:, 0], pairs[:, 1]


def _matrix(tokens: Sequence[Token]) -> NDArray[np.float32]:
    matrix = np.zeros((len(tokens), DIMENSIONS), dtype=np.float32)
    for row, token in zip(matrix, tokens, strict=True):
        vector = vector_of(token.word)
        if vector is None:
            vector = vector_of(token.stem)
        if vector is not None:
            row[:] = vector
    return matrix
