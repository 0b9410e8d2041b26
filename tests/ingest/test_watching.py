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
from tests.ingest.servers import HTML, serving

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
