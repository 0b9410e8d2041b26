"""What a database that does not serve is said to be: the right one of three things."""

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import OperationalError

from quotes.api.errors import BUSY, FULL, DatabaseDown, as_problem, as_refusal


def refused(cause):
    """What is answered where a driver raised ``cause``."""
    try:
        raise OperationalError(str(cause)) from cause
    except OperationalError as error:
        return as_refusal(error)


def raised(act):
    with pytest.raises(sqlite3.OperationalError) as caught:
        act()
    return caught.value


def test_an_sqlite_file_that_somebody_else_holds_is_busy():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "quotes.sqlite3"
        one, other = (sqlite3.connect(path, timeout=0) for _ in "12")
        one.execute("CREATE TABLE word (word)")
        one.execute("BEGIN EXCLUSIVE")
        refusal = refused(raised(lambda: other.execute("SELECT * FROM word")))
        one.close()
        other.close()

    assert str(refusal.detail) == BUSY
    assert int(as_problem(refusal)["Retry-After"]) > 0


def test_an_sqlite_file_that_may_not_grow_is_full():
    connection = sqlite3.connect(":memory:")
    connection.execute("PRAGMA max_page_count = 2")
    connection.execute("CREATE TABLE word (word)")

    def fill():
        connection.executemany("INSERT INTO word VALUES (?)", [("x" * 4000,)] * 9)

    assert str(refused(raised(fill)).detail) == FULL
    connection.close()


def test_an_sqlite_file_that_is_not_there_cannot_be_reached():
    error = raised(lambda: sqlite3.connect("/not/there/at/all.sqlite3"))

    assert str(refused(error).detail) == DatabaseDown.default_detail


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("53100", FULL),
        ("53300", BUSY),
        ("53200", BUSY),
        ("08006", DatabaseDown.default_detail),
        ("57P03", DatabaseDown.default_detail),
        (None, DatabaseDown.default_detail),
    ],
)
def test_postgresql_tells_by_its_state(state, words):
    class DriverError(Exception):
        pgcode = state

    assert str(refused(DriverError("as the driver has it")).detail) == words


def test_what_is_a_fault_of_ours_is_no_refusal():
    assert (
        refused(raised(lambda: sqlite3.connect(":memory:").execute("SELEC 1"))) is None
    )
    assert as_refusal(None) is None
