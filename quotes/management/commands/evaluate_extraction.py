"""Measures the current extractor, or a file of predictions, on annotated texts."""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
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
    read_outlets,
    read_records,
)
from quotes.evaluation.figures import Evaluation, evaluate
from quotes.evaluation.figures_table import report_lines
from quotes.evaluation.refit_set import refit_set
from quotes.evaluation.running import predict
from quotes.extraction.calibration import CalibrationError
from quotes.extraction.errors import ModelMissingError, TaggerMissingError
from quotes.extraction.spans.ensemble.model import EnsembleMismatchError
from quotes.extraction.spans.tagger.linker import LinkerMismatchError
from quotes.ingest.workers import count_cores
from quotes.management.evaluation_files import (
    write_adapted,
    write_fitted,
    write_fitted_to_names,
    write_page,
    write_reliability,
)
from quotes.management.output import printing

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

EXAMPLES = """
examples:
  manage.py evaluate_extraction gold.jsonl --texts texts/
      the figures of the extractor as it is, by kind, outlet and class of cue
  manage.py evaluate_extraction gold.jsonl --texts texts/ --html errors.html
      and a page that shows every error in its text
  manage.py evaluate_extraction gold.jsonl --texts texts/ --predictions other.jsonl
      the figures of another system's output
  manage.py evaluate_extraction gold.jsonl --texts texts/ --reliability confidence.md
      whether confidence means what it says, as tables, and a plot beside it (.svg)
  manage.py evaluate_extraction gold.jsonl --texts texts/ --fit-confidence \\
      quotes/extraction/confidence.json
      fits confidence to these texts; check it on others, with --reliability

  manage.py evaluate_extraction gold.jsonl --texts texts/ --fit-speakers \\
      quotes/extraction/spans/tagger/weights/speakers.json
      fits, to texts with canonical speakers, how likely the name is right, too
  manage.py evaluate_extraction gold.jsonl --texts texts/ --adapt-confidence \\
      quotes/extraction/spans/tagger/weights/confidence.json
      fits, to few texts annotated by our own definition, how much surer to be where
      reported speech alone is asked for
  manage.py evaluate_extraction --fit-confidence confidence.json
      the same without a corpus of one's own: coarser, on the articles that come with
      the project

GOLD has one JSON object a line: id, quotes with their character ranges, and perhaps
text and outlet; a text is looked for as DIR/<id>.txt. Fit confidence on texts that
the tagger was not trained on: it is surer of those than it ought to be of others.

Figures are per cent. Content tokens, and attributed tokens, count words; exact,
partial (an overlap of half or more) and soft count quotations. Source is the share
of right sources over all pairs, src≥50 over those that overlap by half.
Quote+speaker, the figure to watch, needs an overlap of half and the right source.
"""


class Command(BaseCommand):
    help = "Measure extraction on annotated texts."

    def create_parser(
        self, prog_name: str, subcommand: str, **kwargs: Any
    ) -> CommandParser:
        return super().create_parser(
            prog_name,
            subcommand,
            epilog=EXAMPLES,
            formatter_class=RawDescriptionHelpFormatter,
            **kwargs,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "gold",
            metavar="GOLD",
            nargs="?",
            type=Path,
            help="annotated texts (where confidence is fitted, by default the fifteen "
            "articles that come with the project)",
        )
        parser.add_argument(
            "--texts",
            metavar="DIR",
            type=Path,
            action="append",
            help="folder of the texts, or a file of import records that holds them; "
            "may be given more than once (default: GOLD's folder)",
        )
        parser.add_argument(
            "--attitudes",
            action="store_true",
            help="also extract beliefs, hopes and attitudes, as PolNeAR annotates them",
        )
        parser.add_argument(
            "--predictions",
            metavar="FILE",
            type=Path,
            help="compare this file instead of extracting",
        )
        parser.add_argument(
            "--merge",
            action="store_true",
            help="before comparing, join quotations with the same cue and source",
        )
        parser.add_argument(
            "--bootstrap",
            metavar="N",
            type=_count,
            default=0,
            help="95%% intervals of F1 from N draws of documents",
        )
        parser.add_argument(
            "--metadata",
            metavar="TSV",
            type=Path,
            help="table with columns id (or filename) and outlet (or publisher)",
        )
        parser.add_argument(
            "--limit",
            metavar="N",
            type=_count,
            help="only N documents, spread evenly over GOLD",
        )
        parser.add_argument(
            "--workers",
            metavar="N",
            type=_count,
            default=count_cores(),
            help="processes that extract (default: one per core, here %(default)s)",
        )
        parser.add_argument(
            "--html", metavar="FILE", type=Path, help="write a page of errors"
        )
        parser.add_argument(
            "--reliability",
            metavar="FILE.md",
            type=Path,
            help="write how often confidence is right, and a plot FILE.svg",
        )
        parser.add_argument(
            "--fit-confidence",
            metavar="OUT.json",
            type=Path,
            help="fit confidence to these texts and write the result",
        )

        parser.add_argument(
            "--fit-speakers",
            metavar="OUT.json",
            type=Path,
            help="fit to these texts how likely content and canonical speaker both "
            "are right, for reported speech alone",
        )
        parser.add_argument(
            "--adapt-confidence",
            metavar="FILE.json",
            type=Path,
            help="fit to these texts only what FILE adds where reported speech alone "
            "is asked for",
        )

    def handle(
        self,
        *,
        gold: Path | None,
        fit_confidence: Path | None,
        fit_speakers: Path | None,
        adapt_confidence: Path | None,
        predictions: Path | None,
        **options: Any,
    ) -> None:
        if (fit_confidence or fit_speakers or adapt_confidence) and predictions:
            raise CommandError(
                "Fitting needs the evidence that extraction itself gives, which a "
                "file of --predictions does not hold. Leave one of them out."
            )
        if (adapt_confidence or fit_speakers) and options["attitudes"]:
            raise CommandError(
                "--adapt-confidence and --fit-speakers are about reported speech "
                "alone: leave --attitudes out."
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


def _count(value: str) -> int:
    number = int(value) if value.isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError(f"{value!r} is no number from 1 on")
    return number
