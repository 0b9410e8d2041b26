"""When the database cannot be used for a while: that is no article's fault."""

from __future__ import annotations

import sqlite3

from django.db import DatabaseError, InterfaceError, OperationalError

_POSTGRES = ("08", "40", "53", "55", "57P")
"""Classes of SQLSTATE: connection lost, deadlock, disk or memory full, locked, server
going down. Not 54, which says that a row is too large, nor 57014: a query was too slow.
"""
_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
}


def is_outage(error: BaseException) -> bool:
    """Whether ``error`` says that the same may work once the database is well again.

    https://www.postgresql.org/docs/current/errcodes-appendix.html
    """
    # The plain DatabaseError is what psycopg2 raises where a connection ends midway.
    lost = isinstance(error, OperationalError | InterfaceError)
    if not (lost or type(error) is DatabaseError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF in _SQLITE
    # No SQLSTATE: there was no server to give one.
    return (getattr(cause, "pgcode", None) or "08").startswith(_POSTGRES)


def first_line(error: Exception) -> str:
    """What went wrong; PostgreSQL goes on to print the row, text and all."""
    name = type(error).__name__
    line = (str(error).splitlines() or [name])[0]
    if isinstance(error, DatabaseError) or line == name:
        return line
    return f"{name}: {line}"
