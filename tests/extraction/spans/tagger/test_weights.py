"""The weights that ship give the same products on every processor."""

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from quotes.extraction.spans.tagger.model import MODEL_FILE, SHIPPED
from quotes.training.quantising import may_saturate, quantise_product

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


def test_weights_that_saturate_are_refused():
    full = np.full((4, 1), 127, dtype=np.int8)
    most = np.full((1, 4), 255)

    assert may_saturate(full)
    assert multiply_in_16_bits(most, full)[0, 0] != most @ full.astype(np.int64)
    assert not may_saturate(np.full((4, 1), 255, dtype=np.uint8), np.array(128))


@pytest.mark.parametrize(
    ("column", "saturates"),
    [
        ([127, 1, 64, 64], False),
        ([127, 2, 0, 0], True),
        ([127, -127, -127, 127], False),
        # Neighbours are 0 and 1, 2 and 3: these two are none.
        ([0, 127, 127, 0], False),
        ([0, 0, -65, -64], True),
        ([127, -1, 127], False),
    ],
)
def test_two_neighbours_of_one_sign_share_what_fits(column, saturates):
    assert may_saturate(np.array(column, dtype=np.int8)[:, None]) is saturates


@pytest.mark.parametrize("spread", [1e-9, 1.0, 300.0])
@pytest.mark.parametrize("rows", [64, 63])
def test_new_weights_are_written_so(spread, rows):
    weight = np.random.default_rng(1).standard_t(2, (rows, 16)).astype(np.float32)
    whole, scale = quantise_product(weight * spread)

    assert not may_saturate(whole)
    assert np.abs(whole * scale - weight * spread).max() <= scale.max() / 1.99


def test_no_more_of_the_scale_is_given_up_than_must_be():
    weight = np.random.default_rng(1).standard_normal((384, 64)).astype(np.float32)
    whole, _ = quantise_product(weight)
    pairs = whole.astype(int).reshape(-1, 2, 64)
    of_one_sign = [np.maximum(sign * pairs, 0).sum(axis=1) for sign in (1, -1)]

    # In every column two neighbours have nearly all that fits.
    assert np.max(of_one_sign, axis=(0, 1)).min() >= 126
    assert np.abs(pairs).max() > 90
