"""Pairing quotation marks: which stretches of a text stand between marks.

Newspapers print “curly”, "straight", ''doubled'' and ``grave'' marks, «guillemets»
and „low“ ones, often several kinds in one text, sometimes the wrong way round or
without a partner. The double kinds are treated as one family that may close one
another; guillemets only close guillemets; single marks count only in a text that
has no others, since almost all of them are apostrophes.

Pairing goes paragraph by paragraph, so that an odd mark spoils one paragraph at
most. The one exception is the convention that a quotation of several paragraphs
opens each of them with a mark and closes only the last.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.budget import check_time
from quotes.extraction.text.mark_signs import (
    DOUBLE,
    SINGLE,
    PrintedMark,
    Turn,
    read_marks,
)
from quotes.extraction.text.paragraphs import paragraph_lines
from quotes.extraction.types import Range

# A single mark that opens: only then may single ones be the outer ones.
_SINGLE_OPENS = re.compile(r"(?:^|(?<=[\s(]))['‘](?=\w)")
_VERB_AHEAD = re.compile(r"\s(?:was|were|is|are|has|had|reads?|went|ran|said|says)\b")
_NEAR_MARKS = 8
_ATTRIBUTED = re.compile(
    r",[”\"]?\s(?:\w+\s){0,3}(?:said|says|told|asked|added|wrote|replied|according)\b"
)
_LONGEST_REPEATED = 5_000


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """One stretch between quotation marks, within one paragraph.

    start, end: marks included. inner: marks and blanks inside them excluded;
        never without a letter or digit.
    closed: False where no closing mark was found; the span then runs to the end
        of its paragraph, and whether it is believed is the caller's choice.
    group: equal for the paragraphs of one quotation that runs over several.
    """

    start: int
    end: int
    inner: Range
    closed: bool
    group: int


def quoted_spans(text: str) -> list[QuotedSpan]:
    """Return the outermost quoted stretches of ``text`` in reading order.

    Offsets are characters into ``text``, half open. No input raises; text
    without marks gives an empty list. Takes linear time.
    """
    if not DOUBLE.search(text):
        return _spans(text, SINGLE)
    spans = _spans(text, DOUBLE)
    if _SINGLE_OPENS.search(text) is None:
        return spans
    single = _spans(text, SINGLE)
    return single if _encloses(single, spans) else spans


def _encloses(single: Sequence[QuotedSpan], double: Sequence[QuotedSpan]) -> bool:
    """Whether single marks are the outer ones: every double pair stands within one."""
    closed = [span for span in single if span.closed]
    starts = [span.start for span in closed]

    def is_within_one(span: QuotedSpan) -> bool:
        check_time()
        # They do not overlap: only the last that begins before may hold it.
        before = bisect_left(starts, span.start) - 1
        return before >= 0 and span.end <= closed[before].end

    return bool(closed) and all(
        is_within_one(span) or not span.closed for span in double
    )


def _spans(text: str, pattern: re.Pattern[str]) -> list[QuotedSpan]:
    spans: list[QuotedSpan] = []
    open_group = False
    for start, end in paragraph_lines(text):
        check_time()
        marks = read_marks(text, start, end, pattern)
        found = _pair(text, marks, end, single=pattern is SINGLE)
        continues = open_group and bool(found) and _leads(text, start, found[0])
        if open_group and not continues and spans:
            spans[-1] = _unclosed(spans[-1])
        for number, span in enumerate(found):
            carried = continues and number == 0
            spans.append(_grouped(span, spans, carried=carried))
        if found or text[start:end].strip():
            open_group = bool(found) and not found[-1].closed
            if open_group:
                spans[-1] = _assumed_closed(spans[-1])
    if open_group:
        spans[-1] = _unclosed(spans[-1])
    return spans


def _leads(text: str, line_start: int, span: QuotedSpan) -> bool:
    return not text[line_start : span.start].strip()


def _grouped(
    span: QuotedSpan, before: Sequence[QuotedSpan], *, carried: bool
) -> QuotedSpan:
    last = before[-1].group if before else -1
    group = last if carried else last + 1
    return QuotedSpan(span.start, span.end, span.inner, span.closed, group)


def _unclosed(span: QuotedSpan) -> QuotedSpan:
    return QuotedSpan(span.start, span.end, span.inner, False, span.group)


def _assumed_closed(span: QuotedSpan) -> QuotedSpan:
    return QuotedSpan(span.start, span.end, span.inner, True, span.group)


def _pair(
    text: str, marks: Sequence[PrintedMark], end: int, *, single: bool
) -> list[QuotedSpan]:
    """Pair the marks of one paragraph that ends at ``end``."""
    spans: list[QuotedSpan] = []
    opening: PrintedMark | None = None
    depth = 0
    last_closing = _last_closing(marks)
    for number, mark in enumerate(marks):
        check_time()
        if opening is None:
            if mark.turn is not Turn.CLOSES:
                opening, depth = mark, 0
            continue
        if mark.guillemet != opening.guillemet:
            continue
        if mark.turn is Turn.OPENS:
            may_repeat = number < last_closing and _repeats(text, opening, mark)
            opening, depth = _opened(marks, number, opening, depth, may_repeat)
        elif _is_inches(text, marks, number):
            continue
        elif depth:
            depth -= 1
        elif not (single and _possessive(text, marks, number)):
            _append(spans, text, opening.start, mark.end, opening.end, mark.start)
            opening = None
    if opening is not None and not (single and opening is not marks[0]):
        _append(spans, text, opening.start, end, opening.end, end, closed=False)
    return spans


def _last_closing(marks: Sequence[PrintedMark]) -> int:
    """Number of the last mark that closes; -1 where none does."""
    closing = (n for n, mark in enumerate(marks) if mark.turn is Turn.CLOSES)
    return max(closing, default=-1)


def _opened(
    marks: Sequence[PrintedMark],
    number: int,
    opening: PrintedMark,
    depth: int,
    repeats: bool,
) -> tuple[PrintedMark, int]:
    """The opening mark and the depth after another mark that opens."""
    if _nests(marks, number):
        return opening, depth + 1
    return (opening, depth) if repeats else (marks[number], 0)


def _nests(marks: Sequence[PrintedMark], number: int) -> bool:
    """Whether an opening mark inside a quotation opens another one in it.

    So it does where more marks close than open behind it, or where it begins a
    sentence that goes on with what was said: paragraphs run together.
    """
    balance = 0
    for mark in marks[number + 1 : number + 1 + _NEAR_MARKS]:
        balance += 1 if mark.turn is Turn.CLOSES else -1
        if balance == 2:
            return True
    return False


def _repeats(text: str, opening: PrintedMark, mark: PrintedMark) -> bool:
    """Whether an opening mark only repeats the one before, its paragraph break lost.

    "“It was so. “It was so again. “I saw it.”": full sentences between them, no
    attribution, and, which the caller sees to, one closing mark in the end.
    """
    if mark.start - opening.end > _LONGEST_REPEATED:
        return False
    between = text[opening.end : mark.start].rstrip()
    if not text[opening.end : opening.end + 1].isupper():
        return False
    return between[-1:] in tuple(".!?…") and not _ATTRIBUTED.search(between)


def _is_inches(text: str, marks: Sequence[PrintedMark], number: int) -> bool:
    """Whether a straight mark inside a quotation is that of "a 24\" screen"."""
    mark = marks[number]
    if text[mark.start : mark.end] != '"' or not text[mark.start - 1].isdigit():
        return False
    following = text[mark.end : mark.end + 2]
    later = marks[number + 1 : number + 2]
    goes_on = following[:1] == " " and following[1:].islower()
    return goes_on and bool(later) and later[0].turn is Turn.CLOSES


def _possessive(text: str, marks: Sequence[PrintedMark], number: int) -> bool:
    """Whether a single mark is rather the apostrophe of "the soldiers’ camp"."""
    mark = marks[number]
    if text[mark.start - 1] != "s" or text[mark.end : mark.end + 1] != " ":
        return False
    if _VERB_AHEAD.match(text, mark.end) is not None:
        return False  # ‘Our river, our rules’ was painted on the boats’ sails.
    return number + 1 < len(marks) and marks[number + 1].turn is Turn.CLOSES


def _append(
    spans: list[QuotedSpan],
    text: str,
    start: int,
    end: int,
    left: int,
    right: int,
    *,
    closed: bool = True,
) -> None:
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    if any(text[at].isalnum() for at in range(left, right)):
        spans.append(QuotedSpan(start, end, (left, right), closed, 0))
