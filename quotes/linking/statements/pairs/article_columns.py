"""The quotations of one article as arrays, to be compared with another's at once.

Words that an article repeats, or that name who speaks, say little. Pure, without
Django.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotes.linking.statements.pairs.pair_features import Setting
from quotes.linking.statements.pairs.quoted_alike import telling_stems
from quotes.linking.wordings.printed import Wording
from quotes.linking.wordings.vectors import DIMENSIONS
from quotes.linking.wordings.words_in_marks import MARKED, read_marked
from quotes.names.gazetteer.words import word_set

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

GIVEN = 0.3
"""Share of its weight that the name of who speaks keeps: both printings have it."""
SCRAP = 3
"""Words up to which a quotation says too little to be known in other words."""
NOBODY: frozenset[int] = frozenset()

DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")


@dataclass(frozen=True, slots=True, eq=False)
class Report:
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


class Column:
    """The quotations of one article as arrays, made once for many comparisons."""

    def __init__(self, reports: Sequence[Report]) -> None:
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

    def _fill(self, start: int, report: Report) -> None:
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


def _is_denied(report: Report) -> bool:
    return (report.wording.negations > 0) != report.denies


def _is_marked(report: Report) -> list[bool]:
    content = report.wording.content
    if report.direct:
        return [True] * len(content)
    spans = [match.span() for match in MARKED.finditer(report.wording.text)]
    return [any(a <= token.start < b for a, b in spans) for token in content]
