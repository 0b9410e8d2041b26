"""What stays in the queue, or never came into it, is queued again; nothing else is."""

from datetime import timedelta

from django.test import override_settings
from django.utils import timezone

from quotes.extraction import extractor_version
from quotes.ingest.storing import store_article
from quotes.models import Article, QueuedArticle, Quote
from quotes.queueing.sweeping import Swept, sweep
from quotes.queueing.working import read_queued
from tests.build import make_article
from tests.queueing.queued import FERRY, QueueTestCase, only, record


@override_settings(QUEUE_AGAIN_MINUTES=15)
class SweepTests(QueueTestCase):
    def age(self, minutes):
        past = timezone.now() - timedelta(minutes=minutes)
        QueuedArticle.objects.update(queued_at=past)

    def sweep(self):
        self.sent.clear()
        return sweep()

    def test_what_the_broker_lost_is_queued_again_after_a_while(self):
        self.queue(record())
        self.age(14)
        self.assertEqual(self.sweep(), Swept(0, 0, 0))
        self.age(16)

        with self.assertLogs("quotes.queueing.sweeping", "WARNING"):
            swept = self.sweep()

        self.assertEqual(swept, Swept(pending=0, lost=1, outdated=0))
        self.work()
        self.assertEqual(Quote.objects.count(), 2)
        self.assertEqual(self.sweep(), Swept(0, 0, 0))

    def test_what_only_waits_for_its_turn_is_not(self):
        self.queue(record(), record(FERRY))
        self.age(600)
        self.waiting = 1

        self.assertEqual(self.sweep(), Swept(0, 0, 0))

    def test_a_pending_article_that_nobody_has_is_queued(self):
        store_article(record())

        with self.assertLogs("quotes.queueing.sweeping", "WARNING"):
            self.assertEqual(self.sweep(), Swept(pending=1, lost=0, outdated=0))
        self.assertEqual(len(self.sent), 1)

    def test_one_that_failed_waits_and_one_given_up_waits_for_an_editor(self):
        now = timezone.now()
        failed = {"extraction_failed_at": now, "extraction_error": "too long"}
        make_article(extraction_attempts=1, **failed)
        given_up = make_article(extraction_attempts=3, **failed)
        self.assertEqual(self.sweep(), Swept(0, 0, 0))

        # As “Try again” does.
        Article.objects.filter(pk=given_up.pk).update(extraction_attempts=0)
        with self.assertLogs("quotes.queueing.sweeping", "WARNING"):
            self.sweep()

        self.assertEqual(only().article_id, given_up.pk)

    def test_what_another_model_was_to_read_or_has_read_is_read_anew(self):
        self.queue(record())
        [(pks, _, extractor)] = self.sent
        read_queued(pks, extractor)
        QueuedArticle.objects.update(extractor_version="5+before")
        self.age(16)

        with self.assertLogs("quotes.queueing.sweeping", "WARNING"):
            self.assertEqual(self.sweep(), Swept(pending=0, lost=0, outdated=1))

        job = only()
        self.assertEqual(
            (job.read_at, job.extractor_version), (None, extractor_version())
        )
        self.work()
        self.assertEqual(Quote.objects.count(), 2)

    def test_the_lane_is_woken_where_something_waits_for_it(self):
        self.queue(record())
        self.sweep()
        self.assertEqual(self.woken, 0)
        read_queued([only().article_id], extractor_version())

        self.sweep()

        self.assertEqual(self.woken, 1)

    @override_settings(QUEUE_MOST=2)
    def test_no_more_is_queued_than_may_wait(self):
        for _ in range(4):
            make_article()

        with self.assertLogs("quotes.queueing.sweeping", "WARNING"):
            self.sweep()

        self.assertEqual(QueuedArticle.objects.count(), 2)
