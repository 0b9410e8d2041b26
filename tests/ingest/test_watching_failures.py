"""Feeds that fail, and runs that are stopped."""

from datetime import timedelta
from functools import partial
from unittest import mock

import pytest

from quotes.ingest import watching
from quotes.ingest.pipeline import run
from quotes.models import Article, Feed, FeedItem
from tests.ingest.servers import HTML, fetcher
from tests.ingest.test_watching import NOW, XML, WatchTestCase, page, rss

WORK = partial(run, workers=1)


class StoppedTests(WatchTestCase):
    def test_a_run_that_is_stopped_is_gone_on_with(self):
        self.serve("/a", "/b", "/c")

        def stop(handler):
            raise_in_client.append(True)
            return (200, HTML, page("The dam at b holds"))

        raise_in_client = []
        self.server.answers["/b"] = stop
        original = watching.record_outcome

        def interrupted(item, *arguments):
            if item.address.endswith("/b") and len(raise_in_client) == 1:
                raise KeyboardInterrupt
            original(item, *arguments)

        with mock.patch.object(watching, "record_outcome", interrupted):
            _, _, message = self.watch()
        self.assertIn("the same command goes on", message)
        self.server.asked.clear()

        _, _, message = self.watch()

        self.assertIsNone(message)
        self.assertEqual(Article.objects.count(), 3)
        self.assertNotIn("/a", self.server.paths())

    def test_who_has_taken_a_feed_has_it_alone(self):
        first, second = Feed.objects.get(), Feed.objects.get()

        self.assertTrue(watching.mark_taken(first, NOW))
        self.assertFalse(watching.mark_taken(second, NOW))

    def test_a_feed_of_many_pages_has_many_turns(self):
        paths = [f"/{number}" for number in range(7)]
        self.serve(*paths)
        with mock.patch.object(watching, "PAGES", 3):
            _, err, _ = self.watch()

        self.assertEqual(err, "")
        self.assertEqual(Article.objects.count(), 7)
        self.assertEqual(self.server.paths().count("/feed"), 3)

    def test_a_feed_of_ten_thousand_items_is_written_down_before_it_is_fetched(self):
        addresses = [self.server.address(f"/{number}") for number in range(10_000)]
        self.server.answers["/feed"] = (200, XML, rss(*addresses))
        self.server.answers |= {f"/{n}": (404, {}, "") for n in range(2)}
        reading = watching.Reading(fetcher=fetcher())
        with mock.patch.object(watching, "PAGES", 2):
            outcomes = list(watching.run_turn(self.feed, reading, WORK))

        self.assertEqual(len(outcomes), 2)
        self.assertEqual(FeedItem.objects.count(), 10_000)
        self.assertEqual(FeedItem.objects.filter(next_due_at=NOW).count(), 9_998)
        self.feed.refresh_from_db()
        self.assertEqual(self.feed.next_due_at, NOW)


# Feeds and their items are stored on both by the tests above: here, when again.
@pytest.mark.any_database
class FailingTests(WatchTestCase):
    def fail(self, status=404, **headers):
        self.server.answers["/feed"] = (status, headers, "")

    def test_a_feed_that_fails_is_asked_ever_less_often(self):
        self.fail()
        rests = []
        for _ in range(6):
            self.watch()
            rests.append(self.feed.next_due_at - self.now)
            self.now = self.feed.next_due_at
        minutes = [int(rest.total_seconds() / 60) for rest in rests]

        self.assertEqual(minutes, [30, 30, 60, 120, 240, 480])
        self.assertEqual(self.feed.last_error, "the server answers 404")
        self.assertEqual(self.feed.failing_since, NOW)
        self.assertIsNone(self.feed.last_fetched_at)

    def test_one_that_fails_for_more_than_a_day_is_dead_until_it_works_again(self):
        self.fail()
        self.watch()
        self.assertEqual(list(Feed.objects.dead(NOW + timedelta(hours=23))), [])
        self.assertEqual(list(Feed.objects.dead(NOW + timedelta(days=1))), [self.feed])
        self.assertTrue(self.feed.is_dead(NOW + timedelta(days=1)))
        self.serve("/a")
        self.now += timedelta(days=2)

        self.watch()

        self.assertEqual((self.feed.last_error, self.feed.failing_since), ("", None))
        self.assertFalse(Feed.objects.dead(self.now + timedelta(days=2)).exists())

    def test_one_that_is_gone_for_good_is_not_in_use_any_more(self):
        self.fail(410)
        self.watch()

        self.assertFalse(self.feed.active)
        self.assertEqual(self.feed.last_error, "the server answers 410")

    def test_a_server_that_asks_for_time_gets_it(self):
        self.fail(429, **{"Retry-After": "7200"})
        self.watch()

        self.assertEqual(self.feed.next_due_at, NOW + timedelta(hours=2))

    def test_a_server_that_has_enough_of_us_ends_the_turn(self):
        self.serve("/a", "/b", "/c")
        self.server.answers["/b"] = (429, {"Retry-After": "7200"}, "")
        _, err, _ = self.watch()

        self.assertEqual(self.server.paths(), ["/feed", "/a", "/b"])
        self.assertIn("come back after 7200 seconds", err)
        self.assertEqual(self.feed.next_due_at, NOW + timedelta(hours=2))
        self.assertEqual(FeedItem.objects.filter(next_due_at=NOW).count(), 1)

    def test_what_is_no_feed_and_what_is_broken(self):
        for body, told in (
            ("<html><p>Hello</p></html>", "neither a feed nor a sitemap"),
            ("<rss><channel><item><title>A", "is"),
            ("<urlset><url><loc>http://a", "no well-formed XML"),
        ):
            with self.subTest(body):
                self.server.answers["/feed"] = (200, XML, body)
                Feed.objects.update(next_due_at=self.now, failing_since=None)
                _, err, message = self.watch()
                self.assertIn(told, err)
                self.assertIn("1 failed", message)

    def test_a_feed_may_ask_to_rest_longer(self):
        self.serve("/a", ttl="120")
        self.watch()

        self.assertEqual(self.feed.next_due_at, NOW + timedelta(hours=2))

    def test_a_sitemap_of_sitemaps_is_a_feed_too(self):
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        to = self.server.address
        self.server.answers |= {
            "/feed": (
                200,
                XML,
                f"<sitemapindex {space}><sitemap><loc>{to('/m')}</loc>"
                "</sitemap></sitemapindex>",
            ),
            "/m": (
                200,
                XML,
                f"<urlset {space}><url><loc>{to('/a')}</loc>"
                "<lastmod>2031-05-17</lastmod></url></urlset>",
            ),
            "/a": page(),
        }

        self.assertEqual(self.watch()[1:], ("", None))
        self.assertEqual(Article.objects.count(), 1)
