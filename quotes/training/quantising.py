"""Weights as small integers that every processor multiplies exactly.

ONNX Runtime multiplies activations of 0 to 255 by signed weights. On x86 without
VNNI instructions two neighbouring products are added in 16 bits and cut off there
(its guide on quantisation, "reduce_range"). 2 · 255 · 64 = 32,640 still fits, so that
weights of a product go from -64 to 64. Unsigned weights are as exact, but were
measured to take 1.75 times as long on a processor with VNNI.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float32]
LARGEST_IN_PRODUCT = 64
LARGEST = 127
NEAR_ZERO = 1e-12


def quantise(
    weight: FloatArray, axis: int, *, largest: int
) -> tuple[NDArray[np.int8], FloatArray]:
    """Integers from -largest to largest, and the scale of every slice along axis."""
    top = np.abs(weight).max(axis=1 - axis, keepdims=True)
    scale = np.maximum(top, NEAR_ZERO) / largest
    whole = np.rint(weight / scale).astype(np.int8)
    return whole, scale.astype(np.float32).reshape(-1)


def may_saturate(whole: NDArray[Any], zero_point: NDArray[Any] | None = None) -> bool:
    """Whether a product with these weights may be cut off on some processor."""
    if whole.dtype == np.uint8:
        return zero_point is None or not np.all(zero_point == 128)
    return bool(np.abs(whole.astype(np.int64)).max() > LARGEST_IN_PRODUCT)
