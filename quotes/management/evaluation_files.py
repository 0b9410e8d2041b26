"""What an evaluation of extraction leaves in files; each says what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import CommandError

from quotes.evaluation.calibration import (
    Sample,
    adapt,
    fit,
    samples_of,
    write_calibration,
)
from quotes.evaluation.corpus import read_records
from quotes.evaluation.errors_page import error_page
from quotes.evaluation.figures import Evaluation
from quotes.evaluation.plot import reliability_svg
from quotes.evaluation.reliability import (
    equal_width,
    judged_quotes,
    reliability_lines,
)
from quotes.evaluation.report_samples import report_samples
from quotes.extraction.calibration import read_calibration
from quotes.extraction.confidence import REPORTED_ONLY
from quotes.formats.files import write_whole


def write_page(evaluation: Evaluation, path: Path, gold: Path) -> str:
    """Write the errors in their texts, as a page."""
    page = error_page(evaluation, title=f"Extraction on {gold.name}")
    write_whole(path, page)
    return f"\nErrors in their texts: {path}"


def write_reliability(evaluation: Evaluation, path: Path, gold: Path) -> str:
    """Write tables and a plot of how far confidence can be relied on.

    Raises CommandError where no quotation has both a confidence and a judgement.
    """
    judged = judged_quotes(evaluation.documents)
    if not judged:
        raise CommandError("No quotation has a confidence and is right or wrong.")
    picture = path.with_suffix(".svg")
    write_whole(picture, reliability_svg(equal_width(judged)))
    summary, *tables = reliability_lines(judged)
    lines = [
        f"# Reliability of confidence on {gold.name}",
        "",
        summary,
        *tables,
        "",
        f"![Share of quotations that are right, by confidence]({picture.name})",
    ]
    write_whole(path, "\n".join(lines) + "\n")
    return f"\n{summary}\nTables: {path}, plot: {picture}"


def write_adapted(evaluation: Evaluation, path: Path, gold: Path) -> str:
    """Add to the calibration at ``path`` what reported speech alone is worth."""
    adapted = adapt(
        read_calibration(path),
        samples_of(evaluation.documents),
        name=REPORTED_ONLY,
        corpus=gold.name,
    )
    write_calibration(adapted, path)
    weight = adapted.weights[REPORTED_ONLY]
    return (
        f"\nFitted to {gold.name} ({len(evaluation.documents)} documents): reported "
        f"speech alone adds {weight:.2f} to the log odds: {path}"
    )


def write_fitted_to_names(evaluation: Evaluation, path: Path, gold: Path) -> str:
    """Fit confidence to content and canonical name, and write it."""
    return write_fitted(evaluation, path, gold, names=True)


def write_fitted_reports(evaluation: Evaluation, path: Path, gold: Path) -> str:
    """Fit how likely words without marks are a report, and write it."""
    samples = report_samples(evaluation.documents)
    return _write_fit("Likelihood of a report", samples, path, gold)


def write_fitted(
    evaluation: Evaluation, path: Path, gold: Path, *, names: bool = False
) -> str:
    """Fit confidence to content and source, or to ``names``, and write it."""
    samples = samples_of(evaluation.documents, names=names)
    return _write_fit("Confidence", samples, path, gold)


def _write_fit(what: str, samples: Sequence[Sample], path: Path, gold: Path) -> str:
    times = {one.id: one.times for one in read_records(gold).values()}
    calibration = fit(samples, corpus=gold.name, times=times)
    write_calibration(calibration, path)
    fitted = calibration.fitted_on
    checked = fitted["cross-validated"]
    return (
        f"\n{what} fitted to {gold.name}, {fitted['quotations']} quotations of "
        f"{fitted['documents']} documents, {fitted['right']} of them right. In "
        f"{checked['folds']}-fold cross-validation, expected calibration error "
        f"{checked['calibration error, equal width']:.3f} (equal width), "
        f"{checked['calibration error, equal numbers']:.3f} (equal numbers). "
        f"Written to {path}."
    )
