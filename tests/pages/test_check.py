"""A draft pasted: what is shown of it, and that nothing of it stays."""

import io
import logging
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest import mock

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.signals import got_request_exception
from django.db import connection, models
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.views.debug import ExceptionReporter

from quotes.linking.statements.group import group_quotes
from quotes.linking.verification import drafts
from quotes.pages import check_views
from tests.build import make_article, make_outlet, make_quote, make_speaker
from tests.pages.reading import links_of, text_of

URL = "/check/"
DAY = datetime(2031, 3, 17, tzinfo=UTC)
SEA = "The sea asks nobody for a passport, and neither did our divers."
DEBT = "This is a debt that cannot be paid in fishing rights or in apologies."
SECRET = "zwiebelturm"


@contextmanager
def pieces_of(size):
    with mock.patch.object(drafts, "PIECE", size):
        yield


class CheckCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        cls.quotes = []
        for number, (text, speaker) in enumerate(((SEA, ana), (DEBT, ana), (DEBT, bo))):
            article = make_article(
                f"It rained in Tarn.\n\nSo it was: “{text}” Nobody minded the rain.",
                outlet=make_outlet(f"Outlet {number} & Sons"),
                url=f"https://news.example/{number}",
                title=f"A wet week, part {number}",
                published_at=DAY,
            )
            cls.quotes.append(make_quote(text, article=article, speaker=speaker))
        group_quotes(cls.quotes)

    def ask(self, draft, status=200, **fields):
        response = self.client.post(URL, {"draft": draft, **fields})
        self.assertEqual(response.status_code, status, response.content.decode())
        return response


class ShownTests(CheckCase):
    def finding(self, draft, **fields):
        (finding,) = self.ask(draft, **fields).context["checked"].findings
        return finding

    def test_every_status_has_its_sign_and_its_word(self):
        for draft, status, word in (
            (f"“{SEA}”", "verbatim", "✓ verbatim"),
            ("So “neither did our divers”, they say", "excerpt", "✓ excerpt"),
            ("“The sea asks nobody … neither did our divers”",
             "abridged", "… abridged"),
            ("“The sea asks no one for papers, and neither did our divers”",
             "variant", "≈ other words"),
            ("So “Nobody minded the rain”, it says", "printed",
             "¶ printed, nobody’s quotation"),
            ("“The lighthouse was always a friend of mine”",
             "not_found", "? not found"),
        ):  # fmt: skip
            with self.subTest(status):
                response = self.ask(draft)
                (finding,) = response.context["checked"].findings
                self.assertEqual(finding.item.status, status)
                self.assertContains(response, f'class="checked is-{status}')
                self.assertContains(response, f"{word}</span>")

    def test_the_draft_stands_there_as_it_was_pasted(self):
        draft = f"<b>News</b> & more\n\n“{SEA}” she said.\n\n\tThe end."
        page = self.ask(draft).content.decode()
        text = re.search(r'<div class="text draft">(.*?)</div>', page, re.S)[1]
        plain = re.sub(r'<a class="chip.*?</a>|</?mark[^>]*>', "", text)

        self.assertIn("&lt;b&gt;News&lt;/b&gt; &amp; more\n\n“", plain)
        self.assertTrue(plain.endswith("” she said.\n\n\tThe end."))
        self.assertIn(SEA, plain)

    def test_another_speaker_is_said_before_all_else(self):
        finding = self.finding(f"“{SEA}” said Cyrus Vane.")

        self.assertEqual(finding.alerts, ["another speaker"])
        self.assertIn("the words of Ana Tarn, not of Cyrus Vane.", finding.reasons[0])
        self.assertTrue(finding.needs_a_look)

    def test_whoever_is_named_in_print_is_listed_and_a_dispute_is_said(self):
        response = self.ask(f"“{DEBT}” said Bo Lind.")
        (finding,) = response.context["checked"].findings

        self.assertEqual(
            [n.name for n in finding.printed.named], ["Ana Tarn", "Bo Lind"]
        )
        self.assertIn("speaker disputed", finding.alerts)
        self.assertIn("speaker disputed", text_of(response))

    def test_differences_are_marked_the_grave_ones_first(self):
        finding = self.finding(
            "“The sea asks everybody for a passport, and neither did our divers”"
        )

        self.assertEqual(finding.alerts, ["meaning differs"])
        self.assertTrue(finding.printed.differences[0].changes_meaning)
        roles = {(piece.role, piece.text.strip()) for piece in finding.printed.against}
        self.assertLessEqual({("added", "everybody"), ("missing", "nobody")}, roles)

    def test_links_open_the_source_at_the_words(self):
        links = links_of(self.ask(f"“{SEA}”"))

        self.assertIn(
            "https://news.example/0#:~:text=The%20sea%20asks%20nobody%20for%20a"
            "%20passport%2C%20and%20neither%20did%20our%20divers.",
            links,
        )

    def test_words_of_nobody_lead_to_their_place_in_the_article(self):
        links = links_of(self.ask("So “Nobody minded the rain”, it says"))
        number = self.quotes[0].article_id

        self.assertTrue(
            any(
                link.startswith(f"/articles/{number}/#:~:text=") and "Nobody" in link
                for link in links
            ),
            links,
        )

    def test_a_text_without_marks_is_looked_up_as_a_whole(self):
        self.assertEqual(self.finding(SEA).item.status, "verbatim")

    def test_a_text_of_nobody_else_is_said_to_have_no_quotation(self):
        with pieces_of(40):
            response = self.ask(
                f"“{SEA}” she said.\n\nNobody is quoted in this one.", piece="2"
            )

        self.assertContains(response, "No quotation stands in this part.")

    def test_the_example_is_of_what_is_stored_and_can_be_checked(self):
        person = make_speaker("Eva Roth", kind="person")
        said = "We shall open the sluice when the rain has passed the town"
        group_quotes([make_quote(said, speaker=person, published_at=DAY)])
        form = self.client.get(URL, {"example": "true"})
        draft = form.context["draft"]

        self.assertIn(f"“{said},” Eva Roth said.", draft)
        found = self.ask(draft).context["checked"].findings
        self.assertEqual([f.item.status for f in found], ["verbatim", "not_found"])

    def test_as_many_queries_for_one_as_for_many(self):
        counts = []
        for draft in (f"“{SEA}”", f"“{SEA}” and “{DEBT}” and “{DEBT}”\n" * 5):
            self.ask(draft)
            with CaptureQueriesContext(connection) as asked:
                self.ask(draft)
            counts.append(len(asked))

        self.assertLessEqual(counts[1], counts[0] + 1)


class NothingStoredTests(CheckCase):
    def rows(self):
        return {
            model._meta.label: model.objects.count()
            for model in apps.get_models()
            if issubclass(model, models.Model) and model._meta.managed
        }

    def test_no_row_no_session_no_cookie_holds_it(self):
        before = self.rows()
        with CaptureQueriesContext(connection) as asked:
            response = self.ask(f"“{SEA}” said {SECRET}. “{DEBT}”")

        self.assertEqual(self.rows(), before)
        self.assertEqual(Session.objects.count(), 0)
        self.assertEqual(set(response.cookies), {"csrftoken"} & set(response.cookies))
        writes = [
            query["sql"]
            for query in asked
            if query["sql"].lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        self.assertEqual(writes, [])

    def test_no_log_line_holds_it(self):
        lines = io.StringIO()
        handler = logging.StreamHandler(lines)
        root = logging.getLogger()
        loggers = [
            root,
            *(
                logging.getLogger(n)
                for n in ("django", "django.request", "quotes", "axes")
            ),
        ]
        levels = [logger.level for logger in loggers]
        try:
            for logger in loggers:
                logger.addHandler(handler)
                logger.setLevel(logging.DEBUG)
            self.ask(f"“{SECRET} is printed nowhere at all”")
            self.ask(SECRET, status=400, piece="9")
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.removeHandler(handler)
                logger.setLevel(level)

        self.assertIn("/check/", lines.getvalue())
        self.assertNotIn(SECRET, lines.getvalue())

    def test_no_report_of_a_fault_holds_it(self):
        """Django writes reports with what was sent, and with every local name."""
        reports = []

        def broken(*args, **kwargs):
            raise RuntimeError("A fault of ours")

        def keep(sender, request, **kwargs):
            reports.append(
                ExceptionReporter(request, *sys.exc_info()).get_traceback_html()
            )

        got_request_exception.connect(keep)
        self.client.raise_request_exception = False
        try:
            with mock.patch.object(check_views, "show_piece", broken):
                self.ask(f"“{SECRET}”", status=500)
        finally:
            got_request_exception.disconnect(keep)

        self.assertIn("A fault of ours", reports[0])
        self.assertNotIn(SECRET, reports[0])

    def test_no_cache_keeps_it(self):
        for fields in ({}, {"part": "1"}, {"piece": "7"}):
            with self.subTest(fields):
                response = self.client.post(URL, {"draft": f"“{SEA}”", **fields})
                self.assertIn("no-store", response["Cache-Control"])
                self.assertIn("private", response["Cache-Control"])

    def test_a_form_of_another_site_is_refused(self):
        strict = Client(enforce_csrf_checks=True)

        response = strict.post(URL, {"draft": f"“{SEA}”"})

        self.assertEqual(response.status_code, 403)
        token = strict.get(URL).cookies["csrftoken"].value
        sent = {"draft": f"“{SEA}”", "csrfmiddlewaretoken": token}
        self.assertEqual(strict.post(URL, sent).status_code, 200)
