"""Ranges of characters: as columns hold them, and the words that stand in them. Pure.

A quotation that its attribution interrupts has several. They are half open, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def as_lists(ranges: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return ``ranges`` as JSON has them, and so a column."""
    return [[start, end] for start, end in ranges]


def printed_words(text: str, ranges: Iterable[Sequence[int]]) -> str:
    """Return what stands in ``ranges`` of ``text``, parts joined by “ … ”."""
    return " … ".join(text[start:end] for start, end in ranges)
