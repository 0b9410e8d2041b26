"""What reading costs in the configured database, whatever its size (PostgreSQL).

python -m tests.benchmarks.at_size [--rounds 20]

Asks for lists, searches, details and counts of the API in turns, and prints for each
the milliseconds of processor of Python and of PostgreSQL, the median and the 95th
percentile by the clock, and the pages of 8 kB that its queries read: these depend on
nothing else that the machine does. Of two databases, such as one before and after
``multiply``, the ratios tell what grows.
"""

from __future__ import annotations

import argparse
import os
from datetime import timedelta

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up
from django.db.models import Max  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.models import Article, Quote, Speaker, Statement  # noqa: E402
from tests.benchmarks.measuring import Server, Work, measure  # noqa: E402
from tests.benchmarks.plans import plans_of  # noqa: E402

BASE = "/api/v1"
WORDS = {
    "in 8 % of quotes": ("been", "when"),
    "in 1 %": ("turn", "thought", "service"),
    "in 0.01 %": ("zoo", "zoology", "zimbabwe"),
}
"""Words of made-up quotes by how common they are."""


def addresses() -> dict[str, list[str]]:
    """What is asked, by what it is called."""
    latest = Article.objects.aggregate(latest=Max("published_at"))["latest"]
    before = (latest - timedelta(days=30)).date().isoformat()
    after = (latest - timedelta(days=60)).date().isoformat()
    month = f"published_after={after}&published_before={before}"
    slug = Speaker.objects.get(pk=_most_quoted()).slug
    quote = Quote.objects.standing().latest("dated_at").pk
    statement = Statement.objects.latest("quote_count").pk
    lists = f"{BASE}/quotes/?page_size=20"
    asked = {
        "newest quotes": [lists],
        "quotes of a month": [f"{lists}&{month}"],
        "quotes of the most quoted speaker": [f"{lists}&speaker={slug}"],
        "page of that speaker": [f"{BASE}/speakers/{slug}/"],
        "newest statements": [f"{BASE}/statements/?page_size=20"],
        "disputed statements": [f"{BASE}/statements/?page_size=20&disputed=true"],
        "a quote": [f"{BASE}/quotes/{quote}/"],
        "the statement most printed": [f"{BASE}/statements/{statement}/"],
        "facets of all": [f"{BASE}/quotes/facets/"],
    }
    for how, words in WORDS.items():
        asked[f"words {how}, newest"] = [f"{lists}&q={w}" for w in words]
        asked[f"words {how}, by relevance"] = [
            f"{lists}&q={w}&ordering=relevance" for w in words
        ]
        asked[f"words {how}, of a month"] = [f"{lists}&q={w}&{month}" for w in words]
    return asked


def _most_quoted() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT speaker_id FROM quotes_quote WHERE speaker_id IS NOT NULL"
            " GROUP BY speaker_id ORDER BY count(*) DESC, speaker_id LIMIT 1"
        )
        return int(cursor.fetchone()[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    if connection.vendor != "postgresql":
        parser.error("DATABASE_URL must be that of a PostgreSQL.")
    server = Server()

    def get(path: str) -> Work:
        return lambda: server.get(path)

    works = {name: [get(path) for path in paths] for name, paths in addresses().items()}
    pages = {
        name: max(plans_of(work).pages for work in own) for name, own in works.items()
    }
    costs = measure(works, options.rounds)
    table = Table(
        title=f"{Quote.objects.count():,} quotes; load {os.getloadavg()[0]:.0f}"
    )
    for column in ("asked", "ms Python", "ms PostgreSQL", "p50", "p95", "pages"):
        table.add_column(column, justify="left" if column == "asked" else "right")
    for name, cost in costs.items():
        told = (cost.python, cost.backend, cost.wall, cost.wall_p95)
        # Of queries that are put into words once none is seen.
        read = f"{pages[name]:,}" if pages[name] else ""
        table.add_row(name, *(f"{ms:.1f}" for ms in told), read)
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
