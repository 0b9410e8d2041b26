"""Trains the learned part of extraction on annotated texts."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from quotes.evaluation.refit_set import refit_set
from quotes.extraction.errors import TaggerMissingError
from quotes.management.with_examples import CommandWithExamples
from quotes.training.editors import reviewed_documents
from quotes.training.training_corpus import (
    HELD_BACK,
    CorpusError,
    Document,
    read_corpus,
)

try:
    import torch

    from quotes.training.loop import Recipe
    from quotes.training.run import Job, refit, train
except ModuleNotFoundError as error:
    MISSING: str | None = error.name
else:
    MISSING = None

EXAMPLES = """
examples:
  manage.py train_extractor corpus.jsonl --texts texts/ --out model/
      from the pretrained MiniLM; hours on a few cores for a million words
  manage.py train_extractor --from-database --start-from OLD --out model/
      goes on from a model with what editors confirmed, corrected and rejected
  manage.py train_extractor corpus.jsonl --texts texts/ --out model/ --refit
      fits linker and ensemble anew for the tagger in model/, as after a change of
      the rules; minutes
  manage.py train_extractor --refit --out model/
      the same on the fifteen invented articles that come with the project, which is
      coarser: for whoever has no corpus at hand
  QUOTES_MODEL=model/ manage.py extract_quotes ...
      uses what was trained

The corpus is in the interchange format, one document a line: its id, its quotes
with their character ranges, and its text, or texts/<id>.txt (--texts may also name a
file of import records). Give the corpus and
--from-database together so that the model does not forget the one over the other.
A stopped training goes on where it was when the same command is run again with the
same --out.
"""


def _called(corpus: Path | None, *, from_database: bool) -> str:
    """What was learned from, in words."""
    named = [f"{corpus.parent.name}/{corpus.name}"] if corpus else []
    return " and ".join([*named, *(["the database"] if from_database else [])])


class Command(CommandWithExamples):
    examples = EXAMPLES
    help = "Train the tagger, its linker, and the choice between tagger and rules."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "corpus", nargs="?", type=Path, help="JSON Lines in the interchange format"
        )
        parser.add_argument(
            "--texts",
            type=Path,
            help="folder of the corpus's texts, or a file of import records",
        )
        parser.add_argument(
            "--from-database",
            action="store_true",
            help="learn (also) from quotes that editors decided on",
        )
        parser.add_argument(
            "--out",
            type=Path,
            default=Path("trained-model"),
            help="folder for model, report and checkpoint (default: %(default)s)",
        )
        parser.add_argument(
            "--start-from", type=Path, help="folder of a model to go on from"
        )
        parser.add_argument(
            "--refit",
            action="store_true",
            help="train no tagger: fit linker and ensemble for the one in --out, "
            "without a corpus on the articles that come with the project",
        )
        parser.add_argument("--minutes", type=float, help="end after so many minutes")
        parser.add_argument(
            "--epochs", type=float, default=12, help="or passes (default: %(default)s)"
        )
        parser.add_argument("--threads", type=int, help="default: torch's own choice")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--layers",
            type=int,
            help="of MiniLM's six (default: 4); with --start-from fewer than that "
            "model has: it is cut to them and teaches what is left of it",
        )
        parser.add_argument(
            "--inner",
            type=int,
            help="neurons inside a layer, likewise cut with --start-from",
        )

    def handle(
        self,
        *,
        corpus: Path | None,
        texts: Any,
        from_database: bool,
        threads: int | None,
        start_from: Path | None,
        **options: Any,
    ) -> None:
        if MISSING:
            raise CommandError(
                f"Training needs {MISSING}, which is not installed. "
                "Run: pip install -r requirements-train.txt"
            )
        shipped = corpus is None and not from_database
        if shipped and not options["refit"]:
            raise CommandError("Give a corpus, --from-database, or both.")
        if threads:
            torch.set_num_threads(threads)
        self._show_progress(options["verbosity"])
        recipe = Recipe(
            minutes=options["minutes"] or float("inf"),
            epochs=options["epochs"],
            seed=options["seed"],
        )
        try:
            if shipped:
                corpus, texts = refit_set()
            job = Job(
                documents=self._documents(corpus, texts, from_database=from_database),
                out=options["out"],
                recipe=recipe,
                start_from=start_from,
                layers=options["layers"],
                inner=options["inner"],
                # The tagger has seen none of the articles that come along.
                held_back=1.0 if shipped else HELD_BACK,
                corpus=_called(corpus, from_database=from_database),
            )
            if options["refit"]:
                self._print_fit(job, refit(job))
                return
            report = train(job)
        except (CorpusError, TaggerMissingError, OSError) as error:
            raise CommandError(str(error)) from error
        self._print(report, options["out"])

    def _documents(
        self, corpus: Path | None, texts: Path | None, *, from_database: bool
    ) -> list[Document]:
        documents = []
        if corpus is not None:
            documents += read_corpus(corpus, texts or corpus.parent)
        if from_database:
            documents += reviewed_documents()
        return documents

    def _show_progress(self, verbosity: int) -> None:
        logger = logging.getLogger("quotes.training")
        if verbosity and not logger.handlers:
            handler = logging.StreamHandler(self.stderr)
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            logger.addHandler(handler)
            logger.setLevel(logging.INFO)
            logger.propagate = False

    def _print_fit(self, job: Job, fitted: dict[str, Any]) -> None:
        self.stdout.write(
            f"Linker and ensemble in {job.out} fitted to {job.corpus} "
            f"({len(job.documents)} documents): {fitted}"
        )

    def _print(self, report: dict[str, Any], out: Path) -> None:
        self.stdout.write(
            f"Trained on {report['documents']} documents, {report['epochs']} epochs in "
            f"{report['minutes']} minutes."
        )
        if report["scored"]:
            self.stdout.write(f"On {report['scored']} documents held back:")
        else:
            self.stdout.write(
                "No document held back was judged as a whole: score the model with "
                "evaluate_extraction."
            )
        for group, figures in report["figures"].items() if report["scored"] else ():
            self.stdout.write(
                f"  {group:9} {figures['annotated']:6} annotated, "
                f"precision {figures['precision']:5}, recall {figures['recall']:5}, "
                f"F1 {figures['f1']:5}"
            )
        self.stdout.write(f"Model written to {out}. To use it: QUOTES_MODEL={out}")
