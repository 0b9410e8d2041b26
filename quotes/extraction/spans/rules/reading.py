"""One parsed host sentence, and how stretches of it become ranges of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.masking import HostSentence, Quote
from quotes.extraction.types import Kind, Range

_WORD = re.compile(r"\w+")
_EDGE_LEFT = " \t\r\n,;:.–—-\u00a0"
_EDGE_RIGHT = " \t\r\n,;:–—-\u00a0"


@dataclass(frozen=True, slots=True)
class Reading:
    """A host sentence with its parse."""

    text: str
    host: HostSentence
    tree: Tree

    def range(self, first: int, last: int) -> Range:
        """The document range of the tokens first to last, both included."""
        start = self.host.to_text(self.tree.starts[first])
        end = self.host.to_text(self.tree.ends[last], is_end=True)
        return start, max(start, end)

    def cue(self, *tokens: int) -> tuple[Range, ...]:
        """Document ranges of the tokens of a cue, those of neighbours joined."""
        ranges: list[Range] = []
        previous = -2
        for token in sorted(tokens):
            start, end = self.range(token, token)
            if token == previous + 1 and ranges:
                ranges[-1] = (ranges[-1][0], end)
            else:
                ranges.append((start, end))
            previous = token
        return tuple(ranges)

    def quote_of(self, token: int) -> Quote | None:
        """The quotation that a token stands in, if any."""
        return self.host.quote_at(self.host.to_text(self.tree.starts[token]))

    def content(self, first: int, last: int) -> Range | None:
        """The content that the tokens first to last make, or None if empty.

        Leading "that", blanks and outer punctuation go; a quotation of which
        only part is covered is taken whole; marks round all of it are left out.
        """
        tree = self.tree
        while first <= last and (
            tree.tags[first] in (",", ":", ".", "-RRB-") or tree.lower[first] == "that"
        ):
            relative = tree.deps[first] != "mark" and tree.tags[first] != "IN"
            if tree.lower[first] == "that" and relative:
                break
            first += 1
        while last >= first and tree.tags[last] in (",", ":", ".", "-LRB-"):
            if self.quote_of(last):
                break
            last -= 1
        if first > last:
            return None
        return self.widened(*self.range(first, last))

    def widened(self, start: int, end: int) -> Range | None:
        """Fit a document range to the quotations it touches, and trim it."""
        for quote in self.host.quotes:
            left, right = quote.inner
            if quote.span.end <= start or quote.span.start >= end:
                continue
            if quote.full and not (start <= left and right <= end):
                # A quotation of its own is never half inside another content.
                if left <= start:
                    start = max(start, right)
                else:
                    end = min(end, quote.span.start)
                continue
            start = min(start, quote.span.start) if start >= left else start
            end = max(end, quote.span.end) if end > left else end
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> Range | None:
        for quote in self.host.quotes:
            if start >= quote.span.start and end <= quote.span.end:
                return quote.inner
        text = self.text
        while start < end and text[start] in _EDGE_LEFT:
            start += 1
        while end > start and text[end - 1] in _EDGE_RIGHT:
            end -= 1
        if end > start and text[end - 1] == "." and end == self.host.end:
            end -= 1
        return (start, end) if start < end else None


def kind_of(text: str, content: Sequence[Range], spans: Iterable[QuotedSpan]) -> Kind:
    """How much of the content's words stands inside closed quotation marks.

    spans: the quoted spans of the text that may touch the content.
    """
    regions = sorted(span.inner for span in spans if span.closed)
    if not regions:
        return Kind.INDIRECT
    starts = [start for start, _ in regions]
    # The farthest end so far: one of those that begin before a word may hold it.
    ends = list(accumulate((end for _, end in regions), max))
    inside = outside = False
    for start, end in content:
        for match in _WORD.finditer(text, start, end):
            before = bisect_right(starts, match.start())
            if before and match.start() < ends[before - 1]:
                inside = True
            else:
                outside = True
            if inside and outside:
                return Kind.MIXED
    return Kind.DIRECT if inside else Kind.INDIRECT
