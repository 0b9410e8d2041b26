"""What is told of the database that is away, and what of an article that it refuses."""

import sqlite3

import psycopg2
from django.db import (
    DatabaseError,
    IntegrityError,
    InterfaceError,
    OperationalError,
    transaction,
)
from django.test import SimpleTestCase, TestCase

from quotes.ingest.outages import is_outage
from quotes.linking.store.bulk_rows import insert_rows
from quotes.models import Quote
from quotes.models.numbers import reserve_numbers
from tests.build import make_quote


def raised(kind, cause):
    error = kind(str(cause))
    error.__cause__ = cause
    return error


def of_postgres(kind, state):
    class Error(psycopg2.OperationalError):
        pgcode = state

    return raised(kind, Error("what PostgreSQL said"))


def of_sqlite(code):
    cause = sqlite3.OperationalError("what SQLite said")
    cause.sqlite_errorcode = code
    return raised(OperationalError, cause)


class OutageTests(SimpleTestCase):
    def test_of_the_database(self):
        for error in (
            raised(OperationalError, psycopg2.OperationalError("connection refused")),
            raised(InterfaceError, psycopg2.InterfaceError("connection closed")),
            raised(DatabaseError, psycopg2.DatabaseError("ended midway")),
            of_postgres(OperationalError, "53100"),
            of_postgres(OperationalError, "57P01"),
            of_postgres(OperationalError, "40P01"),
            of_sqlite(sqlite3.SQLITE_FULL),
            of_sqlite(sqlite3.SQLITE_BUSY | 2 << 8),
        ):
            self.assertTrue(is_outage(error), repr(error.__cause__))

    def test_of_an_article(self):
        for error in (
            of_postgres(OperationalError, "54000"),
            of_postgres(OperationalError, "57014"),
            of_postgres(IntegrityError, "23505"),
            of_sqlite(sqlite3.SQLITE_ERROR),
            ValueError("a fault of ours"),
        ):
            self.assertFalse(is_outage(error), repr(error))


class CopiedTests(TestCase):
    def test_what_copy_raises_is_told_as_of_any_query(self):
        make_quote()
        values = Quote.objects.values().get()

        with self.assertRaises(IntegrityError), transaction.atomic():
            numbers = reserve_numbers(Quote, 1)
            insert_rows(Quote, numbers, [values | {"start": 9, "end": 3}])
