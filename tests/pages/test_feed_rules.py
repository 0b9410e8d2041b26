"""Every feed against RFC 4287, and as a feed reader reads it."""

from unittest import TestCase as PlainTestCase

import feedparser
import pytest
from django.test import TestCase

from quotes import review
from quotes.api.saved_searches import save_search
from quotes.models import Quote
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.atom_rules import broken_rules

# Every feed is asked on both by tests/walk/test_pages.py: here, what Atom wants.
pytestmark = pytest.mark.any_database


class EveryFeedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.mara, teo = make_speaker("Mara"), make_speaker("Teo")
        cls.statement = make_statement("The dam <holds>", dispute="distinct")
        for words in ("The dam holds", "“Ünd” & <b>more</b> of the dam", "No\x0bname"):
            make_quote(words, speaker=cls.mara, statement=cls.statement)
        for quote in Quote.objects.all()[:2]:
            review.correct_speaker(
                quote=quote, speaker=teo, by=cls.editor, reason="See <page 2>."
            )
        cls.saved = [
            save_search(
                owner={"user": cls.editor}, name=name, kind=kind, parameters=given
            )
            for name, kind, given in (
                ("The <dam>", "quotes", {"q": "dam"}),
                ("All", "quotes", {}),
                ("Who", "disputes", {"dispute": "distinct"}),
            )
        ]
        cls.addresses = [
            "/feeds/quotes.atom",
            "/feeds/quotes.atom?q=dam",
            "/feeds/quotes.atom?q=%C3%BCnd+-x&speaker=mara&status=extracted",
            "/feeds/quotes.atom?q=zebra",
            "/feeds/disputes.atom",
            "/feeds/corrections.atom",
            *(f"/feeds/saved/{saved.feed_key}.atom" for saved in cls.saved),
        ]

    def test_no_rule_is_broken(self):
        for address in self.addresses:
            with self.subTest(address):
                content = self.client.get(address).content
                self.assertEqual(broken_rules(content), [])

    def test_no_rule_is_broken_where_nothing_is_stored(self):
        self.statement.delete()
        Quote.objects.all().delete()
        Quote.history.all().delete()
        for address in ("quotes", "disputes", "corrections"):
            with self.subTest(address):
                content = self.client.get(f"/feeds/{address}.atom").content
                self.assertEqual(broken_rules(content), [])
                self.assertEqual(feedparser.parse(content).entries, [])

    def test_a_reader_that_follows_self_gets_the_same(self):
        for address in self.addresses:
            with self.subTest(address):
                content = self.client.get(address).content
                itself = feedparser.parse(content).feed.links
                (target,) = [link.href for link in itself if link.rel == "self"]
                self.assertEqual(self.client.get(target).content, content)

    def test_no_two_feeds_have_one_id(self):
        ids = [
            feedparser.parse(self.client.get(address).content).feed.id
            for address in self.addresses
        ]

        self.assertEqual(len(set(ids)), len(ids))

    def test_the_id_of_a_saved_feed_does_not_give_its_address_away(self):
        for saved in self.saved:
            content = self.client.get(f"/feeds/saved/{saved.feed_key}.atom").content
            self.assertNotIn(saved.feed_key, feedparser.parse(content).feed.id)

    def test_ids_are_those_of_one_site(self):
        for address in self.addresses:
            here, there = (
                feedparser.parse(self.client.get(address, HTTP_HOST=host).content)
                for host in ("testserver", "127.0.0.1")
            )
            with self.subTest(address):
                self.assertNotEqual(here.feed.id, there.feed.id)
                for one, other in zip(here.entries, there.entries, strict=True):
                    self.assertNotEqual(one.id, other.id)

    def test_a_feed_reader_finds_nothing_odd_and_an_author_at_every_entry(self):
        for address in self.addresses:
            with self.subTest(address):
                read = feedparser.parse(self.client.get(address).content)
                self.assertFalse(read.bozo)
                self.assertTrue(read.feed.author)
                for entry in read.entries:
                    self.assertTrue(entry.get("author", read.feed.author))
                    self.assertTrue(entry.updated_parsed)

    def test_a_parameter_that_a_feed_does_not_take_is_refused(self):
        for address in ("disputes", "corrections", f"saved/{self.saved[0].feed_key}"):
            with self.subTest(address):
                response = self.client.get(f"/feeds/{address}.atom?speaker=mara")
                self.assertEqual(response.status_code, 400)


class RulesTests(PlainTestCase):
    """A checker that finds nothing wrong anywhere would be no use."""

    def test_what_is_wrong_is_said(self):
        whole = (
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
            "<id>http://a.example/</id><updated>2031-01-01T00:00:00Z</updated>"
            "<author><name>A</name></author>"
            '<link rel="self" href="http://a.example/"/></feed>'
        )
        self.assertEqual(broken_rules(whole.encode()), [])
        for right, wrong in (
            ("<author><name>A</name></author>", ""),
            ("<name>A</name>", "<name/>"),
            ('<link rel="self" href="http://a.example/"/>', ""),
            ('href="http://a.example/"', 'href="/x"'),
            ("<id>http://a.example/</id>", "<id>5</id>"),
            ("<id>http://a.example/</id>", ""),
            ("T00:00:00Z", ""),
            ("<title>T</title>", "<title/>"),
            ("<title>T</title>", "<title>T</title><title>U</title>"),
            ("<title>T</title>", "<title>T</title><date/>"),
        ):
            with self.subTest(wrong=wrong):
                found = broken_rules(whole.replace(right, wrong).encode())
                self.assertEqual(len(found), 1, found)
