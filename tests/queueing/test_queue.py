"""From producer to lane: the same as a run without a queue, and safe to repeat."""

import json
from datetime import timedelta
from unittest import mock

from django.test import TestCase, override_settings
from django.utils import timezone

from quotes.extraction import extract, extractor_version
from quotes.ingest.outcomes import State
from quotes.ingest.pipeline import run
from quotes.ingest.workers import KILLER
from quotes.models import Article, QueuedArticle, Quote
from quotes.queueing import producing, working
from quotes.queueing.errors import GoesBack
from quotes.queueing.lane import store_waiting
from quotes.queueing.working import read_queued
from tests.ingest.articles import GOATS, LAMPS, TIDE, text_of
from tests.queueing.queued import DAM, FERRY, QueueTestCase, only, record, rows

FRESH, ARCHIVE = QueuedArticle.Urgency.FRESH, QueuedArticle.Urgency.ARCHIVE
LONG = text_of(
    *(f"Line {n}: the {n}th boat left at dawn, as ever. " for n in range(30))
)
EDITED = f"{LONG}\n\n{TIDE}"


class EncodingTests(TestCase):
    def test_what_was_found_comes_back_from_json_as_it_was(self):
        text = DAM + " " + FERRY
        found = extract(text)
        self.assertGreater(len(found), 2)

        for outcome in (found, "failed", KILLER):
            held = json.loads(json.dumps(working.encode_outcome(outcome)))
            again = working.decode_outcome(held, text)
            self.assertEqual((type(again), again), (type(outcome), outcome))


class SameTests(QueueTestCase):
    def test_what_is_stored_is_what_a_run_stores(self):
        day = timezone.now()
        texts = [DAM, FERRY, text_of(TIDE, GOATS), LONG, LONG + " And that was all."]
        records = [record(text, published_at=day) for text in texts]
        records += [record(DAM, published_at=day), record(text_of(TIDE, LAMPS))]
        list(run(records, workers=1))
        expected = rows()
        Quote.objects.all().delete()
        Article.objects.all().delete()

        self.queue(*records)
        self.work()

        self.assertEqual(rows(), expected)
        self.assertFalse(QueuedArticle.objects.exists())

    def test_an_edit_that_comes_before_its_article_was_read_is_its_version(self):
        address = {"url": "https://herald.example/a"}
        day = timezone.now()

        self.queue(record(LONG, published_at=day, **address))
        other = {"url": "https://herald.example/b", "published_at": day}
        outcomes = self.queue(record(EDITED, **other))
        self.work()

        self.assertEqual(self.states(outcomes), [State.VERSION])
        article = Article.objects.get()
        self.assertEqual((article.version, article.text), (2, EDITED))
        self.assertEqual(article.quotes.count(), 1)

    def test_the_same_again_changes_nothing(self):
        for _ in range(2):
            self.queue(record(), record(FERRY))
        self.work()
        before = rows()

        outcomes = self.queue(record(), record(FERRY))
        self.work()

        self.assertEqual(self.states(outcomes), [State.UNCHANGED] * 2)
        self.assertEqual(rows(), before)

    def test_a_message_that_comes_twice_is_done_once(self):
        self.queue(record())
        [(pks, _, extractor)] = self.sent

        self.assertEqual(read_queued(pks, extractor), 1)
        self.assertEqual(read_queued(pks, extractor), 0)
        store_waiting()
        self.assertEqual(read_queued(pks, extractor), 0)

        self.assertEqual(Quote.objects.count(), 2)

    def test_a_broken_record_is_told_and_the_others_are_queued(self):
        self.queue(record(FERRY, url="https://herald.example/a"))
        other = record(DAM, url="https://herald.example/a")
        other = other.__class__(**{**_fields(other), "outlet": "Another"})

        [one, two] = self.queue(other, record())

        self.assertIn("Harbour Herald", str(one))
        self.assertEqual(two.state, State.QUEUED)

    def test_read_again_on_demand(self):
        self.queue(record())
        self.work()
        Quote.objects.update(stance="denies")

        [done] = self.queue(record(), reextract=True)
        self.work()

        self.assertEqual(done.state, State.QUEUED)
        self.assertFalse(Quote.objects.filter(stance="denies").exists())


def _fields(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


class OrderTests(QueueTestCase):
    def test_fresh_articles_go_before_those_of_an_archive(self):
        old = timezone.now() - timedelta(days=30)
        self.queue(record(published_at=old), record(FERRY, published_at=timezone.now()))

        self.assertEqual([urgency for _, urgency, _ in self.sent], [FRESH, ARCHIVE])

    def test_what_a_feed_names_is_fresh_whatever_its_date(self):
        self.queue(record(), watched=True)

        self.assertEqual(only().urgency, FRESH)

    def test_a_limit_counts_what_is_queued_and_loses_nothing(self):
        self.queue(record())
        self.work()
        items = [record(), *(record(f"“Nine {n},” said Bo Lind.") for n in range(5))]

        outcomes = self.queue(*items, limit=2)

        states = [State.UNCHANGED, State.QUEUED, State.QUEUED]
        self.assertEqual(self.states(outcomes), states)
        self.assertEqual(Article.objects.count(), 3)


class RoomTests(QueueTestCase):
    """Nobody hands on more than the next can take."""

    @override_settings(QUEUE_MOST=2)
    def test_the_producer_waits_for_workers_and_says_so(self):
        self.queue(record(), record(FERRY))
        told = []

        def rest(seconds):
            """Waiting, a worker comes by."""
            if told:
                self.work()

        with (
            mock.patch.object(producing, "WAITING_TOLD", -1.0),
            mock.patch.object(producing.time, "sleep", rest),
        ):
            [done] = self.queue(record("“Go on,” said Bo Lind."), tell=told.append)

        self.assertEqual(done.state, State.QUEUED)
        self.assertEqual(len(told), 1)
        self.assertIn("QUEUE_MOST", told[0])

    @override_settings(LANE_MOST=1)
    def test_a_worker_waits_for_the_lane(self):
        self.queue(record())
        self.queue(record(FERRY))
        [(first, _, extractor), (second, _, _)] = self.sent
        read_queued(first, extractor)

        with (
            mock.patch.object(working, "LANE_PATIENCE", 0.01),
            mock.patch.object(working, "LANE_PAUSE", 0.01),
            self.assertRaisesMessage(GoesBack, "LANE_MOST"),
        ):
            read_queued(second, extractor)

        store_waiting()
        self.assertEqual(read_queued(second, extractor), 1)


class VersionTests(QueueTestCase):
    """Who reads with another model does not read for this one."""

    def setUp(self):
        super().setUp()
        self.queue(record())
        [(self.pks, _, self.extractor)] = self.sent
        self.other = mock.patch.object(
            working, "extractor_version", return_value="6+anothermodel"
        )

    def test_a_worker_with_another_model_refuses_and_the_task_goes_back(self):
        with self.other, self.assertRaises(GoesBack) as raised:
            read_queued(self.pks, self.extractor)

        for part in ("6+anothermodel", extractor_version(), "QUOTES_MODEL"):
            self.assertIn(part, str(raised.exception))
        self.assertGreater(raised.exception.pause, 0)
        self.assertIsNone(only().read_at)

    def test_a_message_for_a_model_that_is_not_asked_any_more_is_done_with(self):
        QueuedArticle.objects.update(extractor_version="6+anothermodel")

        self.assertEqual(read_queued(self.pks, self.extractor), 0)
        with self.other:
            self.assertEqual(read_queued(self.pks, self.extractor), 0)

    def test_a_lane_with_another_model_stores_nothing(self):
        read_queued(self.pks, self.extractor)
        QueuedArticle.objects.update(extractor_version="6+anothermodel")

        with self.assertLogs("quotes.queueing.lane", "ERROR") as told:
            store_waiting()

        self.assertIn("6+anothermodel", told.output[0])
        self.assertFalse(Quote.objects.exists())
        self.assertTrue(QueuedArticle.objects.exists())
