"""Measures the current extractor, or a file of predictions, on annotated texts."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError, CommandParser
from rich.console import Console
from rich.progress import track

from quotes.evaluation.calibration import (
    CalibrationDataError,
)
from quotes.evaluation.corpus import (
    AnnotatedQuote,
    CorpusError,
    Document,
    check_ranges,
    read_documents,
    read_records,
)
from quotes.evaluation.figures import Evaluation, evaluate
from quotes.evaluation.figures_table import report_lines
from quotes.evaluation.outlet_table import read_outlets
from quotes.evaluation.refit_set import refit_set
from quotes.evaluation.running import predict
from quotes.extraction.calibration import CalibrationError
from quotes.extraction.errors import ModelMissingError, TaggerMissingError
from quotes.extraction.spans.ensemble.model import EnsembleMismatchError
from quotes.extraction.spans.tagger.linker import LinkerMismatchError
from quotes.management.evaluation_arguments import EXAMPLES, add_arguments
from quotes.management.evaluation_files import (
    write_adapted,
    write_fitted,
    write_fitted_reports,
    write_fitted_to_names,
    write_page,
    write_reliability,
)
from quotes.management.output import printing
from quotes.management.with_examples import CommandWithExamples

Item = TypeVar("Item")

REFUSALS = (
    CorpusError,
    CalibrationDataError,
    CalibrationError,
    ModelMissingError,
    TaggerMissingError,
    LinkerMismatchError,
    EnsembleMismatchError,
)


class Command(CommandWithExamples):
    examples = EXAMPLES
    help = "Measure extraction on annotated texts."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(
        self,
        *,
        gold: Path | None,
        fit_confidence: Path | None,
        fit_speakers: Path | None,
        fit_reports: Path | None,
        adapt_confidence: Path | None,
        predictions: Path | None,
        **options: Any,
    ) -> None:
        of_reports = fit_speakers or fit_reports or adapt_confidence
        if (fit_confidence or of_reports) and predictions:
            raise CommandError(
                "Fitting needs the evidence that extraction itself gives, which a "
                "file of --predictions does not hold. Leave one of them out."
            )
        if of_reports and options["attitudes"]:
            raise CommandError(
                "--adapt-confidence, --fit-reports and --fit-speakers are about "
                "reported speech alone: leave --attitudes out."
            )
        try:
            if gold is None:
                gold = _shipped(fits=bool(fit_confidence or adapt_confidence))
                options["texts"] = [*(options["texts"] or []), refit_set()[1]]
            evaluation = self._evaluate(gold, predictions, **options)
            written = [
                write(evaluation, path, gold)
                for write, path in (
                    (write_page, options["html"]),
                    (write_reliability, options["reliability"]),
                    (write_fitted, fit_confidence),
                    (write_fitted_to_names, fit_speakers),
                    (write_fitted_reports, fit_reports),
                    (write_adapted, adapt_confidence),
                )
                if path
            ]
        except REFUSALS as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        self._print([*report_lines(evaluation), *written])

    def _print(self, lines: Iterable[str]) -> None:
        with printing():
            for line in lines:
                self.stdout.write(line)

    def _evaluate(
        self, gold: Path, predictions: Path | None, **options: Any
    ) -> Evaluation:
        outlets = read_outlets(options["metadata"]) if options["metadata"] else None
        documents = read_documents(
            gold,
            options["texts"] or [gold.parent],
            outlets=outlets,
            limit=options["limit"],
        )
        if predictions:
            found = self._read_predictions(predictions, documents)
        else:
            extracted = predict(
                documents,
                attitudes=options["attitudes"],
                workers=options["workers"],
            )
            found = dict(_with_progress(extracted, total=len(documents)))
        return evaluate(
            documents,
            found,
            merge=options["merge"],
            bootstrap=options["bootstrap"],
        )

    def _read_predictions(
        self, path: Path, documents: Sequence[Document]
    ) -> dict[str, Sequence[AnnotatedQuote]]:
        records = read_records(path)
        texts = {document.id: document.text for document in documents}
        other = records.keys() - texts.keys()
        if other:
            self.stderr.write(
                f"{path}: {len(other)} documents are not evaluated and left out"
            )
        for name in records.keys() & texts.keys():
            check_ranges(records[name], texts[name])
        return {name: record.quotes for name, record in records.items()}


def _shipped(*, fits: bool) -> Path:
    """The annotations to go by where none are named, which only fitting may do."""
    if not fits:
        raise CommandError(
            "Name GOLD, the annotated texts; fixtures/expected.jsonl with "
            "--texts fixtures/articles/articles.jsonl are those of the project."
        )
    return refit_set()[0]


def _with_progress(items: Iterable[Item], *, total: int) -> Iterator[Item]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield from items
        return
    console = Console(stderr=True)
    yield from track(items, "Extracting", total=total, console=console, transient=True)
