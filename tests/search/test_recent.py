"""The newest matches come from the newest part of a large table."""

import unittest
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.db import connection
from django.test import SimpleTestCase, TestCase

from quotes import search
from quotes.models import Quote
from quotes.search import recent
from tests.build import make_article, make_quote

on_postgres = unittest.skipUnless(
    connection.vendor == "postgresql", "This is about PostgreSQL."
)
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def day(number):
    return FIRST + timedelta(days=number)


class SpreadTests(SimpleTestCase):
    def test_the_newest_share_of_all_rows_is_from_a_date_on(self):
        spread = recent.Spread(1000, [day(number) for number in range(11)])

        for share, first in ((0.05, 9), (0.1, 9), (0.11, 8), (1.0, 0)):
            with self.subTest(share):
                self.assertEqual(spread.newest(share), day(first))


class NewestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for number in range(20):
            make_quote(
                "The dam will hold" if number % 2 else "The ferry is late",
                article=make_article(
                    "The dam will hold. The ferry is late.", published_at=day(number)
                ),
            )

    def setUp(self):
        self.asked = []
        recent._known.clear()
        self.addCleanup(recent._known.clear)

    def newest(self, limit):
        """The dates of the newest quotes of the dam, and how often was asked."""
        rows = Quote.objects.search("dam").newest_first()
        rows = rows.values_list("dated_at", flat=True)

        def read(part):
            self.asked.append(part)
            return list(part)

        return search.read_newest(rows, limit, read)

    def test_a_small_table_is_asked_once(self):
        self.assertEqual(self.newest(3), [day(19), day(17), day(15)])
        self.assertEqual(len(self.asked), 1)

    @on_postgres
    def test_a_large_table_is_asked_from_a_date_on(self):
        with self.large(expected=10):
            self.assertEqual(self.newest(3), [day(19), day(17), day(15)])

        self.assertEqual(len(self.asked), 1)
        self.assertIn('"dated_at" >=', str(self.asked[0].query))

    @on_postgres
    def test_all_is_asked_where_the_planner_expected_too_many(self):
        with self.large(expected=100):
            found = self.newest(9)

        self.assertEqual(found, [day(number) for number in range(19, 1, -2)])
        self.assertEqual(len(self.asked), 2)

    @on_postgres
    def test_fewer_matches_than_wanted_are_all_found(self):
        with self.large(expected=10_000):
            self.assertEqual(len(self.newest(11)), 10)

    @on_postgres
    def test_no_date_where_walking_or_sorting_is_quick(self):
        for limits in ({"WALKED": 100}, {"SORTED": 0.1}, {"LARGE": 1000}):
            with self.subTest(limits), self.large(expected=10, **limits):
                self.assertEqual(len(self.newest(3)), 3)
                self.assertNotIn('"dated_at" >=', str(self.asked[-1].query))

    @on_postgres
    def test_statistics_are_read_once_for_a_session(self):
        with self.large(expected=10):
            self.newest(3)
            with self.assertNumQueries(1):
                self.newest(3)

    @staticmethod
    def large(*, expected, **limits):
        """As if the table were large and the planner expected so many matches."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE quotes_quote")
        limits = {"LARGE": 1, "WALKED": 0, "SORTED": 1.1} | limits
        return mock.patch.multiple(recent, _expected=lambda rows: expected, **limits)
