"""Work through one kind of the desk: each answer opens what waits next of it."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes.models import (
    Article,
    Claim,
    ErrorReport,
    SpeakerSuggestion,
    Statement,
)
from quotes.review import desk
from quotes.review.reports import file_report
from tests.admin.people import make_member, make_reader
from tests.build import make_article, make_quote, make_speaker, make_statement

# What waits next is asked on both by tests/review/desk/test_desk.py, and each act is
# sent by test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

WHY = "Heard on tape"


class RoundTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor, cls.omar = make_member(), make_member("omar")
        cls.ida, bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        for number in range(3):
            report = file_report(
                quote=make_quote(), reason="words", explanation=f"One, {number}."
            )
            ErrorReport.objects.filter(pk=report.pk).update(
                reported_at=timezone.now() + timedelta(seconds=number)
            )
            statement = make_statement(
                f"Rope {number}", dispute="distinct", outlet_count=9 - number
            )
            for speaker in (cls.ida, bo):
                make_quote("Rope", speaker=speaker, statement=statement)
            elder = make_speaker(f"Ida Voss {number}")
            SpeakerSuggestion.objects.create(
                speaker=make_speaker(f"I. Voss {number}"),
                candidate=elder,
                score=0.9 - number / 10,
                reason="The names are alike.",
            )
            article = make_article(title=f"The dam {number}")
            Article.objects.filter(pk=article.pk).update(
                extraction_error="set aside: too long",
                extraction_failed_at=timezone.now(),
                extraction_attempts=3,
                extracted_at=None,
            )

    def setUp(self):
        self.client.force_login(self.editor)

    def rounds(self):
        """Of each kind: what answers one of it, and the pages, in the order of it."""
        return {
            desk.REPORTS: (
                {"outcome": "accepted"},
                "/admin/quotes/errorreport/{}/change/",
                ErrorReport.objects.filter(status="open").order_by("reported_at"),
            ),
            desk.DISPUTES: (
                {"side": self.ida.pk},
                "/admin/quotes/statement/{}/settle/",
                Statement.objects.filter(dispute="distinct", resolved_at=None).order_by(
                    "-outlet_count"
                ),
            ),
            desk.SUGGESTIONS: (
                {"_different": "Namesakes"},
                "/admin/quotes/speakersuggestion/{}/change/",
                SpeakerSuggestion.objects.undecided().order_by("-score"),
            ),
            desk.FAILED_ARTICLES: (
                {"reason": "More is allowed now"},
                "/admin/quotes/article/{}/try-again/",
                Article.objects.failed().filter(extraction_attempts=3).order_by("pk"),
            ),
        }

    def start(self, kind):
        return self.client.post(f"/admin/desk/{kind.key}/start/")

    def answer(self, address, fields):
        """Send what an editor's browser would of an open page."""
        page = self.client.get(address)
        carried = {
            name: page.context[name]
            for name in ("version", "opened_at")
            if name in page.context
        }
        return self.client.post(address, {"reason": WHY} | carried | fields)

    def test_each_answer_opens_the_next_until_nothing_is_left(self):
        for kind, (fields, page, rows) in self.rounds().items():
            with self.subTest(kind.key):
                pages = [page.format(pk) for pk in rows.values_list("pk", flat=True)]
                self.assertRedirects(self.start(kind), pages[0])
                for address, following in pairwise(pages):
                    response = self.answer(address, fields)
                    self.assertRedirects(response, following)
                    taken = Claim.objects.get(kind=kind.key)
                    self.assertIn(f"/{taken.item}/", following)
                response = self.client.post(pages[-1], {"reason": WHY} | fields)
                self.assertRedirects(response, "/admin/")
                self.assertFalse(rows.exists())
                self.assertFalse(Claim.objects.filter(kind=kind.key).exists())

    def test_what_another_works_on_is_passed_by_and_skipping_goes_on(self):
        for kind, (fields, page, rows) in self.rounds().items():
            with self.subTest(kind.key):
                first, second, third = rows.values_list("pk", flat=True)
                desk.claim_item(kind=kind, item=second, by=self.omar)
                self.start(kind)
                skipped = self.client.post(
                    f"/admin/desk/{kind.key}/{first}/skip/", {"next": "1"}
                )
                self.assertRedirects(skipped, page.format(third))
                response = self.client.post(
                    page.format(third), {"reason": WHY} | fields
                )
                self.assertRedirects(response, "/admin/")

    def test_who_has_not_taken_it_from_the_desk_stays_where_they_were(self):
        for kind, (fields, page, rows) in self.rounds().items():
            if kind is desk.SUGGESTIONS:
                continue  # Its list is gone through, too.
            with self.subTest(kind.key):
                first = rows.first().pk
                response = self.client.post(
                    page.format(first), {"reason": WHY} | fields
                )
                self.assertEqual(response.status_code, 302)
                for other in rows.values_list("pk", flat=True):
                    self.assertNotIn(f"/{other}/", response["Location"])

    def test_the_page_says_why_it_is_here_and_has_keys(self):
        for kind, (_, page, rows) in self.rounds().items():
            with self.subTest(kind.key):
                row = rows.first()
                told = self.client.get(page.format(row.pk))
                self.assertContains(told, "Why it is here:")
                self.assertContains(told, 'data-key="s"')
                self.assertContains(told, "data-digit=")
                self.assertContains(told, "data-focus", count=1)
                self.assertContains(told, "0 done today, 3 waiting")
                desk.claim_item(kind=kind, item=row.pk, by=self.omar)
                told = self.client.get(page.format(row.pk))
                self.assertContains(told, "omar works on this until")

    def test_the_answer_before_can_be_undone_from_the_next_page(self):
        undone = {
            desk.REPORTS: "/admin/quotes/errorreport/{}/reopen/",
            desk.DISPUTES: "/admin/quotes/statement/{}/reopen/",
            desk.SUGGESTIONS: "/admin/quotes/speakersuggestion/{}/change/",
        }
        for kind, address in undone.items():
            with self.subTest(kind.key):
                fields, page, rows = self.rounds()[kind]
                first = rows.first().pk
                self.start(kind)
                following = self.client.post(
                    page.format(first), {"reason": WHY} | fields, follow=True
                )
                self.assertContains(following, f'href="{address.format(first)}"')

                data = {"reason": WHY, "_reopen": "1"}
                self.client.post(address.format(first), data)

                self.assertEqual(rows.count(), 3)

    def test_a_reason_on_a_button_goes_before_one_that_is_written(self):
        fields, page, rows = self.rounds()[desk.SUGGESTIONS]
        asked = rows.first()
        self.client.post(page.format(asked.pk), {"reason": "Half a th", **fields})

        latest = asked.history.first()
        self.assertEqual(latest.history_change_reason, "Namesakes")

    def test_who_may_only_look_has_no_bar(self):
        self.client.force_login(make_reader())
        for kind, (_, page, rows) in self.rounds().items():
            told = self.client.get(page.format(rows.first().pk))
            with self.subTest(kind.key):
                self.assertNotContains(
                    told, "Why it is here", status_code=told.status_code
                )
                self.assertEqual(self.start(kind).status_code, 403)
