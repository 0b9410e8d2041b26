"""Queries that differ in nothing but a few values, put into words once.

A list's first page and a quote's detail are the same SQL for everybody. Working
it out takes the ORM longer than all else in the answer, and planning it takes
PostgreSQL longer than running it. So it is compiled once for each connection,
and prepared there: https://www.postgresql.org/docs/current/sql-prepare.html
A search is compiled once, too, but planned anew: how to find a word depends on how
many quotes have it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import count
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Expression, Field, QuerySet

_names = count(1)


class Given(Expression):
    """Stands in a query for the value given when it is run, number ``place``."""

    def __init__(self, place: int, field: Field[Any, Any]):
        # A generated field cannot prepare a value: the field it is made as can.
        super().__init__(output_field=getattr(field, "output_field", field))
        self.place = place

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]


class _Statement:
    """One query as one connection runs it."""

    def __init__(self, rows: QuerySet[Any, Any], connection: Any):
        self._connection = connection
        self._compiler = rows.query.get_compiler(connection=connection)
        self._sql: str
        self._sql, self._parameters = self._compiler.as_sql()
        select = self._compiler.select[: self._compiler.col_count]
        self._converters = self._compiler.get_converters([entry[0] for entry in select])
        self._names = list(rows.query.selected or ())
        self._given = [entry for entry in self._parameters if isinstance(entry, Given)]
        self._execution = ""
        self._session: Any = None

    def run(self, values: Sequence[Any], *, plan_once: bool) -> list[dict[str, Any]]:
        with self._connection.cursor() as cursor:
            if plan_once and self._can_prepare():
                cursor.execute(self._prepared(), self._adapted(self._given, values))
            else:
                sql = self._sql if plan_once else self._bounded()
                cursor.execute(sql, self._adapted(self._parameters, values))
            found = cursor.fetchall()
        if self._converters:
            found = self._compiler.apply_converters(found, self._converters)
        return [dict(zip(self._names, row, strict=True)) for row in found]

    def _adapted(self, parameters: Iterable[Any], values: Sequence[Any]) -> list[Any]:
        return [
            entry.output_field.get_db_prep_value(values[entry.place], self._connection)
            if isinstance(entry, Given)
            else entry
            for entry in parameters
        ]

    def _can_prepare(self) -> bool:
        # Where a pool lends its sessions out, what was prepared may be elsewhere.
        return (
            self._connection.vendor == "postgresql"
            and not self._connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]
        )

    def _bounded(self) -> str:
        """Return the SQL with its limit of time, which lasts as long as it does.

        Both in one go: beginning and ending a transaction would be three more
        ways to the server, and the way there is most of what a search costs.
        """
        if self._connection.vendor != "postgresql":
            return self._sql
        limit = int(settings.API_SEARCH_TIMEOUT)
        return f"SELECT set_config('statement_timeout', '{limit}', true); {self._sql}"

    def _prepared(self) -> str:
        """Return the SQL that runs this, prepared in the connection's session."""
        session = self._connection.connection
        if self._session is not session:
            name = f"quotes_{next(_names)}"
            # Past Django's log of queries: this is done once, not for an answer.
            with self._connection.wrap_database_errors, session.cursor() as cursor:
                # Constants stand in it as such: PostgreSQL plans with what it knows.
                numbers = count(1)
                marks = tuple(
                    f"${next(numbers)}"
                    if isinstance(entry, Given)
                    else cursor.mogrify("%s", [entry]).decode()
                    for entry in self._parameters
                )
                cursor.execute(f"PREPARE {name} AS {self._sql % marks}")
                # Which index answers depends on no value here: plan but once.
                cursor.execute("SET plan_cache_mode = force_generic_plan")
            places = ", ".join(["%s"] * len(self._given))
            self._execution = f"EXECUTE {name}" + (f" ({places})" if places else "")
            self._session = session
        return self._execution


def _statements_of(connection: Any) -> dict[Hashable, _Statement]:
    """Return the statements of ``connection``, of which every thread has its own.

    They are kept on it, for they refer to it: in a table beside it, weak or not, they
    would keep it for good, with its session, after its thread has ended.
    """
    known: dict[Hashable, _Statement]
    known = vars(connection).setdefault("quotes_statements", {})
    return known


def run_prepared(
    key: Hashable,
    build: Callable[[], QuerySet[Any, Any]],
    values: Sequence[Any],
    *,
    using: str,
    plan_once: bool = True,
) -> list[dict[str, Any]]:
    """Return the rows of ``build()``, a ``values()`` queryset, as dictionaries.

    ``key`` names the query, whatever is in the place of each ``Given``; there may
    be no more of them than a program can list. ``build`` is called where the
    connection has not seen ``key`` before. One query. ``plan_once``: which index
    answers it depends on no value. Where one does, the query has the limit of time
    that ``quotes.api.base.bounded`` sets.
    """
    connection = connections[using]
    known = _statements_of(connection)
    if key not in known:
        known[key] = _Statement(build(), connection)
    return known[key].run(values, plan_once=plan_once)
