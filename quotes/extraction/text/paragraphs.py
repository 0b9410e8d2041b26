"""Lines of a text, each a paragraph to whoever pairs quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.budget import check_time
from quotes.extraction.types import Range

_PARAGRAPH_END = re.compile(r"[\n\r\u2028\u2029]+")
_MARKS = "\"“”‘’'«»„"
_PAIRED = '"“'
_MOST_WRAPPED = 8
# A single mark that opens, and none behind it that closes.
_OPEN_SINGLE = re.compile(r"(?:^|[\s(])['‘](?=\w)(?!.*\S['’](?![\w]))[^'‘]*$")
_LOOKED_BACK = 300


def paragraph_lines(text: str) -> list[Range]:
    """Return the ranges of the non-empty lines of ``text``."""
    lines: list[Range] = []
    start = 0
    for match in _PARAGRAPH_END.finditer(text):
        check_time()
        if match.start() > start:
            lines.append((start, match.start()))
        start = match.end()
    if start < len(text):
        lines.append((start, len(text)))
    return _unwrapped(text, lines)


def _unwrapped(text: str, lines: list[Range]) -> list[Range]:
    """Lines joined where a quotation that opens in one closes in a later one.

    Verse, and text wrapped at a width: only across single line breaks, and only
    where the later line closes what it did not open.
    """
    joined: list[Range] = []
    number = 0
    while number < len(lines):
        check_time()
        start, end = lines[number]
        last = number
        if _left_open(text, start, end) > 0:
            last = _closing_line(text, lines, number)
        elif _wraps_in_single_marks(text, lines, number):
            last = number + 1
        joined.append((start, lines[last][1]))
        number = last + 1
    return joined


def _closing_line(text: str, lines: Sequence[Range], number: int) -> int:
    """The line that closes what ``number`` leaves open, or ``number`` itself."""
    start = lines[number][0]
    for later in range(number + 1, min(number + 1 + _MOST_WRAPPED, len(lines))):
        between = text[lines[later - 1][1] : lines[later][0]]
        opening = text[lines[later][0] : lines[later][1]].lstrip()[:1]
        if between not in ("\n", "\r\n") or not opening or opening in _MARKS:
            return number
        if _left_open(text, start, lines[later][1]) <= 0:
            return later
    return number


def _left_open(text: str, start: int, end: int) -> int:
    """How many quotations the range opens and does not close."""
    if not any(sign in text[start:end] for sign in _PAIRED):
        return 0
    straight = text.count('"', start, end) % 2
    curly = text.count("“", start, end) - text.count("”", start, end)
    return straight + max(0, curly)


def _wraps_in_single_marks(text: str, lines: Sequence[Range], number: int) -> bool:
    """Whether a line breaks off within single marks: "…,' she said, 'and | see …'"."""
    if number + 1 == len(lines):
        return False
    start, end = lines[number]
    following = lines[number + 1][0]
    if text[end:following] not in ("\n", "\r\n"):
        return False
    if not (text[following].islower() or text[end - 1].isalnum()):
        return False
    return _OPEN_SINGLE.search(text[max(start, end - _LOOKED_BACK) : end]) is not None
