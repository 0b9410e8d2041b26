"""Two wordings side by side, word by word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from quotes.extraction.folding import fold

LEAST_SHARED = 0.4
"""Share of the shorter wording's words below which a comparison says nothing."""

MOST_WORDS = 2000
"""Comparing costs the product of both lengths; nobody reads it for a book."""

_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    role: "same", "added" (only in this wording) or "missing" (only in the fullest).
    """

    role: str
    text: str


class _Word(NamedTuple):
    key: str
    start: int
    end: int


def compare(fullest: str, text: str) -> list[Piece]:
    """Return ``text`` in pieces, with what it lacks of ``fullest`` put where it was.

    Case does not count. Empty where the two are too different, or too long, for a
    comparison word by word to help anybody.
    """
    there, here = _words(fullest), _words(text)
    if not there or not here or max(len(there), len(here)) > MOST_WORDS:
        return []
    keys_there = [word.key for word in there]
    keys_here = [word.key for word in here]
    shared = LCSseq.similarity(keys_there, keys_here)
    if shared < LEAST_SHARED * min(len(there), len(here)):
        return []
    return list(_joined(_pieces(fullest, there, text, here)))


def _words(text: str) -> list[_Word]:
    return [
        _Word(fold(match[0]) or match[0], match.start(), match.end())
        for match in _WORD.finditer(text)
    ]


def _pieces(
    fullest: str, there: Sequence[_Word], text: str, here: Sequence[_Word]
) -> Iterator[Piece]:
    for step in LCSseq.opcodes([w.key for w in there], [w.key for w in here]):
        if step.tag in ("delete", "replace"):
            yield Piece("missing", _slice(fullest, there, step.src_start, step.src_end))
        if step.tag != "delete":
            role = "same" if step.tag == "equal" else "added"
            yield Piece(role, _slice(text, here, step.dest_start, step.dest_end))


def _slice(text: str, words: Sequence[_Word], start: int, end: int) -> str:
    """The text of ``words`` from ``start`` to ``end``, with the blanks that follow."""
    stop = words[end].start if end < len(words) else len(text)
    return text[words[start].start : stop]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbouring pieces of one role as one."""
    last: Piece | None = None
    for piece in pieces:
        if last and last.role == piece.role:
            last = Piece(last.role, last.text + piece.text)
        else:
            if last:
                yield last
            last = piece
    if last:
        yield last
