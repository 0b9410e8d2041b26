"""Database look-ups of linking, each bounded by index entries per key.

The two databases differ in how a bounded look-up per key is written: of what is
looked up by key, this file alone asks which it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from itertools import chain
from typing import Any

import numpy as np
from django.db import connection, transaction

from quotes.linking.store.linking_rows import (
    EVERY_KEY,
    KeyRange,
    array_of_times,
    as_stored,
    within,
)
from quotes.models.numbers import array_of
from quotes.server_memory import AS_INSTALLED, shared_buffers

KEYS_AT_HAND = 6_000
"""Keys whose index pages fit together into the memory that PostgreSQL has by itself
(``AS_INSTALLED``), beside others."""

FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, tzinfo=UTC)
"""Dates between which everything was published."""

Question = tuple[int, Sequence[int], datetime, datetime]
"""Who asks, for which keys, after and before which dates, both inclusive."""

Speakers = Mapping[int, int]
"""A speaker for each who asks."""

Rows = list[tuple[int, int]]

_POSTGRES_KEYS = """
SELECT (%(askers)s::bigint[])[asked.number], found.quote{more}
FROM unnest(%(keys)s::bigint[], %(numbers)s::int[]) AS asked(key, number)
CROSS JOIN LATERAL (
    SELECT {quote} AS quote, {column}, dated_at FROM {table}
    WHERE {column} = asked.key
          AND dated_at BETWEEN (%(afters)s::timestamptz[])[asked.number]
                           AND (%(befores)s::timestamptz[])[asked.number]
          AND {quote} <> (%(askers)s::bigint[])[asked.number]
    ORDER BY dated_at {order} LIMIT %(limit)s
) AS found
WHERE {condition}
"""
_SQLITE_KEYS = """
SELECT json_extract(asked.value, '$[0]'), found.{quote}{more}
FROM json_each(%s) AS asked
JOIN {table} AS found ON found.rowid IN (
    SELECT rowid FROM {table}
    WHERE {column} = json_extract(asked.value, '$[1]')
      AND dated_at BETWEEN json_extract(asked.value, '$[2]')
                       AND json_extract(asked.value, '$[3]')
          AND {quote} <> json_extract(asked.value, '$[0]')
    ORDER BY dated_at {order} LIMIT %s
)
WHERE {condition}
"""
_ANY = "true"
# Looked up quote by quote: a join might be made by reading all quotes.
_POSTGRES_SAME_SPEAKER = """
(SELECT speaker_id FROM quotes_quote WHERE id = found.quote)
= (%(speakers)s::bigint[])[asked.number]
"""
_SQLITE_SAME_SPEAKER = """
(SELECT speaker_id FROM quotes_quote WHERE id = found.quote_id)
= json_extract(asked.value, '$[4]')
"""
_KEYS = {
    "table": "quotes_quotekey",
    "column": "key",
    "quote": "quote_id",
}
_TEXTS = {
    "table": "quotes_quotefingerprint",
    "column": "text_key",
    "quote": "quote_id",
}
_SPEAKERS = {
    "table": "quotes_quote",
    "column": "speaker_id",
    "quote": "id",
    "more": ", found.speaker_id, found.dated_at",
}
_ARTICLES = {
    "table": "quotes_articlekey",
    "column": "key",
    "quote": "article_id",
}

_BY_INDEX = """
WITH before AS MATERIALIZED (SELECT current_setting('enable_seqscan'),
    current_setting('enable_hashjoin'), current_setting('enable_mergejoin'),
    current_setting('max_parallel_workers_per_gather'), current_setting('jit'))
SELECT before.*, ARRAY[set_config('enable_seqscan', 'off', true),
    set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true),
    set_config('max_parallel_workers_per_gather', '0', true),
    set_config('jit', 'off', true)] FROM before
"""
"""Sets until the transaction ends, and returns what was set before.

``jit`` because what is switched off seems to cost enough for it.
"""
_AS_BEFORE = """
SELECT set_config('enable_seqscan', %s, true), set_config('enable_hashjoin', %s, true),
    set_config('enable_mergejoin', %s, true),
    set_config('max_parallel_workers_per_gather', %s, true), set_config('jit', %s, true)
"""


def find_by_key(
    asked: Sequence[Question], *, limit: int, speakers: Speakers | None = None
) -> Rows:
    """Return (asker, quote) for quotes with an asked key, at most ``limit`` a key.

    The newest come first. An asker that is a quote is not found itself; what else
    asks has a number below 0.

    speakers: of those, only quotes of the speaker whom it gives for the asker.
    """
    return Lookup(asked, _KEYS, limit, speakers).find()


def find_by_text(
    asked: Sequence[Question], *, limit: int, speakers: Speakers | None = None
) -> Rows:
    """Return (asker, quote) for quotes of exactly an asked text; as ``find_by_key``."""
    return Lookup(asked, _TEXTS, limit, speakers).find()


def find_by_speaker(
    asked: Sequence[Question], *, limit: int, oldest: bool = False
) -> list[tuple[int, int, int, datetime]]:
    """Return (asker, quote, speaker, date) for quotes of an asked speaker.

    As ``find_by_key``. oldest: of those between the dates the oldest come first.
    """
    rows: list[Any] = Lookup(asked, _SPEAKERS, limit, oldest=oldest).find()
    return [(asker, quote, key, _read_date(at)) for asker, quote, key, at in rows]


def _read_date(stored: Any) -> datetime:
    """A date as PostgreSQL gives it, or as SQLite does: text, in UTC."""
    if isinstance(stored, datetime):
        return stored
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def find_articles(asked: Sequence[Question], *, limit: int) -> Rows:
    """Return (asker, article) for articles with an asked key; as ``find_by_key``."""
    return Lookup(asked, _ARTICLES, limit).find()


def lookup_by_key(
    asked: Sequence[Question], *, limit: int, speakers: Speakers | None = None
) -> Lookup:
    """Return what ``find_by_key`` asks, to be asked one range of keys after another."""
    return Lookup(asked, _KEYS, limit, speakers)


def key_ranges(count: int) -> list[KeyRange]:
    """Cut all keys into ranges, of which so many evenly spread keys need few pages.

    An index page that was read for a look-up is then still in memory when a key is
    written there. On SQLite all are one range.
    """
    parts = 1
    if connection.vendor == "postgresql":
        at_hand = KEYS_AT_HAND * _shared_buffers(connection.alias) / AS_INSTALLED
        parts = max(1, round(count / at_hand))
    first, last = EVERY_KEY
    edges = [first + part * 2**64 // parts for part in range(parts)]
    return list(zip(edges, [*(edge - 1 for edge in edges[1:]), last], strict=True))


_shared_buffers = cache(shared_buffers)


class Lookup:
    """Questions to one table, asked at once or one range of keys after another."""

    def __init__(
        self,
        asked: Sequence[Question],
        names: dict[str, str],
        limit: int,
        speakers: Speakers | None = None,
        *,
        oldest: bool = False,
    ) -> None:
        owns = [own for _, own, _, _ in asked]
        keys = np.fromiter(chain.from_iterable(owns), dtype=np.int64)
        numbers = np.repeat(range(1, len(asked) + 1), [len(own) for own in owns])
        # Neighbours in an index are then read soon after one another.
        order = np.argsort(keys)
        self.keys, self.numbers = keys[order], numbers[order]
        self.asked = asked
        self.names = {"more": "", **names, "order": "ASC" if oldest else "DESC"}
        self.limit, self.speakers = limit, speakers

    def find(self, keys: KeyRange = EVERY_KEY) -> Rows:
        """Return (asker, found) for those keys that are in the range."""
        part = within(keys, self.keys)
        asked, numbers = self.keys[part].tolist(), self.numbers[part].tolist()
        if not asked:
            return []
        parameters: dict[str, Any] | list[Any]
        if connection.vendor == "postgresql":
            condition = _ANY if self.speakers is None else _POSTGRES_SAME_SPEAKER
            query = _POSTGRES_KEYS.format(**self.names, condition=condition)
            parameters = {
                "keys": array_of(asked),
                "numbers": array_of(numbers),
                "limit": self.limit,
                **self._askers,
            }
        else:
            condition = _ANY if self.speakers is None else _SQLITE_SAME_SPEAKER
            query = _SQLITE_KEYS.format(**self.names, condition=condition)
            parameters = [json.dumps(self._rows(asked, numbers)), self.limit]
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            found: Rows = cursor.fetchall()
            return found

    @cached_property
    def _askers(self) -> dict[str, str]:
        """Those who ask, as arrays in which each has its number."""
        askers, _, afters, befores = zip(*self.asked, strict=True)
        speakers = self.speakers or {}
        return {
            "askers": array_of(askers),
            "afters": array_of_times(afters),
            "befores": array_of_times(befores),
            "speakers": array_of(speakers.get(asker, 0) for asker in askers),
        }

    def _rows(
        self, keys: Sequence[int], numbers: Sequence[int]
    ) -> list[tuple[int, int, str, str, int | None]]:
        speakers = self.speakers or {}
        rows = []
        for key, number in zip(keys, numbers, strict=True):
            asker, _, after, before = self.asked[number - 1]
            dates = as_stored(after), as_stored(before)
            rows.append((asker, key, *dates, speakers.get(asker)))
        return rows


@contextmanager
def in_index_order() -> Iterator[None]:
    """Have look-ups within read their index in its order, and stop at the limit.

    Expecting few rows of a key PostgreSQL would fetch and sort them all, and a
    common run of words has as many as the table has quotes. Without this, answers
    are the same and may take longer.
    """
    if connection.vendor != "postgresql":
        yield
        return
    alone = not connection.in_atomic_block
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        yield
        if not alone:  # Else the transaction, which ends here, takes it along.
            cursor.execute("SET LOCAL enable_bitmapscan = on")


@contextmanager
def by_index_alone() -> Iterator[None]:
    """Have rows that are asked for by the thousand looked up one by one.

    Where it knows little of a table, or the table is small yet, PostgreSQL would read
    the whole of it for them: for every batch that is stored, and ever more. Answers are
    the same. One may stand within another.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(_BY_INDEX)
        *before, _ = cursor.fetchone()
        yield
        cursor.execute(_AS_BEFORE, before)


def around(moment: datetime, window: timedelta) -> tuple[datetime, datetime]:
    """Return ``moment`` less and plus ``window``, as far as the calendar goes."""
    try:
        after = moment - window
    except OverflowError:
        after = datetime.min.replace(tzinfo=moment.tzinfo)
    try:
        return after, moment + window
    except OverflowError:
        return after, datetime.max.replace(tzinfo=moment.tzinfo)
