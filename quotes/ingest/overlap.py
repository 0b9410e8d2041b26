"""How much two readings of a text have in common, in characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SETTLED = 0.5
"""Share of the shorter one that must lie in a reviewed quote to be settled by it."""

Ranges = Sequence[Sequence[int]]


def shared_of_all(one: Ranges, other: Ranges) -> float:
    """Return the share (0 to 1) of all characters of either that both cover."""
    shared = _shared(one, other)
    return shared / (_length(one) + _length(other) - shared)


def shared_of_shorter(one: Ranges, other: Ranges) -> float:
    """Return the share (0 to 1) of the shorter one's characters that both cover."""
    return _shared(one, other) / min(_length(one), _length(other))


def _length(spans: Iterable[Sequence[int]]) -> int:
    return sum(end - start for start, end in spans)


def _shared(one: Iterable[Sequence[int]], other: Ranges) -> int:
    return sum(
        max(0, min(end, other_end) - max(start, other_start))
        for start, end in one
        for other_start, other_end in other
    )
