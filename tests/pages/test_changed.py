"""Corrections as a page, and what changed since a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase, override_settings
from django.utils import timezone

from quotes import review
from quotes.models import Article, Quote
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.reading import links_of, text_of


def day(moment):
    return f"{moment:%Y-%m-%d}"


# The page is walked on both, and what it lists is asked by
# tests/api/test_corrections.py.
@pytest.mark.any_database
class CorrectionPageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor("velora")
        cls.quotes = [make_quote(f"The dam holds, part {n}") for n in range(25)]
        for number, quote in enumerate(cls.quotes):
            review.correct_speaker(
                quote=quote,
                speaker=make_speaker(f"Speaker of {number}"),
                by=cls.editor,
                reason=f"See page {number}",
            )

    def test_newest_first_from_what_to_what_and_why(self):
        page = text_of(self.client.get("/corrections/"))

        self.assertIn("Speaker: from nobody to Speaker of 24", page)
        self.assertIn("See page 24", page)
        self.assertNotIn("See page 4:", page)
        self.assertNotIn("velora", page)

    def test_paging_keeps_the_filter_and_reaches_all(self):
        yesterday = day(timezone.now() - timedelta(days=1))
        first = self.client.get("/corrections/", {"since": yesterday})
        address = first.context["listing"]["next"]
        self.assertIn(f"since={yesterday}", address)
        rest = self.client.get(f"/corrections/{address}")

        shown = [c.quote_id for p in (first, rest) for c in p.context["corrections"]]
        self.assertEqual(sorted(shown), sorted(quote.pk for quote in self.quotes))

    def test_of_one_quote(self):
        quote = self.quotes[3]
        response = self.client.get("/corrections/", {"quote": quote.pk})

        (found,) = response.context["corrections"]
        self.assertEqual(found.quote_id, quote.pk)
        self.assertContains(response, f"quote {quote.pk}")

    def test_none_since_tomorrow(self):
        tomorrow = day(timezone.now() + timedelta(days=2))

        page = text_of(self.client.get("/corrections/", {"since": tomorrow}))

        self.assertIn("Nothing was corrected since then.", page)

    def test_the_feed_leads_to_it(self):
        self.assertContains(self.client.get("/feeds/corrections.atom"), "/corrections/")


class ChangedTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.now = timezone.now()

    def get(self, **query):
        response = self.client.get("/changed/", query)
        self.assertEqual(response.status_code, 200)
        return response

    def test_nothing_changed(self):
        page = text_of(self.get(since="2031-01-01"))

        for told in ("0 articles were read", "No quote was changed or withdrawn",
                     "No dispute arose", "No dispute was settled"):  # fmt: skip
            self.assertIn(told, page)

    def test_each_sort_of_change_since_then_and_none_before(self):
        quote = make_quote("It was corrected")
        review.reject(quote=quote, by=self.editor, reason="A headline")
        new = make_statement("It is disputed now", dispute="distinct")
        make_statement("It was disputed long ago", dispute="distinct",
                       disputed_at=datetime(2020, 1, 1, tzinfo=UTC))  # fmt: skip
        make_statement(
            "It was settled",
            dispute="distinct",
            disputed_at=datetime(2020, 1, 1, tzinfo=UTC),
            resolution="She said so herself.",
            resolved_by=self.editor,
            resolved_at=self.now,
        )
        response = self.get()
        page = text_of(response)

        self.assertIn("It was corrected", page)
        self.assertIn("A headline", page)
        self.assertIn("It was settled", page)
        self.assertIn("She said so herself.", page)
        self.assertNotIn("It was disputed long ago", page)
        self.assertIn(f"/statements/{new.pk}/", links_of(response))
        self.assertIn("1 article was read", page)
        self.assertIn("It was disputed long ago", text_of(self.get(since="2019-01-01")))

    def test_articles_that_were_read_before_are_not_counted(self):
        make_quote("An old one")
        Article.objects.update(ingested_at=self.now - timedelta(days=30))
        make_quote("A new one")

        self.assertIn("1 article was read", text_of(self.get()))
        self.assertEqual(Quote.objects.count(), 2)

    def test_where_there_are_more_it_says_so(self):
        for number in range(22):
            quote = make_quote(f"Wrong, part {number}")
            review.reject(quote=quote, by=self.editor, reason="A headline")
            make_statement(f"Disputed {number}", dispute="distinct")

        response = self.get()

        self.assertEqual(len(response.context["corrections"]), 20)
        self.assertContains(response, "All corrections since then")
        self.assertContains(response, "All open disputes")

    @override_settings(TIME_ZONE="America/New_York")
    def test_the_day_that_was_asked_for_is_the_day_that_is_shown(self):
        response = self.get(since="2031-03-17")

        self.assertContains(response, 'value="2031-03-17"')
        self.assertContains(response, "17 March 2031")
        self.assertIn("/api/v1/corrections/?since=2031-03-17", links_of(response))

    def test_a_wrong_date_is_named(self):
        response = self.client.get("/changed/", {"since": "soon"})

        self.assertContains(response, "neither a date", status_code=400)
