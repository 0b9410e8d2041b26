"""The two regressions that calibration needs, in numpy."""

from __future__ import annotations

from collections.abc import Sequence

import numpy
from numpy.typing import NDArray

Matrix = NDArray[numpy.float64]

_RIDGE = 1.0
_STEPS = 50
_CONVERGED = 1e-8


def logistic_regression(table: Matrix, right: Matrix) -> Matrix:
    """Return the weights that make ``right`` likeliest, with a slight ridge.

    table: samples by columns, the first all 1 and not held down by the ridge.
    Newton's method; the ridge keeps it finite where classes can be parted.
    """
    ridge = numpy.full(table.shape[1], _RIDGE)
    ridge[0] = 1e-6
    weights = numpy.zeros(table.shape[1])
    for _ in range(_STEPS):
        value = sigmoid(table @ weights)
        slope = table.T @ (right - value) - ridge * weights
        spread = numpy.maximum(value * (1 - value), 1e-6)
        curve = (table * spread[:, None]).T @ table + numpy.diag(ridge)
        step = numpy.linalg.solve(curve, slope)
        weights = weights + step
        if numpy.abs(step).max() < _CONVERGED:
            break
    return weights


def isotonic_regression(values: Matrix, right: Matrix) -> Matrix:
    """Return, for each value, the best estimate that never falls as values rise.

    Pool adjacent violators (Ayer and others 1955); equal values get one estimate.
    """
    order = numpy.argsort(values, kind="stable")
    blocks: list[list[float]] = []  # sum, count, and the largest value within
    for number in order:
        if blocks and blocks[-1][2] == values[number]:
            blocks[-1][0] += right[number]
            blocks[-1][1] += 1
        else:
            blocks.append([float(right[number]), 1.0, float(values[number])])
    pooled: list[list[float]] = []
    for block in blocks:
        pooled.append(block)
        while len(pooled) > 1 and _mean(pooled[-2]) >= _mean(pooled[-1]):
            last = pooled.pop()
            first = pooled.pop()
            pooled.append([first[0] + last[0], first[1] + last[1], last[2]])
    ordered = numpy.concatenate(
        [numpy.full(int(block[1]), _mean(block)) for block in pooled]
    )
    estimates = numpy.empty_like(ordered)
    estimates[order] = ordered
    return estimates


def _mean(block: Sequence[float]) -> float:
    return block[0] / block[1]


def sigmoid(values: Matrix) -> Matrix:
    return 1.0 / (1.0 + numpy.exp(-numpy.clip(values, -30, 30)))
