"""Two articles on one event, side by side: which of their quotations correspond.

A report in other words shares little with its counterpart, and news of one event
shares much throughout. So a pair is judged against all others of the two articles,
as sentences of a translation are: the quotations of each that are nearest to one
another correspond (mutual nearest neighbours, as in Conneau et al. 2018), if they
are near enough. Pure, without Django.

The weights were fitted by logistic regression on invented events that several
outlets report (``tests/linking/events``) and on the fixtures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from quotes.linking.statements.pairs.article_columns import (
    ArticleColumns,
    contradictions,
    features,
    figures_apart,
    figures_differ,
)
from quotes.linking.statements.pairs.pair_features import rows_of
from quotes.linking.statements.pairs.pair_model import pair_model
from quotes.linking.wordings.polarity import contradict
from quotes.linking.wordings.words_in_marks import quoted_alike

UNSEEN = -1.5
"""Log-odds of the best rival that is assumed where an article prints no better."""
MOST_MARGIN = 2.0
"""Distance from the next rival from which more proves nothing."""
LEAST_AKIN = 2.6
"""Log-odds and margin together that prove a pair of two who may speak for each other:
theirs chain what several bodies say of one matter."""
LEAST_OF_AKIN = 0.0
"""Log-odds by the model below which no words prove such a pair: two of one camp answer
the same news in much the same words."""
LEAST, LEAST_OF_NEAR = 1.0, -0.5
"""Log-odds and margin together from which the words of a pair of one speaker are near,
and the log-odds by the model that then prove it."""
BEYOND_DOUBT = 1.0
"""Log-odds by the model that prove a pair of which one is nearer to another."""
OF_NEARNESS = 0.2
"""Share of log-odds and margin that is added to what the model says."""
ONE_EVENT = 0.28
"""Closeness from which two articles cover one event beyond doubt."""
DOUBT = 30.0
"""Log-odds taken from a pair for each unit of closeness below ONE_EVENT."""
CUT_PROBABILITY = 0.95
"""That a pair with the same words in marks, which nothing else proves, is one."""

WEIGHTS = np.array(
    [2.1, 2.87, 2.72, 1.37, 0.28, -2.0, -0.52, -1.54, 0.68, -0.35, 0.6, -0.44]
)
BIAS = -3.45
RELATED, STRANGER = -1.22, -2.5
"""Log-odds added where one may speak for the other, and where they have nothing in
common: competitors for a pair, never pairs themselves."""


def find_parallels(
    one: ArticleColumns,
    other: ArticleColumns,
    prior: Callable[[int, int], float],
    *,
    closeness: float,
    days: float,
) -> list[tuple[int, int, float]]:
    """Return the pairs that report one utterance, and how likely each does.

    Positions in ``one`` and ``other``, and a probability. prior: log-odds of a pair
    by who speaks, none above 0; asked only of pairs whose words are near. closeness:
    how far the articles cover one event, 0 to 1. days: between their publications.

    Of one speaker the model of pairs decides, with what competes for either; of two
    who may speak for each other the words, more of them where the articles may cover
    two events, and the model has a veto.
    """
    words = features(one, other)
    near = words @ WEIGHTS + BIAS
    priors = np.zeros_like(near)
    for i, j in zip(*np.nonzero(near > UNSEEN), strict=True):
        priors[i, j] = prior(int(i), int(j))
    near = np.maximum(near + priors, UNSEEN)
    rivals = _rivals(near)
    margins = np.minimum(near - rivals, MOST_MARGIN)
    kept = (priors > STRANGER) & ~contradictions(one, other)
    akin = kept & (priors < 0) & (near > rivals)
    akin &= near + margins > LEAST_AKIN + doubt(closeness)
    # Two voices whose figures mostly differ have not said one thing.
    akin &= ~figures_differ(one, other)
    same = kept & (priors == 0) & (near > UNSEEN)
    asked = np.argwhere(akin | same).tolist()
    pairs = [(i, j) for i, j in asked if akin[i, j] or _agree(one, other, i, j)]
    odds = _log_odds(one, other, words, near + margins, pairs, closeness, days)
    found = []
    for (i, j), log_odds in zip(pairs, odds, strict=True):
        if akin[i, j]:
            if log_odds >= LEAST_OF_AKIN:
                likely = near[i, j] + margins[i, j]
                found.append((i, j, float(1 / (1 + np.exp(-likely)))))
            continue
        near_enough = near[i, j] + margins[i, j] > LEAST + doubt(closeness)
        least = LEAST_OF_NEAR if near_enough else pair_model().least
        if near[i, j] <= rivals[i, j]:
            least = BEYOND_DOUBT
        if log_odds >= least:
            found.append((i, j, float(1 / (1 + np.exp(-log_odds)))))
    known = {(i, j) for i, j, _ in found}
    cuts = (pair for pair in _cuts(one, other, prior) if pair not in known)
    return found + [(i, j, CUT_PROBABILITY) for i, j in cuts]


def _cuts(
    one: ArticleColumns, other: ArticleColumns, prior: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs that print the same words of one speaker in marks."""
    apart = figures_apart(one, other)
    return [
        (i, j)
        for i, j in quoted_alike(one.said, other.said)
        if prior(i, j) == 0 and not apart[i, j] and _agree(one, other, i, j)
    ]


def _agree(one: ArticleColumns, other: ArticleColumns, i: int, j: int) -> bool:
    """Whether neither denies what the other says."""
    return not contradict(one.settings[i].polarity, other.settings[j].polarity)


def _log_odds(
    one: ArticleColumns,
    other: ArticleColumns,
    words: NDArray[np.float64],
    near: NDArray[np.float64],
    pairs: Sequence[tuple[int, int]],
    closeness: float,
    days: float,
) -> list[float]:
    """What the model says of ``pairs``, and a part of what their nearness does.

    That tells how a pair compares with its rivals, which trees see but one by one.
    """
    if not pairs:
        return []
    rows = rows_of(
        words, pairs, one.settings, other.settings, closeness=closeness, days=days
    )
    at, to = np.array(pairs).T
    log_odds = pair_model().log_odds(rows) + OF_NEARNESS * near[at, to]
    found: list[float] = log_odds.tolist()
    return found


def with_margins(near: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log-odds of all pairs and, added, how far each is ahead of its rivals."""
    near = np.maximum(near, UNSEEN)
    return near + np.minimum(near - _rivals(near), MOST_MARGIN)


def _rivals(near: NDArray[np.float64]) -> NDArray[np.float64]:
    """The best that either of a pair has besides the other."""
    return np.maximum(_best_other(near), _best_other(near.T).T)


def doubt(closeness: float) -> float:
    """Return the log-odds that other words lose by their articles' closeness."""
    return DOUBT * max(0.0, ONE_EVENT - closeness)


def _best_other(near: NDArray[np.float64]) -> NDArray[np.float64]:
    """The highest value of each row but the one at that place."""
    if near.shape[1] < 2:
        return np.full(near.shape, UNSEEN)
    ordered = np.sort(near, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(near == first, second, first)
