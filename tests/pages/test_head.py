"""What the heads of pages say to other programs."""

import json
import re
from datetime import UTC, datetime
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import TestCase, override_settings

from tests.build import (
    make_article,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

# Every page is asked on both by tests/walk/test_pages.py: here, what its head says.
pytestmark = pytest.mark.any_database

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
FOUND = re.compile(
    r'type="application/(?:atom|opensearchdescription)\+xml" href="([^"]+)"'
)
PICTURE = "http://testserver/static/quotes/card.png"
TRICK = "</script><script>alert(1)</script><!-- & ”"


class HeadCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.outlet = make_outlet("Post & Co", domain="post.example", country="IE")
        cls.article = make_article(
            f"Mara Voss denied that {TRICK} was hers.",
            outlet=cls.outlet,
            title=f"Title {TRICK}",
            published_at=datetime(2031, 3, 3, tzinfo=UTC),
        )
        cls.speaker = make_speaker("Mara Voss", kind="person", description=TRICK)
        cls.statement = make_statement(
            TRICK, speaker=cls.speaker, stance="denies", clause=f"She denied {TRICK}"
        )
        cls.quote = make_quote(
            TRICK,
            article=cls.article,
            speaker=cls.speaker,
            statement=cls.statement,
            kind="indirect",
            stance="denies",
            clause=f"Mara Voss denied that {TRICK}",
        )
        cls.pages = {
            f"/quotes/{cls.quote.pk}/": "Quotation",
            f"/statements/{cls.statement.pk}/": "Claim",
            f"/speakers/{cls.speaker.slug}/": "Person",
            f"/articles/{cls.article.pk}/": "NewsArticle",
            f"/outlets/{cls.outlet.slug}/": "NewsMediaOrganization",
        }

    def text_of(self, path, **params):
        answer = self.client.get(path, params)
        self.assertEqual(answer.status_code, 200, path)
        return answer.content.decode()

    def meta(self, text):
        found = re.findall(
            r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', text
        )
        return {name: unescape(value) for name, value in found}


class DataTests(HeadCase):
    def test_pages_hold_their_data_and_nothing_in_it_ends_the_block(self):
        for path, kind in self.pages.items():
            with self.subTest(path):
                text = self.text_of(path)
                (block,) = BLOCK.findall(text)
                document = json.loads(block)
                self.assertEqual(document["@type"], kind)
                self.assertEqual(document["@context"], "https://schema.org")
                page = urlsplit(document["mainEntityOfPage"])
                self.assertEqual(page.path, path)
                self.assertNotRegex(block, r"[<>&]")
                self.assertNotIn("<script>alert", text)

    def test_they_say_what_the_api_says(self):
        for path in list(self.pages)[:1]:
            (block,) = BLOCK.findall(self.text_of(path))
            document = json.loads(block)
            del document["mainEntityOfPage"]
            told = self.client.get(f"/api/v1{path}", {"format": "jsonld"}).json()
            self.assertEqual(document, told)

    def test_a_denial_is_given_in_its_clause(self):
        for path in list(self.pages)[:2]:
            (block,) = BLOCK.findall(self.text_of(path))
            self.assertIn("denied", json.loads(block)["text"])


class CardTests(HeadCase):
    def test_a_shared_page_says_what_it_is(self):
        for path in self.pages:
            with self.subTest(path):
                meta = self.meta(self.text_of(path))
                self.assertEqual(meta["og:url"], f"http://testserver{path}")
                self.assertEqual(meta["og:image"], PICTURE)
                for name in ("og:title", "og:type", "og:description", "description"):
                    self.assertTrue(meta[name], name)

    def test_a_denial_is_shared_as_one(self):
        for path in list(self.pages)[:2]:
            title = self.meta(self.text_of(path))["og:title"]
            self.assertTrue(title.startswith("Mara Voss (denied): "), title)


class LinkTests(HeadCase):
    def test_the_canonical_address_has_no_tracking_and_keeps_what_was_asked(self):
        for asked, expected in (
            ({}, ""),
            ({"utm_source": "x"}, ""),
            ({"q": "dam", "fbclid": "y"}, "?q=dam"),
        ):
            text = self.text_of("/", **asked)
            self.assertIn(
                f'<link rel="canonical" href="http://testserver/{expected}">', text
            )

    def test_an_error_has_none(self):
        missing = self.client.get("/quotes/0/")
        self.assertNotContains(missing, "canonical", status_code=404)

    def test_every_page_leads_to_feeds_and_to_the_search(self):
        for path in (*self.pages, "/", "/about/", "/speakers/"):
            text = self.text_of(path)
            for address in FOUND.findall(text):
                self.assertEqual(self.client.get(unescape(address)).status_code, 200)
            self.assertIn("/feeds/corrections.atom", text)
            self.assertIn("/opensearch.xml", text)


class DiscoveryTests(HeadCase):
    def test_robots_lead_to_the_sitemap(self):
        text = self.client.get("/robots.txt").content.decode()

        self.assertIn("Sitemap: http://testserver/sitemap.xml", text)
        self.assertIn("Disallow: /api/v1/", text)

    @override_settings(API_PUBLIC=False)
    def test_a_closed_database_is_closed_to_robots(self):
        self.assertEqual(
            self.client.get("/robots.txt").content, b"User-agent: *\nDisallow: /\n"
        )
        self.assertEqual(self.client.get("/sitemap.xml").status_code, 302)

    def test_a_browser_learns_how_to_search(self):
        answer = self.client.get("/opensearch.xml")
        self.assertIn("opensearchdescription", answer["Content-Type"])
        self.assertContains(answer, 'template="http://testserver/?q={searchTerms}"')
