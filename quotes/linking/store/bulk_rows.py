"""Rows written and read by the thousand.

New ones without a model for each: on PostgreSQL by COPY, on SQLite by one prepared
insert; without history, which is of what people do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models
from django.db.models import Field, JSONField, QuerySet
from django.db.models.base import ModelState

from quotes.linking.store.write_behind import copy_in

Values = Mapping[str, Any]
"""A value for each column that has no default, and for others."""

Model = type[models.Model]

_ESCAPED = re.compile(r"[\\\t\n\r]")
_encode = json.JSONEncoder().encode
_PAIR = [int, int]


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


Row = TypeVar("Row", bound=models.Model)


def read_rows(queryset: QuerySet[Row]) -> list[Row]:
    """Return the models of ``queryset``, each made in a third of the time.

    As the ORM makes them, but for signals, which nobody here listens to.
    """
    model = queryset.model
    names = [field.attname for field in model._meta.concrete_fields]
    database = queryset.db
    found = []
    for values in queryset.values_list(*names):
        row = model.__new__(model)
        row.__dict__.update(zip(names, values, strict=True))
        row._state = ModelState()
        row._state.adding, row._state.db = False, database
        found.append(row)
    return found


def new_rows(model: type[Row], count: int) -> list[Row]:
    """Return so many new models with nothing but their defaults, each made in a tenth
    of the time.

    For models whose defaults are values that cannot be changed.
    """
    template = vars(model())
    made = []
    for _ in range(count):
        row = model.__new__(model)
        row.__dict__.update(template)
        row._state = ModelState()
        made.append(row)
    return made


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
    line: list[str] = ["%s"]
    columns: list[Iterable[str]] = [map(str, numbers)]
    for field in fields:
        json_ = isinstance(field, JSONField)
        if field.attname in given:
            values = [row[field.attname] for row in rows]
            line.append("%s")
            columns.append(map(_json, values) if json_ else _cells(values))
        else:
            default = field.get_default()
            written = _json(default) if json_ else _cell(default)
            line.append(written.replace("%", "%%"))
    template = "\t".join(line) + "\n"
    return "".join([template % cells for cells in zip(*columns, strict=True)])


def _cells(values: Sequence[Any]) -> Iterable[str]:
    """One column of all rows, as COPY reads it: many at a time where they are text."""
    types = {*map(type, values)}
    if types != {str}:
        if any(issubclass(type_, str) for type_ in types):
            return map(_cell, values)
        return [r"\N" if value is None else str(value) for value in values]
    # NUL, which the database refuses: a text that has one is left for it to refuse.
    together = "\0".join(values)
    if together.count("\0") != len(values) - 1:
        return map(_cell, values)
    return _escape(together).split("\0") if _ESCAPED.search(together) else values


def _json(value: Any) -> str:
    if value == [] or _is_ranges(value):
        return str(value)  # the same, in a fifth of the time
    # JSON has no character but the backslash that COPY reads in its own way.
    return _encode(value).replace("\\", "\\\\")


def _is_ranges(value: Any) -> bool:
    """Whether it is a list of pairs of whole numbers, as most columns of JSON are."""
    return type(value) is list and all(
        type(pair) is list and [*map(type, pair)] == _PAIR for pair in value
    )


def _cell(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return _escape(value) if _ESCAPED.search(value) else value
    return str(value)


def _escape(text: str) -> str:
    # The backslash first. str.translate takes a hundred times as long.
    text = text.replace("\\", r"\\").replace("\t", r"\t")
    return text.replace("\n", r"\n").replace("\r", r"\r")
