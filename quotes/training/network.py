"""The tagger as a trainable network: the first layers of a small BERT.

Inputs beside the pieces are letter case, quotation state and position (see
``extraction/spans/tagger/features.py``), added to the embedding. Outputs per piece:
tag logits, one logit for reported speech against attitude, and vectors whose
inner products say where the source and the cue of a piece begin (pointer heads
as in Vinyals et al. 2015). The encoder is Devlin et al. 2019; weights are kept
as (inputs, outputs), the way the exported model multiplies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotes.extraction.spans.tagger.decode import TAGS
from quotes.extraction.spans.tagger.features import Case, Position, Quoted

HEAD_WIDTH = 32
FEATURES = {"case": len(Case), "quoted": len(Quoted), "position": len(Position)}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; the defaults are MiniLM's."""

    vocabulary: int
    layers: int = 4
    hidden: int = 384
    inner: int = 1536
    longest: int = 512
    pointer: int = 64

    @property
    def heads(self) -> int:
        return self.hidden // HEAD_WIDTH


class Output(nn.Module):
    """x @ weight + bias, weight of shape (inputs, outputs)."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * 0.02)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: Tensor) -> Tensor:
        return functional.linear(x, self.weight.t(), self.bias)


class Layer(nn.Module):
    """Self-attention and feed-forward, each added and normalised."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        hidden = shape.hidden
        self.heads = shape.heads
        self.attend = Output(hidden, 3 * hidden)  # query, key, value side by side
        self.attended = Output(hidden, hidden)
        self.attention_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.expand = Output(hidden, shape.inner)
        self.contract = Output(shape.inner, hidden)
        self.output_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, hidden = x.shape
        packed = self.attend(x).view(batch, length, 3, self.heads, -1)
        query, key, value = packed.permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask
        )
        mixed = mixed.transpose(1, 2).reshape(batch, length, hidden)
        x = self.attention_norm(x + self.dropout(self.attended(mixed)))
        inner = self.contract(functional.gelu(self.expand(x)))
        return self.output_norm(x + self.dropout(inner))


class Tagger(nn.Module):
    """Pieces and features (batch, length) to logits; see the module's text."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        hidden = shape.hidden
        self.piece = nn.Embedding(shape.vocabulary, hidden)
        self.place = nn.Embedding(shape.longest, hidden)
        self.embedding_norm = nn.LayerNorm(hidden, eps=1e-12)
        self.feature = nn.ModuleDict(
            {name: nn.Embedding(size, hidden) for name, size in FEATURES.items()}
        )
        for embedding in self.feature.values():
            nn.init.normal_(embedding.weight, std=0.01)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.tag = Output(hidden, TAGS)
        self.speech = Output(hidden, 1)
        self.pointer = Output(hidden, 4 * shape.pointer)
        self.dropout = nn.Dropout(dropout)

    def forward(
        self, inputs: Mapping[str, Tensor], mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (b, n, 7), (b, n) and pointer vectors (b, n, 4 × pointer).

        inputs: "pieces" and one entry a feature, each (b, n). mask: (b, 1, 1, n),
        True where there is a piece.
        """
        x = self.encode(inputs, mask)
        scale = self.shape.pointer**0.25
        return self.tag(x), self.speech(x).squeeze(-1), self.pointer(x) / scale

    def encode(self, inputs: Mapping[str, Tensor], mask: Tensor | None) -> Tensor:
        pieces = inputs["pieces"]
        x = self.piece(pieces) + self.place.weight[: pieces.shape[1]]
        x = self.embedding_norm(x)
        for name, embedding in self.feature.items():
            x = x + embedding(inputs[name])
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        return self.dropout(x.float())


def load_bert(
    tagger: Tagger, weights: Mapping[str, Tensor], numbers: list[int]
) -> None:
    """Start from a BERT checkpoint's first layers, in its published names.

    numbers: which rows of its embedding table our vocabulary's pieces are.
    Raises KeyError where the checkpoint lacks a weight.
    """
    bert = {name.removeprefix("bert."): value for name, value in weights.items()}
    with torch.no_grad():
        tagger.piece.weight.copy_(bert["embeddings.word_embeddings.weight"][numbers])
        # One segment only: its embedding goes into the places.
        segment = bert["embeddings.token_type_embeddings.weight"][0]
        tagger.place.weight.copy_(
            bert["embeddings.position_embeddings.weight"] + segment
        )
        _copy_norm(tagger.embedding_norm, bert, "embeddings.LayerNorm")
        for number, layer in enumerate(tagger.layers):
            assert isinstance(layer, Layer)  # noqa: S101 - for the type checker
            _load_layer(layer, bert, f"encoder.layer.{number}")


def _load_layer(layer: Layer, bert: Mapping[str, Tensor], name: str) -> None:
    attention = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    _copy(layer.attend, bert, *attention)
    _copy(layer.attended, bert, f"{name}.attention.output.dense")
    _copy_norm(layer.attention_norm, bert, f"{name}.attention.output.LayerNorm")
    _copy(layer.expand, bert, f"{name}.intermediate.dense")
    _copy(layer.contract, bert, f"{name}.output.dense")
    _copy_norm(layer.output_norm, bert, f"{name}.output.LayerNorm")


def _copy(output: Output, bert: Mapping[str, Tensor], *names: str) -> None:
    # A checkpoint keeps (outputs, inputs).
    output.weight.copy_(torch.cat([bert[f"{n}.weight"] for n in names]).t())
    output.bias.copy_(torch.cat([bert[f"{n}.bias"] for n in names]))


def _copy_norm(norm: nn.LayerNorm, bert: Mapping[str, Tensor], name: str) -> None:
    norm.weight.copy_(bert[f"{name}.weight"])
    norm.bias.copy_(bert[f"{name}.bias"])


def pointer_scores(vectors: Tensor) -> tuple[Tensor, Tensor]:
    """(source, cue) scores (b, n, n): row, from where; column, to where."""
    source_from, source_to, cue_from, cue_to = vectors.chunk(4, dim=-1)
    return (
        source_from @ source_to.transpose(1, 2),
        cue_from @ cue_to.transpose(1, 2),
    )


def parameters_by_rate(
    tagger: Tagger, *, body: float, new: float, decay: float
) -> list[dict[str, Any]]:
    """Optimiser groups: lower layers learn slower, new parts faster.

    The embeddings of pieces and places stay as they came: few of them occur
    often enough in a corpus of this size to learn anything but its names.
    """
    tagger.piece.weight.requires_grad_(False)
    tagger.place.weight.requires_grad_(False)
    groups: list[dict[str, Any]] = []
    for depth, layer in enumerate(tagger.layers):
        rate = body * decay ** (len(tagger.layers) - 1 - depth)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    of_layers = {id(p) for group in groups for p in group["params"]}
    rest = [
        p for p in tagger.parameters() if p.requires_grad and id(p) not in of_layers
    ]
    return [*groups, {"params": rest, "lr": new}]
