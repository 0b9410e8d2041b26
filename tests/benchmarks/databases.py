"""Databases of made-up quotes beside the configured one: dropped, or kept for later.

A run that measures nothing has made its rows in vain, and a million take a while:
where a folder to keep them in is named, they are made once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection, transaction

from quotes.models import Quote, Speaker
from tests.benchmarks import tables


@contextmanager
def filled_database(quotes: int, *, keep: Path | None) -> Iterator[None]:
    """Have the connection lead to a migrated database of ``quotes`` made-up quotes.

    Without ``keep`` it is dropped at the end. With it, it stays (on SQLite in that
    folder, on PostgreSQL on its server) and the next call migrates it, completes it
    where that was interrupted, and measures it again.
    """
    configured = connection.settings_dict["NAME"]
    with TemporaryDirectory(prefix="quotes-benchmark-") as folder:
        name = f"made_{quotes}"
        if connection.vendor == "sqlite":
            name = str((keep or Path(folder)) / f"{name}.sqlite3")
        connection.settings_dict["TEST"]["NAME"] = name
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=keep is not None
        )
        try:
            fill(quotes)
            yield
        finally:
            connection.creation.destroy_test_db(
                configured, verbosity=0, keepdb=keep is not None
            )


def fill(quotes: int) -> None:
    """Make up what the database lacks of so many quotes, and gather statistics."""
    postgres = connection.vendor == "postgresql"
    present = Quote.objects.count()
    if present >= quotes:
        return
    with _quick_writes():
        if not Speaker.objects.exists():
            tables.write_names()
        tables.write_quotes(present, quotes, fingerprints=not postgres)
    with connection.cursor() as cursor:
        # Statistics, and on PostgreSQL what its housekeeping does in time.
        cursor.execute("VACUUM ANALYZE" if postgres else "ANALYZE")


@contextmanager
def _quick_writes() -> Iterator[None]:
    """Write without what only guards against a crash or a wrong reference.

    On PostgreSQL all of it is one transaction, and indexes are made at its end.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("PRAGMA cache_size = -1000000")
            yield
            return
        with transaction.atomic():
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL maintenance_work_mem = '1GB'")
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes"
                " LEFT JOIN pg_constraint ON conname = indexname"
                " WHERE tablename = ANY(%s) AND conname IS NULL",
                [list(tables.COLUMNS)],
            )
            indexes = cursor.fetchall()
            for name, _ in indexes:
                cursor.execute(f'DROP INDEX "{name}"')
            yield
            for _, definition in indexes:
                cursor.execute(definition)
