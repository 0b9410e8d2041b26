"""A quote marked in the part of its text where it stands, as HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise

from quotes.evaluation.corpus import AnnotatedQuote
from quotes.evaluation.text_tokens import Range

_CONTEXT = 90
_WORD = 30
_LONGEST = 1200
_MARKS = {
    "content": ('<mark class="content">', "</mark>"),
    "cue": ('<span class="cue">', "</span>"),
    "source": ('<span class="source">', "</span>"),
}


def excerpt(
    text: str, quote: AnnotatedQuote, *, beside: AnnotatedQuote | None = None
) -> str:
    """Return the quote's surroundings, its content, cue and source marked.

    beside: a quote to be compared with; the surroundings hold it too. Escaped. What
    is very long is cut in the middle, and what is left out is shown by an ellipsis.
    """
    places = _places(quote) + (_places(beside) if beside else [])
    start, end = _window(text, places)
    parts = ["… "] if start else []
    for low, high, roles in _pieces(start, end, quote):
        if high - low > _LONGEST:
            half = _LONGEST // 2
            printed = escape(f"{text[low : low + half]} … {text[high - half : high]}")
        else:
            printed = escape(text[low:high])
        for role in roles:
            opening, closing = _MARKS[role]
            printed = f"{opening}{printed}{closing}"
        parts.append(printed)
    if end < len(text):
        parts.append(" …")
    return "".join(parts).strip()


def _places(quote: AnnotatedQuote) -> list[Range]:
    return [*quote.content, *quote.cue, *quote.source]


def _window(text: str, places: Sequence[Range]) -> Range:
    start = max(0, min(low for low, _ in places) - _CONTEXT)
    end = min(len(text), max(high for _, high in places) + _CONTEXT)
    # To the next blank, if one is near: words are shown whole.
    blank = text.rfind(" ", max(0, start - _WORD), start)
    start = blank + 1 if blank >= 0 else start
    blank = text.find(" ", end, end + _WORD)
    return start, blank if blank >= 0 else end


def _pieces(
    start: int, end: int, quote: AnnotatedQuote
) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield stretches that nothing begins or ends in, and what each belongs to."""
    ranges = {"content": quote.content, "cue": quote.cue, "source": quote.source}
    borders = {start, end}
    for those in ranges.values():
        for low, high in those:
            borders |= {low, high}
    ordered = sorted(borders)
    for low, high in pairwise(ordered):
        roles = [
            role
            for role, those in ranges.items()
            if any(a <= low and high <= b for a, b in those)
        ]
        yield low, high, roles
