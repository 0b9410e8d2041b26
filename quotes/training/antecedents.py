"""Fits the ranking of antecedents on texts whose speakers are annotated.

A conditional logistic model: of all whom a mention may refer to, one is right. Its
weights are found by gradient descent in numpy; a document is never both fitted on and
judged (``cross_validated``). ``python -m quotes.training.run_antecedents --help``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.who.antecedents.features import FEATURES
from quotes.extraction.who.antecedents.referring import Class

FloatArray = NDArray[np.float64]
FOLDS = 8
STEPS = 300
RATE = 0.3
#: Where weights are held to, for the classes of which few mentions are annotated: what
#: anybody would say without having counted. All others are held to 0.
EXPECTED: dict[Class, dict[str, float]] = {
    Class.HE_OR_SHE: {
        "goes on speaking": 2.0,
        "asked about": -1.5,
        "asks just before": -1.5,
        "is asked just before": 1.0,
        "is told by it": -4.0,
        "as for whom": 1.5,
        "asks just before, and is replied to": -3.0,
        "spoke, and the content is of a third person": 0.7,
    },
    Class.PERSON: {
        "role fits": 2.0,
        "role synonym fits": 1.5,
        "kind of role fits": 1.0,
        "details fit": 1.0,
        "other role": -0.5,
        "age fits": 3.0,
        "former, unlike the mention": -4.0,
        "sentences back": -0.3,
        "rules say so": 1.5,
        "nobody before, age": -2.0,
    },
    Class.BODY: {
        "kind fits": 3.0,
        "class fits": 1.5,
        "class is another": -2.0,
        "head in name": 1.0,
        "sentences back": -0.4,
        "one sentence back": 0.3,
        "subject nearby": 0.4,
        "nearest is subject": 0.4,
        "nearest is oblique": -0.3,
        "spoke last": 1.0,
        "goes on speaking": 1.0,
        "times spoke": 0.5,
        "times named": 0.6,
        "is a state": -2.0,
        "capitalised": 1.0,
        "maybe a person": -0.5,
        "medium of the page": -0.5,
        "details fit": 1.0,
        "rules say so": 0.5,
        "nobody before": 0.5,
        "nobody before, details": 1.0,
    },
    Class.IT: {
        "sentences back": -0.8,
        "spoke last": 1.5,
        "nearest is subject": 1.0,
        "subject nearby": 0.5,
        "nearest is oblique": -0.7,
        "is a state": -0.5,
        "capitalised": 0.5,
        "rules say so": 1.0,
        "times named": 0.3,
        "maybe a person": -1.0,
        "nobody before": -0.5,
    },
}
#: How strongly weights are held there.
RIDGE = {
    Class.HE_OR_SHE: 1.5,
    Class.PERSON: 14.0,
    Class.BODY: 5.0,
    Class.IT: 4.0,
}


@dataclass(frozen=True, slots=True)
class Example:
    """One mention: a row of features an option, and which options are right.

    document: what it stands in; folds never part a document's mentions.
    """

    kind: Class
    document: str
    rows: FloatArray
    right: NDArray[np.bool_]


def fit(examples: Sequence[Example], kind: Class) -> FloatArray:
    """The weights under which the right options are likeliest."""
    wanted = [one for one in examples if one.kind is kind and one.right.any()]
    ridge = RIDGE[kind]
    expected = EXPECTED.get(kind, {})
    prior = np.array([expected.get(name, 0.0) for name in FEATURES[kind]])
    weights = prior.copy()
    if not wanted:
        return weights
    rows = np.concatenate([one.rows for one in wanted])
    right = np.concatenate([one.right for one in wanted])
    starts = np.cumsum([0, *(len(one.rows) for one in wanted[:-1])])
    owner = np.repeat(np.arange(len(wanted)), [len(one.rows) for one in wanted])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        scores -= np.maximum.reduceat(scores, starts)[owner]
        shares = np.exp(scores)
        of_all = shares / np.add.reduceat(shares, starts)[owner]
        of_right = shares * right
        of_right = of_right / np.add.reduceat(of_right, starts)[owner]
        gradient = rows.T @ (of_all - of_right) + ridge * (weights - prior)
        gradient /= len(wanted)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        corrected = (first / (1 - 0.9**step)) / (
            np.sqrt(second / (1 - 0.999**step)) + 1e-8
        )
        weights = weights - RATE * (1 - step / (STEPS + 1)) * corrected
    return weights


def chosen(weights: FloatArray, one: Example) -> tuple[bool, float]:
    """Whether the likeliest option is right, and its probability."""
    scores = one.rows @ weights
    shares = np.exp(scores - scores.max())
    best = int(np.argmax(shares))
    return bool(one.right[best]), float(shares[best] / shares.sum())


def cross_validated(
    examples: Sequence[Example], kind: Class
) -> list[tuple[Example, bool, float]]:
    """Each mention judged by weights fitted without its document."""
    documents = sorted({one.document for one in examples})
    fold = {document: number % FOLDS for number, document in enumerate(documents)}
    found = []
    for number in range(FOLDS):
        weights = fit([o for o in examples if fold[o.document] != number], kind)
        found += [
            (one, *chosen(weights, one))
            for one in examples
            if one.kind is kind and fold[one.document] == number
        ]
    return found


def written(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights of all classes as ``load_weights`` reads them, and how they did."""
    weights, report = {}, {}
    for kind in Class:
        fitted = fit(examples, kind)
        weights[kind.value] = {
            name: round(float(value), 4)
            for name, value in zip(FEATURES[kind], fitted, strict=True)
        }
        judged = cross_validated(examples, kind)
        report[kind.value] = {
            "mentions": len(judged),
            "right, cross-validated": round(_share(ok for _, ok, _ in judged), 4),
        }
    return {"weights": weights, "fitted_on": report}


def _share(answers: Iterable[bool]) -> float:
    counted = list(answers)
    return sum(counted) / len(counted) if counted else 0.0


def write(examples: Sequence[Example], path: Path) -> None:
    """Fit on all examples and write the file that extraction reads."""
    path.write_text(json.dumps(written(examples), indent=1) + "\n", encoding="utf-8")
