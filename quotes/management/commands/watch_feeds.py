"""Fetch the outlets' feeds as they come due, and store the articles they name."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from quotes.ingest.outages import first_line
from quotes.ingest.outcomes import Done
from quotes.ingest.pipeline import run
from quotes.ingest.printers import SummaryPrinter
from quotes.ingest.reading_settings import reading_of_settings
from quotes.ingest.records import Defaults
from quotes.ingest.sources import Failure, Reading
from quotes.ingest.watching import Work, mark_taken, now_in_utc, run_turn
from quotes.management.extract_arguments import add_workers
from quotes.management.output import printing
from quotes.management.with_examples import CommandWithExamples
from quotes.models import Feed
from quotes.queueing.broker import check_broker
from quotes.queueing.errors import QueueError
from quotes.queueing.producing import hand_over

EXAMPLES = """
examples:
  manage.py watch_feeds                       until stopped by Ctrl-C
  manage.py watch_feeds --once                what is due now, for a timer
  manage.py watch_feeds --once https://herald.example/feed.xml
  manage.py watch_feeds --queue               workers on other machines extract

Feeds are kept in the admin, under Feeds: the outlet, the address, how often. What is
fetched is fetched politely: one request at a time, with pauses, as robots.txt allows,
and only what has changed. A feed that fails is asked ever less often, once a day at
least; one that fails for more than a day is marked in the admin. Stopped at any moment,
the same command goes on. A page that cannot be stored is named on standard error, and
with --once the exit status is then 1. docs/sources.md has more.
"""
LONGEST_SLEEP = 60.0
"""Seconds after which feeds that were added meanwhile are looked for."""
GOES_ON = "Whole articles are stored; the same command goes on."


class Command(CommandWithExamples):
    examples = EXAMPLES
    help = "Fetch the outlets' feeds as they come due and store new articles."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "address",
            nargs="*",
            metavar="ADDRESS",
            help="only these feeds, due or not; without any, all that are due",
        )
        parser.add_argument(
            "--once", action="store_true", help="stop when nothing more is due"
        )
        add_workers(parser)
        parser.add_argument(
            "--queue",
            action="store_true",
            help="hand the articles to the workers of the queue, who read them before "
            "those of an archive (docs/queue.md)",
        )

    def handle(
        self,
        *,
        address: list[str],
        once: bool,
        workers: int,
        queue: bool = False,
        **options: Any,
    ) -> None:
        if workers < 1:
            raise CommandError("--workers takes a whole number from 1.")
        self.failed = 0
        self.work: Work = partial(run, workers=workers)
        if queue:
            self.work = partial(hand_over, watched=True, tell=self.stderr.write)
        reading = reading_of_settings(Defaults())
        try:
            if queue:
                check_broker()
            feeds = self.find_named(address)
            with printing(GOES_ON):
                self.watch(feeds, reading, once=once)
        except QueueError as error:
            raise CommandError(str(error), returncode=2) from error
        except DatabaseError as error:
            raise CommandError(
                f"The database cannot be used: {first_line(error)}. If it is new, run "
                "“manage.py migrate” first."
            ) from error
        except KeyboardInterrupt:
            raise CommandError(f"Interrupted. {GOES_ON}", returncode=130) from None
        if once and self.failed:
            raise CommandError(
                f"{self.failed} failed and {'is' if self.failed == 1 else 'are'} named "
                "above; the rest is stored."
            )

    def find_named(self, addresses: list[str]) -> list[Feed] | None:
        """The feeds of these addresses; None where none is named."""
        if not addresses:
            return None
        found = {
            feed.address: feed
            for feed in Feed.objects.filter(address__in=addresses).select_related(
                "outlet"
            )
        }
        for address in addresses:
            if address not in found:
                raise CommandError(
                    f"No feed has the address {address}. Add it in the admin under "
                    "Feeds, or read it once with “manage.py extract_quotes "
                    f"{address}”."
                )
        return list(found.values())

    def watch(self, named: list[Feed] | None, reading: Reading, *, once: bool) -> None:
        """Give feeds their turns, those named first, and then as they come due."""
        printer = SummaryPrinter(self.stdout.write)
        turns = self.run_due(named, reading)
        while True:
            count = sum(
                self.follow(feed, outcomes, printer) for feed, outcomes in turns
            )
            if once or count:
                printer.finish(failed=self.failed)
                printer = SummaryPrinter(self.stdout.write)
            if once:
                return
            self.stdout.flush()
            time.sleep(self.pause(named))
            again = None if named is None else [f for f in named if self.is_due(f)]
            turns = self.run_due(again, reading)

    def run_due(
        self, named: list[Feed] | None, reading: Reading
    ) -> Iterator[tuple[Feed, Iterator[Done | Failure]]]:
        """Each feed whose turn it is, with the outcomes of its turn."""
        if named is not None:
            for feed in named:
                while mark_taken(feed, now_in_utc()):
                    yield feed, run_turn(feed, reading, self.work)
                    if not self.is_due(feed):
                        break
            return
        while due := Feed.objects.due(now_in_utc()).select_related("outlet").first():
            if mark_taken(due, now_in_utc()):
                yield due, run_turn(due, reading, self.work)

    def follow(
        self, feed: Feed, outcomes: Iterator[Done | Failure], printer: SummaryPrinter
    ) -> int:
        """Print what becomes of each page of ``feed``; return how many there were."""
        count = 0
        for outcome in outcomes:
            count += 1
            if isinstance(outcome, Failure):
                self.failed += 1
                self.stderr.write(str(outcome))
            else:
                printer.add(outcome)
        return count

    def is_due(self, feed: Feed) -> bool:
        """Whether it is the turn of ``feed``, looked up anew."""
        feed.refresh_from_db()
        return feed.next_due_at <= now_in_utc()

    def pause(self, named: list[Feed] | None) -> float:
        """Seconds until the next feed is due, a minute at most."""
        feeds = Feed.objects.filter(active=True)
        if named is not None:
            feeds = feeds.filter(pk__in=[feed.pk for feed in named])
        first = feeds.order_by("next_due_at").first()
        if first is None:
            return LONGEST_SLEEP
        left = (first.next_due_at - now_in_utc()).total_seconds()
        return min(max(left, 1.0), LONGEST_SLEEP)
