"""Primary keys as addresses have them, written by whoever asks."""

from __future__ import annotations

LONGEST = 19
"""Digits from which a number is no primary key: it would not fit into a column."""


def number_in(written: str) -> int:
    """Return the primary key that ``written`` is; 0, which is nobody's, for others."""
    return int(written) if written.isdecimal() and len(written) < LONGEST else 0


def numbers_in(written: str, *, most: int) -> list[int]:
    """Return the primary keys in a comma-separated list, ``most`` at most."""
    return [key for key in map(number_in, written.split(",")) if key][:most]
