"""The trained network as an ONNX file of 8-bit weights, and back again.

The graph is written by hand instead of traced. It uses those of ONNX Runtime's
operators that were measured to be fast on processors: the fused product in 8
bits and the fused attention, but layer normalisation spelled out (0.18 ms for a
window where the fused operator takes 0.83). And every initialiser keeps the
name of the weight it holds, so that ``load`` can take a shipped model as the
start of another training.

Weights are quantised symmetrically, one scale for each output (for each piece
in the embedding table); activations at run time, one scale a matrix (dynamic
quantisation, Jacob et al. 2018). ``quantising`` says how large weights may be.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from quotes.training.network import FEATURES, Shape, Tagger
from quotes.training.quantising import (
    NEAR_ZERO,
    FloatArray,
    quantise,
    quantise_product,
)

FUSED = "com.microsoft"
# The oldest versions that have every operator used here.
OPSET, FUSED_OPSET, FORMAT = 20, 1, 9


class _Graph:
    """Nodes and weights collected under readable names."""

    def __init__(self, weights: Mapping[str, FloatArray]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.initialisers: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.initialisers.append(numpy_helper.from_array(value, name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def add(self, operator: str, inputs: list[str], output: str, **options: Any) -> str:
        self.nodes.append(
            helper.make_node(operator, inputs, [output], name=output, **options)
        )
        return output

    def multiply(self, x: str, name: str) -> str:
        """x @ weight + bias in 8 bits."""
        whole, scale = quantise_product(self.weights[f"{name}.weight"])
        inputs = [
            x,
            self.constant(f"{name}.weight.int8", whole),
            self.constant(f"{name}.weight.scale", scale),
            "",  # no zero point: the quantisation is symmetric
            self.weight(f"{name}.bias"),
        ]
        return self.add("DynamicQuantizeMatMul", inputs, f"{name}.output", domain=FUSED)

    def normalise(self, x: str, name: str) -> str:
        """Layer normalisation (Ba et al. 2016) over the last axis."""

        def step(operator: str, *inputs: str) -> str:
            output = f"{name}.{len(self.nodes)}"
            return self.add(operator, list(inputs), output)

        centred = step("Sub", x, step("ReduceMean", x, "last_axis"))
        squared = step("Mul", centred, centred)
        variance = step("Add", step("ReduceMean", squared, "last_axis"), "epsilon")
        scaled = step("Div", centred, step("Sqrt", variance))
        scaled = step("Mul", scaled, self.weight(f"{name}.weight"))
        return step("Add", scaled, self.weight(f"{name}.bias"))


def build(tagger: Tagger) -> onnx.ModelProto:
    """Inputs "pieces" and the features, (b, n) each, all windows of one length.

    Outputs: "tag" (b, n, 7) and "speech" (b, n, 1) logits, "pointer"
    (b, n, 4 × pointer) vectors.
    """
    graph = _Graph(
        {name: value.float().numpy() for name, value in tagger.state_dict().items()}
    )
    graph.constant("last_axis", np.array([-1], dtype=np.int64))
    graph.constant("epsilon", np.array(NEAR_ZERO, dtype=np.float32))
    x = _embed(graph)
    for number in range(tagger.shape.layers):
        x = _layer(graph, x, f"layers.{number}", tagger.shape)
    for head in ("tag", "speech"):
        product = graph.add(
            "MatMul", [x, graph.weight(f"{head}.weight")], f"{head}.product"
        )
        graph.add("Add", [product, graph.weight(f"{head}.bias")], head)
    pointed = graph.multiply(x, "pointer")
    root = graph.constant(
        "pointer.root", np.array(tagger.shape.pointer**0.25, dtype=np.float32)
    )
    graph.add("Div", [pointed, root], "pointer")
    return _model(graph, tagger.shape)


def _embed(graph: _Graph) -> str:
    whole, scale = quantise(graph.weights["piece.weight"], axis=0)
    table = graph.constant("piece.weight.int8", whole)
    scales = graph.constant("piece.weight.scale", scale.reshape(-1, 1))
    picked = graph.add("Gather", [table, "pieces"], "piece.picked")
    picked = graph.add("Cast", [picked], "piece.float", to=TensorProto.FLOAT)
    picked_scale = graph.add("Gather", [scales, "pieces"], "piece.picked_scale")
    piece = graph.add("Mul", [picked, picked_scale], "piece.output")
    # The first n places, n being the length of this batch's windows.
    length = graph.add("Shape", ["pieces"], "length", start=1, end=2)
    zero = graph.constant("zero", np.zeros(1, dtype=np.int64))
    table = graph.weight("place.weight")
    place = graph.add("Slice", [table, zero, length, zero], "place.output")
    x = graph.add("Add", [piece, place], "embedding")
    x = graph.normalise(x, "embedding_norm")
    for name in FEATURES:
        table = graph.weight(f"feature.{name}.weight")
        picked = graph.add("Gather", [table, name], f"feature.{name}.output")
        x = graph.add("Add", [x, picked], f"with_{name}")
    return x


def _layer(graph: _Graph, x: str, name: str, shape: Shape) -> str:
    packed = graph.multiply(x, f"{name}.attend")
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.nodes.append(
        helper.make_node(
            "Split", [packed], parts, name=f"{name}.split", axis=2, num_outputs=3
        )
    )
    mixed = graph.add(
        "MultiHeadAttention",
        parts,
        f"{name}.mixed",
        domain=FUSED,
        num_heads=shape.heads,
    )
    attended = graph.multiply(mixed, f"{name}.attended")
    x = graph.add("Add", [attended, x], f"{name}.attention_sum")
    x = graph.normalise(x, f"{name}.attention_norm")
    inner = graph.multiply(x, f"{name}.expand")
    inner = graph.add("Gelu", [inner], f"{name}.inner")
    contracted = graph.multiply(inner, f"{name}.contract")
    x = graph.add("Add", [contracted, x], f"{name}.output_sum")
    return graph.normalise(x, f"{name}.output_norm")


def _model(graph: _Graph, shape: Shape) -> onnx.ModelProto:
    size = ["batch", "length"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, size)
        for name in ("pieces", *FEATURES)
    ]
    outputs = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, [*size, width])
        for name, width in (("tag", 7), ("speech", 1), ("pointer", 4 * shape.pointer))
    ]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes, "tagger", inputs, outputs, initializer=graph.initialisers
        ),
        opset_imports=[
            helper.make_opsetid("", OPSET),
            helper.make_opsetid(FUSED, FUSED_OPSET),
        ],
        ir_version=FORMAT,
    )
    onnx.checker.check_model(model)
    return model


def save(tagger: Tagger, path: Path) -> None:
    """Write the quantised model; raises OSError where that fails."""
    onnx.save(build(tagger), path)


def load(path: Path) -> Tagger:
    """A network with the weights of an exported model, for further training.

    What quantisation took away is lost, which costs nothing measurable. Raises
    OSError where the file is missing, KeyError where it is no such model.
    """
    kept = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in onnx.load(path).graph.initializer
    }
    weights = {
        name: torch.from_numpy(array.copy())
        for name, array in kept.items()
        if array.dtype == np.float32 and not name.endswith(".scale")
    }
    for name, whole in kept.items():
        if whole.dtype != np.int8:
            continue
        plain = name.removesuffix(".int8")
        scale = kept[f"{plain}.scale"]
        weights[plain] = torch.from_numpy(whole.astype(np.float32) * scale)
    tagger = Tagger(_shape(weights))
    tagger.load_state_dict({name: weights[name] for name in tagger.state_dict()})
    return tagger


def _shape(weights: Mapping[str, torch.Tensor]) -> Shape:
    vocabulary, hidden = weights["piece.weight"].shape
    layers = {name.split(".")[1] for name in weights if name.startswith("layers.")}
    return Shape(
        vocabulary=vocabulary,
        layers=len(layers),
        hidden=hidden,
        inner=weights["layers.0.expand.weight"].shape[1],
        longest=weights["place.weight"].shape[0],
        pointer=weights["pointer.weight"].shape[1] // 4,
    )
