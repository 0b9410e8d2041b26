"""A smaller network that learns from the larger one it was cut out of.

Knowledge distillation (Hinton et al. 2015) with the student's weights taken from the
teacher (Sanh et al. 2019): what the teacher makes of every piece says more than the
annotation alone, and a student that starts from its weights needs minutes, not hours.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.training.batches import Batch
from quotes.training.network import Layer, Tagger


def shortened(teacher: Tagger, layers: int) -> Tagger:
    """A network of the teacher's first layers and its last one.

    The last feeds the outputs and the first read the pieces; of those between, the
    upper were measured to be missed least. Raises ValueError where the teacher has
    no more than ``layers``.
    """
    have = teacher.shape.layers
    if not 1 <= layers < have:
        raise ValueError(f"{layers} layers cannot be cut out of a model of {have}.")
    student = copy.deepcopy(teacher)
    student.shape = replace(teacher.shape, layers=layers)
    student.layers = nn.ModuleList([*student.layers[: layers - 1], student.layers[-1]])
    return student


def narrowed(teacher: Tagger, inner: int, batches: Iterable[Batch]) -> Tagger:
    """A network with ``inner`` neurons in each layer between its two products.

    Those stay that add most to what their layer says of ``batches``: the size of
    their weights times how far they are excited. What the others add on average goes
    into the bias. Raises ValueError where the teacher has no more than ``inner``.
    """
    have = teacher.shape.inner
    if not 1 <= inner < have:
        raise ValueError(f"{inner} neurons cannot be cut out of a layer of {have}.")
    student = copy.deepcopy(teacher)
    student.shape = replace(teacher.shape, inner=inner)
    for layer, excited in zip(student.layers, _excited(teacher, batches), strict=True):
        _narrow(layer, inner, excited)
    return student


@torch.no_grad()
def _narrow(layer: Layer, inner: int, excited: Mapping[str, Tensor]) -> None:
    weight = layer.contract.weight
    worth = weight.norm(dim=1) * excited["size"]
    kept = worth.topk(inner).indices.sort().values
    lost = torch.ones(len(worth), dtype=torch.bool)
    lost[kept] = False
    layer.contract.bias += excited["mean"][lost] @ weight[lost]
    layer.contract.weight = nn.Parameter(weight[kept])
    layer.expand.weight = nn.Parameter(layer.expand.weight[:, kept])
    layer.expand.bias = nn.Parameter(layer.expand.bias[kept])


@torch.no_grad()
def _excited(tagger: Tagger, batches: Iterable[Batch]) -> list[dict[str, Tensor]]:
    """For each layer the mean "size" and the "mean" of its neurons, shape (inner,)."""
    seen: list[list[Tensor]] = [[] for _ in tagger.layers]

    def watch(number: int) -> Callable[[Any, Any, Tensor], None]:
        def keep(_module: Any, _inputs: Any, output: Tensor) -> None:
            seen[number].append(functional.gelu(output).flatten(0, -2))

        return keep

    watched = [
        layer.expand.register_forward_hook(watch(number))
        for number, layer in enumerate(tagger.layers)
    ]
    tagger.eval()
    for batch in batches:
        tagger(batch.inputs, batch.mask)
    for hook in watched:
        hook.remove()
    together = [torch.cat(outputs) for outputs in seen]
    return [{"size": one.abs().mean(0), "mean": one.mean(0)} for one in together]
