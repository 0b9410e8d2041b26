"""Editors give tokens out, revoke them, and settle readers' reports."""

from django.contrib.auth.models import Group, User
from django.test import TestCase

from quotes.models import ApiToken, ErrorReport
from quotes.review.api_tokens import create_token, hash_token
from quotes.review.reports import file_report, settle_report
from tests.build import make_editor, make_quote


class DeskTests(TestCase):
    """As an editor who is no superuser: the group “Editors” is enough."""

    @classmethod
    def setUpTestData(cls):
        cls.editor = User.objects.create_user("ed", is_staff=True)
        cls.editor.groups.add(Group.objects.get(name="Chiefs"))

    def setUp(self):
        self.client.force_login(self.editor)

    def act(self, model, action, row):
        return self.client.post(
            f"/admin/quotes/{model}/",
            {"action": action, "_selected_action": [row.pk]},
            follow=True,
        )

    def test_a_new_token_is_shown_once(self):
        answer = self.client.post(
            "/admin/quotes/apitoken/add/", {"name": "Newsroom"}, follow=True
        )

        token = ApiToken.objects.get()
        told = str(next(iter(answer.context["messages"])))
        secret = next(word for word in told.split() if word.startswith("qt_"))
        self.assertEqual(hash_token(secret), token.digest)
        self.assertEqual(token.created_by, self.editor)
        again = self.client.get("/admin/quotes/apitoken/").content.decode()
        self.assertNotIn(secret, again)

    def test_a_token_is_revoked(self):
        token, _ = create_token(name="Newsroom", by=self.editor)

        self.act("apitoken", "revoke", token)

        self.assertEqual(ApiToken.objects.get().revoked_by, self.editor)

    def test_a_report_is_read_and_settled(self):
        report = file_report(
            quote=make_quote(), reason="other", explanation="<b>Odd</b>"
        )
        page = self.client.get(f"/admin/quotes/errorreport/{report.pk}/change/")
        self.assertContains(page, "&lt;b&gt;Odd&lt;/b&gt;")

        self.assertNotContains(page, 'name="_save"')
        refused = self.client.post(page.request["PATH_INFO"], {"outcome": "accepted"})
        self.assertContains(refused, "This field is required.")

        self.client.post(
            page.request["PATH_INFO"],
            {"outcome": "accepted", "reason": "It was her aunt."},
        )

        settled = ErrorReport.objects.get()
        self.assertEqual(
            (settled.status, settled.settled_by, settled.answer),
            ("accepted", self.editor, "It was her aunt."),
        )
        again = self.client.get(page.request["PATH_INFO"])
        self.assertContains(again, "the reader is right")
        self.assertNotContains(again, '<form method="post" novalidate')

    def test_several_reports_get_one_answer(self):
        reports = [
            file_report(quote=make_quote(), reason="other", explanation=str(number))
            for number in range(2)
        ]
        answer = self.client.post(
            "/admin/quotes/errorreport/",
            {
                "action": "settle_selected",
                "_selected_action": [report.pk for report in reports],
            },
        )
        self.assertEqual(ErrorReport.objects.filter(status="open").count(), 2)

        self.client.post(
            answer["Location"], {"outcome": "dismissed", "reason": "It is so printed."}
        )

        rows = ErrorReport.objects.values_list("status", "answer")
        self.assertEqual(set(rows), {("dismissed", "It is so printed.")})

    def test_what_one_reader_sent_is_shown_together_and_settled_as_one(self):
        reports = [
            file_report(
                quote=make_quote(), reason="other", explanation=text, sender="address-1"
            )
            for text in ("Buy pills", "Cheap pills", "Best pills")
        ]
        listed = self.client.get("/admin/quotes/errorreport/")
        self.assertContains(listed, "2 others", count=3)
        page = self.client.get(f"/admin/quotes/errorreport/{reports[0].pk}/change/")
        self.assertContains(page, "2 other open reports")
        together = page.context["settle_together"]

        self.client.post(together, {"outcome": "spam", "reason": "Pills"})
        self.assertEqual(ErrorReport.objects.filter(status="spam").count(), 3)
        page = self.client.get(f"/admin/quotes/errorreport/{reports[1].pk}/change/")
        self.assertContains(page, "2 other reports were settled")
        reopen = f"/admin/quotes/errorreport/{reports[1].pk}/reopen/"
        self.assertContains(page, reopen)
        self.client.post(reopen, {"reason": "A slip"})

        self.assertEqual(ErrorReport.objects.filter(status="open").count(), 3)
        told = self.client.get(
            f"/admin/quotes/errorreport/{reports[0].pk}/history/"
        ).content.decode()
        for words in ("A slip", "Pills", "no report about the quote"):
            self.assertIn(words, told)

    def test_the_quote_stands_beside_and_shows_its_reports(self):
        quote = make_quote("The dam holds")
        report = file_report(quote=quote, reason="other", explanation="Odd")

        page = self.client.get(f"/admin/quotes/errorreport/{report.pk}/change/")
        at_quote = self.client.get(f"/admin/quotes/quote/{quote.pk}/change/")

        self.assertContains(page, "The dam holds</mark>")
        self.assertContains(at_quote, f"/admin/quotes/errorreport/{report.pk}/change/")

    def test_no_reports_are_not_settled(self):
        for query in ("", "?chosen=", "?chosen=999999", "?chosen=x"):
            with self.subTest(query):
                page = self.client.post(
                    f"/admin/quotes/errorreport/settle/{query}",
                    {"outcome": "accepted", "reason": "True."},
                    follow=True,
                )
                self.assertContains(page, "Choose reports to settle.")

    def test_what_another_editor_settled_meanwhile_is_told(self):
        report = file_report(quote=make_quote(), reason="other", explanation="Odd")
        address = f"/admin/quotes/errorreport/{report.pk}/change/"
        settle_report(
            report=report, accepted=True, by=make_editor("omar"), reason="True."
        )

        page = self.client.post(address, {"outcome": "dismissed", "reason": "No."})

        self.assertContains(page, "omar")
        self.assertEqual(ErrorReport.objects.get().answer, "True.")

    def test_listing_costs_the_same_for_one_report_and_for_three(self):
        for number in (1, 2, 3):
            file_report(quote=make_quote(), reason="other", explanation=str(number))
            with self.assertNumQueries(8):
                self.client.get("/admin/quotes/errorreport/")
