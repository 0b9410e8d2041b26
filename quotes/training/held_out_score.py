"""How well a model does on documents it was not trained on.

The measure is that of the PolNeAR comparisons: a quotation counts as found with
its speaker where half of the words are the same (Jaccard) and the sources
overlap by half of the shorter one; where neither names a source, they agree.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quotes.extraction.spans.tagger.tagger_finder import TaggerFinder
from quotes.extraction.text.marks import quoted_spans
from quotes.training.training_corpus import Document, Range

TOKEN = re.compile(r"\w+")
HALF = 0.5
GROUPS = ("quoted", "indirect", "all")


@dataclass(frozen=True, slots=True)
class Words:
    """A quotation as sets of the numbers of its words."""

    content: frozenset[int]
    source: frozenset[int]
    quoted: bool


@dataclass(slots=True)
class Score:
    """Counts over documents, for quoted, indirect and all quotations."""

    annotated: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    annotated_right: Counter[str] = field(default_factory=Counter)
    found_right: Counter[str] = field(default_factory=Counter)

    def add(self, annotated: Sequence[Words], found: Sequence[Words]) -> None:
        """Count one document; each quotation is matched once, best first."""
        for words in annotated:
            self.annotated.update(_groups(words))
        for words in found:
            self.found.update(_groups(words))
        for one, other in _matched(annotated, found):
            if _same_source(one.source, other.source):
                self.annotated_right.update(_groups(one))
                self.found_right.update(_groups(other))

    def figures(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 in percent by group."""
        return {group: self._figures(group) for group in GROUPS}

    def _figures(self, group: str) -> dict[str, float]:
        precision = self.found_right[group] / max(1, self.found[group])
        recall = self.annotated_right[group] / max(1, self.annotated[group])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {
            "annotated": self.annotated[group],
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(100 * f1, 1),
        }


def score(finder: TaggerFinder, documents: Sequence[Document]) -> Score:
    total = Score()
    found = finder.find([document.text for document in documents])
    for document, attributions in zip(documents, found, strict=True):
        reader = _Reader(document.text)
        total.add(
            [reader.words(e.content, e.source) for e in document.examples],
            [reader.words(a.content, a.source) for a in attributions],
        )
    return total


class _Reader:
    def __init__(self, text: str) -> None:
        self._word_at = [-1] * (len(text) + 1)
        for number, match in enumerate(TOKEN.finditer(text)):
            for character in range(*match.span()):
                self._word_at[character] = number
        self._quoted = self._numbers([s.inner for s in quoted_spans(text)])

    def words(self, content: Iterable[Range], source: Iterable[Range]) -> Words:
        numbers = self._numbers(content)
        return Words(numbers, self._numbers(source), bool(numbers & self._quoted))

    def _numbers(self, ranges: Iterable[Range]) -> frozenset[int]:
        found = {self._word_at[c] for start, end in ranges for c in range(start, end)}
        return frozenset(found - {-1})


def _groups(words: Words) -> tuple[str, str]:
    return "all", "quoted" if words.quoted else "indirect"


def _matched(
    annotated: Sequence[Words], found: Sequence[Words]
) -> Iterable[tuple[Words, Words]]:
    pairs = sorted(
        (
            (-len(a.content & b.content) / len(a.content | b.content), i, j)
            for i, a in enumerate(annotated)
            for j, b in enumerate(found)
            if a.content & b.content
        ),
    )
    left, right = set(range(len(annotated))), set(range(len(found)))
    for jaccard, i, j in pairs:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            if -jaccard >= HALF:
                yield annotated[i], found[j]


def _same_source(one: frozenset[int], other: frozenset[int]) -> bool:
    if not one or not other:
        return not one and not other
    return len(one & other) / min(len(one), len(other)) >= HALF
