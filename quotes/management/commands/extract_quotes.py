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
from quotes.ingest.pipeline import (
    article_numbers,
    first_line,
    run,
    stored_articles,
)
from quotes.ingest.printers import (
    JsonLinesPrinter,
    Printer,
    QueuePrinter,
    SummaryPrinter,
    TablePrinter,
)
from quotes.ingest.reading import reading_of_settings
from quotes.ingest.records import Defaults, RecordError, parse_moment
from quotes.ingest.sources import Failure, Reading, count_articles, read_sources
from quotes.ingest.watching import Work
from quotes.ingest.workers import count_cores
from quotes.management.output import printing
from quotes.management.with_examples import CommandWithExamples
from quotes.models import Article
from quotes.models.article import MOST_ATTEMPTS
from quotes.queueing.broker import check_broker
from quotes.queueing.errors import QueueError
from quotes.queueing.producing import hand_over

EXAMPLES = """
examples:
  manage.py extract_quotes archive/ --outlet "Harbour Herald" --published 2031-05-17
  manage.py extract_quotes articles.jsonl --format table
  manage.py extract_quotes https://herald.example/2031/05/dam
  manage.py extract_quotes https://herald.example/feed.xml
  manage.py extract_quotes                     every stored article not yet extracted
  manage.py extract_quotes --reextract         every stored article, once more
  manage.py extract_quotes --extracted lines/  what other machines have extracted
  manage.py extract_quotes archive/ --queue    workers on other machines extract

sources:
  .txt                  one article's text
  .jsonl                JSON Lines: one article a line, an object with the fields outlet
                        and text, and if you like id, url, canonical_url, title, byline,
                        published_at, updated_at, fetched_at, language and kind
  .csv .tsv             a table; its first line names these fields
  .html                 a saved web page
  .xml                  NewsML-G2 of an agency
  .json                 ninjs of an agency, or articles as in .jsonl
  .warc                 a web archive
  .txt.gz, .warc.gz …   any of them, packed by gzip
  a folder              all files in it; hidden ones are passed over
  https://…             an article, an RSS or Atom feed, or a sitemap
  -                     standard input: JSON Lines, or one text, page or NewsML item

docs/sources.md tells what is read from each. The same input twice changes nothing.
Another text of an article that is stored is a new version of it: docs/versions.md.
What editors decided is never changed. A broken item is named on standard error, the
rest is stored, and the exit status is 1. An article that takes more than
ARTICLE_SECONDS (60) or is longer than ARTICLE_CHARACTERS (1000000) is set aside, named
in the end. Private and local addresses are fetched only with FETCH_PRIVATE=1, and what
robots.txt forbids is not; KEEP_RAW=1 keeps the bytes that articles were read from.
After three failed attempts no run tries an article again unless an editor asks for
it, or --reextract is given.
"""

GIVEN_UP_NAMED = 20
"""Articles given up that a run names; the editors' desk lists all of them."""

GOES_ON = "Whole articles are stored; the same command goes on."


def check_choices(
    *, workers: int, limit: int | None, both: bool, unqueued: bool
) -> None:
    """Raise CommandError for options that no run can follow.

    both: --extracted beside sources. unqueued: --queue with what a queue cannot do.
    """
    if workers < 1:
        raise CommandError("--workers takes a whole number from 1.")
    if limit is not None and limit < 1:
        raise CommandError("--limit takes a whole number from 1.")
    if both:
        raise CommandError("--extracted takes its own files: leave SOURCE out.")
    if unqueued:
        raise CommandError(
            "--queue prints only how many articles it queued: what workers find is "
            "not known yet. Leave --extracted, --dry-run and --format out, or leave "
            "--queue."
        )


class Command(CommandWithExamples):
    examples = EXAMPLES
    help = "Find quotations with their speakers in articles and store them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "source",
            nargs="*",
            metavar="SOURCE",
            help="a file (.txt, .jsonl, .csv, .tsv, .html, .xml, .json, .warc, each "
            "also with .gz), a folder of them, an address of an article, feed or "
            "sitemap, or - for standard input; without any, every stored article not "
            "yet extracted",
        )
        parser.add_argument(
            "--extracted",
            nargs="+",
            metavar="FILE",
            help="store and link what other machines have extracted: files of lines "
            "(.jsonl, .jsonl.gz), or folders of them (docs/distributed.md)",
        )
        parser.add_argument(
            "--outlet", metavar="NAME", help="outlet, where none is given"
        )
        parser.add_argument(
            "--published",
            metavar="DATE",
            help="date of publication, where none is given: 2031-05-17 or "
            "2031-05-17T09:30:00+02:00",
        )
        parser.add_argument(
            "--language",
            metavar="CODE",
            default="en",
            help="language, where none is given (default: en)",
        )
        parser.add_argument(
            "--workers",
            type=int,
            default=count_cores(),
            metavar="N",
            help="processes that extract (default: one per core, here %(default)s)",
        )
        parser.add_argument(
            "--reextract",
            action="store_true",
            help="extract again from articles that were extracted from before",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="extract and print, store nothing"
        )
        parser.add_argument(
            "--format",
            choices=["table", "jsonl", "summary"],
            default="summary",
            help="what to print: the quotes as a table, one line of JSON per article "
            "(interchange format), or only how many (default)",
        )
        parser.add_argument(
            "--limit",
            type=int,
            metavar="N",
            help="stop after extracting from N articles",
        )
        parser.add_argument(
            "--queue",
            action="store_true",
            help="store the articles, and leave extracting to the workers of the "
            "queue, on any number of machines (docs/queue.md)",
        )

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
