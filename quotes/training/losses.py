"""How far a network's answers are from the annotation, and from another network's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from quotes.training.batches import Batch
from quotes.training.labels import IGNORE
from quotes.training.network import Tagger, pointer_scores

Losses = dict[str, Tensor]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a network makes of a batch.

    tag: logits (b, n, 7). speech: logits (b, n). source, cue: scores (b, n, n),
    from the row's piece to the column's.
    """

    tag: Tensor
    speech: Tensor
    source: Tensor
    cue: Tensor


def answers(tagger: Tagger, batch: Batch, *, bfloat16: bool) -> Answers:
    """The heads in full precision: they are small and what is judged."""
    with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
        encoded = tagger.encode(batch.inputs, batch.mask)
    pointers = tagger.pointer(encoded) / tagger.shape.pointer**0.25
    source, cue = (
        scores.masked_fill(~batch.mask[:, 0], -1e4)
        for scores in pointer_scores(pointers)
    )
    return Answers(tagger.tag(encoded), tagger.speech(encoded).squeeze(-1), source, cue)


def annotated(given: Answers, batch: Batch, *, smoothing: float) -> Losses:
    """Cross entropy to the targets, where one is known; as scalars."""
    return {
        "tag": functional.cross_entropy(
            given.tag.flatten(0, 1),
            batch.tag.flatten(),
            ignore_index=IGNORE,
            label_smoothing=smoothing,
        ),
        "pointer": _where_known(functional.cross_entropy, given.source, batch.source)
        + _where_known(functional.cross_entropy, given.cue, batch.cue),
        "speech": _where_known(_yes_or_no, given.speech, batch.speech),
    }


def imitated(given: Answers, taught: Answers, batch: Batch) -> Losses:
    """Cross entropy to another network's probabilities, where a target is known."""
    return {
        "tag": _where_known(_to_theirs, given.tag, batch.tag, taught.tag),
        "pointer": _where_known(_to_theirs, given.source, batch.source, taught.source)
        + _where_known(_to_theirs, given.cue, batch.cue, taught.cue),
        "speech": _where_known(
            lambda logits, theirs: _yes_or_no(logits, theirs.sigmoid()),
            given.speech,
            batch.speech,
            taught.speech,
        ),
    }


def _to_theirs(logits: Tensor, theirs: Tensor) -> Tensor:
    return functional.cross_entropy(logits, theirs.softmax(-1))


def _yes_or_no(logits: Tensor, target: Tensor) -> Tensor:
    return functional.binary_cross_entropy_with_logits(logits, target.float())


def _where_known(
    loss: Callable[[Tensor, Tensor], Tensor],
    logits: Tensor,
    target: Tensor,
    wanted: Tensor | None = None,
) -> Tensor:
    """``loss`` of logits and what is wanted (the target), where there is a target."""
    known = target != IGNORE
    if not known.any():
        return logits.sum() * 0.0
    return loss(logits[known], (target if wanted is None else wanted)[known])
