"""Rows handed over are there for the next query; what is wrong with them is told."""

import unittest

from django.db import DatabaseError, connection, transaction
from django.test import TestCase

from quotes.linking.store.write_behind import copy_in, wait_for_rows, writing_behind
from quotes.models import QuoteKey

COLUMNS = "key, dated_at, quote_id"
ROW = "7\t2031-03-17 00:00+00\t1\n"


@unittest.skipUnless(connection.vendor == "postgresql", "PostgreSQL alone has COPY")
class BehindTests(TestCase):
    def setUp(self):
        # Nobody checks here whose keys they are.
        self.addCleanup(self.forget)

    def forget(self):
        QuoteKey.objects.all().delete()

    def test_the_next_query_sees_them(self):
        with transaction.atomic(), writing_behind():
            for _ in range(3):
                QuoteKey.objects.all().delete()
                copy_in("quotes_quotekey", COLUMNS, ROW)
                self.assertEqual(QuoteKey.objects.get().key, 7)

    def test_at_the_end_they_are_written(self):
        with transaction.atomic(), writing_behind():
            copy_in("quotes_quotekey", COLUMNS, ROW)

        self.assertEqual(QuoteKey.objects.count(), 1)

    def test_what_is_wrong_is_raised_by_the_next_query_or_at_the_end(self):
        for then in (QuoteKey.objects.count, wait_for_rows, lambda: None):
            with (
                self.assertRaisesRegex(DatabaseError, "bigint"),
                transaction.atomic(),
                writing_behind(),
            ):
                copy_in("quotes_quotekey", COLUMNS, "seven\t\\N\t1\n")
                then()

            self.assertEqual(QuoteKey.objects.count(), 0)

    def test_what_else_goes_wrong_meanwhile_is_told(self):
        with (
            self.assertRaises(ZeroDivisionError),
            transaction.atomic(),
            writing_behind(),
        ):
            copy_in("quotes_quotekey", COLUMNS, "seven\t\\N\t1\n")
            raise ZeroDivisionError

        self.assertEqual(QuoteKey.objects.count(), 0)
