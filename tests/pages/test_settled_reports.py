"""What editors answer to a reader's report shows where the form says it will."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.review.reports import file_report, settle_report
from tests.build import make_editor, make_quote

# Page and data of a quote are asked on both by tests/walk/, and reports are settled
# by tests/review/test_reports.py.
pytestmark = pytest.mark.any_database


class SettledReportTests(TestCase):
    def setUp(self):
        self.editor, self.quote = make_editor("omar"), make_quote()

    def settle(self, *, accepted, reason, wrong="speaker"):
        report = file_report(
            quote=self.quote, reason=wrong, explanation="My own <secret> words"
        )
        settle_report(report=report, accepted=accepted, by=self.editor, reason=reason)

    def both(self):
        page = self.client.get(f"/quotes/{self.quote.pk}/")
        return page, self.client.get(f"/api/v1/quotes/{self.quote.pk}/")

    def test_the_answer_shows_at_the_quote_and_nothing_of_people(self):
        self.settle(accepted=False, reason="It is <printed> so.")

        page, answer = self.both()

        self.assertContains(page, "Somebody else said it")
        self.assertContains(page, "nothing is wrong. It is &lt;printed&gt; so.")
        [told] = answer.json()["reports"]
        self.assertEqual(
            (told["reason"], told["status"], told["answer"]),
            ("speaker", "dismissed", "It is <printed> so."),
        )
        for shown in (page, answer):
            self.assertNotContains(shown, "omar")
            self.assertNotContains(shown, "secret")

    def test_open_reports_do_not_show(self):
        file_report(quote=self.quote, reason="words", explanation="Odd")

        page, answer = self.both()

        self.assertNotContains(page, "Readers’ reports")
        self.assertEqual(answer.json()["reports"], [])

    def test_a_quote_that_was_taken_back_says_so_too(self):
        review.reject(quote=self.quote, by=self.editor, reason="A title")
        self.settle(accepted=True, reason="It is a title.", wrong="not_a_quote")

        page = self.client.get(f"/quotes/{self.quote.pk}/")

        self.assertContains(page, "It is a title.", status_code=410)
