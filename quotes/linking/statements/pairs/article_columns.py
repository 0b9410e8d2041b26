"""The quotations of one article as arrays, and how those of two articles compare.

All pairs are compared in a few NumPy calls. Words that an article repeats, or that name
who speaks, say little. Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from quotes.linking.statements.pairs.pair_features import Setting
from quotes.linking.wordings.similarity import (
    ANOTHER_WORD,
    SAME_NAME,
    SAME_WORD,
    TYPING_ERROR,
)
from quotes.linking.wordings.vectors import DIMENSIONS, products
from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words_in_marks import MARKED, read_marked, telling_stems
from quotes.names.gazetteer.words import word_set

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

GIVEN = 0.3
"""Share of its weight that the name of who speaks keeps: both printings have it."""
SCRAP = 3
"""Words up to which a quotation says too little to be known in other words."""
QUOTED_ALIKE = 0.8
"""Likeness from which two words within quotation marks are the same."""
MOST_QUOTED = 4
"""Shared words within quotation marks that are counted."""
NOBODY: frozenset[int] = frozenset()

DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


@dataclass(frozen=True, slots=True, eq=False)
class AlignedQuotation:
    """One quotation of an article as it is compared with those of another.

    direct: all its words are printed as said. denies: its cue denies what it says.
    given: stems, numbered as in ``Wording.stems``, that name the speaker.
    setting: how it is reported, and what stands around it.
    """

    wording: Wording
    direct: bool
    denies: bool
    setting: Setting
    given: frozenset[int] = NOBODY


class ArticleColumns:
    """The quotations of one article as arrays, made once for many comparisons."""

    def __init__(self, reports: Sequence[AlignedQuotation]) -> None:
        wordings = [report.wording for report in reports]
        sizes = [max(1, len(wording.content)) for wording in wordings]
        self.size = len(reports)
        self.settings = [report.setting for report in reports]
        self.starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.intp)
        total = sum(sizes)
        self.stems = np.zeros(total, dtype=np.int64)
        self.vectors = np.zeros((total, DIMENSIONS), dtype=np.float32)
        self.focuses = np.zeros(total, dtype=np.float32)
        self.numbers_at = np.zeros(total, dtype=np.bool_)
        self.marked = np.zeros(total, dtype=np.bool_)
        self.named = np.zeros(total, dtype=np.bool_)
        self.spelled: list[int] = []
        self.spellings: list[str] = []
        for start, report in zip(self.starts.tolist(), reports, strict=True):
            self._fill(start, report)
        self.places: dict[int, list[int]] = {}
        for place, number in enumerate(self.stems.tolist()):
            self.places.setdefault(number, []).append(place)
        self.givens = [report.given for report in reports]
        self.own = np.repeat(np.arange(self.size), sizes)
        self.direct = np.array([report.direct for report in reports])
        self.denied = np.array([_is_denied(report) for report in reports])
        self.numbers = [wording.numbers for wording in wordings]
        self.figures = [wording.numbers | _days(wording) for wording in wordings]
        self.scraps = np.array([len(wording.tokens) <= SCRAP for wording in wordings])
        self.quotes = np.logical_or.reduceat(self.marked, self.starts)
        self.said = [
            (read_marked(report.wording.text, report.direct), telling_stems(wording))
            for report, wording in zip(reports, wordings, strict=True)
        ]
        self.meaning = self.sums(self.focuses[:, None] * self.vectors)

    def _fill(self, start: int, report: AlignedQuotation) -> None:
        wording = report.wording
        end = start + len(wording.content)
        self.stems[start:end] = wording.stems
        self.vectors[start:end] = wording.vectors
        self.focuses[start:end] = wording.focuses
        self.numbers_at[start:end] = wording.numbers_at
        self.marked[start:end] = _is_marked(report)
        self.named[start:end] = [token.is_name for token in wording.content]
        self.spelled += [start + i for i in wording.spelled]
        self.spellings += [wording.content[i].stem for i in wording.spelled]

    def sums(self, rows: Floats) -> Floats:
        """The sum of each quotation's ``rows``."""
        summed: Floats = np.add.reduceat(rows, self.starts, axis=0)
        return summed

    def weights(self, others: Sequence[frozenset[int]]) -> Floats:
        """What each word says beside each quotation whose speaker has these names.

        Shape (words, len(others)).
        """
        weights = np.repeat(self.focuses[:, None], len(others), axis=1)
        given = np.zeros(weights.shape, dtype=np.bool_)
        for column, names in enumerate(others):
            given[self._places_of(names), column] = True
        for number, names in enumerate(self.givens):
            places = self._places_of(names)
            given[[place for place in places if self.own[place] == number]] = True
        weights[given] *= GIVEN
        return weights

    def _places_of(self, names: frozenset[int]) -> list[int]:
        """Where the words of ``names`` stand."""
        return [place for name in names for place in self.places.get(name, ())]


def _days(wording: Wording) -> frozenset[str]:
    return frozenset(token.word for token in wording.tokens) & DAYS


def _is_denied(report: AlignedQuotation) -> bool:
    return (report.wording.negations > 0) != report.denies


def _is_marked(report: AlignedQuotation) -> list[bool]:
    content = report.wording.content
    if report.direct:
        return [True] * len(content)
    spans = [match.span() for match in MARKED.finditer(report.wording.text)]
    return [any(a <= token.start < b for a, b in spans) for token in content]


def contradictions(one: ArticleColumns, other: ArticleColumns) -> Flags:
    """Pairs with figures or days but none in common, and pairs of a mere scrap."""
    scraps = one.scraps[:, None] | other.scraps
    found: Flags = figures_apart(one, other) | scraps
    return found


def figures_apart(one: ArticleColumns, other: ArticleColumns) -> Flags:
    """Pairs with figures or days but none in common."""
    apart: Flags = np.zeros((one.size, other.size), dtype=np.bool_)
    for i, j in _both(one.figures, other.figures):
        apart[i, j] = _contradict(one.figures[i], other.figures[j])
    return apart


def figures_differ(one: ArticleColumns, other: ArticleColumns) -> Flags:
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


def features(one: ArticleColumns, other: ArticleColumns) -> NDArray[np.float64]:
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


def _quoted(
    one: ArticleColumns, other: ArticleColumns, alike: Floats
) -> list[NDArray[Any]]:
    """Whether both print words as said, how many of them both print, whether none."""
    between = np.where(one.marked[:, None] & other.marked, alike, 0)
    best = np.maximum.reduceat(between, other.starts, axis=1)
    shared = one.sums((best >= QUOTED_ALIKE).astype(np.float32))
    both = one.quotes[:, None] & other.quotes
    return [both, np.minimum(shared, MOST_QUOTED), both & (shared == 0)]


def _numbers(one: ArticleColumns, other: ArticleColumns) -> list[NDArray[Any]]:
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
    """Yield the places where both have something: most quotations have no figure."""
    held = [j for j, other in enumerate(others) if other]
    return ((i, j) for i, one in enumerate(ones) if one for j in held)


def _alikeness(one: ArticleColumns, other: ArticleColumns) -> Floats:
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
