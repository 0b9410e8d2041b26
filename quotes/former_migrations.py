"""A database made before the first release is refused in words.

Its tables came about by other migrations than those that are here, which would fail at
the first table that is there already.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

FIRST = ("quotes", "0001_schema")
"""The first of those migrations, which every such database has applied."""


def check_no_former_migrations(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A system check of ``migrate`` and ``check --database``: an error for each."""
    return [
        Error(
            f"The database “{alias}” was made by a development version, before the "
            "first release, and cannot be migrated any further. Nothing was changed.",
            hint="Take what is in it along as a snapshot, into a new database: "
            "docs/operators.md, “A database of a development version”.",
            id="quotes.E001",
        )
        for alias in databases or ()
        if FIRST in MigrationRecorder(connections[alias]).applied_migrations()
    ]
