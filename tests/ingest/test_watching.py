"""Watching feeds of a real server: what is fetched, when again, and what goes on."""

import io
from datetime import UTC, datetime, timedelta
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from quotes.ingest import watching
from quotes.ingest.feed_items import next_due
from quotes.management.commands import watch_feeds
from quotes.models import Article, Feed, FeedItem, Quote
from tests.build import make_outlet
from tests.ingest.servers import HTML, fetcher, serving

XML = {"Content-Type": "application/rss+xml"}
NOW = datetime(2031, 5, 17, 9, 0, tzinfo=UTC)


def page(words="The dam will hold", **meta):
    return (
        "<!doctype html><html lang='en'><head><title>The dam</title></head><body>"
        f"<article><h1>The dam</h1><p>“{words},” said Ana Tarn, an engineer who has "
        "looked after it for thirty years, on Monday.</p><p>The council of Brackwater "
        "had asked for a report of its own after the winter, and has not read it yet, "
        "according to two of its members.</p></article></body></html>"
    )


def rss(*addresses, ttl="", updated=""):
    items = "".join(
        f"<item><title>Item {number}</title><link>{address}</link>"
        f"<guid>{number}{updated}</guid><dc:creator>Bo Lind</dc:creator>"
        "<pubDate>Sat, 17 May 2031 08:00:00 GMT</pubDate></item>"
        for number, address in enumerate(addresses)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Herald</title>'
        f"{ttl and f'<ttl>{ttl}</ttl>'}{items}</channel></rss>"
    )


@override_settings(FETCH_PRIVATE=True, FETCH_DELAY=0, FETCH_SECONDS=5)
class WatchTestCase(TestCase):
    def setUp(self):
        self.server = self.enterContext(serving())
        self.now = NOW
        for place in (watching, watch_feeds):
            clock = mock.patch.object(place, "now_in_utc", side_effect=self.tell_time)
            self.enterContext(clock)
        self.outlet = make_outlet("Harbour Herald")
        self.feed = Feed.objects.create(
            outlet=self.outlet, address=self.server.address("/feed"), next_due_at=NOW
        )

    def tell_time(self):
        return self.now

    def serve(self, *paths, **fields):
        """Serve a feed of these pages, each with words of its own."""
        for path in paths:
            self.server.answers.setdefault(path, page(f"The dam at {path[1:]} holds"))
        addresses = [self.server.address(path) for path in paths]
        self.server.answers["/feed"] = (200, XML, rss(*addresses, **fields))

    def watch(self, *arguments):
        """Run it once; return (standard output, standard error, message or None)."""
        out, err, message = io.StringIO(), io.StringIO(), None
        try:
            call_command(
                "watch_feeds", *arguments, once=True, workers=1, stdout=out, stderr=err
            )
        except CommandError as error:
            message = str(error)
        self.feed.refresh_from_db()
        return out.getvalue(), err.getvalue(), message


class FirstTurnTests(WatchTestCase):
    def test_articles_that_a_feed_names_are_stored_with_where_they_are_from(self):
        self.serve("/a", "/b")

        out, err, message = self.watch()

        self.assertEqual((err, message), ("", None))
        self.assertIn("2 articles: 2 new.", out)
        article = Article.objects.get(url=self.server.address("/a"))
        self.assertEqual(article.outlet, self.outlet)
        self.assertEqual(article.byline, "Bo Lind")
        self.assertEqual(article.published_at, datetime(2031, 5, 17, 8, tzinfo=UTC))
        self.assertEqual(article.source_kind, "html")
        self.assertEqual(article.source, self.server.address("/a"))
        self.assertEqual(article.found_in, self.feed.address)
        self.assertIsNotNone(article.fetched_at)
        self.assertIn("trafilatura", article.reader)
        self.assertEqual(len(article.raw_sha256), 64)
        quote = Quote.objects.filter(article=article).earliest("start")
        self.assertEqual(quote.text, "The dam at a holds,")
        self.assertEqual(self.feed.last_fetched_at, NOW)
        self.assertEqual(self.feed.next_due_at, NOW + timedelta(minutes=30))

    def test_a_site_known_to_be_another_outlets_is_that_outlets(self):
        make_outlet("Coast Radio", domain="127.0.0.1")
        self.serve("/a")

        self.watch()

        self.assertEqual(Article.objects.get().outlet.name, "Coast Radio")

    def test_a_page_that_fails_is_named_and_the_others_are_stored(self):
        self.serve("/a", "/b")
        self.server.answers["/a"] = (404, {}, "")
        self.server.answers["/robots.txt"] = "User-agent: *\nDisallow: /c\n"

        _, err, message = self.watch()

        self.assertIn(f"{self.server.address('/a')}: the server answers 404", err)
        self.assertIn("1 failed", message)
        self.assertEqual(Article.objects.count(), 1)
        item = FeedItem.objects.get(address=self.server.address("/a"))
        self.assertEqual(item.error, "the server answers 404")

    def test_nothing_is_due_nothing_is_asked(self):
        Feed.objects.update(next_due_at=NOW + timedelta(minutes=1))

        out, _, message = self.watch()

        self.assertIn("0 articles: none.", out)
        self.assertIsNone(message)
        self.assertEqual(self.server.asked, [])

    def test_a_feed_that_is_named_has_its_turn_at_once_and_alone(self):
        self.serve("/a")
        Feed.objects.update(next_due_at=NOW + timedelta(minutes=9))
        Feed.objects.create(
            outlet=self.outlet, address=self.server.address("/other"), next_due_at=NOW
        )

        self.watch(self.feed.address)

        self.assertEqual(self.server.paths(), ["/feed", "/a"])

    def test_a_feed_that_is_not_kept_is_an_error_with_its_remedy(self):
        _, _, message = self.watch("http://a.example/feed")

        self.assertIn("No feed has the address http://a.example/feed", message)
        self.assertIn("extract_quotes http://a.example/feed", message)

    def test_a_feed_that_is_not_in_use_is_left(self):
        Feed.objects.update(active=False)
        self.watch()

        self.assertEqual(self.server.asked, [])


class AgainTests(WatchTestCase):
    def test_only_what_is_new_is_fetched(self):
        self.serve("/a")
        self.watch()
        self.serve("/a", "/b")
        self.server.asked.clear()
        self.now += timedelta(minutes=31)

        self.watch()

        self.assertEqual(self.server.paths(), ["/feed", "/b"])
        self.assertEqual(Article.objects.count(), 2)

    def test_a_feed_that_has_not_changed_is_not_sent(self):
        def feed(handler):
            if handler.headers.get("If-None-Match") == '"7"':
                return (304, {}, "")
            return (200, XML | {"ETag": '"7"'}, rss(self.server.address("/a")))

        self.server.answers |= {"/feed": feed, "/a": page()}
        self.watch()
        self.server.asked.clear()
        self.now += timedelta(minutes=31)

        self.assertIsNone(self.watch()[2])
        self.assertEqual(self.server.paths(), ["/feed"])
        self.assertEqual(self.feed.etag, '"7"')

    def test_a_page_is_looked_at_again_and_not_sent_where_it_is_as_it_was(self):
        def answer(handler):
            if handler.headers.get("If-None-Match") == '"1"':
                return (304, {}, "")
            return (200, HTML | {"ETag": '"1"'}, page())

        self.server.answers["/a"] = answer
        self.serve("/a")
        self.watch()
        self.now += timedelta(minutes=61)

        out, err, message = self.watch()

        self.assertEqual((err, message), ("", None))
        self.assertIn("0 articles", out)
        self.assertEqual(self.server.paths().count("/a"), 2)
        item = FeedItem.objects.get()
        self.assertEqual(item.next_due_at, self.now + timedelta(minutes=61))

    def test_what_the_feed_says_has_changed_is_fetched_at_once(self):
        self.serve("/a")
        self.watch()
        self.serve("/a", updated="b")
        self.server.asked.clear()
        self.now += timedelta(minutes=31)

        self.watch()

        self.assertEqual(self.server.paths(), ["/feed", "/a"])

    def test_an_article_that_changes_between_polls_has_a_version_more(self):
        self.serve("/a")
        self.watch()
        self.server.answers["/a"] = page("The dam may not hold")
        self.now += timedelta(minutes=61)

        self.watch()

        article = Article.objects.get()
        self.assertIn("The dam may not hold", article.text)
        self.assertEqual(article.versions.count(), 2)

    def test_pages_are_looked_at_ever_less_often_and_then_no_more(self):
        seen, now, times = NOW, NOW, []
        while now is not None:
            times.append(now - seen)
            now = next_due(seen, now)

        hours = [round(time.total_seconds() / 3600) for time in times]
        self.assertEqual(hours, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256])

    def test_old_items_that_the_feed_no_longer_names_are_forgotten(self):
        self.serve("/a", "/b")
        self.watch()
        FeedItem.objects.update(
            next_due_at=None, first_seen_at=NOW - timedelta(days=91)
        )
        self.serve("/b")
        self.now += timedelta(minutes=31)

        self.watch()

        addresses = FeedItem.objects.values_list("address", flat=True)
        self.assertEqual(list(addresses), [self.server.address("/b")])


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
            outcomes = list(watching.run_turn(self.feed, reading, workers=1))

        self.assertEqual(len(outcomes), 2)
        self.assertEqual(FeedItem.objects.count(), 10_000)
        self.assertEqual(FeedItem.objects.filter(next_due_at=NOW).count(), 9_998)
        self.feed.refresh_from_db()
        self.assertEqual(self.feed.next_due_at, NOW)


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
