"""Rows that linking writes by the thousand, without a model for each.

On PostgreSQL by COPY, on SQLite by one prepared insert.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from quotes.linking.store.bulk_rows import insert_rows
from quotes.linking.store.write_behind import copy_in
from quotes.models import Statement
from quotes.models.numbers import array_of, reserve_numbers

Keyed = tuple[int, datetime, Sequence[int]]
"""A quote or article by its number, its date, and the keys that find it."""

KeyRange = tuple[int, int]
"""The first and the last of some keys in the order of numbers, both inclusive."""

EVERY_KEY: KeyRange = (-(2**63), 2**63 - 1)

Fingerprint = tuple[int, int, int, Sequence[Sequence[str | int]], datetime]
"""Quote, text key, digest, counts of words elsewhere, date."""

_MICROSECOND = timedelta(microseconds=1)
_POSTGRES_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_KEY_ROW = np.dtype(
    [
        ("columns", ">i2"),
        ("key_size", ">i4"), ("key", ">i8"),
        ("at_size", ">i4"), ("at", ">i8"),
        ("owner_size", ">i4"), ("owner", ">i8"),
    ]
)  # fmt: skip
"""A row of three numbers of eight bytes as binary COPY reads it."""
_POSTGRES_SET = """
UPDATE quotes_quote SET statement_id = given.statement
FROM unnest(%s::bigint[], %s::bigint[]) AS given(quote, statement)
WHERE quotes_quote.id = given.quote
"""
_SQLITE_SET = """
UPDATE quotes_quote SET statement_id = given.statement
FROM (SELECT json_extract(value, '$[0]') AS quote,
             json_extract(value, '$[1]') AS statement FROM json_each(%s)) AS given
WHERE quotes_quote.id = given.quote
"""


def insert_quote_keys(rows: Sequence[Keyed]) -> None:
    """Store the keys of quotes: the largest table of all."""
    quote_key_rows(rows).insert()


def quote_key_rows(rows: Sequence[Keyed]) -> KeyRows:
    """Return the rows of the keys of quotes, to be stored."""
    return KeyRows("quotes_quotekey", "quote_id", rows)


def insert_article_keys(rows: Sequence[Keyed]) -> None:
    """Store the keys of articles."""
    KeyRows("quotes_articlekey", "article_id", rows).insert()


def insert_fingerprints(rows: Sequence[Fingerprint]) -> None:
    """Store the fingerprints of quotes."""
    if not rows:
        return
    columns = "quote_id, text_key, digest, elsewhere, dated_at"
    written = [
        (quote, text_key, digest, json.dumps(elsewhere), as_stored(dated_at))
        for quote, text_key, digest, elsewhere, dated_at in rows
    ]
    if connection.vendor == "postgresql":
        lines = "".join("\t".join(map(str, row)) + "\n" for row in written)
        copy_in("quotes_quotefingerprint", columns, lines.replace("\\", "\\\\"))
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO quotes_quotefingerprint ({columns}) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s)",
            written,
        )


def insert_statements(statements: Sequence[Statement]) -> None:
    """Store new statements and give each its primary key, as ``bulk_create`` does."""
    if connection.vendor != "postgresql" or not statements:
        Statement.objects.bulk_create(statements)
        return
    numbers = reserve_numbers(Statement, len(statements))
    insert_rows(Statement, numbers, [vars(statement) for statement in statements])
    for statement, pk in zip(statements, numbers, strict=True):
        statement.pk = pk


def set_statements(pairs: Iterable[tuple[int, int]]) -> None:
    """Write (quote, statement) pairs, many at once and nothing else of the rows."""
    pairs = list(pairs)
    if not pairs:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [array_of(values) for values in zip(*pairs, strict=True)]
            cursor.execute(_POSTGRES_SET, columns)
        else:
            cursor.execute(_SQLITE_SET, [json.dumps(pairs)])


def array_of_times(times: Iterable[datetime]) -> str:
    """Return ``times`` as PostgreSQL reads an array."""
    times = list(times)
    written = {time: time.isoformat() for time in set(times)}
    return "{" + ",".join([written[time] for time in times]) + "}"


def as_stored(moment: datetime) -> str:
    """Return ``moment`` as the database reads it."""
    return str(connection.ops.adapt_datetimefield_value(moment))


class KeyRows:
    """Rows of keys to be stored, at once or one range of keys after another."""

    def __init__(self, table: str, owner: str, rows: Sequence[Keyed]) -> None:
        self.table, self.columns = table, f"key, dated_at, {owner}"
        counts = [len(keys) for _, _, keys in rows]
        written = np.empty(sum(counts), dtype=_KEY_ROW)
        written["columns"] = 3
        written["key_size"] = written["at_size"] = written["owner_size"] = 8
        written["key"] = [key for _, _, keys in rows for key in keys]
        times = [(at - _POSTGRES_EPOCH) // _MICROSECOND for _, at, _ in rows]
        written["at"] = np.repeat(times, counts)
        written["owner"] = np.repeat([pk for pk, _, _ in rows], counts)
        # In the order of the index, of which whole pages are then written at once.
        self.written = written[np.argsort(written["key"])]

    def insert(self, keys: KeyRange = EVERY_KEY) -> None:
        """Store those whose key is in the range."""
        rows = self.written[within(keys, self.written["key"])]
        if not len(rows):
            return
        if connection.vendor == "postgresql":
            copy_in(self.table, self.columns, _HEADER + rows.tobytes() + _TRAILER)
            return
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.table} ({self.columns}) "  # noqa: S608
                "VALUES (%s, %s, %s)",
                [
                    (key, as_stored(_POSTGRES_EPOCH + at * _MICROSECOND), owner)
                    for key, at, owner in rows[["key", "at", "owner"]].tolist()
                ],
            )


def within(keys: KeyRange, ordered: NDArray[np.int64]) -> slice:
    """Where the keys of a range stand among ``ordered`` ones."""
    if keys == EVERY_KEY:
        return slice(None)
    first, last = keys
    return slice(
        int(np.searchsorted(ordered, first, "left")),
        int(np.searchsorted(ordered, last, "right")),
    )
