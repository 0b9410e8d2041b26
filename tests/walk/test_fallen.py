"""Whatever stands no more, at every address that can show it: never a failure, never
its words, and where something took its place, that."""

import json
import re

import pytest
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, reverse

from quotes import review
from quotes.api.urls import urlpatterns as api_patterns
from quotes.models import Article, Quote, Statement
from quotes.pages.urls import urlpatterns as page_patterns
from tests.build import make_article, make_editor, make_quote, make_speaker
from tests.ingest.articles import GOATS, LAMPS, TIDE, read, text_of
from tests.storing import sync_quotes
from tests.walk.test_api import UNLIMITED

FORMATS = ("json", "csv", "jsonl", "jsonld", "bibtex", "ris", "csl")
QUOTE_ADDRESSES = {"quote", "citation", "report", "embed-quote"}


@pytest.mark.any_database
@override_settings(API_RATES=UNLIMITED)
class FallenWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        editor = make_editor("ines")
        read(text_of(TIDE, GOATS))
        cls.gone = Quote.objects.get(text__contains="goats")
        read(text_of(TIDE, LAMPS))
        cls.withdrawn = Quote.objects.get(text__contains="lamps")
        sync_quotes(Article.objects.get(), [])
        mara, vos = make_speaker("Mara Voss"), make_speaker("Mara Vos")
        standing = make_quote("The harbour stays open", speaker=vos)
        cls.rejected = make_quote("No ferry today", speaker=mara)
        review.reject(quote=cls.rejected, by=editor, reason="A headline")
        review.merge_speakers(source=vos, target=mara, by=editor)
        cls.merged, cls.target, cls.standing = vos, mara, standing
        cls.empty = make_article("Nobody said anything at all.")
        cls.fallen = [cls.gone, cls.withdrawn, cls.rejected]
        for quote in cls.fallen:
            quote.refresh_from_db()
        cls.statements = Statement.objects.filter(quote_count=0)

    def at(self, *keys):
        """Every address that takes one of ``keys``, or takes nothing."""
        for space, patterns in (("pages", page_patterns), ("api", api_patterns)):
            for entry in patterns:
                for key in ((), *((key,) for key in keys)):
                    try:
                        yield entry.name, reverse(f"{space}:{entry.name}", args=key)
                    except NoReverseMatch:
                        continue

    def ask(self, address, **query):
        answer = self.client.get(address, query)
        self.assertLess(answer.status_code, 500, (address, query))
        return answer

    def read(self, answer):
        if answer.streaming:
            return b"".join(answer.streaming_content).decode()
        return answer.content.decode()

    def test_no_address_fails_and_none_gives_the_words_of_what_fell(self):
        for quote in self.fallen:
            self.assertIn(quote.status, Quote.NOT_STANDING)
            words = re.findall(r"\w+ \w+ \w+", quote.text)[0]
            for name, address in self.at(quote.pk):
                for given in ({}, *({"format": one} for one in FORMATS)):
                    with self.subTest(address, status=quote.status, **given):
                        answer = self.ask(address, **given)
                        if name not in QUOTE_ADDRESSES or str(quote.pk) not in address:
                            continue
                        self.assertIn(answer.status_code, (400, 405, 406, 410))
                        self.assertNotIn(words, self.read(answer))

    def test_lists_leave_them_out(self):
        told = {"corrections", "changed", "correction-feed"}
        for name, address in self.at():
            if name in told:
                continue
            text = self.read(self.ask(address))
            for quote in self.fallen:
                words = re.findall(r"\w+ \w+ \w+", quote.text)[0]
                with self.subTest(address, status=quote.status):
                    self.assertNotIn(words, text)

    def test_oembed_says_gone(self):
        for quote in self.fallen:
            page = f"http://testserver/quotes/{quote.pk}/"
            self.assertEqual(self.ask("/api/v1/oembed/", url=page).status_code, 410)

    def test_who_was_merged_leads_to_who_stands_everywhere(self):
        for key in (self.merged.slug, self.merged.pk):
            for address in (f"/speakers/{key}/", f"/api/v1/speakers/{key}/",
                            f"/embed/speakers/{key}/"):  # fmt: skip
                with self.subTest(address):
                    moved = self.client.get(address)
                    self.assertEqual(moved.status_code, 301)
                    answer = self.ask(moved["Location"])
                    self.assertEqual(answer.status_code, 200)
                    self.assertIn(self.target.name, answer.text)
        for name in (self.merged.slug, str(self.merged.pk)):
            rows = self.ask("/api/v1/quotes/", speaker=name).json()["results"]
            self.assertEqual([row["id"] for row in rows], [self.standing.pk])
            page = self.ask("/compare/", speaker=name)
            self.assertEqual(page.status_code, 200)
        queries = {"queries": json.dumps({"a": {"query": self.merged.name}})}
        (found, *_) = self.ask("/api/v1/reconcile/", **queries).json()["a"]["result"]
        self.assertEqual(found["id"], str(self.target.pk))

    def test_statements_without_printings_and_articles_without_quotes(self):
        self.assertTrue(self.statements)
        for statement in self.statements:
            for base in ("", "/api/v1"):
                answer = self.ask(f"{base}/statements/{statement.pk}/")
                self.assertIn(answer.status_code, (410, 404))
        for base in ("", "/api/v1"):
            answer = self.ask(f"{base}/articles/{self.empty.pk}/")
            self.assertEqual(answer.status_code, 200)
        page = self.ask(f"/articles/{self.gone.article_id}/")
        self.assertIn('rel="canonical"', page.text)

    def test_what_was_taken_back_is_in_no_sitemap(self):
        text = self.read(self.ask("/sitemap.xml"))
        for part in re.findall(r"<loc>http://[^/]+(/[^<]+)</loc>", text):
            listed = self.read(self.ask(part))
            for quote in self.fallen:
                self.assertNotIn(f"/quotes/{quote.pk}/<", listed)
            self.assertNotIn(f"/speakers/{self.merged.slug}/<", listed)
