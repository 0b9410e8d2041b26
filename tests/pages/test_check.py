"""A draft pasted: what is shown of it, and that nothing of it stays."""

import io
import logging
import re
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest import mock

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.signals import got_request_exception
from django.db import connection, models
from django.test import Client, TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from django.views.debug import ExceptionReporter

from quotes.api import work
from quotes.extraction.errors import TaggerMissingError
from quotes.linking import drafts
from quotes.linking.statements.group import group_quotes
from quotes.linking.verify import TooManyQuotationsError
from quotes.models import Article, Quote, SpeakerSuggestion, Statement
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
        loggers = [root, *(logging.getLogger(n) for n in ("django", "quotes", "axes"))]
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
