"""How well a text answers a query, by the formula of PostgreSQL's ``ts_rank``.

PostgreSQL computes it by itself; this is the same in Python for SQLite, so that
both give one order. After ``src/backend/utils/adt/tsrank.c``: every word has
weight D (0.1); where all words must occur, pairs count by their distance,
otherwise occurrences count with falling weight; the sum is divided by the
logarithm of the text's length (normalisation 1), so that short texts win.
The formula knows nothing of the other texts, so a score stays what it is while
a reader pages.
"""

from __future__ import annotations

from itertools import combinations
from math import exp, log2, sqrt

from quotes.search.query import Query
from quotes.search.words import stem_of, stems_of

NORMALISATION = 1
"""``ts_rank``'s flag for dividing by 1 + the logarithm of the text's length."""

DECIMALS = 6
"""Scores are compared to so many places: PostgreSQL's are of single precision."""

_WEIGHT = 0.1
_LAST_POSITION = 16383
_MOST_POSITIONS = 255
_ZETA_OF_TWO = 1.64493406685
_FARTHEST = 100


def score_text(text: str, query: Query) -> float:
    """Return the relevance of ``text`` to ``query``: above 0, larger is better."""
    wanted = sorted({stem_of(word) for word in query.wanted_words})
    positions: dict[str, list[int]] = {stem: [] for stem in wanted}
    stems = stems_of(text)
    for number, stem in enumerate(stems, 1):
        if stem in positions and len(positions[stem]) < _MOST_POSITIONS:
            positions[stem].append(min(number, _LAST_POSITION))
    places = [found for found in positions.values() if found]
    if query.is_conjunction and len(wanted) > 1:
        score = _score_pairs(places)
    else:
        score = _score_occurrences(places) / max(1, len(wanted))
    return round(score / log2(len(stems) + 1) if stems else score, DECIMALS)


def _score_pairs(places: list[list[int]]) -> float:
    score = -1.0
    for first, second in combinations(places, 2):
        for here in first:
            for there in second:
                distance = abs(here - there)
                if distance:
                    pair = sqrt(_WEIGHT * _WEIGHT * _nearness(distance))
                    score = pair if score < 0 else 1 - (1 - score) * (1 - pair)
    return max(score, 0.0)


def _nearness(distance: int) -> float:
    if distance > _FARTHEST:
        return 1e-30
    return 1 / (1.005 + 0.05 * exp(distance / 1.5 - 2))


def _score_occurrences(places: list[list[int]]) -> float:
    # All weights being equal, the heaviest occurrence is the first.
    return sum(
        sum(_WEIGHT / (number * number) for number in range(1, len(one) + 1))
        / _ZETA_OF_TWO
        for one in places
    )
