"""What speaks for and against each pair of two articles' quotations, as arrays.

All pairs are compared in a few NumPy calls. Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from quotes.linking.statements.pairs.article_columns import Column, Flags, Floats
from quotes.linking.wordings.similarity import (
    ANOTHER_WORD,
    SAME_NAME,
    SAME_WORD,
    TYPING_ERROR,
)
from quotes.linking.wordings.vectors import products

QUOTED_ALIKE = 0.8
"""Likeness from which two words within quotation marks are the same."""
MOST_QUOTED = 4
"""Shared words within quotation marks that are counted."""


def contradictions(one: Column, other: Column) -> Flags:
    """Pairs with figures or days but none in common, and pairs of a mere scrap."""
    scraps = one.scraps[:, None] | other.scraps
    found: Flags = figures_apart(one, other) | scraps
    return found


def figures_apart(one: Column, other: Column) -> Flags:
    """Pairs with figures or days but none in common."""
    apart: Flags = np.zeros((one.size, other.size), dtype=np.bool_)
    for i, j in _both(one.figures, other.figures):
        apart[i, j] = _contradict(one.figures[i], other.figures[j])
    return apart


def figures_differ(one: Column, other: Column) -> Flags:
    """Pairs that both have figures or days, less than half of which are in both."""
    differ: Flags = np.zeros((one.size, other.size), dtype=np.bool_)
    for i, j in _both(one.figures, other.figures):
        a, b = one.figures[i], other.figures[j]
        differ[i, j] = 2 * len(a & b) < len(a | b)
    return differ


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has a figure or day of its own; small figures agree by chance."""
    agreed = any(len(figure) > 1 for figure in one & other)
    return bool(one - other and other - one) and not agreed


def features(one: Column, other: Column) -> NDArray[np.float64]:
    """What speaks for and against each pair, shape (of one, of other, 12)."""
    alike = _alikeness(one, other)
    weights, others = one.weights(other.givens), other.weights(one.givens)
    best: Floats = np.maximum.reduceat(alike, other.starts, axis=1)
    best_other: Floats = np.maximum.reduceat(alike, one.starts, axis=0).T
    shared, shared_other = one.sums(best * weights), other.sums(best_other * others).T
    first = shared / np.maximum(one.sums(weights), 1e-6)
    second = shared_other / np.maximum(other.sums(others).T, 1e-6)
    exact = np.minimum(
        one.sums((best > 0.99) * weights), other.sums((best_other > 0.99) * others).T
    )
    return np.stack(
        [
            np.maximum(first, second),
            np.minimum(first, second),
            _cosines(one.meaning, other.meaning),
            np.log1p(np.minimum(shared, shared_other)),
            np.log1p(exact),
            one.denied[:, None] != other.denied,
            one.direct[:, None] & other.direct,
            *_quoted(one, other, alike),
            *_numbers(one, other),
        ],
        axis=-1,
    ).astype(np.float64)


def _cosines(rows: Floats, others: Floats) -> Floats:
    lengths = np.linalg.norm(rows, axis=1)[:, None] * np.linalg.norm(others, axis=1)
    cosines: Floats = rows @ others.T / np.maximum(lengths, 1e-6)
    return np.maximum(cosines, 0, out=cosines)


def _quoted(one: Column, other: Column, alike: Floats) -> list[NDArray[Any]]:
    """Whether both print words as said, how many of them both print, whether none."""
    between = np.where(one.marked[:, None] & other.marked, alike, 0)
    best = np.maximum.reduceat(between, other.starts, axis=1)
    shared = one.sums((best >= QUOTED_ALIKE).astype(np.float32))
    both = one.quotes[:, None] & other.quotes
    return [both, np.minimum(shared, MOST_QUOTED), both & (shared == 0)]


def _numbers(one: Column, other: Column) -> list[NDArray[Any]]:
    """Whether a figure stands in both, and whether each has one of its own."""
    shared = np.zeros((one.size, other.size), dtype=np.bool_)
    differ = np.zeros_like(shared)
    for i, j in _both(one.numbers, other.numbers):
        a, b = one.numbers[i], other.numbers[j]
        shared[i, j] = bool(a & b)
        differ[i, j] = bool(a - b and b - a)
    return [shared, differ]


def _both(
    ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]
) -> Iterator[tuple[int, int]]:
    """Where neither has nothing: most quotations have no figure."""
    held = [j for j, other in enumerate(others) if other]
    return ((i, j) for i, one in enumerate(ones) if one for j in held)


def _alikeness(one: Column, other: Column) -> Floats:
    """Likeness of every word to every word, 0 to 1; names by their letters alone."""
    alike = products(one.vectors, other.vectors)
    alike -= ANOTHER_WORD
    alike /= SAME_WORD - ANOTHER_WORD
    np.maximum(alike, 0, out=alike)
    alike[one.named[:, None] & other.named] = 0
    if one.spelled and other.spelled:
        least = 100 * max(SAME_NAME, TYPING_ERROR)
        spelled = cdist(
            one.spellings, other.spellings, scorer=fuzz.ratio, score_cutoff=least
        )
        where = np.ix_(one.spelled, other.spelled)
        alike[where] = np.maximum(alike[where], spelled / 100)
    alike[one.numbers_at[:, None] | other.numbers_at] = 0
    known = one.stems != 0
    alike[(one.stems[:, None] == other.stems) & known[:, None]] = 1
    return alike
