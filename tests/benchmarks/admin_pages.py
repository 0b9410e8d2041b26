"""How long every page of the admin takes: python -m tests.benchmarks.admin_pages N

Makes a database of N made-up quotes (a multiple of 5,000) beside the configured one,
asks for every list, every page of one row and the desk as an editor does, and prints
for each the time by the clock (the median of three), the queries and the rows they
read. Exits with 1 where a page takes a second or more, counts a whole table, or sends
more queries than a page may. ``--keep FOLDER`` keeps the database for the next time.
"""

from __future__ import annotations

import os

os.environ.setdefault("QUOTES_ENV", "local")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")

import argparse
import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import django

django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.linking.statements.exposure import set_exposures_of_statements  # noqa: E402
from quotes.models import Article, Quote, Statement  # noqa: E402
from quotes.review import desk  # noqa: E402
from quotes.review.reports import file_report  # noqa: E402
from tests.benchmarks.databases import filled_database  # noqa: E402
from tests.benchmarks.made_up import word  # noqa: E402
from tests.benchmarks.measuring import Backend  # noqa: E402

SECONDS, QUERIES, ROUNDS = 1.0, 40, 3
WHOLE_COUNT = re.compile(
    r"SELECT COUNT\(\*\)(?!.*\bLIMIT\b).*\bquotes_(quote|article|statement|speaker)\b",
    re.S,
)


@dataclass(frozen=True, slots=True)
class Timing:
    """One page: seconds (median), queries, and whether one of them counts a table.

    cpu: seconds of both processes, which tells a slow page from a busy machine.
    """

    name: str
    seconds: float
    cpu: float
    queries: int
    counts_all: bool

    @property
    def met(self) -> bool:
        return (
            self.seconds < SECONDS and self.queries <= QUERIES and not self.counts_all
        )


def addresses() -> Iterator[tuple[str, str]]:
    """Every page there is to look at, by name."""
    yield from desk_pages()
    for model, page in admin.site._registry.items():
        if model._meta.app_label == "quotes":
            yield from pages_of_model(model, page)
    yield from quote_pages()


def desk_pages() -> Iterator[tuple[str, str]]:
    """The front in its four parts, and the list of every kind of work."""
    front = reverse("desk:front")
    yield "desk", front
    for whose in ("mine", "unassigned", "put-off"):
        yield f"desk, {whose}", f"{front}?whose={whose}"
    for kind in desk.KINDS:
        address = reverse("desk:list", args=[kind.key])
        yield f"desk: {kind.key}", address
        yield f"desk: {kind.key}, last page", f"{address}?page=9999"


def pages_of_model(model: type[Model], page: Any) -> Iterator[tuple[str, str]]:
    """Its list, that with counts and that of a search; its first and last row."""
    name = model._meta.model_name
    address = reverse(f"admin:quotes_{name}_changelist")
    yield f"list: {name}", address
    yield f"list: {name}, with counts", f"{address}?_facets=True"
    if page.search_fields:
        yield f"list: {name}, a common word", f"{address}?q={word(3)}"
    rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
    for place, pk in (("first", rows.first()), ("last", rows.last())):
        if pk is not None:
            yield f"{name}, {place}", reverse(f"admin:quotes_{name}_change", args=[pk])
            if hasattr(page, "object_history_template"):
                history = reverse(f"admin:quotes_{name}_history", args=[pk])
                yield f"{name}, {place}, history", history


def quote_pages() -> Iterator[tuple[str, str]]:
    """Places in the queue, and the other parts of the list."""
    queue = Quote.objects.unreviewed().order_by("-mistake_cost", "pk")
    for place in (0, 1000, Quote.objects.count() // 2):
        if quote := queue[place : place + 1].first():
            address = reverse("admin:quotes_quote_change", args=[quote.pk])
            yield f"quote {place:,} of the queue", address
    address = reverse("admin:quotes_quote_changelist")
    for review in ("decided", "withdrawn", "all"):
        yield f"list: quote, {review}", f"{address}?review={review}"


def measure(client: Client, name: str, address: str) -> Timing:
    """Ask for ``address`` a few times; RuntimeError unless it is there."""
    seconds, cpu, backend = [], [], Backend()
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        used = time.process_time() + backend.cpu()
        response = client.get(address)
        seconds.append(time.perf_counter() - begin)
        cpu.append(time.process_time() + backend.cpu() - used)
        if response.status_code not in (200, 302):
            raise RuntimeError(f"{address}: {response.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    sql = [query["sql"] for query in captured]
    return Timing(
        name,
        statistics.median(seconds),
        statistics.median(cpu),
        len(sql),
        any(WHOLE_COUNT.search(one.replace('"', "")) for one in sql),
    )


def make_work() -> Client:
    """Things of every kind to do, and somebody who has done some; logged in."""
    editor = get_user_model().objects.get(username="editor")
    editor.is_superuser = editor.is_staff = True
    editor.save()
    quotes = list(Quote.objects.unreviewed().order_by("pk")[:1200])
    for quote in quotes[:20]:
        file_report(quote=quote, reason="words", explanation="One is missing.")
    for quote in quotes[20:40]:
        desk.claim_item(kind=desk.QUOTES, item=quote.pk, by=editor)
    for quote in quotes[100:1200]:
        desk.defer_for_oneself(kind=desk.QUOTES, item=quote.pk, by=editor)
    failed = Article.objects.order_by("pk").values_list("pk", flat=True)[:100]
    Article.objects.filter(pk__in=list(failed)).update(
        extraction_error="too long",
        extraction_failed_at=timezone.now(),
        extraction_attempts=3,
    )
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    return client


def set_all_exposures() -> None:
    """As a run would have left them."""
    pks = Statement.objects.filter(quote_count__gt=1).order_by("pk")
    last, step = 0, 20_000
    while chunk := list(pks.filter(pk__gt=last).values_list("pk", flat=True)[:step]):
        set_exposures_of_statements(chunk)
        last = chunk[-1]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("quotes", type=int, help="how many, a multiple of 5,000")
    parser.add_argument("--keep", type=Path, help="a folder to keep the database in")
    arguments = parser.parse_args()
    if arguments.quotes < 5_000 or arguments.quotes % 5_000:
        parser.error("Give a multiple of 5,000.")
    with filled_database(arguments.quotes, keep=arguments.keep):
        set_all_exposures()
        client = make_work()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        timings = [measure(client, *page) for page in addresses()]
    table = Table(
        title=f"Pages of the admin at {arguments.quotes:,} quotes, {connection.vendor}",
        title_justify="left",
    )
    for heading in ("page", "seconds", "CPU", "queries", "verdict"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for one in sorted(timings, key=lambda timing: -timing.seconds):
        verdict = "met" if one.met else "counts all" if one.counts_all else "MISSED"
        table.add_row(
            one.name, f"{one.seconds:.3f}", f"{one.cpu:.3f}", str(one.queries), verdict
        )
    Console(width=100).print(table)
    slowest = max(timings, key=lambda timing: timing.seconds)
    print(f"{len(timings)} pages, slowest {slowest.seconds:.3f} s ({slowest.name})")
    sys.exit(not all(one.met for one in timings))


if __name__ == "__main__":
    main()
