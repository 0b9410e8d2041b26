"""Storing and linking articles that were extracted elsewhere: quotes a second.

script/with-postgres python -m tests.benchmarks.lane 20000

Loads N made-up quotes into an empty database beside the configured one, as
``extract_quotes --extracted`` does (without reading its file), then measures on as many
again, in turns of a few hundred: together, as the command stores them; as many
together, each article by queries of its own (how it was before); and one by one. Prints
quotes per second of processor time, of this process and of the PostgreSQL process that
serves it, and per second of the clock; then as many by two processes in turns, as the
command does it; then the sizes of the tables.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from unittest import mock

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.ingest import batch  # noqa: E402
from quotes.ingest.loading import TOGETHER_READ, store_extracted  # noqa: E402
from quotes.ingest.sources import Failure  # noqa: E402
from quotes.models import Quote, Statement  # noqa: E402
from tests.benchmarks import turns  # noqa: E402
from tests.benchmarks.extracted import Extracted, articles  # noqa: E402
from tests.benchmarks.measuring import Backend  # noqa: E402

PER_ARTICLE = 10
WARMING = 40
"""Articles of each manner that are not counted."""
OTHERS = 500_000
"""The number of the first article that is measured: none is loaded before."""
IN_TURNS = 800_000
"""The same of those that two processes store."""


@dataclass(slots=True)
class Manner:
    """One way of storing, and what it has cost. share: of the articles measured."""

    name: str
    together: int
    slow: bool = False
    share: float = 1.0
    quotes: int = 0
    python: float = 0.0
    backend: float = 0.0
    wall: float = 0.0

    @contextmanager
    def measure(self, backend: Backend, quotes: int) -> Iterator[None]:
        served, wall, own = backend.cpu(), time.perf_counter(), time.process_time()
        yield
        self.python += time.process_time() - own
        self.backend += backend.cpu() - served
        self.wall += time.perf_counter() - wall
        self.quotes += quotes

    def cells(self) -> list[str]:
        """What the table shows: rates, and milliseconds a quote."""
        cpu = self.python + self.backend
        own, served = (
            1000 * part / self.quotes for part in (self.python, self.backend)
        )
        return [
            self.name,
            f"{self.quotes:,}",
            f"{self.quotes / cpu:,.0f}",
            f"{self.quotes / self.wall:,.0f}",
            f"{own:.2f} + {served:.2f}",
        ]


def store(made: list[Extracted], manner: Manner) -> None:
    """Store and link ``made``; raises RuntimeError where one of them fails."""
    alone = 10**9 if manner.slow else batch.FEWEST_TOGETHER
    items = [(one.record, one.quotations) for one in made]
    with mock.patch.object(batch, "FEWEST_TOGETHER", alone):
        for outcome in store_extracted(items, together=manner.together):
            if isinstance(outcome, Failure):
                raise RuntimeError(str(outcome))


def fill(quotes: int, backend: Backend, console: Console) -> Manner:
    """Load so many quotes, and tell what each tenth of them costs."""
    whole = Manner("loading", TOGETHER_READ)
    source = articles(0, quotes // PER_ARTICLE)
    part = max(TOGETHER_READ, quotes // PER_ARTICLE // 10)
    while made := list(islice(source, part)):
        tenth = Manner("", TOGETHER_READ)
        gc.collect()
        gc.freeze()
        for manner in (whole, tenth):
            manner.quotes += PER_ARTICLE * len(made)
        with tenth.measure(backend, 0):
            store(made, whole)
        whole.python += tenth.python
        whole.backend += tenth.backend
        whole.wall += tenth.wall
        analyse()
        console.print(f"{whole.quotes:,} quotes: " + ", ".join(tenth.cells()[2:]))
    return whole


def analyse() -> None:
    """What PostgreSQL's housekeeping does in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def compare(manners: list[Manner], quotes: int, backend: Backend) -> None:
    """Store other articles in each manner in turns, a few hundred at a time."""
    first = OTHERS
    while manners[0].quotes < quotes:
        for manner in manners:
            count = max(2, int(TOGETHER_READ * manner.share))
            made = list(articles(first, count))
            first += count
            gc.collect()
            with manner.measure(backend, PER_ARTICLE * count):
                store(made, manner)


def store_in_turns(quotes: int) -> Manner:
    """Store about so many by two processes, as the command does."""
    made = list(articles(IN_TURNS, turns.STARTING + quotes // PER_ARTICLE))
    counted, spent = turns.measure(made)
    return Manner(
        "by two processes in turns",
        TOGETHER_READ,
        quotes=PER_ARTICLE * counted,
        python=spent.own + spent.python,
        backend=spent.backend,
        wall=spent.wall,
    )


def sizes() -> list[tuple[str, int, int]]:
    """The largest tables: name, bytes of rows, bytes of indexes (PostgreSQL)."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class"
            " WHERE relkind = 'r' AND relname LIKE 'quotes_%%'"
            " AND pg_total_relation_size(oid) > 1000000"
            " ORDER BY pg_total_relation_size(oid) DESC"
        )
        found: list[tuple[str, int, int]] = cursor.fetchall()
        return found


def processor() -> str:
    """What this machine's processor calls itself."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.split(":")[1].strip() for line in lines if "model name" in line]
    return f"{len(names)} × {names[0]}" if names else "unknown processor"


def run(quotes: int, console: Console) -> None:
    """Load, compare, print."""
    backend = Backend()
    started = time.perf_counter()
    loading = fill(quotes, backend, console)
    manners = [
        Manner(f"{TOGETHER_READ} together", TOGETHER_READ),
        Manner("100 together, by queries of their own", 100, slow=True, share=0.5),
        Manner("one by one, by queries of their own", 1, slow=True, share=0.1),
    ]
    measured = min(quotes, 20_000)
    console.print(f"loaded in {time.perf_counter() - started:,.0f} s, with making them")
    held = sizes()
    statements = Statement.objects.count(), Quote.objects.count()
    compare(manners, measured, backend)
    manners.append(store_in_turns(measured))
    table = Table(title=f"The lane, {connection.vendor}, {processor()}")
    for name in (
        "articles",
        "quotes",
        "per CPU-second",
        "per second",
        "ms: Python + DB",
    ):
        table.add_column(name)
    for manner in (loading, *manners):
        table.add_row(*manner.cells())
    console.print(table)
    fast, slow = manners[:2]
    gain = (slow.python + slow.backend) / slow.quotes
    gain /= (fast.python + fast.backend) / fast.quotes
    console.print(
        f"together costs 1/{gain:.1f} of before; load {os.getloadavg()[0]:.1f}"
    )
    console.print("{:,} statements of {:,} quotes".format(*statements))
    for name, rows, indexes in held:
        each = (rows + indexes) / quotes
        console.print(
            f"{name}: {rows / 1e6:,.0f} MB + indexes {indexes / 1e6:,.0f} MB; "
            f"{each:,.0f} bytes a quote"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("quotes", nargs="?", type=int, default=20_000)
    options = parser.parse_args()
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        run(options.quotes, Console(width=120))
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    main()
