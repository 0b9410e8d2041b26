"""Whether quotes are found quicker in a table with a partition for every month.

python -m tests.benchmarks.partitions [--rounds 10]

Copies the columns of quotes that lists, searches and linking go by, of the configured
database (PostgreSQL), into two tables with the same indexes: one whole, one partitioned
by month of its date. Asks both the same questions in turns and prints milliseconds of
the server's processor, of planning, and the pages of 8 kB that were read; then drops
both. Only for a database that nobody needs.
"""

# ruff: noqa: S608 - SQL is put together from names of ours, never from input

from __future__ import annotations

import argparse
import json
import os
import statistics
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up
from django.db.backends.utils import CursorWrapper  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.search.postgres import CONFIGURATION  # noqa: E402
from tests.benchmarks.measuring import Backend  # noqa: E402

WHOLE, PARTED = "benchmark_whole", "benchmark_parted"
COLUMNS = (
    "id bigint, article_id bigint, outlet_id bigint, speaker_id bigint,"
    " statement_id bigint, status varchar(12), dated_at timestamptz,"
    " search_vector tsvector"
)
INDEXES = (
    "btree (id)",
    "btree (article_id)",
    "btree (statement_id)",
    "btree (dated_at DESC, id DESC)",
    "btree (speaker_id, dated_at DESC, id DESC)",
    "btree (outlet_id, dated_at DESC, id DESC)",
    "gin (search_vector)",
)
NEWEST = "ORDER BY dated_at DESC, id DESC LIMIT 21"
QUESTIONS = {
    "newest": f"SELECT id FROM {{table}} {NEWEST}",
    "newest of a month": (
        f"SELECT id FROM {{table}} WHERE dated_at BETWEEN %(after)s AND %(before)s"
        f" {NEWEST}"
    ),
    "a month, counted": (
        "SELECT count(*) FROM {table} WHERE dated_at BETWEEN %(after)s AND %(before)s"
    ),
    "newest of a speaker": (
        f"SELECT id FROM {{table}} WHERE speaker_id = %(speaker)s {NEWEST}"
    ),
    "a speaker's of some days": (
        "SELECT id FROM {table} WHERE speaker_id = %(speaker)s AND dated_at"
        f" BETWEEN %(before)s::timestamptz - interval '3 days' AND %(before)s {NEWEST}"
    ),
    "common word, newest": (
        "SELECT id FROM {table} WHERE search_vector"
        f" @@ to_tsquery('{CONFIGURATION}', 'turn') {NEWEST}"
    ),
    "rare word, newest": (
        "SELECT id FROM {table} WHERE search_vector"
        f" @@ to_tsquery('{CONFIGURATION}', 'zoo') {NEWEST}"
    ),
    "rare word, of a month": (
        "SELECT id FROM {table} WHERE search_vector"
        f" @@ to_tsquery('{CONFIGURATION}', 'zoo')"
        f" AND dated_at BETWEEN %(after)s AND %(before)s {NEWEST}"
    ),
    "2,000 by number": "SELECT id FROM {table} WHERE id = ANY(%(numbers)s)",
    "printings of 2,000 statements": (
        "SELECT id FROM {table} WHERE statement_id = ANY(%(statements)s)"
    ),
}


def make(cursor: CursorWrapper) -> int:
    """Make and fill both tables; return how many partitions there are."""
    cursor.execute(f"DROP TABLE IF EXISTS {WHOLE}, {PARTED}")
    cursor.execute(f"CREATE TABLE {WHOLE} ({COLUMNS})")
    cursor.execute(f"CREATE TABLE {PARTED} ({COLUMNS}) PARTITION BY RANGE (dated_at)")
    cursor.execute(
        "SELECT to_char(month, 'YYYYMM'), month::date,"
        " (month + interval '1 month')::date FROM generate_series("
        " (SELECT date_trunc('month', min(published_at)) FROM quotes_quote),"
        " (SELECT max(published_at) FROM quotes_quote), '1 month') AS month"
    )
    months = cursor.fetchall()
    for name, first, after in months:
        cursor.execute(
            f"CREATE TABLE {PARTED}_{name} PARTITION OF {PARTED}"
            f" FOR VALUES FROM ('{first}') TO ('{after}')"
        )
    cursor.execute(f"CREATE TABLE {PARTED}_rest PARTITION OF {PARTED} DEFAULT")
    names = ", ".join(column.split()[0] for column in COLUMNS.split(", "))
    for table in (WHOLE, PARTED):
        cursor.execute(
            f"INSERT INTO {table} ({names})"
            f" SELECT {names} FROM quotes_quote ORDER BY dated_at"
        )
        for index in INDEXES:
            cursor.execute(f"CREATE INDEX ON {table} USING {index}")
        cursor.execute(f"VACUUM (ANALYZE) {table}")
    return len(months) + 1


def ask(
    cursor: CursorWrapper, question: str, asked: dict[str, Any]
) -> tuple[int, float]:
    """Explain a question; return the pages read and the milliseconds of planning."""
    cursor.execute(
        f"EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) {question}", asked
    )
    told = cursor.fetchone()[0]
    (plan,) = json.loads(told) if isinstance(told, str) else told
    node = plan["Plan"]
    return node["Shared Hit Blocks"] + node["Shared Read Blocks"], plan["Planning Time"]


def chosen(cursor: CursorWrapper) -> dict[str, Any]:
    """What is asked for: the most quoted speaker, a month, numbers all over."""
    cursor.execute(
        f"SELECT speaker_id FROM {WHOLE} WHERE speaker_id IS NOT NULL"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
    )
    speaker = cursor.fetchone()[0]
    cursor.execute(
        "SELECT max(dated_at) - interval '60 days', max(dated_at) - interval '30 days',"
        f" max(id), max(statement_id) FROM {WHOLE}"
    )
    after, before, last, statement = cursor.fetchone()
    return {
        "speaker": speaker,
        "after": after,
        "before": before,
        "numbers": list(range(1, last, last // 2000)),
        "statements": list(range(1, statement, statement // 2000)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    if connection.vendor != "postgresql":
        parser.error("DATABASE_URL must be that of a PostgreSQL.")
    with connection.cursor() as cursor:
        count = make(cursor)
        asked = chosen(cursor)
        # Its processor is what is measured, not that of others beside it.
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        table = Table(title=f"One table and {count} partitions")
        table.add_column("question")
        for name in ("ms", "planning", "pages"):
            table.add_column(f"{name}: whole", justify="right")
            table.add_column("parted", justify="right")
        for name, question in QUESTIONS.items():
            table.add_row(name, *measure(cursor, question, asked, options.rounds))
        cursor.execute(f"DROP TABLE {WHOLE}, {PARTED}")
    Console(width=110).print(table)


def measure(
    cursor: CursorWrapper, question: str, asked: dict[str, Any], rounds: int
) -> list[str]:
    """Medians of both tables: CPU, planning, pages."""
    backend = Backend()
    cells: dict[str, list[tuple[float, float, int]]] = {WHOLE: [], PARTED: []}
    for number in range(-1, rounds):
        for table, taken in cells.items():
            sql = question.format(table=table)
            before = backend.cpu()
            cursor.execute(sql, asked)
            cursor.fetchall()
            spent = 1000 * (backend.cpu() - before)
            pages, planning = ask(cursor, sql, asked)
            if number >= 0:
                taken.append((spent, planning, pages))
    return [
        f"{statistics.median(row[part] for row in cells[table]):,.{digits}f}"
        for part, digits in ((0, 2), (1, 2), (2, 0))
        for table in (WHOLE, PARTED)
    ]


if __name__ == "__main__":
    main()
