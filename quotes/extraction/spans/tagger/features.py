"""Text to the numbers the tagger reads, the same in training and in use.

Weights are only as good as this file stays unchanged: whoever alters a feature
must train anew. For the same reason pairing of quotation marks is done here in
its own simple way and not shared with the rules, which may improve at any time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.spans.tagger.wordpiece import Vocabulary

IntArray = NDArray[np.int64]

WORD = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
LINE = re.compile(r"[^\n]+")


class Case(IntEnum):
    """How a word is written: what lower-casing for the vocabulary takes away."""

    OTHER = 0
    LOWER = 1
    CAPITALISED = 2
    UPPER = 3
    NUMBER = 4


class Quoted(IntEnum):
    """Where a word stands towards quotation marks."""

    OUTSIDE = 0
    OPENING = 1
    INSIDE = 2
    CLOSING = 3
    UNCLOSED = 4


class Position(IntEnum):
    """Where a piece stands in its paragraph and word."""

    MIDDLE = 0
    PARAGRAPH_START = 1
    DOCUMENT_START = 2
    WORD_CONTINUATION = 3


@dataclass(frozen=True, slots=True)
class Features:
    """One document of ``n`` pieces and ``m`` words.

    pieces, case, quoted, position: shape (n,), a separator piece before every
        paragraph included.
    word_piece: shape (m,), index of the first piece of each word.
    word_start, word_end: shape (m,), character offsets, half open.
    paragraphs: shape (number of paragraphs,), index of each one's separator.
    """

    pieces: IntArray
    case: IntArray
    quoted: IntArray
    position: IntArray
    word_piece: IntArray
    word_start: IntArray
    word_end: IntArray
    paragraphs: IntArray

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """The words that overlap a character range, half open."""
        first = int(np.searchsorted(self.word_end, start, side="right"))
        last = int(np.searchsorted(self.word_start, end, side="left"))
        return first, max(first, last)

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The character range of words ``first`` to ``last``; one word at least."""
        return int(self.word_start[first]), int(self.word_end[last - 1])


def features(text: str, vocabulary: Vocabulary) -> Features:
    """Read one document. Any text is allowed, the empty one too."""
    quoted_at = quotation_states(text)
    # Each column apart and of plain integers: arrays of others are slow to make.
    pieces: list[int] = []
    cases: list[int] = []
    quoted: list[int] = []
    positions: list[int] = []
    words: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    middle, continuation = int(Position.MIDDLE), int(Position.WORD_CONTINUATION)
    for paragraph_start, paragraph_end in paragraphs_of(text):
        paragraphs.append(len(pieces))
        pieces.append(vocabulary.separator)
        cases.append(int(Case.OTHER))
        quoted.append(int(Quoted.OUTSIDE))
        positions.append(middle)
        position = int(
            Position.PARAGRAPH_START if len(paragraphs) > 1 else Position.DOCUMENT_START
        )
        for match in WORD.finditer(text, paragraph_start, paragraph_end):
            word = match.group()
            start, end = match.span()
            words.append(len(pieces))
            starts.append(start)
            ends.append(end)
            case, state = _case_number(word), quoted_at[start]
            for piece in vocabulary.pieces(word):
                pieces.append(piece)
                cases.append(case)
                quoted.append(state)
                positions.append(position)
                position = continuation
            position = middle
    columns = (pieces, cases, quoted, positions, words, starts, ends, paragraphs)
    return Features(*(np.array(column, dtype=np.int64) for column in columns))


def paragraphs_of(text: str) -> Iterator[tuple[int, int]]:
    """The range of every line that is not blank."""
    for line in LINE.finditer(text):
        if not line.group().isspace():
            yield line.span()


@lru_cache(maxsize=20_000)
def _case_number(word: str) -> int:
    return int(letter_case(word))


def letter_case(word: str) -> Case:
    if word.islower():
        return Case.LOWER
    if word[0].isdigit():
        return Case.NUMBER
    if not word[0].isalpha():
        return Case.OTHER
    if word.isupper() and len(word) > 1:
        return Case.UPPER
    return Case.CAPITALISED


DOUBLE_MARK = re.compile("``|''|’’|[“”„‟«»\"]")
SINGLE_MARK = re.compile("[‘’']")
ONLY_OPENING = frozenset(["``", "“", "„", "‟", "«"])
ONLY_CLOSING = frozenset(["''", "’’", "”", "»"])
BEFORE_OPENING = frozenset("([{—–-‘'/")
AFTER_CLOSING = frozenset(".,;:!?)]}—–-’'")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark at ``start`` to ``end``, which opens or closes."""

    start: int
    end: int
    opens: bool


def quotation_states(text: str) -> bytearray:
    """A ``Quoted`` value for every character of the text.

    Marks are paired within a paragraph. An opening mark without its partner
    makes the rest of the paragraph ``UNCLOSED``. Single marks count only in a
    text that has no double ones.
    """
    states = bytearray(len(text))
    single = DOUBLE_MARK.search(text) is None
    for start, end in paragraphs_of(text):
        marks = (
            single_marks(text, start, end) if single else double_marks(text, start, end)
        )
        opened: Mark | None = None
        for mark in marks:
            if mark.opens and opened is not None:
                _fill(states, opened, mark.start, Quoted.UNCLOSED)
            if mark.opens:
                opened = mark
            elif opened is not None:
                _fill(states, opened, mark.start, Quoted.INSIDE)
                length = mark.end - mark.start
                states[mark.start : mark.end] = bytes([Quoted.CLOSING]) * length
                opened = None
        if opened is not None:
            _fill(states, opened, end, Quoted.UNCLOSED)
    return states


def _fill(states: bytearray, opening: Mark, end: int, inside: int) -> None:
    start, after = opening.start, opening.end
    states[start:after] = bytes([Quoted.OPENING]) * (after - start)
    states[after:end] = bytes([inside]) * (end - after)


def double_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Each mark between two offsets, and whether it opens."""
    is_open = False
    for match in DOUBLE_MARK.finditer(text, start, end):
        a, b = match.span()
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        could_open = before.isspace() or before in BEFORE_OPENING
        could_close = after.isspace() or after in AFTER_CLOSING
        mark = match.group()
        if mark in ONLY_OPENING:
            if is_open:  # nested, or one too many: the first one stands
                continue
            opens = True
        elif mark in ONLY_CLOSING:
            # A closing mark typed where only an opening one makes sense.
            opens = not is_open and could_open and not could_close
        elif could_open != could_close:
            opens = could_open
        else:
            opens = not is_open
        yield Mark(a, b, opens)
        is_open = opens


def single_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """As ``double_marks``, for ‘…’ and '…', leaving apostrophes alone."""
    is_open = False
    for match in SINGLE_MARK.finditer(text, start, end):
        a, b = match.span()
        before = text[a - 1] if a > start else " "
        after = text[b] if b < end else " "
        if not is_open and match.group() != "’":
            if not (before.isspace() or before in "([{—–-") or not after.isalnum():
                continue
            is_open = True
        elif is_open and match.group() != "‘":
            if before.isspace() or after.isalnum():
                continue
            is_open = False
        else:
            continue
        yield Mark(a, b, is_open)
