"""A text as tokens: what every figure counts.

A token is a maximal run of word characters, so quotation marks, punctuation and
blanks never matter to a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

Range = tuple[int, int]
Tokens = frozenset[int]
"""Numbers of tokens in their text."""

_TOKEN = re.compile(r"\w+")
_FAR = 1 << 60


def tokenize(text: str) -> list[Range]:
    """Return the character range of every token, in order, half open."""
    return [match.span() for match in _TOKEN.finditer(text)]


def tokens_in(tokens: Sequence[Range], ranges: Iterable[Range]) -> Tokens:
    """Return the numbers of the tokens that overlap any of the character ranges."""
    found: set[int] = set()
    for start, end in ranges:
        number = bisect_right(tokens, (start, _FAR)) - 1
        if number < 0 or tokens[number][1] <= start:
            number += 1
        while number < len(tokens) and tokens[number][0] < end:
            found.add(number)
            number += 1
    return frozenset(found)


def jaccard(one: Tokens, other: Tokens) -> float:
    """Return what two sets share, as a share of their union; 0 if nothing."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def union(sets: Iterable[Tokens]) -> Tokens:
    """Return all tokens of several sets."""
    return frozenset().union(*sets)
