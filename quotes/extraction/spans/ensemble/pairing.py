"""Which attributions of the two finders are about the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.budget import check_time
from quotes.extraction.types import Attribution, Range

# Contents that share at least half of what either covers are one quotation.
SAME = 0.5
# Contents that differ by less are taken as one: a comma, a mark, an article.
NEARLY_EQUAL = 0.9
# Attributions of one finder hardly overlap, so that few can touch another's, and
# those stand near it in reading order.
REACH = 12


@dataclass(frozen=True, slots=True)
class Touch:
    """Two contents that share characters.

    rule, tagged: numbers of the attributions. overlap: Jaccard index of their
    characters, above 0.
    """

    rule: int
    tagged: int
    overlap: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """touches: every pair of contents that share characters. partner: number of
    the tagged attribution by that of the rules', each used once.
    """

    touches: tuple[Touch, ...]
    partner: dict[int, int]


def pair(rules: Sequence[Attribution], tagged: Sequence[Attribution]) -> Pairing:
    """Pair attributions by content, best overlap first.

    Both in reading order. Takes time linear in their number.
    """
    touches = _touches(rules, tagged)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for touch in sorted(touches, key=lambda touch: -touch.overlap):
        if touch.overlap < SAME:
            break
        if touch.rule not in partner and touch.tagged not in taken:
            partner[touch.rule] = touch.tagged
            taken.add(touch.tagged)
    return Pairing(tuple(touches), partner)


def _touches(
    rules: Sequence[Attribution], tagged: Sequence[Attribution]
) -> list[Touch]:
    starts = [hull(one.content)[0] for one in tagged]
    touches = []
    for number, rule in enumerate(rules):
        check_time()
        start, end = hull(rule.content)
        at = bisect_left(starts, start)
        last = min(bisect_left(starts, end), at + REACH)
        for other in range(max(0, at - REACH), last):
            shared = overlap(rule.content, tagged[other].content)
            if shared:
                touches.append(Touch(number, other, shared))
    return touches


def hull(ranges: Sequence[Range]) -> Range:
    """From the first character to one past the last."""
    return ranges[0][0], max(end for _, end in ranges)


def overlap(first: Sequence[Range], second: Sequence[Range]) -> float:
    """Jaccard index of the characters of two contents, 0 to 1."""
    shared = common(first, second)
    return shared / (size(first) + size(second) - shared) if shared else 0.0


def common(first: Sequence[Range], second: Sequence[Range]) -> int:
    """Number of characters in both; each sorted, without overlaps in itself."""
    shared = i = j = 0
    while i < len(first) and j < len(second):
        (a, b), (c, d) = first[i], second[j]
        if a < d and c < b:
            shared += min(b, d) - max(a, c)
        if b <= d:
            i += 1
        else:
            j += 1
    return shared


def size(ranges: Sequence[Range]) -> int:
    return sum(end - start for start, end in ranges)


def same_source(first: Sequence[Range], second: Sequence[Range]) -> bool:
    """Whether two mentions share at least half of the shorter, or both are empty."""
    if not first or not second:
        return not first and not second
    return 2 * common(first, second) >= min(size(first), size(second))
