"""Reporting an error on a page: what reaches the editors, and what does not."""

import time
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client, TestCase, override_settings

from quotes.models import ErrorReport
from quotes.pages import forms
from quotes.review.reports import key_of, settle_report, settle_reports
from tests.build import make_editor, make_quote, make_speaker
from tests.pages.reading import links_of, text_of

GOOD = {"reason": "speaker", "explanation": "It was her deputy.", "expected": "Jon"}


def opened(seconds):
    """The stamp of a form that was opened ``seconds`` ago."""
    now = time.time()
    with patch("django.core.signing.time.time") as clock:
        clock.return_value = now - seconds
        return forms.new_stamp()


class ReportCase(TestCase):
    def setUp(self):
        self.quote = make_quote("The dam holds", speaker=make_speaker("Mara"))
        self.url = f"/quotes/{self.quote.pk}/report/"

    def send(self, *, seconds=10, **fields):
        return self.client.post(self.url, {"opened": opened(seconds), **GOOD, **fields})


class FilingTests(ReportCase):
    def test_quote_leads_to_the_form_and_the_form_to_the_queue(self):
        page = self.client.get(f"/quotes/{self.quote.pk}/")
        self.assertIn(self.url, links_of(page))

        response = self.send()

        report = ErrorReport.objects.get()
        self.assertRedirects(response, f"/reports/{key_of(report)}/")
        self.assertEqual(
            (report.quote, report.reason, report.explanation, report.expected),
            (self.quote, "speaker", "It was her deputy.", "Jon"),
        )

    def test_the_same_report_is_filed_once(self):
        for _ in (1, 2):
            self.send()

        self.assertEqual(ErrorReport.objects.count(), 1)

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self):
        for name, fields in [
            ("what is wrong", {"reason": ""}),
            ("what is wrong", {"reason": "dull"}),
            ("how you know", {"explanation": " "}),
            ("how you know", {"explanation": "x" * 4001}),
            ("how you know", {"explanation": "http://a http://b http://c"}),
            ("what should stand there", {"expected": "a\x00b"}),
        ]:
            with self.subTest(fields):
                response = self.send(**fields)
                self.assertEqual(response.status_code, 400)
                self.assertIn(f"{name}: ", text_of(response))
                self.assertEqual(ErrorReport.objects.count(), 0)
        self.assertContains(
            self.send(reason="", explanation="<b>I know"),
            "&lt;b&gt;I know</textarea>",
            status_code=400,
        )

    def test_who_sends_it_is_not_recorded_even_where_they_have_logged_in(self):
        self.client.force_login(make_editor())
        self.send()

        filed = ErrorReport.objects.get().history.get()
        self.assertIsNone(filed.history_user)

    def test_there_is_no_form_for_no_quote(self):
        self.assertEqual(self.client.get("/quotes/0/report/").status_code, 404)


# The page is asked on both by tests/walk/test_pages.py.
@pytest.mark.any_database
class AnswerTests(ReportCase):
    """The address that only who sent a report was told."""

    def setUp(self):
        super().setUp()
        self.address = self.send().url
        self.report = ErrorReport.objects.get()

    def test_it_shows_what_was_sent_and_that_nobody_has_answered(self):
        page = self.client.get(self.address)

        self.assertContains(page, "It was her deputy.")
        self.assertContains(page, "have not answered yet")
        self.assertEqual(page["X-Robots-Tag"], "noindex")
        self.assertEqual(page["Referrer-Policy"], "no-referrer")

    def test_it_shows_the_answer_and_nobodys_name(self):
        editor = make_editor("omar")
        settle_report(report=self.report, accepted=True, by=editor, reason="<So> it is")

        page = self.client.get(self.address)
        data = self.client.get(f"/api/v1{self.address}")

        self.assertContains(page, "you are right")
        self.assertContains(page, "&lt;So&gt; it is")
        self.assertEqual(
            (data.json()["status"], data.json()["answer"]), ("accepted", "<So> it is")
        )
        for shown in (page, data):
            self.assertNotContains(shown, "omar")

    def test_what_was_no_report_is_told_so_and_shows_nowhere_else(self):
        settle_reports(
            reports=[self.report], outcome="spam", by=make_editor(), reason="Pills"
        )

        self.assertContains(self.client.get(self.address), "for no report")
        for shown in (f"/quotes/{self.quote.pk}/", self.address):
            self.assertNotContains(self.client.get(shown), "Pills")
        self.assertEqual(self.client.get(f"/api/v1{self.address}").json()["answer"], "")

    def test_nobody_guesses_it(self):
        number, _, signature = key_of(self.report).partition("-")
        self.assertEqual(len(signature), 43)
        tried = [number, f"{number}-", f"{number}-{signature[::-1]}", "x"]
        tried += [f"{int(number) + 1}-{signature}", f"{number}:{signature}x"]
        for key in tried:
            with self.subTest(key):
                self.assertEqual(self.client.get(f"/reports/{key}/").status_code, 404)
                self.assertEqual(
                    self.client.get(f"/api/v1/reports/{key}/").status_code, 404
                )

    def test_the_api_tells_the_address(self):
        answer = self.client.post(
            f"/api/v1/quotes/{self.quote.pk}/report/",
            GOOD | {"reason": "words"},
            content_type="application/json",
        ).json()

        self.assertContains(self.client.get(answer["page"]), "have not answered")
        self.assertEqual(self.client.get(answer["url"]).json(), answer)


# What is refused reaches no database; what is taken, FilingTests file.
@pytest.mark.any_database
class UnwantedTests(ReportCase):
    def test_whoever_takes_the_bait_is_thanked_and_not_heard(self):
        response = self.send(website="https://pills.example")

        self.assertEqual(response.status_code, 302)
        self.assertEqual(ErrorReport.objects.count(), 0)

    def test_nobody_fills_it_in_at_once_or_keeps_it_for_days(self):
        day = timedelta(days=1).total_seconds()
        for stamp in (opened(0), opened(day + 60), "", "form:1:forged"):
            with self.subTest(stamp):
                response = self.send(opened=stamp)
                self.assertEqual(response.status_code, 400)
                self.assertIn("send it once more", text_of(response))
                self.assertEqual(ErrorReport.objects.count(), 0)

    def test_a_form_from_elsewhere_is_refused_in_words(self):
        strict = Client(enforce_csrf_checks=True)

        response = strict.post(self.url, {"opened": opened(10), **GOOD})

        self.assertEqual(response.status_code, 403)
        self.assertIn("send the form once more", text_of(response))

    def test_the_form_as_it_is_shown_is_taken(self):
        strict = Client(enforce_csrf_checks=True)
        page = strict.get(self.url)
        token = page.context["csrf_token"]

        response = strict.post(
            self.url, {"opened": opened(10), "csrfmiddlewaretoken": token, **GOOD}
        )

        self.assertEqual(response.status_code, 302)

    @override_settings(API_RATES={**settings.API_RATES, "report-anonymous": "2/hour"})
    def test_only_so_many_an_hour_by_page_and_api_together(self):
        self.send()
        address = f"/api/v1/quotes/{self.quote.pk}/report/"
        self.client.post(address, GOOD, content_type="application/json")

        response = self.send(explanation="More.")

        self.assertEqual(response.status_code, 429)
        self.assertIn("Retry-After", response)
        self.assertEqual(ErrorReport.objects.count(), 1)

    @override_settings(API_PUBLIC=False)
    def test_where_reading_is_not_public_neither_is_the_form(self):
        self.assertEqual(self.send().status_code, 302)
        self.assertEqual(ErrorReport.objects.count(), 0)
