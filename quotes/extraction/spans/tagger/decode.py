"""From the tagger's numbers to spans: windows, tags, the best valid sequence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


class Role(StrEnum):
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


# Tag 0 is outside; each role has a tag that begins a span and, one higher, a tag
# that goes on with it (BIO, Ramshaw and Marcus 1995).
BEGIN = {Role.SOURCE: 1, Role.CUE: 3, Role.CONTENT: 5}
ROLE = {begin + inside: role for role, begin in BEGIN.items() for inside in (0, 1)}
TAGS = 7


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces the network sees at once, and those whose answer is kept.

    All are indices of pieces, half open; kept ranges of a document's windows
    touch and do not overlap, so every piece is answered where it has context on
    both sides.
    """

    start: int
    end: int
    kept_start: int
    kept_end: int


def windows(
    length: int, *, size: int, overlap: int, breaks: Sequence[int] | IntArray = ()
) -> list[Window]:
    """Cover ``length`` pieces by windows of at most ``size``.

    breaks: sorted pieces with which a paragraph begins. A window ends before the
    last of them that it reaches in its second half; only where there is none do
    it and the next share ``overlap`` pieces, since a sentence goes on.
    """
    found = []
    start = kept_start = 0
    while length - start > size:
        last = bisect_right(breaks, start + size) - 1
        if last >= 0 and breaks[last] - start > size // 2:
            end = kept_end = following = int(breaks[last])
        else:
            end = start + size
            kept_end, following = end - overlap // 2, end - overlap
        found.append(Window(start, end, kept_start, kept_end))
        start, kept_start = following, kept_end
    if length:
        found.append(Window(start, length, kept_start, length))
    return found


@dataclass(frozen=True, slots=True)
class Span:
    """Words ``first`` to ``last`` (half open) in one role.

    probability: mean over the words of how sure the tagger is of the role.
    """

    role: Role
    first: int
    last: int
    probability: float


def best_tags(log_probabilities: FloatArray) -> list[int]:
    """The likeliest valid tags (Viterbi): no inside without its beginning.

    log_probabilities: shape (m, 7). The only forbidden moves are into an inside
    tag from another role, so that three of the tags need to look at two
    predecessors and the others at the best of all.
    """
    previous = [0.0] + [-np.inf] * (TAGS - 1)
    came_from: list[tuple[int, ...]] = []
    # Written out, since it is done for every word: b begins a role, i goes on with it.
    for outside, b1, i1, b2, i2, b3, i3 in log_probabilities.tolist():
        top = max(previous)
        best = previous.index(top)
        _, begun1, inside1, begun2, inside2, begun3, inside3 = previous
        from1 = 1 if begun1 >= inside1 else 2
        from2 = 3 if begun2 >= inside2 else 4
        from3 = 5 if begun3 >= inside3 else 6
        came_from.append((best, best, from1, best, from2, best, from3))
        previous = [
            top + outside,
            top + b1,
            previous[from1] + i1,
            top + b2,
            previous[from2] + i2,
            top + b3,
            previous[from3] + i3,
        ]
    tags: list[int] = []
    tag = max(range(TAGS), key=previous.__getitem__)
    for origins in reversed(came_from):
        tags.append(tag)
        tag = origins[tag]
    tags.reverse()
    return tags


def spans(tags: Sequence[int], log_probabilities: FloatArray) -> list[Span]:
    """Group valid tags into spans, in reading order."""
    found: list[Span] = []
    start = 0
    for end in range(1, len(tags) + 1):
        goes_on = end < len(tags) and tags[end] != 0 and tags[end] % 2 == 0
        if goes_on:
            continue
        if tags[start]:
            role = ROLE[tags[start]]
            certainty = role_probability(log_probabilities, role, start, end)
            found.append(Span(role, start, end, certainty))
        start = end
    return found


def role_probability(
    log_probabilities: FloatArray, role: Role, first: int, last: int
) -> float:
    """Mean probability of a role over words ``first`` to ``last``."""
    begin = BEGIN[role]
    if last <= first:
        return 0.0
    both = np.exp(log_probabilities[first:last, begin : begin + 2])
    return float(both.sum()) / (last - first)
