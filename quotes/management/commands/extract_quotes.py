"""The main job: articles in, attributed quotes stored."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from quotes.ingest.extracted import read_extracted
from quotes.ingest.in_turns import EndedError
from quotes.ingest.loading import load_extracted
from quotes.ingest.outages import first_line
from quotes.ingest.pipeline import article_numbers, run, stored_articles
from quotes.ingest.printers import (
    JsonLinesPrinter,
    Printer,
    QueuePrinter,
    SummaryPrinter,
    TablePrinter,
)
from quotes.ingest.reading_settings import reading_of_settings
from quotes.ingest.records import Defaults, RecordError, parse_moment
from quotes.ingest.sources import Failure, Reading, count_articles, read_sources
from quotes.ingest.watching import Work
from quotes.management.extract_arguments import EXAMPLES, add_arguments, check_choices
from quotes.management.output import printing
from quotes.management.with_examples import CommandWithExamples
from quotes.models import Article
from quotes.models.article import MOST_ATTEMPTS
from quotes.queueing.broker import check_broker
from quotes.queueing.errors import QueueError
from quotes.queueing.producing import hand_over

GIVEN_UP_NAMED = 20
"""Articles given up that a run names; the editors' desk lists all of them."""

GOES_ON = "Whole articles are stored; the same command goes on."


class Command(CommandWithExamples):
    examples = EXAMPLES
    help = "Find quotations with their speakers in articles and store them."

    def add_arguments(self, parser: CommandParser) -> None:
        add_arguments(parser)

    def handle(
        self,
        *,
        source: list[str],
        extracted: list[str] | None,
        workers: int,
        limit: int | None,
        reextract: bool,
        dry_run: bool,
        **options: Any,
    ) -> None:
        queue = options.get("queue", False)
        check_choices(
            workers=workers,
            limit=limit,
            both=bool(extracted and source),
            unqueued=queue
            and bool(extracted or dry_run or options["format"] != "summary"),
        )
        printer = self.make_printer(options["format"], queue=queue)
        chosen: dict[str, Any] = {"reextract": reextract, "limit": limit}
        if queue:
            work: Work = partial(hand_over, tell=self.stderr.write, **chosen)
        else:
            work = partial(run, workers=workers, dry_run=dry_run, **chosen)
        try:
            if queue:
                check_broker()
            if extracted:
                total = count_articles(extracted)
                reading = self.make_reading(**options)
                lines = read_extracted(extracted, reading)
                outcomes = load_extracted(lines, count=total, dry_run=dry_run, **chosen)
            else:
                items, total = self.find_items(source, reextract=reextract, **options)
                outcomes = work(items)
            failed = self.follow(outcomes, printer, total=total)
        except QueueError as error:
            raise CommandError(str(error), returncode=2) from error
        except EndedError as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {first_line(error)}. If it is new, run "
                "“manage.py migrate” first."
            ) from error
        if failed:
            raise CommandError(
                f"{failed} failed and {'is' if failed == 1 else 'are'} named above; "
                f"{'nothing was stored' if dry_run else 'the rest is stored'}."
            )

    def find_items(
        self, source: list[str], *, reextract: bool, **options: Any
    ) -> tuple[Iterator[Any], int | None]:
        """What to work on, and about how many there are (None: unknown)."""
        if not source:
            articles = Article.objects.all() if reextract else Article.objects.pending()
            if not reextract:
                self.tell_given_up()
            total = articles.count()
            if options.get("queue"):
                return iter(article_numbers(reextract=reextract)), total
            return stored_articles(reextract=reextract), total
        reading = self.make_reading(**options)
        return read_sources(source, reading), count_articles(source)

    def make_reading(
        self, *, outlet: str | None, published: str | None, language: str, **_: Any
    ) -> Reading:
        """How to read what the sources do not say themselves."""
        try:
            moment = parse_moment(published) if published else None
        except RecordError as error:
            raise CommandError(
                str(error).replace("published_at", "--published")
            ) from error
        return reading_of_settings(
            Defaults(outlet=outlet, published_at=moment, language=language)
        )

    def tell_given_up(self) -> None:
        """Name the articles that this run leaves out because others failed on them."""
        rows = Article.objects.given_up().filter(extracted_at=None).order_by("pk")
        found = list(rows.values_list("pk", "extraction_error")[: GIVEN_UP_NAMED + 1])
        for pk, error in found[:GIVEN_UP_NAMED]:
            self.stderr.write(
                f"article {pk} is left out: {error} ({MOST_ATTEMPTS} attempts; press "
                "“Try again” on its page in the admin, or use --reextract)"
            )
        if len(found) > GIVEN_UP_NAMED:
            self.stderr.write("and more: see “Extraction failed” on the editors’ desk")

    def make_printer(self, name: str, *, queue: bool = False) -> Printer:
        if queue:
            return QueuePrinter(self.stdout.write)
        if name == "jsonl":
            return JsonLinesPrinter(self.stdout.write)
        if name == "table":
            return TablePrinter(
                self.stdout.write, width=shutil.get_terminal_size((120, 24)).columns
            )
        return SummaryPrinter(self.stdout.write)

    def follow(
        self, outcomes: Iterable[Any], printer: Printer, *, total: int | None
    ) -> int:
        """Print each outcome as it comes; return how many failed."""
        failed = 0
        aside: list[Failure] = []
        try:
            with printing(GOES_ON), self.progress(total) as advance:
                for outcome in outcomes:
                    if isinstance(outcome, Failure):
                        failed += 1
                        if outcome.set_aside:
                            aside.append(outcome)
                        else:
                            self.stderr.write(str(outcome))
                    else:
                        printer.add(outcome)
                    advance()
                printer.finish(failed=failed)
            for one in aside:
                self.stderr.write(str(one))
        except KeyboardInterrupt:
            raise CommandError(f"Interrupted. {GOES_ON}", returncode=130) from None
        return failed

    @contextmanager
    def progress(self, total: int | None) -> Iterator[Callable[[], None]]:
        """A progress bar on a terminal, nothing elsewhere."""
        if not sys.stderr.isatty():
            yield lambda: None
            return
        columns = (
            TextColumn("Extracting"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True) as progress:
            task = progress.add_task("extracting", total=total)
            yield lambda: progress.advance(task)
