"""A draft checked piece by piece, and what is refused."""

from unittest import mock

import pytest
from django.conf import settings
from django.test import override_settings

from quotes.api import work
from quotes.extraction.errors import TaggerMissingError
from quotes.linking.verification.verify import TooManyQuotationsError
from quotes.models import Article, Quote, SpeakerSuggestion, Statement
from quotes.pages import check_views
from tests.pages.test_check import DEBT, SEA, URL, CheckCase, pieces_of

# What is found of a draft is looked up on both by tests/api/test_verify.py.
pytestmark = pytest.mark.any_database


class PieceTests(CheckCase):
    draft = f"“{SEA}” said Ana Tarn.\r\n\r\nIt rained.\r\n\r\nShe added: “{DEBT}”\r\n"

    def test_together_they_are_the_whole(self):
        (whole,) = [self.ask(self.draft).context["checked"]]
        found = []
        with pieces_of(60):
            pieces = self.ask(self.draft).context["pieces"]
            for number in range(1, pieces + 1):
                found += self.ask(self.draft, piece=number).context["checked"].findings

        self.assertGreater(pieces, 1)
        for one, other in zip(found, whole.findings, strict=True):
            self.assertEqual(one.number, other.number)
            self.assertEqual(one.item.start, other.item.start)
            self.assertEqual(one.item.status, other.item.status)
            self.assertEqual(one.item.attribution, other.item.attribution)
            self.assertEqual(self.draft[one.item.start : one.item.end], one.item.text)

    def test_without_scripts_a_button_leads_on(self):
        with pieces_of(60):
            first = self.ask(self.draft)
            self.assertContains(first, "Check part 2 of 3")
            last = self.ask(self.draft, piece="3")

        self.assertNotContains(last, "Check part")
        self.assertEqual(first.context["next_piece"], 2)

    def test_scripts_get_the_same_part_and_nothing_around_it(self):
        whole = self.ask(self.draft).content.decode()
        part = self.ask(self.draft, part="1").content.decode()

        self.assertNotIn("<html", part)
        self.assertIn(part.strip(), whole)

    def test_who_she_is_may_stand_in_the_piece_before(self):
        with pieces_of(60):
            (finding,) = self.ask(self.draft, piece="3").context["checked"].findings

        self.assertEqual(finding.item.attribution.claimed, "Ana Tarn")

    def test_a_piece_that_is_not_there_is_refused(self):
        for piece in ("0", "2", "x", "-1", "9" * 30):
            with self.subTest(piece):
                response = self.ask("“Yes”", status=400, piece=piece)
                self.assertContains(response, "pieces 1 to 1", status_code=400)


class RefusedTests(CheckCase):
    def test_nothing_is_pasted(self):
        response = self.ask(" \n", status=400)

        self.assertContains(response, "<b>your text</b>: Empty.", status_code=400)
        self.assertContains(response, "<textarea", status_code=400)

    def test_too_much_is_pasted(self):
        text = "x" * (check_views.LONGEST_DRAFT + 1)

        self.assertContains(
            self.ask(text, status=413), "at most 200000", status_code=413
        )

    def test_a_paragraph_without_end(self):
        response = self.ask("word " * 10_000, status=413)

        self.assertContains(response, "Break it into shorter", status_code=413)
        self.assertContains(response, "word word", status_code=413)

    def test_too_many_quotations_in_one_paragraph(self):
        self.assertContains(
            self.ask("“a word” " * 200, status=413), "at most 150", status_code=413
        )
        self.assertTrue(issubclass(TooManyQuotationsError, ValueError))

    def test_a_model_that_is_missing(self):
        missing = TaggerMissingError("Install the tagger.")
        with mock.patch.object(check_views, "verify_piece", side_effect=missing):
            response = self.ask(f"“{SEA}”", status=503)

        self.assertContains(response, "Install the tagger.", status_code=503)

    @override_settings(API_RATES={**settings.API_RATES, "work-anonymous": "1/day"})
    def test_as_often_as_the_api_looks_things_up(self):
        self.ask(f"“{SEA}”")
        response = self.ask(f"“{SEA}”", status=429, part="1")

        self.assertGreater(int(response["Retry-After"]), 0)
        self.assertContains(response, "data-refused", status_code=429)
        self.assertNotContains(response, "<html", status_code=429)

    @override_settings(API_WORK_SECONDS=0)
    def test_a_text_that_takes_too_long_to_cut(self):
        self.assertContains(
            self.ask(f"“{SEA}”", status=413), "Send it in parts", status_code=413
        )

    def test_while_another_text_is_read(self):
        with work._turn, mock.patch.object(work, "PATIENCE", 0.01):
            response = self.ask(f"“{SEA}”", status=503, part="1")

        self.assertGreater(int(response["Retry-After"]), 0)

    def test_an_empty_database_says_so(self):
        Quote.objects.all().delete()
        for model in (SpeakerSuggestion, Statement, Article):
            model.objects.all().delete()

        self.assertContains(self.client.get(URL), "No article has been read yet")
        self.ask(f"“{SEA}”")
