"""What --queue says: how many were queued, and what helps where it cannot work."""

import io
import sys
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from quotes.management.commands import extract_quotes, watch_feeds
from quotes.models import Article, Feed
from tests.commands.extracting import DAM, FERRY, ExtractTestCase, record
from tests.ingest.servers import HTML, serving
from tests.ingest.test_watching import XML, page, rss
from tests.queueing.queued import QueueTestCase, only


# It is refused before a database is asked.
@pytest.mark.any_database
class RefusedTests(ExtractTestCase):
    def run_queue(self, command="extract_quotes", *arguments, **options):
        with self.assertRaises(CommandError) as raised:
            call_command(command, *arguments, queue=True, **options)
        return raised.exception

    @override_settings(QUEUE_URL="")
    def test_without_a_broker_the_remedy_is_named(self):
        for command in ("extract_quotes", "watch_feeds"):
            with self.subTest(command):
                error = self.run_queue(command)

                self.assertEqual(error.returncode, 2)
                self.assertIn("set QUEUE_URL to redis://", str(error))

    @override_settings(QUEUE_URL="redis://localhost:1/0")
    def test_without_celery_the_remedy_is_named(self):
        with mock.patch.dict(sys.modules, {"celery": None}):
            sys.modules.pop("quotes_project.celery", None)
            error = self.run_queue()

        self.assertEqual(error.returncode, 2)
        self.assertIn("requirements-queue.txt", str(error))

    def test_what_it_cannot_print_is_refused(self):
        for options in ({"dry_run": True}, {"format": "table"}, {"format": "jsonl"}):
            with self.subTest(options):
                error = self.run_queue(**options)

                self.assertIn("--queue prints only how many", str(error))


class QueuedTests(QueueTestCase, ExtractTestCase):
    def setUp(self):
        ExtractTestCase.setUp(self)
        QueueTestCase.setUp(self)
        for command in (extract_quotes, watch_feeds):
            self.enterContext(mock.patch.object(command, "check_broker"))

    def test_files_are_queued_and_counted(self):
        path = self.write(record(DAM), record(FERRY), "no JSON")

        out, err, message = self.run_command(path, queue=True)

        self.assertEqual(out, "3 articles: 2 queued for workers, 1 failed.\n")
        self.assertIn("in.jsonl", err)
        self.assertIn("1 failed", message)
        self.work()
        self.assertEqual(Article.objects.filter(extracted_at=None).count(), 0)

    def test_without_a_source_what_is_pending_is_queued(self):
        self.run_command(self.write(record(DAM)), queue=True)
        # The broker loses it, and the same is asked again.
        self.sent.clear()

        out, _, message = self.run_command(queue=True)

        self.assertEqual((out, message), ("1 article: 1 queued for workers.\n", None))
        self.work()
        self.assertEqual(Article.objects.get().quotes.count(), 2)

    @override_settings(FETCH_PRIVATE=True, FETCH_DELAY=0, FETCH_SECONDS=5)
    def test_what_feeds_name_is_queued_before_others(self):
        server = self.enterContext(serving())
        address = server.address("/a")
        server.answers["/feed"] = (200, XML, rss(address))
        server.answers["/a"] = (200, HTML, page())
        self.run_command(self.write(record(DAM)), queue=True)
        outlet = Article.objects.get().outlet
        self.work()
        Feed.objects.create(outlet=outlet, address=server.address("/feed"))
        out = io.StringIO()

        call_command("watch_feeds", once=True, queue=True, stdout=out)

        self.assertIn("1 article: 1 queued for workers.", out.getvalue())
        self.assertEqual(only().urgency, 0)
        self.work()
        self.assertEqual(Article.objects.get(url=address).quotes.count(), 2)
