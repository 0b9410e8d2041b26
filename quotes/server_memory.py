"""How much memory PostgreSQL holds pages in, and whether it was left as installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Warning
from django.db import connections

AS_INSTALLED = 128 * 2**20
"""Bytes of shared buffers that PostgreSQL has by itself."""
KEY_INDEX = "quotes_quotekey_pkey"
"""The largest index, of which storing a batch asks pages all over."""


def shared_buffers(alias: str) -> int:
    """Return the bytes of shared buffers of a PostgreSQL. One query."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_size_bytes(current_setting('shared_buffers'))")
        (held,) = cursor.fetchone()
    return int(held)


def check_shared_buffers(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A system check of ``migrate`` and ``check --database``: a warning for each."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        if connections[alias].vendor != "postgresql":
            continue
        held, index = shared_buffers(alias), _size_of_index(alias)
        if held <= AS_INSTALLED < index:
            found.append(
                Warning(
                    f"PostgreSQL of the database “{alias}” has shared_buffers of "
                    f"{held // 2**20} MB, as it is installed, and the index of quotes' "
                    f"keys alone has {index // 2**20} MB: storing quotes takes "
                    "PostgreSQL a fifth longer.",
                    hint="Set shared_buffers to a quarter of the machine's memory and "
                    "restart PostgreSQL: docs/operations.md, “Settings of PostgreSQL”.",
                    id="quotes.W001",
                )
            )
    return found


def _size_of_index(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        # Nothing before the first migration.
        cursor.execute(
            "SELECT coalesce(pg_relation_size(to_regclass(%s)), 0)", [KEY_INDEX]
        )
        (size,) = cursor.fetchone()
    return int(size)
