"""Fits the choice between the rules' and the tagger's answers.

On documents the tagger was not trained on: on others it is surer than it will
ever be again. Probabilities for choosing thresholds come from models that were
fitted without the document in question.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier

from quotes.evaluation.corpus import AnnotatedQuote
from quotes.evaluation.matching import HALF, is_source_right, match
from quotes.evaluation.text_tokens import jaccard
from quotes.evaluation.tokenised import TokenisedQuote, TokenisedText
from quotes.extraction.spans.ensemble.candidates import Candidate
from quotes.extraction.spans.ensemble.ensemble_finder import propose, scored
from quotes.extraction.spans.ensemble.features import (
    FEATURES,
    FloatArray,
    feature_table,
)
from quotes.extraction.spans.ensemble.model import Thresholds, parse_model
from quotes.extraction.spans.ensemble.selection import select
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.spans.tagger.tagger_finder import TaggerFinder
from quotes.extraction.types import Attribution, Kind
from quotes.training.training_corpus import Document, Example

FOLDS = 6
# Small trees, few of them: chosen by cross-validation on the documents held back.
TREES = {
    "n_estimators": 120,
    "max_depth": 3,
    "learning_rate": 0.06,
    "subsample": 0.6,
    "min_samples_leaf": 12,
    "max_features": 0.3,
}
GRID = tuple(round(0.2 + 0.025 * step, 3) for step in range(17))
RATHER_RIGHT = 0.5
# Reported speech is answered where it is rather right than wrong. PolNeAR cannot
# say how right it is, since its convention is another: it names whoever passes a
# statement on, and no source for "the palace's claims that". Where the parse shows
# who said it, little is needed; between 0.2 and 0.5 its F1 does not change.
SPEECH = Thresholds(quoted=RATHER_RIGHT, parsed=0.2, indirect=RATHER_RIGHT)
ALIKE = Thresholds(RATHER_RIGHT, RATHER_RIGHT, RATHER_RIGHT)
EMPTY = np.zeros((0, len(FEATURES)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document's candidates, their features, and which are right.

    annotated: its quotations as sets of tokens of ``text``.
    """

    text: TokenisedText
    annotated: list[TokenisedQuote]
    found: list[Candidate]
    table: FloatArray
    right: list[bool]


def fit_ensemble(
    tagger: TaggerFinder, documents: Sequence[Document], *, seed: int = 1
) -> dict[str, Any]:
    """The model as ``write_ensemble`` writes it, fitted on whole documents."""
    return fit(list(prepare(tagger, documents)), seed=seed)


def fit(prepared: Sequence[Prepared], *, seed: int) -> dict[str, Any]:
    """Fit on prepared documents, thresholds chosen across folds.

    With few documents everything is answered that is rather right than wrong.
    """
    kept = _fit(prepared, seed)
    about: dict[str, Any] = {
        "documents": len(prepared),
        "candidates": sum(len(one.found) for one in prepared),
    }
    best = ALIKE
    if len(prepared) >= FOLDS:
        apart = _out_of_fold(prepared, seed)
        best = best_thresholds(prepared, apart)
        figures = f1(prepared, apart, best).items()
        about["F1 across folds"] = {g: round(100 * value, 1) for g, value in figures}
    kept["thresholds"] = {"with attitudes": asdict(best), "speech": asdict(SPEECH)}
    kept["fitted on"] = about
    return kept


def write_ensemble(kept: dict[str, Any], path: Path) -> None:
    path.write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def prepare(tagger: TaggerFinder, documents: Sequence[Document]) -> Iterator[Prepared]:
    """Ask both finders about each document, and the annotation about the answers."""
    rules = RuleFinder()
    for document in documents:
        (found,) = propose(rules, tagger, [document.text])
        text = TokenisedText(document.text)
        annotated = text.quotes(_annotated(one) for one in document.examples)
        right = [_is_right(text, one.attribution, annotated) for one in found]
        table = feature_table(document.text, found)
        yield Prepared(text, annotated, found, table, right)


def _annotated(one: Example | Attribution) -> AnnotatedQuote:
    return AnnotatedQuote(content=one.content, cue=one.cue, source=one.source)


def _is_right(
    text: TokenisedText, one: Attribution, annotated: Sequence[TokenisedQuote]
) -> bool:
    ours = text.quote(_annotated(one))
    overlap, nearest = max(
        ((jaccard(ours.content, gold.content), gold) for gold in annotated),
        key=lambda pair: pair[0],
        default=(0.0, None),
    )
    if nearest is None or overlap < HALF:
        return False
    return is_source_right(nearest.sources, ours.source)


def _fit(prepared: Sequence[Prepared], seed: int) -> dict[str, Any]:
    table = np.concatenate([EMPTY, *(one.table for one in prepared)])
    right = np.array([answer for one in prepared for answer in one.right], dtype=int)
    share = (right.sum() + 1) / (len(right) + 2)
    trees: list[dict[str, Any]] = []
    if 0 < right.sum() < len(right):
        boosted = GradientBoostingClassifier(random_state=seed, **TREES)
        boosted.fit(table, right)
        share = right.mean()
        rate = boosted.learning_rate
        trees = [_tree(stage[0].tree_, rate) for stage in boosted.estimators_]
    return {
        "features": list(FEATURES),
        "bias": round(float(np.log(share / (1 - share))), 6),
        "trees": trees,
        "thresholds": {"with attitudes": asdict(ALIKE), "speech": asdict(SPEECH)},
    }


def _tree(fitted: Any, rate: float) -> dict[str, Any]:
    """A tree of scikit-learn as lists; a leaf is its own child."""
    nodes = np.arange(fitted.node_count)
    leaf = fitted.children_left < 0
    value = np.where(leaf, fitted.value[:, 0, 0] * rate, 0.0)
    return {
        "feature": np.where(leaf, 0, fitted.feature).tolist(),
        "threshold": [
            round(float(cut), 6) for cut in np.where(leaf, 0.0, fitted.threshold)
        ],
        "left": np.where(leaf, nodes, fitted.children_left).tolist(),
        "right": np.where(leaf, nodes, fitted.children_right).tolist(),
        "value": [round(float(add), 6) for add in value],
        "depth": int(fitted.max_depth),
    }


def _out_of_fold(prepared: Sequence[Prepared], seed: int) -> list[list[float]]:
    """Probabilities of each document's candidates, by models without it."""
    order = list(range(len(prepared)))
    random.Random(seed).shuffle(order)  # noqa: S311 - a split, not a secret
    answers: list[list[float]] = [[] for _ in prepared]
    for fold in range(FOLDS):
        rest = [prepared[n] for place, n in enumerate(order) if place % FOLDS != fold]
        model = parse_model(_fit(rest, seed), "fold")
        for n in order[fold::FOLDS]:
            answers[n] = model.probabilities(prepared[n].table).tolist()
    return answers


def best_thresholds(
    prepared: Sequence[Prepared], probabilities: Sequence[Sequence[float]]
) -> Thresholds:
    """Those with the best F1 of quoted and of indirect quotations, one by one."""

    def value(quoted: float, indirect: float, group: str) -> float:
        thresholds = Thresholds(quoted, indirect, indirect)
        return f1(prepared, probabilities, thresholds)[group]

    quoted = max(GRID, key=lambda cut: value(cut, RATHER_RIGHT, "quoted"))
    indirect = max(GRID, key=lambda cut: value(quoted, cut, "indirect"))
    return Thresholds(quoted, indirect, indirect)


def f1(
    prepared: Sequence[Prepared],
    probabilities: Sequence[Sequence[float]],
    thresholds: Thresholds,
) -> dict[str, float]:
    """Quote with source, F1 by kind of what ``thresholds`` would answer."""
    annotated: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for one, likely in zip(prepared, probabilities, strict=True):
        chosen = select(
            scored(candidate, probability, thresholds)
            for candidate, probability in zip(one.found, likely, strict=True)
        )
        ours = one.text.quotes(_annotated(s.candidate.attribution) for s in chosen)
        annotated.update(_group(quote) for quote in one.annotated)
        answered.update(_group(quote) for quote in ours)
        for pair in match(one.annotated, ours):
            gold, mine = one.annotated[pair.annotated], ours[pair.predicted]
            if pair.is_close and is_source_right(gold.sources, mine.source):
                right[f"annotated {_group(gold)}"] += 1
                right[f"answered {_group(mine)}"] += 1
    return {
        group: _f1(
            right[f"answered {group}"] / max(1, answered[group]),
            right[f"annotated {group}"] / max(1, annotated[group]),
        )
        for group in ("quoted", "indirect")
    }


def _group(quote: TokenisedQuote) -> str:
    return "indirect" if quote.kind is Kind.INDIRECT else "quoted"


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)
