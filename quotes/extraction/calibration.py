"""From what is known about a quotation to a probability, as fitted to data.

A logistic function of named evidence, then a monotone, piecewise linear correction.
The numbers are data: they are fitted by ``manage.py evaluate_extraction`` and read
from a JSON file.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Evidence = tuple[tuple[str, float], ...]
"""Names of what is known, each with its value; what is not named is 0."""

_STEEPEST = 30.0


class CalibrationError(Exception):
    """A calibration cannot be read; the message says which file and why."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of evidence, and the correction.

    knots: pairs (logistic value, probability), both from 0 to 1 and rising; between
        two knots the line, beyond the outermost their own value. Without any, the
        logistic value is the probability.
    fitted_on: what it was fitted on and how well it did there, for readers.
    """

    bias: float
    weights: Mapping[str, float]
    knots: tuple[tuple[float, float], ...] = ()
    fitted_on: Mapping[str, Any] = field(default_factory=dict)

    def probability(self, evidence: Iterable[tuple[str, float]]) -> float:
        """Return the probability, 0 to 1; evidence without a weight counts nothing."""
        total = self.bias
        for name, value in evidence:
            total += self.weights.get(name, 0.0) * value
        return corrected(self.knots, logistic(total))


def logistic(value: float) -> float:
    """Return the logistic function; no value overflows."""
    return 1.0 / (1.0 + math.exp(-min(_STEEPEST, max(-_STEEPEST, value))))


def corrected(knots: tuple[tuple[float, float], ...], value: float) -> float:
    """Return what the piecewise linear function through ``knots`` gives."""
    if not knots:
        return value
    after = bisect_right(knots, value, key=lambda knot: knot[0])
    if after == 0:
        return knots[0][1]
    if after == len(knots):
        return knots[-1][1]
    (x, y), (next_x, next_y) = knots[after - 1], knots[after]
    return y + (next_y - y) * (value - x) / (next_x - x)


def read_calibration(path: Path) -> Calibration:
    """Read a calibration; raises CalibrationError where the file is none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Calibration(
            bias=float(raw["bias"]),
            weights={str(k): float(v) for k, v in raw["weights"].items()},
            knots=tuple((float(x), float(y)) for x, y in raw["knots"]),
            fitted_on=raw.get("fitted_on", {}),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CalibrationError(f"{path} is no calibration: {error!r}") from error
