"""Primary keys known before their rows are stored, so that many are stored at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, models


def reserve_numbers(model: type[models.Model], count: int) -> list[int]:
    """Return ``count`` primary keys, ascending, that new rows of ``model`` may take.

    To be called inside the transaction that stores the rows. On SQLite, which has one
    writer at a time, they are taken only when the rows are stored: no other rows of
    ``model`` may be stored in between. What is not taken is left out for ever on
    PostgreSQL. One query.
    """
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
                "FROM generate_series(1, %s)",
                [table, column, count],
            )
            return sorted(number for (number,) in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
        return list(range(last + 1, last + 1 + count))


def array_of(numbers: Iterable[int]) -> str:
    """Return ``numbers`` as PostgreSQL reads an array.

    Many times as quick as to pass a list, of which the driver adapts every item.
    """
    return "{" + str(list(numbers))[1:-1] + "}"
