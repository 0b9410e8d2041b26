"""The lock under which processes link in turn."""

from __future__ import annotations

from django.db import connection

LOCK = 0x51554F54
"""Number of the lock that linkers of all processes take in turn."""


def lock_linking() -> None:
    """Let only this transaction link until it ends; the others wait.

    Must run inside a transaction, and before it writes rows that another linker
    may want to change. SQLite has one writer at a time as it is.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
