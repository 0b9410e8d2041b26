"""The weights that ship give the same products on every processor."""

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from quotes.extraction.spans.tagger.model import MODEL_FILE, SHIPPED
from quotes.training.quantising import LARGEST_IN_PRODUCT, may_saturate, quantise

PRODUCTS = {"DynamicQuantizeMatMul": (1, 3), "MatMulInteger": (1, 3)}


def multiply_in_16_bits(activations, weights):
    """As x86 does without VNNI: two neighbouring products added and cut off."""
    products = activations.astype(np.int64)[:, :, None] * weights.astype(np.int64)
    pairs = products.reshape(len(activations), -1, 2, weights.shape[1]).sum(axis=2)
    return np.clip(pairs, -(2**15), 2**15 - 1).sum(axis=1)


def shipped_products():
    graph = onnx.load(SHIPPED / MODEL_FILE).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for node in graph.node:
        assert node.op_type in PRODUCTS or "Integer" not in node.op_type
        if node.op_type in PRODUCTS:
            weight, zero = PRODUCTS[node.op_type]
            yield node.name, kept[node.input[weight]], kept.get(node.input[zero])


def test_no_product_of_the_shipped_weights_can_saturate():
    products = list(shipped_products())

    assert len(products) > 10
    assert [n for n, whole, zero in products if may_saturate(whole, zero)] == []


def test_largest_activations_are_multiplied_exactly():
    for name, whole, _ in shipped_products():
        # The worst there is: 255 wherever a weight is positive, or negative.
        for sign in (1, -1):
            most = np.where(sign * whole.T > 0, 255, 0)[:8]
            exact = most.astype(np.int64) @ whole.astype(np.int64)
            assert np.array_equal(multiply_in_16_bits(most, whole), exact), name


def test_weights_over_the_full_range_are_refused():
    full = np.full((4, 1), 127, dtype=np.int8)
    most = np.full((1, 4), 255)

    assert may_saturate(full)
    assert multiply_in_16_bits(most, full)[0, 0] != most @ full.astype(np.int64)
    assert not may_saturate(np.full((4, 1), 255, dtype=np.uint8), np.array(128))


@pytest.mark.parametrize("spread", [1e-9, 1.0, 300.0])
def test_new_weights_are_written_so(spread):
    weight = np.random.default_rng(1).standard_t(2, (64, 16)).astype(np.float32)
    whole, scale = quantise(weight * spread, axis=1, largest=LARGEST_IN_PRODUCT)

    assert not may_saturate(whole)
    assert np.abs(whole * scale - weight * spread).max() <= scale.max() / 1.99
