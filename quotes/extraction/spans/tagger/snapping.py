"""Contents fitted to quotation marks: all of what stands between two, or none.

The tagger is nearly always right about whether words are quoted and often one
word off about where they end; the marks know that exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from quotes.extraction.spans.tagger.decode import (
    FloatArray,
    Role,
    Span,
    role_probability,
)
from quotes.extraction.spans.tagger.features import Features
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.types import Range

# Share of the words between marks that must be tagged for all to be taken.
ENOUGH = 0.5
ENOUGH_UNCLOSED = 0.7


def snap(
    found: Sequence[Span],
    quoted: Sequence[QuotedSpan],
    features: Features,
    log_probabilities: FloatArray,
) -> list[Span]:
    """Extend contents over whole quoted stretches; drop what lies inside them.

    A cue or source between the marks belongs to speech inside the quotation,
    which is not asked for. Returns spans in reading order, marks included.
    """
    inside = np.zeros(len(features.word_piece), dtype=bool)
    begins = np.zeros(len(features.word_piece) + 1, dtype=bool)
    for span in found:
        if span.role is Role.CONTENT:
            inside[span.first : span.last] = True
            begins[span.first] = True
    swallowed = np.zeros_like(inside)
    for stretch in quoted:
        first, last = features.words_in(*stretch.inner)
        enough = ENOUGH if stretch.closed else ENOUGH_UNCLOSED
        if first == last or inside[first:last].mean() < enough:
            continue
        first, last = features.words_in(stretch.start, stretch.end)
        continues = inside[first] and not begins[first]
        begins[first + 1 : last] = False
        begins[first] = not continues
        inside[first:last] = True
        swallowed[first:last] = True
    others = [
        span
        for span in found
        if span.role is not Role.CONTENT and not swallowed[span.first : span.last].all()
    ]
    contents = [
        Span(
            Role.CONTENT,
            first,
            last,
            role_probability(log_probabilities, Role.CONTENT, first, last),
        )
        for first, last in _runs(inside, begins)
    ]
    return sorted(contents + _outside(others, inside), key=lambda span: span.first)


def _runs(inside: np.ndarray, begins: np.ndarray) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for word in np.flatnonzero(inside).tolist():
        if runs and runs[-1][1] == word and not begins[word]:
            runs[-1] = (runs[-1][0], word + 1)
        else:
            runs.append((word, word + 1))
    return runs


def _outside(others: Sequence[Span], inside: np.ndarray) -> list[Span]:
    """Cues and sources without the words that a content has taken."""
    kept = []
    for span in others:
        first, last = span.first, span.last
        while first < last and inside[first]:
            first += 1
        while last > first and inside[last - 1]:
            last -= 1
        if first < last:
            kept.append(replace(span, first=first, last=last))
    return kept


LEADING = " \t\u00a0,;:—–-"
TRAILING = " \t\u00a0,;:—–-"
STOPS = ".!?"


def content_range(text: str, start: int, end: int, quoted: QuotedSpan | None) -> Range:
    """The range to report for a content found at ``start`` to ``end``.

    quoted: the stretch that the content is exactly, if it is one; then its marks
    are left out. Otherwise marks stay in; loose punctuation at the ends, a
    leading "that" and the final full stop of a clause go.
    """
    if quoted is not None:
        return quoted.inner
    original = (start, end)
    while start < end and text[start] in LEADING:
        start += 1
    if text[start : start + 5].lower() == "that ":
        start += 5
    while end > start and text[end - 1] in TRAILING:
        end -= 1
    if end > start and text[end - 1] == "." and not text.endswith("..", 0, end):
        end -= 1
    return (start, end) if start < end else original
