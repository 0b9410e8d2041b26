"""Which stretches of a text that somebody brings are to be looked up.

What is brought is set as its language sets it: „so“, »so«, « ainsi », ”så”, 「そう」.
Its marks are put as the English ones that are paired. Pure, without Django. Offsets
are characters into the text, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.extraction import Range, extract
from quotes.extraction.text.marks import quoted_spans

LONGEST_ALONE = 120
"""Words up to which a text without marks may be one quotation."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][”\"’)\]]*(?=\s)|$)", re.DOTALL | re.MULTILINE)
_WORDS_OF_A_SENTENCE = 4

_OPENING, _CLOSING = "“", "”"
_INNER = "'"
"""What stands for a mark within a quotation: one that divides nothing."""

_CLOSED_BY = {
    "„": '“”‟"',
    "‚": "‘’",
    "«": "»",
    "‹": "›",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "《": "》",
    "〝": "〞〟",
    "❝": "❞",
    "❮": "❯",
    "“": "”",
}
"""By each mark that only opens, those that may close it."""
_TURNED = {"»": "«»", "›": "‹›", "”": "”", "‟": "”", '"': '"', "＂": "＂"}
"""The same of marks that open in some languages and close in others."""
_ENGLISH = frozenset('“"')
_FOREIGN = re.compile(r"[„‚«»‹›「」『』｢｣《》〝〞❝❞❮❯‟＂]|(?<![^\s(\[{])”(?=\w)")
_APOSTROPHES = frozenset("‘’")
_DOUBLE = re.compile('[„«»‹›「」『』｢｣《》〝〞〟❝❞❮❯“”‟"＂]')
_BEFORE_OPENING = frozenset("([{—–-/:;,.!?…")
_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches in reading order.

    instead: the first is the whole of the text, and the others, what it reports or
    its sentences, count only where the whole is not found.
    """

    all: list[Range]
    instead: bool = False


def spans_in(text: str) -> Spans:
    """Return what stands in quotation marks; without marks all, or its parts."""
    marked = [span.inner for span in quoted_spans(text) if span.closed]
    if marked:
        return Spans(marked)
    stripped = text.strip()
    start = text.index(stripped) if stripped else 0
    whole = (start, start + len(stripped))
    parts = [part for part in _reported(text) if part != whole]
    if len(stripped.split()) <= LONGEST_ALONE:
        return Spans([whole, *parts], instead=bool(parts))
    return Spans(parts or list(_sentences(text)) or [whole])


def _reported(text: str) -> list[Range]:
    """The contents of what the text reports somebody to have said."""
    return sorted({(found.start, found.end) for found in extract(text) if found.cue})


def _sentences(text: str) -> Iterator[Range]:
    for found in _SENTENCE.finditer(text):
        if len(found[0].split()) >= _WORDS_OF_A_SENTENCE:
            yield found.span()


def with_english_marks(text: str) -> str:
    """Return ``text`` with the outermost quotation marks of any language as “ and ”.

    As many characters as before, so that offsets stay right. English marks stay as
    they are; marks within a quotation become single ones, and what has no partner in
    its paragraph is no quotation mark. Takes linear time in all but marks that
    nobody closes.
    """
    if not _FOREIGN.search(text):
        return text
    characters = list(text)
    for paragraph in _PARAGRAPH.finditer(text):
        for start, end in _pairs(text, *paragraph.span()):
            for inner in _DOUBLE.finditer(text, start + 1, end):
                characters[inner.start()] = _INNER
            if text[start] not in _ENGLISH:
                _enclose(characters, start, end)
    return "".join(characters)


def _enclose(characters: list[str], start: int, end: int) -> None:
    """Put English marks in place of those at ``start`` and ``end``.

    Next to what they enclose, as English has them: « in French a blank follows ».
    """
    left, right = start, end
    while left + 1 < right and characters[left + 1].isspace():
        left += 1
    while left < right - 1 and characters[right - 1].isspace():
        right -= 1
    characters[start] = characters[end] = " "
    characters[left], characters[right] = _OPENING, _CLOSING


def _pairs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where outermost marks open and close between ``start`` and ``end``."""
    unclosed: set[str] = set()
    at = start
    while at < end:
        closers = _closers(text, at, start, end)
        if closers and text[at] not in unclosed:
            close = _closing(text, at, end, closers)
            if close is None:
                # Nothing further on closes the next mark like it, either.
                unclosed.add(text[at])
            else:
                yield at, close
                at = close
        at += 1


def _closers(text: str, at: int, start: int, end: int) -> str:
    """The marks that may close what the character here opens; "" where it does not."""
    mark = text[at]
    if mark in _CLOSED_BY:
        return _CLOSED_BY[mark]
    if mark not in _TURNED:
        return ""
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    opens = before.isspace() or before in _BEFORE_OPENING
    return _TURNED[mark] if opens and not after.isspace() else ""


def _closing(text: str, at: int, end: int, closers: str) -> int | None:
    """Where the mark at ``at`` is closed, marks like it in between paired off."""
    mark, depth = text[at], 0
    for place in range(at + 1, end):
        sign = text[place]
        if sign == mark and sign not in closers:
            depth += 1
        elif sign in closers and not _is_apostrophe(text, place, end):
            if not depth:
                return place
            depth -= 1
    return None


def _is_apostrophe(text: str, at: int, end: int) -> bool:
    inside = at + 1 < end and text[at - 1].isalnum() and text[at + 1].isalnum()
    return inside and text[at] in _APOSTROPHES
