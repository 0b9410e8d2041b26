"""Quotation marks of other languages, put as the English ones that are paired.

What readers bring is set as their language sets it: „so“, »so«, « ainsi », ”så”,
「そう」. Pure, without Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
                # Nothing behind it closes the next one like it, either.
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
