"""The readers' pages in a real browser: axe-core's rules, a phone's width, no error.

Skipped where what ``tests.browser.chromium`` needs is absent. SCREENSHOTS names a
folder to put a picture of every page into.
"""

from datetime import UTC, datetime
from unittest import skipUnless

from quotes import review
from quotes.api.saved_searches import save_search
from quotes.models import Quote, SavedSearch
from quotes.review.api_tokens import create_token
from tests.browser.axe import SIZES, AxeTestCase
from tests.browser.chromium import LACKING
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.test_access import PAGES, make_rows


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

    def test_no_serious_violation_and_no_complaint_of_the_browser(self):
        for page in self.pages:
            with self.subTest(page):
                self.show(page, width=SIZES["wide"])
                self.assertEqual(self.violations(), [])
                self.assertEqual(self.complaints(), [])
                self.take_picture(page, "light")
                wide = {"width": SIZES["wide"]}
                self.assertEqual(self.violations_in_the_dark(**wide), [])
                self.take_picture(page, "dark")

    def test_nothing_is_wider_than_a_phone(self):
        for page in self.pages:
            with self.subTest(page):
                self.show(page, width=SIZES["narrow"])
                width = self.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, SIZES["narrow"])
                self.take_picture(page, "narrow")
                self.assertEqual(self.violations(), [])

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
