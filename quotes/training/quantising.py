"""Weights as small integers that every processor multiplies exactly.

ONNX Runtime multiplies activations of 0 to 255 by signed weights. On x86 without VNNI
instructions each weight's product is added to its neighbour's in 16 bits and cut off
there (its guide on quantisation, "reduce_range"): the neighbours are rows 0 and 1, 2
and 3, … of one column. 255 · 128 = 32,640 still fits, so that two neighbours of one
sign may have 128 between them, whatever each has. That makes the scale about 1.3 times
as coarse, where 7 bits for every weight would make it twice so. Unsigned weights are
as exact, but were measured to take 1.75 times as long on a processor with VNNI.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
LARGEST = 127
LARGEST_OF_TWO = 128
NEAR_ZERO = 1e-12


def quantise(weight: FloatArray, axis: int) -> tuple[NDArray[np.int8], FloatArray]:
    """Integers from -127 to 127, and the scale of every slice along ``axis``."""
    top = np.abs(weight).max(axis=1 - axis, keepdims=True)
    return _rounded(weight, top)


def quantise_product(weight: FloatArray) -> tuple[NDArray[np.int8], FloatArray]:
    """As ``quantise``, one scale a column, so that no product ``may_saturate``.

    weight: (rows, columns); activations are multiplied from the left.
    """
    # Rounding adds a half to each of two at most.
    top = np.maximum(
        np.abs(weight).max(axis=0),
        _of_two(weight).max(axis=0) * (LARGEST / (LARGEST_OF_TWO - 1)),
    )
    return _rounded(weight, top[None, :])


def may_saturate(whole: NDArray[Any], zero_point: NDArray[Any] | None = None) -> bool:
    """Whether a product with these weights may be cut off on some processor.

    whole: (rows, columns). zero_point: that of unsigned weights.
    """
    if whole.dtype == np.uint8:
        return zero_point is None or not np.all(zero_point == 128)
    return bool(_of_two(whole.astype(np.int64)).max() > LARGEST_OF_TWO)


def _rounded(
    weight: FloatArray, top: FloatArray
) -> tuple[NDArray[np.int8], FloatArray]:
    scale = np.maximum(top, NEAR_ZERO) / LARGEST
    whole = np.rint(weight / scale).astype(np.int8)
    return whole, scale.astype(np.float32).reshape(-1)


def _of_two(weight: NDArray[Any]) -> NDArray[Any]:
    """(ceil(rows / 2), columns): the most two neighbours of one sign amount to."""
    padded = np.pad(weight, ((0, len(weight) % 2), (0, 0)))
    pairs = padded.reshape(-1, 2, weight.shape[1])
    most: NDArray[Any] = np.maximum(
        np.maximum(pairs, 0).sum(axis=1), np.maximum(-pairs, 0).sum(axis=1)
    )
    return most
