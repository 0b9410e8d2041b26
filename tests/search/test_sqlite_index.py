"""SQLite's search tables are made, and mended when a migration breaks them."""

import unittest
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.test import TestCase

from quotes.models import Quote
from quotes.search import sqlite
from tests.build import make_quote


@unittest.skipUnless(connection.vendor == "sqlite", "These tables are SQLite's.")
class IndexTests(TestCase):
    def test_nothing_is_done_where_nothing_is_missing(self):
        self.assertEqual(sqlite.ensure_index("default"), [])

    def test_a_dropped_trigger_is_restored_and_what_was_missed_is_found(self):
        with connection.cursor() as cursor:
            cursor.execute('DROP TRIGGER "quotes_quote_search_insert"')
        quote = make_quote("The dam will hold")
        self.assertEqual(list(Quote.objects.search("dam")), [])

        call_command("migrate", verbosity=0)

        self.assertEqual(list(Quote.objects.search("dam")), [quote])

    def test_a_table_of_another_make_is_made_anew(self):
        quote = make_quote("The dam will hold")
        with connection.cursor() as cursor:
            cursor.execute('DROP TABLE "quotes_quote_search"')
            cursor.execute('CREATE VIRTUAL TABLE "quotes_quote_search" USING fts5(x)')

        self.assertEqual(sqlite.ensure_index("default"), ["quotes_quote_search"])
        self.assertEqual(list(Quote.objects.search("dams")), [quote])

    def test_every_way_to_search_finds_the_same(self):
        dams = [make_quote(f"The dam will hold {n}").pk for n in range(5)]
        make_quote("The ferry is late")
        ways = {
            "fetch and sort": (10, 1, 'quotes_quote".id IN'),
            "list and look up": (0, 10_000, '+"quotes_quote".id IN'),
            "one by one": (0, 0, "EXISTS"),
        }
        for way, (few, one_by_one, sql) in ways.items():
            with (
                self.subTest(way),
                mock.patch.multiple(sqlite, FEW=few, ONE_BY_ONE=one_by_one),
            ):
                rows = Quote.objects.search("dam").newest_first()[:3]

                self.assertIn(sql, str(rows.query))
                self.assertEqual([row.pk for row in rows], dams[:1:-1])

    def test_the_index_agrees_with_the_rows_after_every_kind_of_write(self):
        kept, changed, gone = (make_quote(text) for text in ("one", "two", "three"))
        Quote.objects.filter(pk=changed.pk).update(text="four")
        gone.delete()

        found = {
            word: [quote.pk for quote in Quote.objects.search(word)]
            for word in ("one", "two", "three", "four")
        }

        self.assertEqual(
            found, {"one": [kept.pk], "two": [], "three": [], "four": [changed.pk]}
        )
