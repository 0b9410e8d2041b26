"""New rows written by the thousand, without a model for each.

On PostgreSQL by COPY, on SQLite by one prepared insert. Without history, which is of
what people do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from operator import call
from typing import Any

from django.db import connection, models
from django.db.models import Field, JSONField

from quotes.linking.store.behind import copy_in

Values = Mapping[str, Any]
"""A value for each column that has no default, and for others."""

Model = type[models.Model]


def insert_rows(model: Model, numbers: Sequence[int], rows: Sequence[Values]) -> None:
    """Store ``rows`` of ``model`` under primary keys that were reserved for them.

    All have values for the same columns. One query; within ``writing_behind``
    PostgreSQL may still be at it when this returns.
    """
    if not rows:
        return
    fields = _fields(model)
    quoted = connection.ops.quote_name
    key = quoted(str(model._meta.pk.column))
    columns = ", ".join([key, *(quoted(str(field.column)) for field in fields)])
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        copy_in(table, columns, _lines(fields, numbers, rows))
        return
    marks = ", ".join(["%s"] * (len(fields) + 1))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})",  # noqa: S608
            [
                (pk, *_prepared(fields, values))
                for pk, values in zip(numbers, rows, strict=True)
            ],
        )


@cache
def _fields(model: Model) -> tuple[Field[Any, Any], ...]:
    return tuple(
        field
        for field in model._meta.local_concrete_fields
        if not (field.primary_key or field.generated)
    )


def _prepared(fields: Sequence[Field[Any, Any]], values: Values) -> list[Any]:
    return [
        field.get_db_prep_save(_value(field, values), connection) for field in fields
    ]


def _value(field: Field[Any, Any], values: Values) -> Any:
    if field.attname in values:
        return values[field.attname]
    return field.get_default()


def _lines(
    fields: Sequence[Field[Any, Any]], numbers: Sequence[int], rows: Sequence[Values]
) -> str:
    """The rows as COPY reads them: its text format."""
    # Most columns are alike in all of them: those are written once.
    given = rows[0].keys()
    line, names, writers = ["%s"], [], []
    for field in fields:
        write = _json if isinstance(field, JSONField) else _cell
        if field.attname in given:
            line.append("%s")
            names.append(field.attname)
            writers.append(write)
        else:
            line.append(write(field.get_default()).replace("%", "%%"))
    template = "\t".join(line) + "\n"
    return "".join(
        [
            template % (pk, *map(call, writers, map(values.__getitem__, names)))
            for pk, values in zip(numbers, rows, strict=True)
        ]
    )


_ESCAPED = re.compile(r"[\\\t\n\r]")
_encode = json.JSONEncoder().encode


def _json(value: Any) -> str:
    if _is_ranges(value):
        return str(value)  # the same, in a fifth of the time
    # JSON has no character but the backslash that COPY reads in its own way.
    return _encode(value).replace("\\", "\\\\")


def _is_ranges(value: Any) -> bool:
    """Whether it is a list of pairs of whole numbers, as most columns of JSON are."""
    return type(value) is list and all(
        type(pair) is list and [*map(type, pair)] == _PAIR for pair in value
    )


_PAIR = [int, int]


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return _escape(value) if _ESCAPED.search(value) else value
    return str(value)


def _escape(text: str) -> str:
    # The backslash first. A hundred times as quick as to translate an article.
    text = text.replace("\\", r"\\").replace("\t", r"\t")
    return text.replace("\n", r"\n").replace("\r", r"\r")
