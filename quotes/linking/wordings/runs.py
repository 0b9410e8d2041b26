"""Whether words are a run of printed ones: all, a part, parts with marked gaps.

Pure, without Django. Words are compared as ``fold_wording`` gives them: without case,
accents and punctuation. Offsets are characters, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from quotes.linking.wordings.wording import fold_wording
from quotes.linking.wordings.words import is_negation

LEAST_WORDS = 4
"""Words in a row that are found whatever they say; fewer must be rare ones."""
LEAST_PIECE = 2
"""Words of a piece between two marks of omission."""
NEAR_BEFORE = 3
"""Words before a run of the same sentence in which a “not” bears on it."""

_OMITTED = re.compile(r"[\[(]\s*(?:…|\.{2,})\s*[\])]|…|\.{3,}|\.(?:\s\.){2,}")
_WORD = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*")
_STOP = re.compile(r"[.!?;:]")


class Part(StrEnum):
    """What words are of a printing."""

    WHOLE = "whole"
    RUN = "run"
    ABRIDGED = "abridged"  # runs in their order, with marks of what is left out
    REVERSED = "reversed"  # runs in another order
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Run:
    """How words stand in a printing.

    start, end: where in the printing, from the first of them to the last; 0 and 0
        where they do not. dropped: the printed words that marked omissions stand for.
    negated: the “not” that stands just before the run in its sentence, or "".
    """

    part: Part
    start: int = 0
    end: int = 0
    dropped: tuple[str, ...] = ()
    negated: str = ""

    @property
    def turns(self) -> str:
        """The word left out without which the meaning turns, or ""."""
        return next((word for word in self.dropped if is_negation(word)), "")


NOWHERE = Run(Part.NONE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, each between blanks, and where each stands."""

    joined: str
    places: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]
    text: str

    def find(self, words: str, after: int = 0) -> int:
        """Return the number of the word with which ``words`` begin, -1: nowhere.

        words: folded, one blank between two. after: the first word looked at.
        """
        skipped = sum(len(word) + 1 for word in self.folded[:after])
        at = self.joined.find(f" {words} ", skipped)
        return -1 if at < 0 else self.joined.count(" ", 0, at + 1) - 1


@lru_cache(maxsize=256)
def read_words(text: str) -> Words:
    """Read the words of a printing or of a whole article."""
    places, folded = [], []
    for match in _WORD.finditer(text):
        # Some signs fold to several words, some to none.
        for word in fold_wording(match[0]).split():
            places.append(match.span())
            folded.append(word)
    joined = f" {' '.join(folded)} " if folded else " "
    return Words(joined, tuple(places), tuple(folded), text)


def pieces_of(asked: str) -> list[str]:
    """Return the folded words between the marks of omission in ``asked``."""
    folded = (" ".join(read_words(piece).folded) for piece in _OMITTED.split(asked))
    return [piece for piece in folded if piece]


def locate(asked: str, printed: str) -> Run:
    """Return how the words of ``asked`` stand in ``printed``."""
    pieces = pieces_of(asked)
    words = read_words(printed)
    if not pieces or not words.folded:
        return NOWHERE
    # The printing itself may have the mark: its attribution interrupts it there.
    together = " ".join(pieces)
    if f" {together} " in words.joined:
        pieces = [together]
    if any(f" {piece} " not in words.joined for piece in pieces):
        return NOWHERE
    if len(pieces) > 1 and min(len(p.split()) for p in pieces) < LEAST_PIECE:
        return NOWHERE
    spans = _in_order(pieces, words)
    if spans is None:
        return Run(Part.REVERSED, *_envelope(words, _anywhere(pieces, words)))
    start, end = _envelope(words, spans)
    negated = _negation_before(words, spans[0][0])
    if len(pieces) > 1:
        dropped = tuple(_between(words, spans))
        return Run(Part.ABRIDGED, start, end, dropped, negated)
    whole = len(words.folded) == spans[0][1] - spans[0][0]
    return Run(Part.WHOLE if whole else Part.RUN, start, end, (), negated)


def _in_order(pieces: Sequence[str], words: Words) -> list[tuple[int, int]] | None:
    """Numbers of the words of each piece, each after the one before; or None."""
    spans, after = [], 0
    for piece in pieces:
        first = words.find(piece, after)
        if first < 0:
            return None
        after = first + len(piece.split())
        spans.append((first, after))
    return spans


def _anywhere(pieces: Sequence[str], words: Words) -> list[tuple[int, int]]:
    firsts = [words.find(piece) for piece in pieces]
    return [
        (first, first + len(piece.split()))
        for first, piece in zip(firsts, pieces, strict=True)
    ]


def _envelope(words: Words, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    first = min(start for start, _ in spans)
    last = max(end for _, end in spans)
    return words.places[first][0], words.places[last - 1][1]


def _between(words: Words, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    for (_, end), (start, _) in pairwise(spans):
        yield from _as_printed(words, end, start)


def _as_printed(words: Words, first: int, last: int) -> Iterator[str]:
    for start, end in words.places[first:last]:
        yield words.text[start:end].lower().replace("’", "'")


def _negation_before(words: Words, first: int) -> str:
    """The denial within a few words before, of one sentence with the run."""
    start = words.places[first][0]
    for number in range(first - 1, max(-1, first - 1 - NEAR_BEFORE), -1):
        place = words.places[number]
        if _STOP.search(words.text, place[1], start):
            break
        word = next(_as_printed(words, number, number + 1))
        if is_negation(word):
            return words.text[place[0] : place[1]]
    return ""
