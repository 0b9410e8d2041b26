"""Which characters of a text stand inside quotation marks, and so a quote's kind.

Evaluation computes kinds from the text and never believes the file: a system must
not gain by calling its quotations what it likes. This is apart from the reading of
marks in ``quotes.extraction`` on purpose; a fault there must show here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.evaluation.text_tokens import Range, tokens_in
from quotes.extraction.types import Kind

_DOUBLE = re.compile('[“”"]')
_AFTER_WHICH_A_MARK_OPENS = "([{—–-“‘\"'"
_BEFORE_WHICH_A_SINGLE_OPENS = "$[…."


@dataclass(frozen=True, slots=True)
class _Marks:
    """Marks of one typography. careful: apostrophes look like them."""

    opening: str
    closing: str
    plain: str
    careful: bool

    def opens(self, before: str, mark: str, after: str) -> bool:
        """Whether a mark outside of a quotation opens one."""
        if mark not in self.plain:
            return mark in self.opening
        if not self.careful:
            return True
        left = before.isspace() or before in _AFTER_WHICH_A_MARK_OPENS
        return left and (after.isalnum() or after in _BEFORE_WHICH_A_SINGLE_OPENS)

    def closes(self, before: str, mark: str, after: str) -> bool:
        """Whether a mark inside a quotation closes it."""
        if mark not in self.plain:
            return mark in self.closing and not (self.careful and after.isalnum())
        if not self.careful:
            return True
        return not before.isspace() and not after.isalnum()


_DOUBLES = _Marks(opening="“„", closing="”", plain='"', careful=False)
_SINGLES = _Marks(opening="‘", closing="’", plain="'", careful=True)


def quoted_regions(text: str) -> list[Range]:
    """Return the character ranges inside quotation marks, marks excluded.

    Double marks ('' and `` count as such); single ones only where the text has no
    double ones. A quotation that its paragraph leaves open runs to the paragraph's
    end where the next one begins with a mark; else it is none.
    """
    # Two characters for two, so that offsets stay.
    text = text.replace("''", '"\0').replace("``", '"\0')
    marks = _DOUBLES if _DOUBLE.search(text) else _SINGLES
    regions: list[Range] = []
    base = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        closed, opened = _read_line(line, marks)
        regions.extend((base + start, base + end) for start, end in closed)
        if opened is not None and _goes_on(lines, number + 1, marks):
            regions.append((base + opened, base + len(line)))
        base += len(line) + 1
    return regions


def _read_line(line: str, marks: _Marks) -> tuple[list[Range], int | None]:
    """Return the ranges closed in a line, and where one is left open."""
    closed: list[Range] = []
    start: int | None = None
    for position, mark in enumerate(line):
        before = line[position - 1] if position else " "
        after = line[position + 1] if position + 1 < len(line) else " "
        if start is None:
            if marks.opens(before, mark, after):
                start = position + 1
        elif marks.closes(before, mark, after):
            closed.append((start, position))
            start = None
    return closed, start


def _goes_on(lines: Sequence[str], first: int, marks: _Marks) -> bool:
    for line in lines[first:]:
        if line.strip():
            return line.lstrip()[0] in marks.opening + marks.plain
    return False


def kind_of(
    tokens: Sequence[Range], regions: Sequence[Range], content: Iterable[Range]
) -> Kind:
    """Return how much of a content's tokens lies in quoted regions.

    tokens, regions: of the whole text, in order. Content without a token is
    indirect.
    """
    starts = [start for start, _ in regions]
    inside = 0
    numbers = tokens_in(tokens, content)
    for number in numbers:
        start, end = tokens[number]
        region = bisect_right(starts, start) - 1
        inside += region >= 0 and end <= regions[region][1]
    if numbers and inside == len(numbers):
        return Kind.DIRECT
    return Kind.MIXED if inside else Kind.INDIRECT
