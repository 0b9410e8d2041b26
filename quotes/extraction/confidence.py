"""How sure a quotation is, and what decided, in words.

A logistic function of a few features; weights stand in one place so that they can be
fitted to data. Monotone in the finder's score and in the resolution's margin,
falling with distance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from quotes.extraction.context import How, Resolution
from quotes.extraction.types import Attribution

_BIAS = -1.6
_SCORE = 4.2
_DISTANCE = -0.12
_MARGIN = 0.8
_FAR = 8
_HOW = {
    How.NAME: 0.5,
    How.SHORT: 0.4,
    How.BODY: 0.3,
    How.ROLE: 0.2,
    How.JOINT: 0.1,
    How.METONYM: 0.0,
    How.DOCUMENT: -0.2,
    How.DESCRIPTION: -0.3,
    How.PRONOUN: -0.4,
    How.PRINTED: -0.4,
    How.NOBODY: -0.8,
}


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence of one quotation is computed from.

    score: the finder's, 0 to 1. how: the kind of resolution. distance: sentences
    to the antecedent, capped. margin: lead over the runner-up, 0 to 1.
    """

    score: float
    how: How
    distance: int
    margin: float


def features_of(attribution: Attribution, resolution: Resolution) -> Features:
    """The features of one attribution and its resolution, within their bounds."""
    return Features(
        score=min(1.0, max(0.0, attribution.score)),
        how=resolution.how,
        distance=min(_FAR, max(0, resolution.distance)),
        margin=min(1.0, max(0.0, resolution.margin)),
    )


def confidence(features: Features) -> float:
    """Probability, 0 to 1, that content and speaker are right; uncalibrated as yet."""
    total = (
        _BIAS
        + _SCORE * features.score
        + _HOW[features.how]
        + _DISTANCE * features.distance
        + _MARGIN * (features.margin - 0.5)
    )
    return round(1.0 / (1.0 + math.exp(-total)), 4)


def confidence_of(attribution: Attribution, resolution: Resolution) -> float:
    """Confidence in one attribution as resolved."""
    return confidence(features_of(attribution, resolution))


def method_of(attribution: Attribution, resolution: Resolution) -> str:
    """What decided, the finder's words and the resolution's joined."""
    return "; ".join(filter(None, (attribution.method, resolution.method)))
