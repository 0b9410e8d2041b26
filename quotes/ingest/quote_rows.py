"""New quotes written by the thousand, without a model for each.

On PostgreSQL by COPY, on SQLite by one prepared insert.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import StringIO
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField

from quotes.models import Quote
from quotes.models.numbers import reserve_numbers

Values = Mapping[str, Any]
"""A value for each column of a quote that has no default, and for others."""


def insert_quotes(quotes: Sequence[Values]) -> list[int]:
    """Store new quotes; return their primary keys, ascending, as given.

    To be called in the transaction that holds ``lock_linking``. Two queries. Without
    history, which is of what people do.
    """
    if not quotes:
        return []
    numbers = reserve_numbers(Quote, len(quotes))
    fields = _fields()
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    columns = f"{connection.ops.quote_name(str(Quote._meta.pk.column))}, {names}"
    table = Quote._meta.db_table
    # Of COPY Django does not translate the errors by itself.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            lines = _lines(numbers, quotes)
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", StringIO(lines))
        else:
            marks = ", ".join(["%s"] * (len(fields) + 1))
            cursor.executemany(
                f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
                [
                    (pk, *_prepared(fields, values))
                    for pk, values in zip(numbers, quotes, strict=True)
                ],
            )
    return numbers


@cache
def _fields() -> list[Field[Any, Any]]:
    return [
        field
        for field in Quote._meta.local_concrete_fields
        if not (field.primary_key or field.generated)
    ]


def _prepared(fields: Sequence[Field[Any, Any]], values: Values) -> list[Any]:
    return [
        field.get_db_prep_save(_value(field, values), connection) for field in fields
    ]


def _value(field: Field[Any, Any], values: Values) -> Any:
    if field.attname in values:
        return values[field.attname]
    return field.get_default()


def _lines(numbers: Sequence[int], quotes: Sequence[Values]) -> str:
    """The rows as COPY reads them: its text format."""
    # Most columns are alike in all of them: those are written once.
    given = quotes[0].keys()
    writers: list[tuple[str, Callable[[Any], str]] | str] = []
    for field in _fields():
        write = _json if isinstance(field, JSONField) else _cell
        if field.attname in given:
            writers.append((field.attname, write))
        else:
            writers.append(write(field.get_default()))
    return "".join(
        [
            "\t".join(
                [
                    str(pk),
                    *(
                        one if isinstance(one, str) else one[1](values[one[0]])
                        for one in writers
                    ),
                ]
            )
            + "\n"
            for pk, values in zip(numbers, quotes, strict=True)
        ]
    )


_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def _json(value: Any) -> str:
    # JSON has no character but the backslash that COPY reads in its own way.
    return json.dumps(value).replace("\\", "\\\\")


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES) if not value.isalnum() else value
    return str(value)
