"""Make a database of hundreds of thousands of quotes one of millions (PostgreSQL).

python -m tests.benchmarks.multiply TIMES [--without INDEX …]

Takes the configured database, which ``extract_quotes`` has filled, and adds TIMES - 1
copies of its articles, quotes, statements and keys: with numbers, addresses and keys of
their own, each copy later than the one before, of the same speakers and outlets. So
every question finds about as much among many times the rows. Indexes are dropped
before and made again afterwards, but for those of ``--without``. Prints the sizes of
tables and indexes. Only for a database that nobody needs.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass, field

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection  # noqa: E402 - models need Django set up
from django.db.backends.utils import CursorWrapper  # noqa: E402

COPIED = (
    "quotes_article",
    "quotes_articleaddress",
    "quotes_articlekey",
    "quotes_statement",
    "quotes_quote",
    "quotes_quotefingerprint",
    "quotes_quotekey",
    "quotes_quotelink",
)
LATER = ("published_at", "dated_at", "first_published_at", "disputed_at")
KEYS = ("key", "text_key")
"""Hashes of eight bytes; of another type they are text."""
TEXTS = ("url", "text_hash", "key")
"""What is unique of an article or an address."""


@dataclass
class Table:
    """Columns of a table, and which tables they refer to."""

    name: str
    types: dict[str, str]
    refers: dict[str, str] = field(default_factory=dict)

    def copying(self, steps: dict[str, int], days: int) -> str:
        """SQL that copies the rows of before, as copy number %(copy)s."""
        columns = ", ".join(f'"{name}"' for name in self.types)
        values = ", ".join(
            self._value(name, type_, steps, days) for name, type_ in self.types.items()
        )
        where = ""
        if number := next(
            (c for c, table in self.refers.items() if table in steps), ""
        ):
            where = f' WHERE "{number}" <= {steps[self.refers[number]]}'
        return (
            f"INSERT INTO {self.name} ({columns}) OVERRIDING SYSTEM VALUE "  # noqa: S608
            f"SELECT {values} FROM {self.name}{where}"
        )

    def _value(self, name: str, type_: str, steps: dict[str, int], days: int) -> str:
        quoted = f'"{name}"'
        if (table := self.refers.get(name)) in steps:
            return f"{quoted} + %(copy)s * {steps[table]}"
        if name in LATER:
            return f"{quoted} + %(copy)s * interval '{days} days'"
        if name in KEYS and type_ == "bigint":
            # Another one, as evenly spread.
            return f"hashint8extended({quoted}, %(copy)s)"
        if name == "url":
            return f"{quoted} || '?copy=' || %(copy)s"
        if name in TEXTS:
            return f"md5({quoted} || %(copy)s)"
        return quoted


def read_tables(cursor: CursorWrapper) -> list[Table]:
    """What is copied, as the database tells it."""
    tables = []
    for name in COPIED:
        cursor.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            " AND attgenerated = '' ORDER BY attnum",
            [name],
        )
        table = Table(name, dict(cursor.fetchall()))
        cursor.execute(
            "SELECT attname, confrelid::regclass::text FROM pg_constraint"
            " JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
            " WHERE conrelid = %s::regclass AND contype = 'f'",
            [name],
        )
        table.refers = dict(cursor.fetchall())
        if "id" in table.types:
            table.refers = {"id": name} | table.refers
        # Numbers of keys and links have no constraint.
        for column, owner in (
            ("quote_id", "quotes_quote"),
            ("article_id", "quotes_article"),
            ("first_id", "quotes_quote"),
            ("second_id", "quotes_quote"),
        ):
            if column in table.types:
                table.refers.setdefault(column, owner)
        tables.append(table)
    return tables


def drop_indexes(cursor: CursorWrapper) -> list[str]:
    """Drop what rows need not have while they are copied; return how it is made."""
    cursor.execute(
        "SELECT c.relname, pg_get_indexdef(c.oid), con.conname, con.conrelid::regclass,"
        " pg_get_constraintdef(con.oid), EXISTS (SELECT FROM pg_constraint AS f"
        " WHERE f.contype = 'f' AND f.conindid = c.oid)"
        " FROM pg_index JOIN pg_class AS c ON c.oid = indexrelid"
        " LEFT JOIN pg_constraint AS con ON con.conindid = c.oid"
        " AND con.conrelid = indrelid AND con.contype IN ('p', 'u')"
        " WHERE indrelid::regclass::text = ANY(%s)",
        [list(COPIED)],
    )
    making = []
    for name, definition, constraint, table, told, needed in cursor.fetchall():
        if needed:
            continue
        if constraint:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
            making.append(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {told}")
        else:
            making.append(definition)
            making += _targets(cursor, name)
            cursor.execute(f"DROP INDEX {name}")
    return making


def _targets(cursor: CursorWrapper, index: str) -> list[str]:
    """How fine statistics of its columns are, where a migration has set that."""
    cursor.execute(
        "SELECT attnum, attstattarget FROM pg_attribute"
        " WHERE attrelid = %s::regclass AND attstattarget >= 0",
        [index],
    )
    return [
        f"ALTER INDEX {index} ALTER COLUMN {column} SET STATISTICS {target}"
        for column, target in cursor.fetchall()
    ]


def multiply(cursor: CursorWrapper, times: int) -> None:
    """Add the copies, one transaction for each of them and each table."""
    tables = read_tables(cursor)
    steps = {}
    for table in tables:
        if "id" in table.types:
            cursor.execute(f"SELECT max(id) FROM {table.name}")  # noqa: S608
            steps[table.name] = cursor.fetchone()[0]
    cursor.execute(
        "SELECT extract(day FROM max(published_at) - min(published_at))::int + 1"
        " FROM quotes_article"
    )
    days = cursor.fetchone()[0]
    cursor.execute("SET session_replication_role = replica")
    for table in tables:
        started = time.perf_counter()
        sql = table.copying(steps, days)
        for copy in range(1, times):
            cursor.execute(sql, {"copy": copy})
        print(f"{table.name}: {time.perf_counter() - started:,.0f} s", flush=True)
    cursor.execute("SET session_replication_role = DEFAULT")
    for name, step in steps.items():
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [name, times * step]
        )


def print_sizes(cursor: CursorWrapper) -> None:
    """Rows, and bytes of rows and of indexes."""
    cursor.execute(
        "SELECT relname, reltuples, pg_table_size(oid), pg_indexes_size(oid)"
        " FROM pg_class WHERE relname = ANY(%s)"
        " ORDER BY pg_total_relation_size(oid) DESC",
        [list(COPIED)],
    )
    for name, rows, own, indexes in cursor.fetchall():
        print(
            f"{name}: {rows:,.0f} rows, {own / 1e6:,.0f} MB,"
            f" indexes {indexes / 1e6:,.0f} MB"
        )
    cursor.execute(
        "SELECT indexrelid::regclass, pg_relation_size(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text = ANY(%s)"
        " ORDER BY pg_relation_size(indexrelid) DESC LIMIT 12",
        [list(COPIED)],
    )
    for name, size in cursor.fetchall():
        print(f"    {name}: {size / 1e6:,.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("times", type=int, help="how many times as many rows")
    parser.add_argument(
        "--without", nargs="+", default=[], metavar="INDEX", help="not made again"
    )
    options = parser.parse_args()
    if connection.vendor != "postgresql":
        parser.error("DATABASE_URL must be that of a PostgreSQL.")
    if options.times < 2:
        parser.error("TIMES must be 2 or more.")
    with connection.cursor() as cursor:
        making = drop_indexes(cursor)
        multiply(cursor, options.times)
        for sql in making:
            if not any(f" {name} " in sql for name in options.without):
                started = time.perf_counter()
                cursor.execute(sql)
                print(f"{time.perf_counter() - started:,.0f} s: {sql[:90]}", flush=True)
        started = time.perf_counter()
        # Else counts would look every row up.
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(COPIED)}")
        print(f"VACUUM: {time.perf_counter() - started:,.0f} s", flush=True)
        print_sizes(cursor)


if __name__ == "__main__":
    main()
