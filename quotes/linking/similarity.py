"""How alike two wordings are, and whether they report one utterance.

Three views of a pair: characters (typing errors, punctuation, small edits), the
words of each found again in the other, weighed by their rarity (cuts, reported
speech), and the same with near-synonyms by word vectors (another translation, a
paraphrase). Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.linking.vectors import DIMENSIONS, vector_of
from quotes.linking.wordings import Token, Wording

SAME_WORD, ANOTHER_WORD = 1.0, 0.45
"""Cosines from and below which two words count as one and as two."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings share, each 0 to 1 where nothing else is said.

    characters: share of characters in common (Indel ratio).
    part: the same of the shorter one against its best counterpart in the longer.
    first, second: weight of the first's (second's) content found in the other.
    mass: weight of the content they share, in words (a rare word is 1).
    numbers_differ: both hold figures, and each holds one that the other lacks.
    negation_differs: one denies and the other does not.
    """

    characters: float
    part: float
    first: float
    second: float
    mass: float
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
        found = mass = 1.0
        first, second, mass = 1.0, 1.0, one.mass
    else:
        first, second, mass = _coverage(one.content, other.content)
    return Likeness(
        characters=characters,
        part=part,
        first=first,
        second=second,
        mass=mass,
        numbers_differ=bool(one.numbers - other.numbers)
        and bool(other.numbers - one.numbers),
        negation_differs=(one.negations > 0) != (other.negations > 0),
    )


def _coverage(
    one: Sequence[Token], other: Sequence[Token]
) -> tuple[float, float, float]:
    """Weight found of each side, as shares, and the shared weight."""
    if not one or not other:
        return 0.0, 0.0, 0.0
    alike = _alikeness(one, other)
    weights = np.array([token.weight for token in one], dtype=np.float32)
    others = np.array([token.weight for token in other], dtype=np.float32)
    found = float((alike.max(axis=1) * weights).sum())
    found_other = float((alike.max(axis=0) * others).sum())
    return (
        found / float(weights.sum()),
        found_other / float(others.sum()),
        min(found, found_other),
    )


def _alikeness(one: Sequence[Token], other: Sequence[Token]) -> NDArray[np.float32]:
    """Likeness of every word to every word, shape (len(one), len(other)), 0 to 1."""
    cosines = _matrix(one) @ _matrix(other).T
    scaled = (cosines - ANOTHER_WORD) / (SAME_WORD - ANOTHER_WORD)
    alike = np.clip(scaled, 0.0, 1.0)
    for i, token in enumerate(one):
        for j, candidate in enumerate(other):
            if token.stem == candidate.stem:
                alike[i, j] = 1.0
            elif token.is_number or candidate.is_number:
                alike[i, j] = 0.0
            elif token.is_name and candidate.is_name:
                spelling = fuzz.ratio(token.stem, candidate.stem) / 100
                alike[i, j] = spelling if spelling >= 0.75 else 0.0
            elif alike[i, j] < 0.8 and token.stem[:1] == candidate.stem[:1]:
                spelling = fuzz.ratio(token.stem, candidate.stem) / 100
                alike[i, j] = max(alike[i, j], spelling if spelling > 0.8 else 0.0)
    return alike


def _matrix(tokens: Sequence[Token]) -> NDArray[np.float32]:
    matrix = np.zeros((len(tokens), DIMENSIONS), dtype=np.float32)
    for row, token in zip(matrix, tokens, strict=True):
        vector = vector_of(token.word)
        if vector is None:
            vector = vector_of(token.stem)
        if vector is not None:
            row[:] = vector
    return matrix
