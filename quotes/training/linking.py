"""Fits the linker on what the tagger finds in documents it has not seen.

Not on annotated spans: the linker has to live with the tagger's mistakes, and on
documents of the training the pointers are surer than they will ever be again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from quotes.extraction.spans.tagger.decode import Role, Span
from quotes.extraction.spans.tagger.linker import MODELS, Choice, Surroundings
from quotes.extraction.spans.tagger.model import Prediction, TaggerModel
from quotes.extraction.spans.tagger.tagger_finder import tagged_spans
from quotes.extraction.text.marks import quoted_spans
from quotes.training.training_corpus import Document, Example, Range

HALF = 0.5
# Weight decay chosen on held-back documents; features are all of order one.
PENALTY = 1.0


@dataclass(frozen=True, slots=True)
class Answered:
    """A choice, and the row that is right."""

    choice: Choice
    right: int


def fit_linker(
    model: TaggerModel, documents: Sequence[Document]
) -> dict[str, dict[str, float]]:
    """Weights by model and feature name, as the linker reads them."""
    answered = [
        one for document in documents for one in answered_choices(model, document)
    ]
    fitted = {}
    for name, names in MODELS.items():
        weights = _fit([a for a in answered if a.choice.model == name], len(names))
        fitted[name] = dict(zip(names, weights, strict=True))
    return fitted


def write_linker(weights: dict[str, dict[str, float]], path: Path) -> None:
    path.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def answered_choices(model: TaggerModel, document: Document) -> Iterator[Answered]:
    """Every choice that the annotation decides.

    Where the tagger has not found the cue, the right answer is "none": taking
    another one would join two quotations. Where it has not found the source,
    every answer is wrong, and nothing is to be learned.
    """
    (prediction,) = model.predict([document.text])
    found = tagged_spans(prediction, quoted_spans(document.text))
    around = Surroundings(document.text, found, prediction)
    for content, example in matched(around, prediction, document.examples):
        choice = around.cue_of_content(content)
        right = _right(choice, example.cue, prediction)
        if right is None:
            right = len(choice.options)
        yield Answered(choice, right)
        cue = choice.options[right] if right < len(choice.options) else None
        choice = around.source_of(content, cue)
        right = _right(choice, example.source, prediction)
        if right is not None:
            yield Answered(choice, right)


def matched(
    around: Surroundings, prediction: Prediction, examples: Iterable[Example]
) -> Iterator[tuple[Span, Example]]:
    """Contents found with the annotated one that shares half of their words."""
    annotated = [(_words(prediction, e.content), e) for e in examples]
    for content in around.by_role[Role.CONTENT]:
        words = set(range(content.first, content.last))
        best, example = max(
            ((len(words & other) / len(words), e) for other, e in annotated),
            key=lambda pair: pair[0],
            default=(0.0, None),
        )
        if example is not None and best >= HALF:
            yield content, example


def _words(prediction: Prediction, ranges: Iterable[Range]) -> set[int]:
    return {
        word
        for start, end in ranges
        for word in range(*prediction.features.words_in(start, end))
    }


def _right(
    choice: Choice, ranges: Sequence[Range], prediction: Prediction
) -> int | None:
    """The option that overlaps the annotated span, "none" where that is empty.

    None where no option does.
    """
    if not ranges:
        return len(choice.options)
    words = _words(prediction, ranges)
    overlap = [len(words & set(range(o.first, o.last))) for o in choice.options]
    if not any(overlap):
        return None
    return int(np.argmax(overlap))


def _fit(answered: Sequence[Answered], width: int) -> list[float]:
    """Conditional logit by maximum likelihood, weights drawn towards zero."""
    weights = torch.zeros(width, requires_grad=True)
    if not answered:
        return [0.0] * width
    rows = max(len(a.choice.table) for a in answered)
    table = torch.zeros(len(answered), rows, width)
    absent = torch.ones(len(answered), rows, dtype=torch.bool)
    right = torch.tensor([a.right for a in answered])
    for number, a in enumerate(answered):
        size = len(a.choice.table)
        table[number, :size] = torch.from_numpy(a.choice.table)
        absent[number, :size] = False
    optimiser = torch.optim.LBFGS(
        [weights], max_iter=200, line_search_fn="strong_wolfe"
    )

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        utility = (table @ weights).masked_fill(absent, -1e4)
        loss = functional.cross_entropy(utility, right, reduction="sum")
        loss = loss + PENALTY * weights.square().sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return [round(value, 4) for value in weights.tolist()]
