"""Two processes that store in turns leave what one would have left."""

from __future__ import annotations

import multiprocessing
from unittest import skipUnless

from django.db import connection
from django.test import TransactionTestCase

from quotes.ingest.in_turns import EndedError, store_in_turns
from quotes.ingest.loading import load_extracted, store_extracted
from quotes.ingest.sources import Failure
from quotes.models import Article, Quote
from tests.ingest.test_together import made, snapshot

PART = 6


@skipUnless(connection.vendor == "postgresql", "SQLite has one writer at a time")
class InTurnsTests(TransactionTestCase):
    def store(self, items):
        name = connection.settings_dict["NAME"]
        return store_in_turns(items, together=PART, database=name)

    def test_what_one_process_leaves_in_the_order_of_what_came_in(self):
        items = made(3 * PART + 1)
        items.insert(PART, Failure("here", "is no line"))
        in_turns = [getattr(one, "state", one) for one in self.store(items)]
        kept = snapshot()
        self._fixture_teardown()

        alone = [
            getattr(one, "state", one) for one in store_extracted(items, together=PART)
        ]

        self.assertEqual(in_turns, alone)
        self.assertEqual(in_turns[PART], Failure("here", "is no line"))
        self.assertEqual(kept, snapshot())

    def test_where_one_dies_what_came_before_is_stored_and_nothing_else(self):
        outcomes = self.store(made(4 * PART))
        next(outcomes)
        for process in multiprocessing.active_children():
            process.kill()
            process.join()

        with self.assertRaisesRegex(EndedError, "the same call again does the rest"):
            list(outcomes)

        self.assertEqual(multiprocessing.active_children(), [])
        self.assertIn(Article.objects.count(), (PART, 2 * PART))
        self.assertEqual(Quote.objects.count(), 10 * Article.objects.count())

    def test_few_are_stored_here(self):
        list(load_extracted(made(1), count=1))

        self.assertEqual(Article.objects.count(), 1)
