"""The newest matches on PostgreSQL, without a look at all of them.

A word in one of a hundred quotes has no quick way to its newest thousand: sorting
every match costs more with every quote that is added, and walking the dates meets
a hundred quotes for each that matches. From a date on that leaves little more than
what is wanted, both indexes answer together. The planner's own statistics say
which date that is; they may be wrong, so whoever asks must be content with fewer
rows than wanted and ask again without a date.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.models import QuerySet

SPARE = 1.5
"""So many times the rows wanted are expected from the date on."""

LARGE = 50
"""Tables with so many rows for each row wanted, and no smaller ones: in those
every match is read quickly enough."""

WALKED, SORTED = 40, 0.15
"""Where fewer quotes than this for each row wanted are from the date on, walking
them is quick; where more than this share of all are, sorting every match is.
Measured on 1,000,000 quotes."""

_LASTING = 600.0
"""Seconds for which statistics are believed."""

_STATISTICS = """
SELECT greatest(pg_class.reltuples, 0),
       pg_stats.histogram_bounds::text::timestamptz[]
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace
LEFT JOIN pg_stats ON pg_stats.schemaname = pg_namespace.nspname
     AND pg_stats.tablename = pg_class.relname AND pg_stats.attname = 'dated_at'
WHERE pg_class.oid = %s::regclass
"""


@dataclass(frozen=True, slots=True)
class Spread:
    """How many rows a table has, and the dates that divide them into equal parts."""

    rows: float
    dates: Sequence[datetime]

    def newest(self, share: float) -> datetime:
        """Return the date from which on there are at least ``share`` of all rows."""
        parts = len(self.dates) - 1
        return self.dates[parts - ceil(share * parts)]


def recent_part(rows: QuerySet[Any], limit: int) -> QuerySet[Any] | None:
    """Return ``rows`` from a date on that should leave ``limit`` of them.

    None where the newest are found as quickly without. ``rows`` are quotes or
    statements, not sliced.
    """
    spread = _spread_of(rows)
    if spread.rows < LARGE * limit or len(spread.dates) < 2:
        return None
    share = SPARE * limit / _expected(rows)
    if not WALKED * limit < share * spread.rows < SORTED * spread.rows:
        return None
    return rows.filter(dated_at__gte=spread.newest(share))


def _expected(rows: QuerySet[Any]) -> float:
    """How many rows the planner expects, at least one."""
    plan = json.loads(rows.order_by().values("pk").explain(format="json"))
    return max(1.0, float(plan[0]["Plan"]["Plan Rows"]))


_known: WeakKeyDictionary[Any, dict[str, tuple[float, Spread]]] = WeakKeyDictionary()
"""By session and table, with the time of reading."""


def _spread_of(rows: QuerySet[Any]) -> Spread:
    connection, table = connections[rows.db], rows.model._meta.db_table
    connection.ensure_connection()
    session = connection.connection
    known = _known.setdefault(session, {})
    if table not in known or monotonic() - known[table][0] > _LASTING:
        # Past Django's log of queries: this is done now and then, not for an answer.
        with connection.wrap_database_errors, session.cursor() as cursor:
            cursor.execute(_STATISTICS, [table])
            count, dates = cursor.fetchone()
        known[table] = monotonic(), Spread(count, dates or ())
    return known[table][1]
