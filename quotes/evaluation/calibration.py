"""Fitting confidence to what turned out right.

Logistic regression on the evidence that extraction names (Platt 1999), then isotonic
regression on what that gives (Zadrozny and Elkan 2002), few steps and lines between
them: see ``regression``. Documents, never quotations, are the unit of
cross-validation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy

from quotes.evaluation.counting import DocumentScore
from quotes.evaluation.judging import Finding, Verdict
from quotes.evaluation.matching import is_source_right
from quotes.evaluation.regression import (
    Matrix,
    isotonic_regression,
    logistic_regression,
    sigmoid,
)
from quotes.evaluation.reliability import (
    Judged,
    brier_score,
    calibration_error,
    equal_mass,
    equal_width,
    right_or_wrong,
)
from quotes.extraction.calibration import Calibration, Evidence
from quotes.formats.files import write_whole

#: Fewer than these say nothing about a probability.
FEWEST = 100
FOLDS = 5

_FEWEST_WITH_EVIDENCE = 20
_KNOTS = 15
_LEAST, _MOST = 0.01, 0.99
_MOST_ADDED, _ADDED_STEP = 3.0, 0.05
# What never makes a quotation more likely, and what never makes it less so.
_FALLING = ("no source", "attitude")
_RISING = ("score", "score log-odds", "antecedent log-odds")


class CalibrationDataError(Exception):
    """There is not enough to fit on; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One quotation: what was known of it, whether it was right, in which document."""

    evidence: Evidence
    right: bool
    document: str


def samples_of(
    documents: Iterable[DocumentScore], *, names: bool = False
) -> list[Sample]:
    """Return every predicted quotation that is right or wrong, with its evidence.

    Right is content and source; with ``names``, content and canonical speaker.
    """
    return [
        Sample(
            one.predicted.quote.evidence,
            right or (not names and _has_source(one)),
            one.document.id,
        )
        for one, right in right_or_wrong(documents)
        if one.predicted and one.predicted.quote.evidence
    ]


def _has_source(one: Finding) -> bool:
    if one.verdict is not Verdict.WRONG_SPEAKER:
        return False
    gold, ours = one.annotated, one.predicted
    return bool(gold and ours and is_source_right(gold.sources, ours.source))


def fit(
    samples: Sequence[Sample],
    *,
    corpus: str = "",
    times: Mapping[str, int] | None = None,
) -> Calibration:
    """Return the calibration that fits the samples.

    The result does not depend on their order. Its ``fitted_on`` holds their numbers
    and the errors in cross-validation over documents.

    corpus: what the samples come from, kept with the result. times: how often the
        samples of a document count, by its id; those not named count once.

    Raises CalibrationDataError where there are fewer than ``FEWEST`` samples, or
    all are right or all are wrong.
    """
    right = sum(sample.right for sample in samples)
    if len(samples) < FEWEST:
        raise CalibrationDataError(
            f"{len(samples)} quotations are right or wrong; fitting needs {FEWEST}"
        )
    if right in (0, len(samples)):
        raise CalibrationDataError("all quotations are right, or all are wrong")
    ordered = sorted(samples, key=lambda one: (one.document, one.evidence, one.right))
    times = times or {}
    fitted = _fit(_repeated(ordered, times))
    checked = _cross_validated(ordered, times)
    return Calibration(
        bias=fitted.bias,
        weights=fitted.weights,
        knots=fitted.knots,
        fitted_on={
            "corpus": corpus,
            "documents": len({sample.document for sample in samples}),
            "quotations": len(samples),
            "right": right,
            "cross-validated": {
                "folds": FOLDS,
                "calibration error, equal width": _rounded(
                    calibration_error(equal_width(checked))
                ),
                "calibration error, equal numbers": _rounded(
                    calibration_error(equal_mass(checked))
                ),
                "brier score": _rounded(brier_score(checked)),
            },
        },
    )


def adapt(
    calibration: Calibration, samples: Sequence[Sample], *, name: str, corpus: str = ""
) -> Calibration:
    """Return the calibration with a weight for evidence ``name``, all else as it is.

    For few samples of another convention than those that all else was fitted to: the
    weight, from 0 to ``_MOST_ADDED``, under which they are likeliest.

    Raises CalibrationDataError where there are fewer than ``FEWEST`` with ``name``.
    """
    told = [one for one in samples if name in dict(one.evidence)]
    if len(told) < FEWEST:
        raise CalibrationDataError(
            f"{len(told)} quotations are right or wrong; fitting needs {FEWEST}"
        )
    options = numpy.arange(0, _MOST_ADDED + _ADDED_STEP, _ADDED_STEP)
    tried = [_with_weight(calibration, name, float(weight)) for weight in options]
    best = max(tried, key=lambda one: _likelihood(one, told))
    about = {
        "corpus": corpus,
        "quotations": len(told),
        "right": sum(one.right for one in told),
    }
    return replace(best, fitted_on={**calibration.fitted_on, name: about})


def _with_weight(calibration: Calibration, name: str, weight: float) -> Calibration:
    return replace(calibration, weights={**calibration.weights, name: _rounded(weight)})


def _likelihood(calibration: Calibration, samples: Sequence[Sample]) -> float:
    """The logarithm of how likely the samples turn out as they do."""
    values = [calibration.probability(one.evidence) for one in samples]
    given = numpy.clip(values, _LEAST, _MOST)
    right = numpy.array([one.right for one in samples])
    return float(numpy.log(numpy.where(right, given, 1 - given)).sum())


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration as JSON that a person can read and compare."""
    text = json.dumps(asdict(calibration), indent=2, ensure_ascii=False)
    write_whole(path, text + "\n")


def _repeated(samples: Iterable[Sample], times: Mapping[str, int]) -> list[Sample]:
    return [one for one in samples for _ in range(times.get(one.document, 1))]


def _cross_validated(
    samples: Sequence[Sample], times: Mapping[str, int]
) -> list[Judged]:
    """Judge each sample once, by a fit that has not seen its document."""
    documents = sorted({sample.document for sample in samples})
    fold_of = {name: number % FOLDS for number, name in enumerate(documents)}
    judged = []
    for fold in range(FOLDS):
        learned = [one for one in samples if fold_of[one.document] != fold]
        if len({one.right for one in learned}) < 2:
            continue
        fitted = _fit(_repeated(learned, times))
        judged += [
            Judged(fitted.probability(one.evidence), one.right)
            for one in samples
            if fold_of[one.document] == fold
        ]
    return judged


def _fit(samples: Sequence[Sample]) -> Calibration:
    names = _common_evidence(samples)
    right = numpy.array([one.right for one in samples], float)
    while True:
        table = _table(samples, names)
        weights = logistic_regression(table, right)
        wrong = [
            name
            for name, weight in zip(names, weights[1:], strict=True)
            if (name in _RISING and weight < 0) or (name in _FALLING and weight > 0)
        ]
        if not wrong:
            break
        names = [name for name in names if name not in wrong]
    values = sigmoid(table @ weights)
    return Calibration(
        bias=_rounded(weights[0]),
        weights={n: _rounded(w) for n, w in zip(names, weights[1:], strict=True)},
        knots=_few(values, isotonic_regression(values, right)),
    )


def _common_evidence(samples: Sequence[Sample]) -> list[str]:
    """The names that enough samples have for a weight to mean something."""
    seen: dict[str, int] = {}
    for sample in samples:
        for name, value in sample.evidence:
            seen[name] = seen.get(name, 0) + bool(value)
    return sorted(name for name, many in seen.items() if many >= _FEWEST_WITH_EVIDENCE)


def _table(samples: Sequence[Sample], names: Sequence[str]) -> Matrix:
    """One row a sample; the first column is 1, for the bias."""
    place = {name: number for number, name in enumerate(names, start=1)}
    table = numpy.zeros((len(samples), len(names) + 1))
    table[:, 0] = 1.0
    for row, sample in enumerate(samples):
        for name, value in sample.evidence:
            if name in place:
                table[row, place[name]] = value
    return table


def _few(values: Matrix, estimates: Matrix) -> tuple[tuple[float, float], ...]:
    """Knots at the means of groups of equal numbers: steps overfit, lines less."""
    order = numpy.argsort(values, kind="stable")
    knots: list[tuple[float, float]] = []
    for group in numpy.array_split(order, min(_KNOTS, len(order))):
        x = _rounded(values[group].mean())
        y = _rounded(numpy.clip(estimates[group].mean(), _LEAST, _MOST))
        if not knots or x > knots[-1][0]:
            knots.append((x, y))
    return tuple(knots)


def _rounded(value: float) -> float:
    return round(float(value), 4)
