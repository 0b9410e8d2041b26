"""From the database to the lines of a snapshot."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from itertools import groupby
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Model

from quotes.snapshot.tables import (
    FORMAT,
    PACKED,
    TABLES,
    VERSION,
    fields_of,
    names_a_user,
    record_name,
    to_json,
)

_ROWS_AT_A_TIME = 1000
# Line breaks to some readers, Python's splitlines() among them, if not to JSON.
_ESCAPED = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"}


def snapshot_lines(*, using: str = DEFAULT_DB_ALIAS) -> Iterator[str]:
    """Yield the lines of a snapshot of database ``using``, as it stands now.

    First the header with the number of rows of each table, then the users who
    are named, then every row by table and primary key, at last the checksum:
    the SHA-256 of all bytes before its line. The same rows give the same bytes
    on every database. Memory does not grow with the tables; what others write
    meanwhile is not in it.
    """
    digest, count = hashlib.sha256(), 0
    with unchanging_view(using):
        for record in _records(using):
            line = dump_record(record)
            digest.update(line.encode())
            count += 1
            yield line
    yield dump_record(
        {"record": "end", "lines": count, "sha256": digest.hexdigest()},
    )


def dump_record(record: dict[str, Any]) -> str:
    """Return ``record`` as one line of JSON.

    Keys are sorted below the first, since PostgreSQL does not keep their order.
    """
    kind = record.pop("record")
    content = json.dumps(
        record,
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
        sort_keys=True,
    )
    comma = "," if record else ""
    return f'{{"record":"{kind}"{comma}{content[1:]}\n'.translate(_ESCAPED)


def _records(using: str) -> Iterator[dict[str, Any]]:
    rows = {
        record_name(model): model._base_manager.using(using).count() for model in TABLES
    }
    yield {"record": "header", "format": FORMAT, "version": VERSION, "rows": rows}
    usernames = _usernames(using)
    for username in sorted(usernames.values()):
        yield {"record": "user", "username": username}
    for model in TABLES:
        if model in PACKED:
            yield from _packed_rows(model, using)
        else:
            yield from _rows(model, usernames, using)


def _usernames(using: str) -> dict[Any, str]:
    """Map the primary keys of users whom some row names to their names."""
    named: set[Any] = set()
    for model in TABLES:
        for field in fields_of(model):
            if names_a_user(field):
                keys = model._base_manager.using(using).values_list(
                    field.attname, flat=True
                )
                named.update(keys.order_by().distinct())
    people = get_user_model()._base_manager.using(using)
    return {
        user.pk: user.get_username()
        for user in people.iterator(chunk_size=_ROWS_AT_A_TIME)
        if user.pk in named
    }


def _rows(
    model: type[Model], usernames: dict[Any, str], using: str
) -> Iterator[dict[str, Any]]:
    fields = fields_of(model)
    kind = record_name(model)
    rows = (
        model._base_manager.using(using)
        .order_by("pk")
        .values_list(*(field.attname for field in fields))
    )
    for values in rows.iterator(chunk_size=_ROWS_AT_A_TIME):
        record: dict[str, Any] = {"record": kind}
        for field, value in zip(fields, values, strict=True):
            record[field.name] = to_json(field, value, usernames)
        yield record


def _packed_rows(model: type[Model], using: str) -> Iterator[dict[str, Any]]:
    owner, kind = PACKED[model], record_name(model)
    rows = (
        model._base_manager.using(using)
        .order_by(f"{owner}_id", "dated_at", "key")
        .values_list(f"{owner}_id", "dated_at", "key")
    )
    by_owner = groupby(
        rows.iterator(chunk_size=_ROWS_AT_A_TIME), key=lambda row: row[:2]
    )
    for (key, dated_at), group in by_owner:
        yield {
            "record": kind,
            owner: key,
            "dated_at": dated_at.astimezone(UTC).isoformat(),
            "keys": [row[2] for row in group],
        }


@contextmanager
def unchanging_view(using: str) -> Iterator[None]:
    """Read all tables as of one moment; others may write meanwhile.

    Inside a transaction that is already open: as that one sees them.
    """
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(using=using), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # atomic() would begin by locking writers out: see OPTIONS in settings.
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
