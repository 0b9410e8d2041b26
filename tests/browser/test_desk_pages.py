"""The editors' pages in a real browser: axe-core's rules, a phone's width, the favicon.

Skipped where what ``tests.browser.chromium`` needs is absent. SCREENSHOTS names a
folder to put a picture of every page into.
"""

from unittest import skipUnless

from django.utils import timezone

from quotes.models import (
    Article,
    BlindReading,
    ErrorReport,
    Feed,
    Proposal,
    SecondOpinion,
    Speaker,
    SpeakerCluster,
    SpeakerSuggestion,
)
from quotes.review import desk
from tests.browser.axe import AxeTestCase
from tests.browser.chromium import LACKING
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.desk_rows import make_rest_of_the_desk

WIDE, TABLET, PHONE = 1280, 780, 400


@skipUnless(not LACKING, f"Not here: {', '.join(LACKING)}.")
class DeskPageTests(AxeTestCase):
    """Serious and critical findings of axe-core fail, in light, dark and on a phone."""

    def setUp(self):
        self.editor = make_editor("ines")
        mara, teo = make_speaker("Mara Lindqvist"), make_speaker("Teo Brandt")
        statement = make_statement(
            "The dam holds", dispute="distinct", quote_count=2, outlet_count=2
        )
        quote = make_quote(
            "The dam holds",
            speaker=mara,
            statement=statement,
            candidates=[{"name": "Teo Brandt", "score": 0.2}],
            cue="said",
        )
        other = make_quote("The dam holds", speaker=teo, statement=statement)
        report = ErrorReport.objects.create(
            quote=quote, reason="speaker", explanation="It was Teo."
        )
        suggestion = SpeakerSuggestion.objects.create(
            speaker=teo, candidate=mara, score=0.9, reason="Alike."
        )
        Article.objects.filter(pk=other.article_id).update(
            extraction_error="too long",
            extraction_failed_at=timezone.now(),
            extraction_attempts=3,
        )
        omar = make_editor("omar")
        desk.claim_item(kind=desk.QUOTES, item=other.pk, by=omar)
        make_rest_of_the_desk(self.editor, omar)
        rest = {
            model: model.objects.first().pk
            for model in (Proposal, SpeakerCluster, BlindReading, Feed)
        }
        opined = SecondOpinion.objects.get().quote_id
        admin = "/admin/quotes"
        self.quote = f"{admin}/quote/{quote.pk}/change/"
        self.pages = [
            "/admin/",
            "/admin/desk/quotes/",
            "/admin/desk/articles/",
            self.quote,
            f"{admin}/quote/{opined}/change/",
            f"{admin}/quote/",
            f"{admin}/quote/{quote.pk}/history/",
            f"{admin}/article/{other.article_id}/change/",
            f"{admin}/article/{other.article_id}/try-again/",
            f"{admin}/speaker/",
            f"{admin}/speaker/{mara.pk}/change/",
            f"{admin}/statement/",
            f"{admin}/statement/{statement.pk}/change/",
            f"{admin}/errorreport/",
            f"{admin}/errorreport/{report.pk}/change/",
            f"{admin}/speakersuggestion/{suggestion.pk}/change/",
            *(
                f"{admin}/{model._meta.model_name}/{pk}/change/"
                for model, pk in rest.items()
            ),
            f"{admin}/statement/{statement.pk}/settle/",
        ]

    def check(self, page, *, width, name):
        self.complaints()  # What axe-core itself was refused on the page before.
        self.show(page, width=width)
        self.assertEqual(self.complaints(), [])
        self.take_picture(page, name)
        self.assertEqual(self.violations(), [])

    def test_no_serious_violation_in_light_and_dark(self):
        self.check("/admin/login/", width=WIDE, name="light")
        self.log_in(self.editor)
        for page in self.pages:
            with self.subTest(page):
                self.check(page, width=WIDE, name="light")
                self.check_icon_and_heading()
                self.assertEqual(self.violations_in_the_dark(width=WIDE), [])
                self.take_picture(page, "dark")

    def check_icon_and_heading(self):
        """Every page has our icon, and no words of a form builder."""
        icon = self.evaluate("document.querySelector('link[rel=icon]').href")
        self.assertIn("/static/quotes/icon.svg", icon)
        heading = self.evaluate("document.querySelector('h1').innerText")
        self.assertNotRegex(heading, r"^Select .+ to (change|view)")

    def test_nothing_is_wider_than_a_phone(self):
        self.log_in(self.editor)
        for page in self.pages:
            with self.subTest(page):
                self.check(page, width=PHONE, name="narrow")
                width = self.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, PHONE)

    def test_a_list_is_sorted_and_taken_as_a_whole_on_a_phone(self):
        self.log_in(self.editor)
        self.show("/admin/quotes/speaker/", width=PHONE)

        self.click("#action-toggle")
        chosen = "document.querySelectorAll('.action-select:checked').length"
        self.assertEqual(self.evaluate(chosen), Speaker.objects.count())
        self.follow("thead .column-said a")

        self.assertIn("o=", self.evaluate("location.search"))

    def test_a_list_has_the_width_of_a_tablet_below_its_folded_filters(self):
        self.log_in(self.editor)
        self.show("/admin/quotes/quote/", width=TABLET)

        self.assertLessEqual(
            self.evaluate("document.documentElement.scrollWidth"), TABLET
        )
        below, width = self.evaluate(
            """(() => {
              const box = (one) => document.querySelector(one).getBoundingClientRect();
              const rows = box(".results");
              return [rows.top - box(".desk-filters").bottom, rows.width];
            })()"""
        )
        self.assertGreater(below, 0)
        self.assertGreater(width, TABLET * 0.8)

    def test_the_legend_and_the_reasons_too(self):
        self.log_in(self.editor)
        for opened in (
            "document.querySelector('.desk-keys').showModal()",
            "document.querySelector('.desk-reject').open = true",
        ):
            with self.subTest(opened):
                self.show(self.quote, width=WIDE)
                self.evaluate(opened)
                self.assertEqual(self.violations(), [])
                self.assertEqual(self.violations_in_the_dark(width=WIDE), [])

    def test_what_is_printed_from_a_dark_page_is_ink_on_paper(self):
        self.log_in(self.editor)
        self.show(self.quote, width=WIDE)
        self.evaluate("document.documentElement.dataset.theme = 'dark'")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.addCleanup(
            self.browser.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"media": ""}
        )
        for selector, colour in (
            (".desk-text mark.is-content", "rgb(253, 240, 168)"),
            (".desk-text", "rgb(255, 255, 255)"),
        ):
            with self.subTest(selector):
                painted = f"getComputedStyle(document.querySelector({selector!r}))"
                self.assertEqual(self.evaluate(f"{painted}.backgroundColor"), colour)
        painted = "getComputedStyle(document.querySelector('.desk-decision h3'))"
        self.assertEqual(self.evaluate(f"{painted}.color"), "rgb(51, 51, 51)")
