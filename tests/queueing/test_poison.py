"""One article that cannot be read or stored does not hold up the others."""

from datetime import timedelta
from unittest import mock

from django.db import OperationalError
from django.test import override_settings
from django.utils import timezone

from quotes.ingest import sync
from quotes.models import Article, QueuedArticle, Quote
from quotes.queueing import producing, working
from quotes.queueing.lane import store_waiting
from quotes.queueing.working import MOST_BEGUN, read_queued
from tests.queueing.queued import DAM, FERRY, QueueTestCase, only, record


class PoisonTests(QueueTestCase):
    def test_one_that_kills_its_workers_is_read_apart_and_set_aside(self):
        self.queue(record(), record(FERRY))
        [(pks, _, extractor)] = self.sent
        read = []

        def die(texts, limits):
            read.append(texts)
            if DAM in texts:
                raise SystemExit(1)
            return [[] for _ in texts]

        with mock.patch.object(working, "extract_batch", die):
            for _ in range(MOST_BEGUN):
                with self.assertRaises(SystemExit):
                    read_queued(pks, extractor)
            read_queued(pks, extractor)
        with self.assertLogs("quotes.queueing.lane", "WARNING") as told:
            store_waiting()

        self.assertIn("no run tries again", told.output[0])
        self.assertEqual(read[:2], [[DAM, FERRY], [DAM]])
        article = Article.objects.get(text=DAM)
        self.assertIn("died of this text", article.extraction_error)
        self.assertEqual(list(Article.objects.given_up()), [article])
        self.assertFalse(QueuedArticle.objects.exists())

    @override_settings(ARTICLE_CHARACTERS=50, QUEUE_AGAIN_MINUTES=1)
    def test_one_that_fails_three_times_is_set_aside_with_its_reason(self):
        self.queue(record(), record(FERRY))
        for _ in range(3):
            self.work()
            past = timezone.now() - timedelta(minutes=2)
            Article.objects.filter(extracted_at=None).update(extraction_failed_at=past)
            producing.sweep()

        self.assertEqual(self.sent, [])
        article = Article.objects.given_up().get()
        self.assertIn("ARTICLE_CHARACTERS", article.extraction_error)
        self.assertTrue(Article.objects.get(text=FERRY).extracted_at)
        [told] = self.queue(record())
        self.assertIn("Try again", str(told))

    def test_one_that_cannot_be_stored_takes_none_along(self):
        self.queue(record(), record(FERRY))
        original = sync.quote_values

        def fail(article, *arguments):
            if article.text == DAM:
                raise ValueError("no such thing")
            return original(article, *arguments)

        with (
            mock.patch.object(sync, "quote_values", fail),
            self.assertLogs("quotes.queueing.lane", "WARNING"),
        ):
            self.work()

        self.assertTrue(Article.objects.get(text=FERRY).quotes.exists())
        article = Article.objects.get(text=DAM)
        self.assertIn("no such thing", article.extraction_error)
        self.assertEqual(article.extraction_attempts, 1)

    def test_what_a_worker_left_that_nobody_can_read_is_read_anew(self):
        self.queue(record(), record(FERRY))
        [(pks, _, extractor)] = self.sent
        read_queued(pks, extractor)
        spoilt = QueuedArticle.objects.filter(article__text=DAM)
        spoilt.update(result={"quotations": []})

        with self.assertLogs("quotes.queueing.lane", "WARNING") as told:
            store_waiting()

        self.assertIn("cannot be read", told.output[0])
        self.assertEqual(Article.objects.pending().get().text, DAM)
        self.assertEqual(Article.objects.exclude(extracted_at=None).get().text, FERRY)

    def test_what_was_found_is_held_while_the_database_is_away(self):
        self.queue(record())
        [(pks, _, extractor)] = self.sent
        keep, away = working._keep, [OperationalError(), OperationalError()]

        def keep_later(*arguments):
            if away:
                raise away.pop()
            return keep(*arguments)

        with (
            mock.patch.object(working, "_keep", keep_later),
            mock.patch.object(working, "OUTAGE_PAUSE", 0),
            self.assertLogs("quotes.queueing.working", "WARNING"),
        ):
            read_queued(pks, extractor)

        self.assertEqual((only().begun, bool(only().read_at)), (0, True))

    def test_where_the_database_goes_away_within_a_batch_nothing_is_stored(self):
        self.queue(record(), record(FERRY))
        [(pks, _, extractor)] = self.sent
        read_queued(pks, extractor)

        with (
            mock.patch.object(sync, "quote_values", side_effect=OperationalError),
            self.assertRaises(OperationalError),
        ):
            store_waiting()

        self.assertFalse(Article.objects.failed().exists())
        self.assertEqual(QueuedArticle.objects.count(), 2)

    def test_where_the_database_fails_nobody_is_blamed(self):
        self.queue(record())
        [(pks, _, extractor)] = self.sent
        read_queued(pks, extractor)

        with (
            mock.patch(
                "quotes.queueing.lane.store_together", side_effect=OperationalError
            ),
            self.assertRaises(OperationalError),
        ):
            store_waiting()

        self.assertEqual(Article.objects.failed().count(), 0)
        store_waiting()
        self.assertEqual(Quote.objects.count(), 2)
