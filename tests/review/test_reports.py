"""Reports: settled as one act, undone as one, grouped by who sent them."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from quotes.models import ErrorReport, ReportOrigin
from quotes.review import ConflictError, ReviewError
from quotes.review.report_senders import KEPT, alike, count_alike, hash_sender
from quotes.review.reports import (
    LARGEST_ACT,
    file_report,
    reopen_reports,
    settle_reports,
    settled_with,
)
from tests.build import make_editor, make_quote


class ReportCase(TestCase):
    def setUp(self):
        self.by = make_editor("ines")
        self.quote = make_quote("The dam holds")

    def file(self, explanation="Not so.", sender="", quote=None, **fields):
        return file_report(
            quote=quote or self.quote,
            reason="words",
            explanation=explanation,
            sender=sender,
            **fields,
        )


class SettlingTests(ReportCase):
    def setUp(self):
        super().setUp()
        self.several = [self.file(f"No {n}.", sender="address-1") for n in range(3)]
        self.other = self.file("Other.")

    def settle(self, reports=None, outcome="spam"):
        settle_reports(
            reports=reports or self.several, outcome=outcome, by=self.by, reason="Pills"
        )

    def states(self):
        rows = ErrorReport.objects.order_by("pk")
        return list(rows.values_list("status", "answer"))

    def test_several_are_settled_as_one_act_and_undone_as_one(self):
        before = self.states()
        self.settle([self.other], outcome="accepted")
        self.settle()
        self.assertEqual(self.states()[:3], [("spam", "Pills")] * 3)
        self.assertEqual(settled_with(self.several[1]), self.several)

        undone = reopen_reports(report=self.several[1], by=self.by, reason="A slip")

        self.assertEqual(undone, 3)
        self.assertEqual(self.states(), [*before[:3], ("accepted", "Pills")])
        told = self.several[0].history.values_list(
            "status", "answer", "history_user", "history_change_reason"
        )
        self.assertEqual(
            list(told)[:2],
            [
                ("open", "", self.by.pk, "A slip"),
                ("spam", "Pills", self.by.pk, "Pills"),
            ],
        )

    def test_all_or_none(self):
        self.settle([self.several[2]])

        with self.assertRaisesMessage(ConflictError, "ines has settled this report"):
            self.settle()

        self.assertEqual(self.states()[0][0], "open")

    def test_what_is_refused(self):
        for fields, told in (
            ({"reason": " "}, "Say why"),
            ({"outcome": "open"}, "nothing that a report can be found to be"),
            ({"reports": self.several * (LARGEST_ACT // 3 + 1)}, "At most"),
        ):
            given = {"reports": self.several, "outcome": "spam", "reason": "Pills"}
            with self.subTest(fields), self.assertRaisesMessage(ReviewError, told):
                settle_reports(**given | fields, by=self.by)
        with self.assertRaisesMessage(ConflictError, "open already"):
            reopen_reports(report=self.other, by=self.by, reason="A slip")
        self.settle()
        with self.assertRaisesMessage(ReviewError, "Say why"):
            reopen_reports(report=self.several[0], by=self.by, reason="")

    def test_a_report_that_was_filed_again_meanwhile_is_not_opened(self):
        self.settle()
        self.file("No 1.")

        with self.assertRaisesMessage(ReviewError, "has been filed again since"):
            reopen_reports(report=self.several[0], by=self.by, reason="A slip")

        self.assertEqual(self.states()[0][0], "spam")


class SenderTests(ReportCase):
    def test_reports_of_one_reader_of_one_day_are_known_to_be(self):
        one = self.file("One.", sender="address-1")
        two = self.file("Two.", sender="address-1")
        self.file("Three.", sender="address-2")
        self.file("Four.")

        self.assertEqual(alike(one), [two])
        self.assertEqual(count_alike([one, two]), {one.pk: 1, two.pk: 1})

    def test_the_same_words_at_several_quotes_are_known_to_be(self):
        one = self.file("Buy pills.", sender="address-1")
        two = self.file("Buy pills.", quote=make_quote(), sender="address-2")

        self.assertEqual(alike(one), [two])
        self.assertEqual(count_alike([one]), {one.pk: 1})

    def test_nothing_of_the_address_is_kept_and_no_two_days_are_alike(self):
        self.file(sender="address-192.0.2.7")
        today = timezone.now().date()
        origin = ReportOrigin.objects.get()

        self.assertNotIn("192", origin.sender)
        self.assertEqual(origin.sender, hash_sender("address-192.0.2.7", day=today))
        tomorrow = hash_sender("address-192.0.2.7", day=today + timedelta(days=1))
        self.assertNotEqual(origin.sender, tomorrow)

    def test_it_depends_on_the_key_of_the_installation(self):
        day = timezone.now().date()
        before = hash_sender("address-1", day=day)
        with self.settings(SECRET_KEY="another"):
            self.assertNotEqual(hash_sender("address-1", day=day), before)

    def test_it_is_forgotten_once_settled_and_after_a_month(self):
        settled = self.file("One.", sender="address-1")
        settle_reports(reports=[settled], outcome="spam", by=self.by, reason="Pills")
        self.assertFalse(ReportOrigin.objects.exists())

        old = self.file("Two.", sender="address-1")
        later = timezone.now() + KEPT + timedelta(days=1)
        with patch("quotes.review.report_senders.timezone.now", return_value=later):
            new = self.file("Three.", sender="address-1")
        self.assertEqual(list(ReportOrigin.objects.values_list("report")), [(new.pk,)])
        self.assertEqual(alike(old), [])
