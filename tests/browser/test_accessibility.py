"""The readers' pages in a real browser: axe-core's rules, a phone's width, no error.

Skipped where what ``tests.browser.chromium`` needs is absent. SCREENSHOTS names a
folder to put a picture of every page into.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from unittest import skipUnless

from django.test import SimpleTestCase

from quotes import review
from quotes.api.saved_searches import save_search
from quotes.models import Quote, SavedSearch
from quotes.review.api_tokens import create_token
from tests.browser.axe import OF_COLOURS, SIZES, AxeTestCase
from tests.browser.chromium import LACKING, set_view
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.test_access import PAGES, make_rows

STATIC = Path(__file__).parents[2] / "quotes" / "static" / "quotes"
OF_THE_DESK = ("desk.js", "frame.js", "keys.js", "spans.js")
BY_WIDTH = re.compile(r"@media[^{]*width[^{]*\{((?:[^{}]*\{[^{}]*\})*)\s*\}")


class WidthTests(SimpleTestCase):
    """Why a page is opened in one width, and made narrow where it stands."""

    def test_no_colour_depends_on_the_width(self):
        """So that they are looked at in one width."""
        for name in ("reading.css", "check.css", "embed.css"):
            found = BY_WIDTH.findall((STATIC / name).read_text())
            self.assertTrue(found, name)
            for rules in found:
                with self.subTest(name, rules=rules):
                    self.assertNotRegex(rules, "color|background|opacity|filter")

    def test_no_script_asks_for_the_width(self):
        for file in STATIC.glob("*.js"):
            if file.name not in OF_THE_DESK:
                with self.subTest(file.name):
                    self.assertNotRegex(file.read_text(), "matchMedia|innerWidth")


@skipUnless(not LACKING, f"Not here: {', '.join(LACKING)}.")
class AccessibilityTests(AxeTestCase):
    """Serious and critical findings of axe-core fail, in light and dark."""

    def setUp(self):
        rows = make_rows()
        review.correct_span(
            quote=Quote.objects.get(pk=rows["quote"]),
            spans=[[5, 9]],
            by=make_editor(),
            reason="Only this was said.",
        )
        dispute = make_statement("The bridge is safe", dispute="distinct")
        for name in ("Teo", "Ana"):
            make_quote(
                f"The bridge is safe, {name} says",
                statement=dispute,
                speaker=make_speaker(name, description="engineer"),
                published_at=datetime(2031, 3, 17, tzinfo=UTC),
            )
        token, self.secret = create_token(name="Newsroom", by=make_editor())
        saved = save_search(
            owner={"token": token}, name="Dam", kind="quotes", parameters={}
        )
        self.followed = f"/follow/saved/{saved.feed_key}/"
        self.report = f"/quotes/{rows['quote']}/report/"
        self.pages = [page.format(**rows) for page in PAGES]
        self.pages += [
            "/login/",
            "/?q=zebra",
            "/?kind=loud",
            "/outlets/?letter=Z",
            "/statements/?q=zebra",
            "/disputes/?settled=true",
            f"/statements/{dispute.pk}/",
            self.followed,
            f"{self.followed}alert/",
            f"/embed/quotes/{rows['quote']}/",
            f"/embed/speakers/{dispute.quotes.first().speaker_id}/",
            "/nowhere/",
        ]

    def test_no_serious_violation_no_complaint_and_nothing_wider_than_a_phone(self):
        wide, narrow = ({"width": width} for width in SIZES.values())
        for page in self.pages:
            with self.subTest(page):
                self.show(page, **wide)
                self.assertEqual(self.violations(), [])
                self.assertEqual(self.complaints(), [])
                self.take_picture(page, "light")
                self.assertEqual(self.violations_in_the_dark(**wide), [])
                self.take_picture(page, "dark")
                # No script of these pages asks how wide they are when they open.
                set_view(self.browser, **narrow)
                width = self.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, SIZES["narrow"])
                self.take_picture(page, "narrow")
                self.assertEqual(self.violations(without=OF_COLOURS), [])

    def test_a_report_that_lacks_something_is_told_so_and_can_be_mended(self):
        self.show(self.report, width=SIZES["narrow"])
        self.evaluate("document.querySelector('form.form').noValidate = true")
        self.write("#explanation", "I was there.")
        self.follow("form.form button")

        self.assertEqual(self.count("[role=alert]"), 1)
        self.assertEqual(self.violations(), [])
        self.assertEqual(self.read("#explanation", "value"), "I was there.")
        self.take_picture(self.report, "refused")

    def test_what_is_followed_can_be_ended(self):
        """Where the form is sent from, and what the browser says of that, counts."""
        self.show(self.followed, width=SIZES["wide"])
        self.write("#token", self.secret)
        self.follow("form.form button")

        self.assertEqual(SavedSearch.objects.count(), 0)

    def test_first_tab_leads_past_the_navigation(self):
        self.show("/about/", width=SIZES["wide"])
        for kind in ("keyDown", "keyUp"):
            self.browser.execute_cdp_cmd(
                "Input.dispatchKeyEvent", {"type": kind, "key": "Tab", "code": "Tab"}
            )

        self.until("document.activeElement.getAttribute('href') === '#main'")
