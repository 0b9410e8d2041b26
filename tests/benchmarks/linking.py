"""Grouping and verification at size, for quotes whose variants are known.

script/with-postgres python -m tests.benchmarks.linking 30000 300000

Fills a database of each size through linking itself, all beside the configured one,
and prints one table: quotes grouped per second of processor time, measured on 6,000
more quotes (and rolled back), precision and recall of the pairs grouped, and recall@1
and cost of verification, measured in all databases in turns. Processor time is that of
this process and of the PostgreSQL process that serves it. With ``--keep`` the
databases stay, and a run that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need Django set up
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.ingest.workers import BATCH, TOGETHER  # noqa: E402
from quotes.linking.statements import group  # noqa: E402
from quotes.linking.statements.group import group_quotes  # noqa: E402
from quotes.linking.verification.verify import verify  # noqa: E402
from quotes.models import Quote, Speaker  # noqa: E402
from tests.benchmarks import tables, variants  # noqa: E402
from tests.benchmarks.measuring import Backend  # noqa: E402
from tests.benchmarks.plans import plans_of  # noqa: E402

MOST = group.BATCH // variants.PER_ARTICLE
MANNERS = (
    (MOST, f"{MOST} articles together: as many as linking takes"),
    (TOGETHER, f"{TOGETHER} articles together: extraction is ahead"),
    (BATCH, f"{BATCH} articles together: extraction lags"),
    (1, "one article"),
)
WARMING, MEASURED = 3_000, 6_000
"""Quotes grouped before anything is measured, and those whose grouping is measured."""
KINDS = (variants.copy, variants.cut, variants.mistype, variants.reword)
Query = tuple[str, str, int]
"""Kind of variant, its text, the statement it is of."""


@dataclass(slots=True)
class Cost:
    """Seconds of this process, of PostgreSQL's, and of the clock, by piece of work."""

    python: list[float] = field(default_factory=list)
    backend: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    @contextmanager
    def measure(self, backend: Backend) -> Iterator[None]:
        served, wall, own = backend.cpu(), time.perf_counter(), time.process_time()
        yield
        self.python.append(time.process_time() - own)
        self.backend.append(backend.cpu() - served)
        self.wall.append(time.perf_counter() - wall)

    @property
    def cpu(self) -> list[float]:
        return [a + b for a, b in zip(self.python, self.backend, strict=True)]


class Sized:
    """One database, and what is measured in it."""

    def __init__(self, quotes: int, folder: Path, *, keep: bool) -> None:
        self.quotes, self.keep = quotes, keep
        self.generator = variants.Generator()
        self.truth: dict[int, int] = {}
        self.name = f"linking_{quotes}"
        if connection.vendor == "sqlite":
            self.name = str(folder / f"{self.name}.sqlite3")
        self.made = False
        self.rows: dict[str, str] = {}
        self.found: dict[str, list[bool]] = {}
        self.costs: dict[str, Cost] = {}

    def make(self) -> None:
        """Create the database, or take up the one that was kept."""
        connection.settings_dict["TEST"]["NAME"] = self.name
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=self.keep
        )
        self.made = True

    def enter(self) -> None:
        """Have the connection lead here."""
        connection.close()
        connection.settings_dict["NAME"] = self.name
        connection.ensure_connection()

    def fill(self, progress: Callable[[str], None]) -> None:
        """Write and link what is missing, a hundred articles a transaction."""
        if not Speaker.objects.exists():
            tables.write_names()
        present = Quote.objects.count()
        for batch in variants.batches(self.generator, self.quotes, articles=MOST):
            self.truth.update(zip(batch.pks, batch.statements, strict=True))
            if batch.pks[-1] > present:
                with transaction.atomic():
                    variants.write(batch)
                    group_quotes([Quote(pk=pk) for pk in batch.pks])
                if self.generator.made % 10_000 == 0:
                    progress(f"{self.generator.made:,} of {self.quotes:,} quotes")
                    # What is known of so many quotes is not to be looked through again.
                    gc.freeze()
        with connection.cursor() as cursor:
            postgres = connection.vendor == "postgresql"
            cursor.execute("VACUUM ANALYZE" if postgres else "ANALYZE")

    def measure_grouping(self) -> None:
        """Link quotes that come in now, and forget them."""
        backend = Backend()
        for together, name in MANNERS:
            warming, cost = Cost(), Cost()
            quotes_made = 0
            gc.collect()
            gc.freeze()
            with transaction.atomic():
                # A run is long: its first quotes, for which nothing is in memory yet,
                # are few of its quotes.
                for number in range(
                    0, WARMING + MEASURED, together * variants.PER_ARTICLE
                ):
                    batch = self.generator.batch(together)
                    warm = number >= WARMING
                    quotes_made += len(batch.pks) if warm else 0
                    variants.write(batch)
                    _check_references()
                    quotes = [Quote(pk=pk) for pk in batch.pks]
                    with (cost if warm else warming).measure(backend):
                        group_quotes(quotes)
                        _check_references()
                transaction.set_rollback(True)
            self.rows[f"grouping, {name}"] = _rates(cost, quotes_made)

    def measure_pairs(self) -> None:
        """Pairwise precision and recall over all quotes."""
        held = dict(Quote.objects.values_list("pk", "statement_id"))
        truth = self.truth
        both = _pairs(Counter((truth[pk], held[pk]) for pk in truth))
        grouped = _pairs(Counter(held[pk] for pk in truth))
        known = _pairs(Counter(truth.values()))
        self.rows["precision of pairs grouped (≥ .98)"] = f"{both / grouped:.4f}"
        self.rows["recall of pairs grouped"] = f"{both / known:.4f}"

    def ask(self, queries: list[Query]) -> None:
        """Verify, and note whether the first answer is right."""
        backend = Backend()
        gc.collect()
        gc.freeze()
        verify(queries[0][1])
        for kind, text, number in queries:
            cost = self.costs.setdefault(kind, Cost())
            with cost.measure(backend):
                (result,) = verify(text)
            found = [match.quote_id for match in result.matches[:1]]
            right = any(self.truth[pk] == number for pk in found)
            self.found.setdefault(kind, []).append(right)

    def measure_plans(self, queries: list[Query]) -> None:
        """See what verification reads (PostgreSQL only)."""
        if connection.vendor != "postgresql":
            return
        plans = [plans_of(partial(verify, text)) for _, text, _ in queries]
        scanned = frozenset[str]().union(*(plan.scanned for plan in plans))
        self.rows["verify: tables read from end to end"] = ", ".join(scanned) or "none"
        pages = sorted(plan.pages for plan in plans)
        self.rows["verify: pages of 8 kB read, median and most"] = (
            f"{pages[len(pages) // 2]:,}, {pages[-1]:,}"
        )

    def report_verification(self) -> None:
        for kind, found in self.found.items():
            cost = self.costs[kind]
            self.rows[f"verify, {kind}: recall@1"] = f"{mean(found):.3f}"
            self.rows[f"verify, {kind}: ms"] = _milliseconds(cost)
        self.rows["verify, all: mean ms"] = f"{1000 * self.mean_cost:.1f}"

    @property
    def mean_cost(self) -> float:
        """Seconds of processor time a quotation, of all kinds."""
        return mean(seconds for cost in self.costs.values() for seconds in cost.cpu)


def _check_references() -> None:
    """Have what a commit would check checked now."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _rates(cost: Cost, quotes: int) -> str:
    """Quotes a second of both processes, and of each alone."""
    alone = [f"{quotes / sum(cost.python):,.0f}"]
    if sum(cost.backend):
        alone.append(f"{quotes / sum(cost.backend):,.0f}")
    return f"{quotes / sum(cost.cpu):,.0f}/s ({', '.join(alone)})"


def _milliseconds(cost: Cost) -> str:
    return (
        f"{1000 * median(cost.cpu):.1f} ({1000 * median(cost.python):.1f} + "
        f"{1000 * median(cost.backend):.1f}), by the clock "
        f"{1000 * median(cost.wall):.1f}"
    )


def _pairs(counts: Counter) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _queries(sizes: list[Sized], samples: int) -> list[Query]:
    """Variants of statements that are in all databases, of each kind in turns."""
    group = sizes[0].generator.statements
    chance = random.Random(11)
    settled = sorted({*sizes[0].truth.values()})
    queries = []
    pairs = variants.translations()
    for number in chance.sample(settled[len(pairs) :], samples):
        words = group[number]
        queries += [(kind.__name__, kind(words, chance), number) for kind in KINDS]
    seconds = enumerate(second for _, second in pairs[:samples])
    return queries + [("translate", second, number) for number, second in seconds]


def run(numbers: list[int], samples: int, keep: Path | None) -> None:
    """Fill a database of each size, measure them all, print the table."""
    console = Console(width=150)
    configured = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="quotes-benchmark-") as folder:
        sizes = [Sized(n, keep or Path(folder), keep=bool(keep)) for n in numbers]
        try:
            for size in sizes:
                size.make()
                size.fill(lambda done: console.print(done, style="dim"))
                size.measure_pairs()
            queries = _queries(sizes, samples)
            for start in range(0, len(queries), 40):
                for size in sizes:
                    size.enter()
                    size.ask(queries[start : start + 40])
            for size in sizes:
                size.enter()
                size.report_verification()
                size.measure_plans(queries[:: max(1, len(queries) // 100)])
                size.measure_grouping()
        finally:
            for size in sizes:
                if not size.made:
                    continue
                size.enter()
                connection.creation.destroy_test_db(
                    configured, verbosity=0, keepdb=size.keep
                )
    _print(console, sizes)


def _print(console: Console, sizes: list[Sized]) -> None:
    table = Table(title=f"Linking, {connection.vendor}", title_justify="left")
    table.add_column("measured")
    for size in sizes:
        table.add_column(f"{size.quotes:,} quotes")
    for name in sizes[0].rows:
        table.add_row(name, *(size.rows[name] for size in sizes))
    console.print(table)
    if len(sizes) > 1:
        growth = sizes[-1].mean_cost / sizes[0].mean_cost
        console.print(f"verification: {growth:.2f} times as long (target ≤ 3)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("quotes", nargs="*", type=int, default=[3_000, 30_000])
    parser.add_argument("--samples", type=int, default=200, help="of each kind")
    parser.add_argument("--keep", type=Path, help="folder of kept SQLite files")
    options = parser.parse_args()
    run(sorted(options.quotes), options.samples, options.keep)


if __name__ == "__main__":
    main()
