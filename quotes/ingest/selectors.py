"""What a quote is found again by in another text. Pure, without Django.

A TextQuoteSelector of the W3C's Web Annotation Data Model: the exact words, with some
before and after. Offsets are characters, half open.
https://www.w3.org/TR/annotation-model/#text-quote-selector
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

Ranges = tuple[tuple[int, int], ...]

CONTEXT = 32
"""Characters kept before and after the words, as the W3C's examples have."""
FEW_WORDS = 3
"""So few words stand in many places: they need their surroundings, too."""
MARKS = ("“", "”", '"', "‘", "’", "'", "«", "»", "„", "‚", "‹", "›")


@dataclass(frozen=True, slots=True)
class Selector:
    """What a quote is found again by.

    parts: its words, one for each range. whole: all from the first to the last, in
    which the parts stand at ``inner``. prefix, suffix: what stands around it. at: where
    it began. decided: whether somebody has decided on it, so that more is done to find
    it.
    """

    key: int
    parts: tuple[str, ...]
    whole: str
    inner: Ranges
    prefix: str
    suffix: str
    at: int
    decided: bool = False

    @property
    def words(self) -> str:
        return " ".join(self.parts)

    @property
    def is_short(self) -> bool:
        return len(self.words.split()) <= FEW_WORDS


def select(
    key: int,
    text: str,
    spans: Sequence[Sequence[int]],
    *,
    decided: bool = False,
    begins: int = 0,
) -> Selector:
    """Return what finds the quote at ``spans`` of ``text`` again.

    begins: where ``text`` begins in the article, of which it may be a passage.
    """
    start, end = spans[0][0], spans[-1][1]
    return Selector(
        key,
        tuple(text[left:right] for left, right in spans),
        text[start:end],
        tuple((left - start, right - start) for left, right in spans),
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        start + begins,
        decided,
    )


def is_marked(before: str) -> bool:
    """Whether words begin with a mark of quotation, of which ``before`` is the end."""
    return before[-1:] in MARKS


def context_of(one: Selector, text: str, ranges: Ranges) -> float:
    """How alike what stands around ``ranges`` is to what stood around, 0 to 100."""
    start, end = ranges[0][0], ranges[-1][1]
    before = fuzz.ratio(one.prefix, text[max(0, start - CONTEXT) : start])
    after = fuzz.ratio(one.suffix, text[end : end + CONTEXT])
    return max(before, after) * 0.7 + min(before, after) * 0.3


def cuts_word(before: str, after: str) -> bool:
    """Whether an edge between two characters lies within a word."""
    return before.isalnum() and after.isalnum()
