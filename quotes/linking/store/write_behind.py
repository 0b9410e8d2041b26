"""Rows that PostgreSQL takes in while Python goes on.

One connection does one thing at a time, but the caller need not wait until its rows are
written: the next query does. On SQLite, which works in this process, nothing is gained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from io import BytesIO, StringIO
from typing import Any

from django.db import DatabaseError, connection


class _Behind:
    """Writes in a thread of its own, one after another."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="rows")
        self._pending: Future[None] | None = None

    def start(self, write: Callable[[], None]) -> None:
        self.wait()
        self._pending = self._pool.submit(write)

    def wait(self) -> None:
        """Have all rows written; raises what their writing raised."""
        pending, self._pending = self._pending, None
        if pending is not None:
            with connection.wrap_database_errors:
                pending.result()

    def before_query(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Mapping[str, Any],
    ) -> Any:
        self.wait()
        return execute(sql, params, many, context)

    def close(self) -> None:
        # An exception is being raised already: one of these rows would hide it.
        with suppress(DatabaseError):
            self.wait()
        self._pool.shutdown()


_behind: ContextVar[_Behind | None] = ContextVar("rows_behind", default=None)


@contextmanager
def writing_behind() -> Iterator[None]:
    """Let ``copy_in`` return before its rows are written; at the end all of them are.

    To stand within the transaction that they are written in.
    """
    if connection.vendor != "postgresql" or _behind.get():
        yield
        return
    behind = _Behind()
    token = _behind.set(behind)
    try:
        with connection.execute_wrapper(behind.before_query):
            yield
            behind.wait()
    finally:
        behind.close()
        _behind.reset(token)


def wait_for_rows() -> None:
    """Wait for what ``copy_in`` took over: before a query that is not Django's."""
    behind = _behind.get()
    if behind is not None:
        behind.wait()


def copy_in(table: str, columns: str, rows: str | bytes) -> None:
    """Store ``rows`` in ``table`` of PostgreSQL: lines of COPY's text format, or bytes
    of its binary one.

    Within ``writing_behind`` it returns at once; what goes wrong with the rows is then
    raised by the next query, or at the end.
    """
    binary = isinstance(rows, bytes)
    format_ = " (FORMAT binary)" if binary else ""
    query = f"COPY {table} ({columns}) FROM STDIN{format_}"
    cursor = connection.cursor()

    def write() -> None:
        # Handed over whole: each part would wait until Python has time for it.
        file = BytesIO(rows) if isinstance(rows, bytes) else StringIO(rows)
        with cursor:
            cursor.cursor.copy_expert(query, file, max(1, len(rows)))

    behind = _behind.get()
    if behind is not None:
        behind.start(write)
        return
    with connection.wrap_database_errors:
        write()
