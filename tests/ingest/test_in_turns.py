"""Two processes that store in turns leave what one would have left."""

from __future__ import annotations

import multiprocessing
import signal
from contextlib import contextmanager
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from django.db import connection
from django.test import TransactionTestCase

from quotes.ingest import loading, table_statistics
from quotes.ingest.in_turns import EndedError, store_in_turns
from quotes.ingest.loading import load_extracted, store_extracted
from quotes.ingest.sources import Failure
from quotes.models import Article, Quote
from tests.ingest.test_together import made, snapshot

PART = 6


def deaf_to_interrupts(pid):
    status = Path(f"/proc/{pid}/status").read_text()
    blocked = status.partition("SigBlk:")[2].split()[0]
    return bool(int(blocked, 16) >> (signal.SIGINT - 1) & 1)


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

    def test_what_was_stored_is_told_before_it_is_told_that_one_died(self):
        outcomes = self.store(made(4 * PART))
        told = [next(outcomes)]
        processes = multiprocessing.active_children()
        self.assertEqual([deaf_to_interrupts(one.pid) for one in processes], [True] * 2)
        # It has the third part, and the other one is at the second.
        first = min(processes, key=lambda one: (len(one.name), one.name))
        first.kill()
        first.join()

        with self.assertRaises(EndedError):
            told.extend(outcomes)

        self.assertEqual([one.state for one in told], ["stored"] * 2 * PART)
        self.assertEqual(Article.objects.count(), 2 * PART)

    def test_of_many_the_planner_knows_how_many_there_are(self):
        with (
            patch.object(loading, "FEWEST_IN_TURNS", 2),
            patch.object(loading, "TOGETHER_READ", PART),
            patch.object(table_statistics, "FIRST", 2 * PART),
        ):
            list(load_extracted(made(2 * PART), count=2 * PART))

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE oid = 'quotes_quote'::regclass"
            )
            self.assertEqual(cursor.fetchone(), (20 * PART,))
            cursor.execute(
                "SELECT attname FROM pg_stats WHERE schemaname = current_schema()"
                " AND tablename = 'quotes_article' AND attname IN ('outlet_id', 'text')"
            )
            self.assertEqual(cursor.fetchall(), [("outlet_id",)])

    def test_where_statistics_take_too_long_an_import_goes_on_and_tells_once(self):
        list(store_extracted(made(PART), together=PART))
        with (
            patch.object(table_statistics, "FIRST", 2),
            self.assertLogs("quotes.ingest.table_statistics", "WARNING") as logs,
            self.statement_timeout("1ms"),
        ):
            outcomes = list(table_statistics.with_statistics("abc"))

        self.assertEqual(outcomes, ["a", "b", "c"])
        (told,) = logs.output
        self.assertRegex(told, "statement timeout.*VACUUM \\(ANALYZE\\)")

    @contextmanager
    def statement_timeout(self, value):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = %s", [value])
            try:
                yield
            finally:
                cursor.execute("RESET statement_timeout")

    def test_few_are_stored_here(self):
        list(load_extracted(made(1), count=1))

        self.assertEqual(Article.objects.count(), 1)
