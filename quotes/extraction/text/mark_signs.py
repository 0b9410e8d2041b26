"""Quotation marks one by one: which signs are marks, and whether they open or close.

That is told by their neighbours: behind a blank a mark opens, before a full stop it
closes; some marks say so themselves. ``marks`` pairs them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from quotes.extraction.budget import check_time

# Not "''Tis": a mark and an apostrophe.
DOUBLE = re.compile(
    r"''(?='')|'''|''(?!(?:[Tt]is|[Tt]was|[Tt]were|[Tt]will|[Tt]il|[Ee]m|[Cc]ause|[Bb]out|n)\b)|``|‘‘|’’|[\"“”„‟″«»＂]"
)
SINGLE = re.compile(r"[‘’‚‛'`]")
_OPENERS = frozenset(["“", "„", "‟", "``", "‘‘", "«", "‘", "‚", "‛", "`"])
_CLOSERS = frozenset(["”", "»", "’", "’’"])
_GUILLEMETS = frozenset("«»")
_BEFORE_OPENING = frozenset("([{<—–-/:;,‘'“\"…*_>=")
_AFTER_CLOSING = frozenset(")]}>.,;:!?…—–-/’'”\"*_<=")
_STOPS = frozenset(".,;:!?…)")
_ELISION = re.compile(r"\d|(?:em|til|tis|twas|twere|cause|bout|n)\b", re.IGNORECASE)


class Turn(IntEnum):
    """What a mark's neighbours say that it does."""

    EITHER = 0
    OPENS = 1
    CLOSES = 2


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A mark at ``start`` to ``end`` (characters, half open), and what it does."""

    start: int
    end: int
    guillemet: bool
    turn: Turn


def read_marks(
    text: str, start: int, end: int, pattern: re.Pattern[str]
) -> list[PrintedMark]:
    """Return the marks between ``start`` and ``end``, apostrophes left out.

    pattern: DOUBLE or SINGLE, whichever kind is asked for.
    """
    single = pattern is SINGLE
    marks: list[PrintedMark] = []
    for match in pattern.finditer(text, start, end):
        check_time()
        left, right = match.span()
        sign = match.group()
        before = text[left - 1] if left > start else " "
        after = text[right] if right < end else " "
        if single and _is_apostrophe(text, left, right, before, after):
            continue
        if sign == "'''":  # a single and a doubled mark: which comes first?
            left, right = (left, left + 2) if before.isspace() else (left + 1, right)
        turn = _turn(sign, before, after)
        if turn is Turn.EITHER and _goes_on_closing(marks, left):
            turn = Turn.CLOSES
        if single and turn is Turn.EITHER:
            continue
        marks.append(PrintedMark(left, right, sign in _GUILLEMETS, turn))
    return marks


def _is_apostrophe(text: str, left: int, right: int, before: str, after: str) -> bool:
    """Whether a single mark is part of a word: "don't", "'tis", "rock 'n' roll"."""
    if (before.isalnum() and after.isalnum()) or _ELISION.match(text, right):
        return True
    return before == "n" and after == " " and not text[left - 2 : left - 1].isalpha()


def _goes_on_closing(marks: Sequence[PrintedMark], left: int) -> bool:
    """Whether a mark stands right behind one that closes: several quotations end."""
    return bool(marks) and marks[-1].turn is Turn.CLOSES and marks[-1].end == left


def _turn(sign: str, before: str, after: str) -> Turn:
    spaced = _turn_by_blanks(sign, before, after)
    if spaced is not None:
        return spaced
    if sign == '"' and before in ",!?" and after.isalpha():
        return Turn.EITHER  # "It is late,"she said,"and dark.": blanks are lost
    if before and before in '”"' and after in _STOPS:
        return Turn.CLOSES  # 'It was marked "late"', she said
    if sign in _OPENERS or sign in _CLOSERS:
        return Turn.OPENS if sign in _OPENERS else Turn.CLOSES
    opens = before.isspace() or before in _BEFORE_OPENING
    closes = after.isspace() or after in _AFTER_CLOSING
    if opens != closes:
        return Turn.OPENS if opens else Turn.CLOSES
    return Turn.EITHER


def _turn_by_blanks(sign: str, before: str, after: str) -> Turn | None:
    """What the blank on one side says, also where the sign is the wrong way round."""
    if sign == "»" and before.isspace() and after in _STOPS:
        return Turn.CLOSES  # « It is late », she said
    if before.isspace() == after.isspace():
        return None
    return Turn.OPENS if before.isspace() else Turn.CLOSES
