"""A draft of any length, verified one piece of it after the other.

Pieces end where paragraphs do, never within a quotation: all of them together find
what one look at the whole would. Offsets are characters of the draft, half open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quotes.extraction import Range
from quotes.extraction.budget import check_time
from quotes.extraction.text.marks import QuotedSpan, quoted_spans
from quotes.extraction.text.paragraphs import paragraph_lines
from quotes.linking.verification.spans_to_check import with_english_marks
from quotes.linking.verification.verify import Verified, verify

PIECE = 6_000
"""Characters after which a piece ends at the next end of a paragraph before."""
MOST_QUOTATIONS = 60
"""Quotations after which it does."""
CONTEXT = 1_500
"""Characters before a piece that are read with it: who “she” is may stand there."""


@dataclass(frozen=True, slots=True)
class DraftPiece:
    """Some paragraphs of a draft.

    context: where what is read with it begins, at ``start`` or before. spans: what
    stands in quotation marks; None where the whole draft has none. first: the number
    of its first quotation in the draft, from 1.
    """

    start: int
    end: int
    context: int
    spans: tuple[Range, ...] | None
    first: int = 1


def cut(draft: str) -> list[DraftPiece]:
    """Return the pieces of ``draft`` in order: together they are all of it.

    Raises TimeBudgetExceeded where it is called within a ``time_budget`` that ends.
    """
    marked = with_english_marks(draft)
    spans = [span for span in quoted_spans(marked) if span.closed]
    lines = [start for start, _ in paragraph_lines(marked)][1:]
    starts = [0, *_chosen(_between(lines, spans), spans, len(draft))]
    ends = [*starts[1:], len(draft)]
    before = [0, *lines]
    begins = [span.start for span in spans]
    pieces = []
    for start, end in zip(starts, ends, strict=True):
        check_time()
        first, last = bisect_left(begins, start), bisect_left(begins, end)
        inner = tuple(span.inner for span in spans[first:last])
        context = before[bisect_left(before, start - CONTEXT)]
        held = inner if spans else None
        pieces.append(DraftPiece(start, end, context, held, first + 1))
    return pieces


def _between(lines: Sequence[int], spans: Sequence[QuotedSpan]) -> list[int]:
    """Those of ``lines`` at which no quotation goes on."""
    inside: set[int] = set()
    ends: dict[int, tuple[int, int]] = {}
    for span in spans:
        ends[span.group] = (ends.get(span.group, (span.start, 0))[0], span.end)
    extents = iter(sorted(ends.values()))
    extent = next(extents, None)
    for at in lines:
        while extent and extent[1] <= at:
            extent = next(extents, None)
        if extent and extent[0] < at:
            inside.add(at)
    return [at for at in lines if at not in inside]


def _chosen(
    places: Sequence[int], spans: Sequence[QuotedSpan], length: int
) -> Iterable[int]:
    """Where to cut: as late as a piece may end, of ``places`` where one can."""
    begins = [span.start for span in spans]
    begun = before = 0
    held = 0
    for at in (*places, length):
        passed = bisect_left(begins, at)
        full = at - begun > PIECE or passed - held > MOST_QUOTATIONS
        if full and before > begun:
            yield before
            begun, held = before, bisect_left(begins, before)
        before = at


def verify_piece(draft: str, piece: DraftPiece) -> list[Verified]:
    """Look up the quotations of one piece; offsets are those of the draft.

    Raises what ``verify`` raises.
    """
    if piece.spans is None:
        return _moved(verify(draft[piece.start : piece.end]), piece.start)
    if not piece.spans:
        return []
    by = piece.context
    spans = [(start - by, end - by) for start, end in piece.spans]
    return _moved(verify(draft[by : piece.end], spans=spans), by)


def _moved(found: Iterable[Verified], by: int) -> list[Verified]:
    return [replace(one, start=one.start + by, end=one.end + by) for one in found]
