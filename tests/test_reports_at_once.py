"""What is looked for and then made is made once, however many do it at once."""

import sqlite3
import tempfile
import threading
from pathlib import Path

from django.db import IntegrityError, connection, connections, transaction
from django.test import TestCase, TransactionTestCase

from quotes import review
from quotes.models import ErrorReport, Quote, Speaker
from quotes.review.reports import file_report, settle_report
from tests.build import make_editor, make_quote

THREADS, ROUNDS = 4, 12
REPORT = {"reason": "words", "explanation": "One is missing." * 200, "expected": ""}


class AtOnceTests(TransactionTestCase):
    """On SQLite in a file: in memory its connections lock each other out."""

    def setUp(self):
        self.editor = make_editor("ines")
        self.quotes = [make_quote() for _ in range(ROUNDS)]
        self.failures = []
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.settings_dict = dict(connection.settings_dict)
        if connection.vendor == "sqlite":
            path = Path(self.folder.name) / "race.sqlite3"
            with sqlite3.connect(path) as copy:
                connection.connection.backup(copy)
            copy.close()
            self.settings_dict["NAME"] = str(path)

    def at_once(self, act):
        """Do ``act`` in several threads, each with a connection of its own."""
        start = threading.Barrier(THREADS)

        def run():
            own = type(connections["default"])(self.settings_dict, "default")
            connections["default"] = own
            try:
                own.ensure_connection()
                start.wait(60)
                act()
            except Exception as error:
                self.failures.append(error)
            finally:
                own.close()

        threads = [threading.Thread(target=run) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
            self.assertFalse(thread.is_alive())
        self.assertEqual(self.failures, [])

    def counted(self, rows):
        """How many ``rows`` there are where the threads wrote."""
        found = []
        sql, parameters = rows.query.sql_with_params()
        if connection.vendor == "postgresql":
            return rows.count()
        with sqlite3.connect(self.settings_dict["NAME"]) as copy:
            found = copy.execute(sql.replace("%s", "?"), parameters).fetchall()
        copy.close()
        return len(found)

    def test_the_same_report_is_stored_once(self):
        for quote in self.quotes:
            self.at_once(lambda quote=quote: file_report(quote=quote, **REPORT))
            rows = ErrorReport.objects.filter(quote_id=quote.pk).order_by()
            self.assertEqual(self.counted(rows.values("pk")), 1)

    def test_a_speaker_that_several_editors_name_is_made_once(self):
        for number in range(ROUNDS):
            name = f"Mara {number} Lindqvist"
            self.at_once(
                lambda name=name: review.find_or_create_speaker(
                    name=name, by=self.editor
                )
            )
            rows = Speaker.objects.filter(name=name).order_by()
            self.assertEqual(self.counted(rows.values("pk")), 1)


class ReportTests(TestCase):
    def setUp(self):
        self.quote = make_quote()

    def test_the_same_again_is_the_one_that_is_open(self):
        first = file_report(quote=self.quote, **REPORT)

        self.assertEqual(file_report(quote=self.quote, **REPORT), first)
        settle_report(
            report=first, accepted=False, by=make_editor(), reason="It was as printed."
        )
        self.assertNotEqual(file_report(quote=self.quote, **REPORT), first)

    def test_the_database_holds_it(self):
        file_report(quote=self.quote, **REPORT)

        with self.assertRaises(IntegrityError), transaction.atomic():
            ErrorReport.objects.create(quote=Quote.objects.get(), **REPORT)

    def test_another_report_is_another(self):
        file_report(quote=self.quote, **REPORT)
        file_report(quote=self.quote, **{**REPORT, "expected": "Another word"})
        file_report(quote=make_quote(), **REPORT)

        self.assertEqual(ErrorReport.objects.count(), 3)
