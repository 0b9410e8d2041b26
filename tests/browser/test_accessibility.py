"""The readers' pages in a real browser: axe-core's rules, a phone's width, no error.

Needs Chromium with its driver (Debian: chromium, chromium-driver); selenium and
axe-core come with requirements-dev.txt and requirements-axe.txt. Skipped where one of
them is absent. SCREENSHOTS names a folder to put a picture of every page into.
"""

import os
import re
from contextlib import ExitStack
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from unittest import skipUnless

from django.contrib.staticfiles.testing import StaticLiveServerTestCase

from quotes.api.saved_searches import save_search
from quotes.models import Quote, SavedSearch
from quotes.review import decisions
from quotes.review.tokens import create_token
from tests.browser.chromium import MISSING, browser, picture, set_view
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.test_access import PAGES, make_rows

try:
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    WebDriverWait = None


def find_axe():
    """Return where axe.min.js lies; None where its package is not installed."""
    package = find_spec("axe_playwright_python")
    folder = package and package.submodule_search_locations
    return Path(folder[0]) / "axe.min.js" if folder else None


AXE = find_axe()
LACKING = [*MISSING, *([] if AXE else ["axe-core (requirements-axe.txt)"])]
SIZES = {"wide": 1280, "narrow": 360}


@skipUnless(not LACKING, f"Not here: {', '.join(LACKING)}.")
class AccessibilityTests(StaticLiveServerTestCase):
    """Serious and critical findings of axe-core fail, in light and dark."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.chromium = ExitStack()
        cls.browser = cls.chromium.enter_context(browser())
        cls.axe = AXE.read_text()

    @classmethod
    def tearDownClass(cls):
        # First, for the server waits for connections that a browser keeps open.
        cls.chromium.close()
        super().tearDownClass()

    def setUp(self):
        rows = make_rows()
        decisions.correct_span(
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
            "/nowhere/",
        ]

    def visit(self, page, *, width, scheme="light"):
        set_view(self.browser, width=width, scheme=scheme)
        self.browser.get(self.live_server_url + page)

    def take_picture(self, page, name):
        """Put a picture of the whole page where SCREENSHOTS says."""
        if folder := os.environ.get("SCREENSHOTS"):
            path = re.sub(r"\W+", "-", page).strip("-") or "front"
            target = Path(folder) / f"{path}-{name}.png"
            target.write_bytes(picture(self.browser, captureBeyondViewport=True))

    def evaluate(self, expression):
        """Run a script past the page's own policy, which lets no foreign one run."""
        answer = self.browser.execute_cdp_cmd(
            "Runtime.evaluate",
            {"expression": expression, "awaitPromise": True, "returnByValue": True},
        )
        return answer["result"].get("value")

    def complaints(self):
        """What the browser has to say, but that an address is not there or wrong."""
        return [
            entry
            for entry in self.browser.get_log("browser")
            if "the server responded with a status of 40" not in entry["message"]
        ]

    def violations(self):
        self.evaluate(self.axe)
        return self.evaluate(
            "axe.run().then(found => found.violations"
            ".filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes[0].html))"
        )

    def test_no_serious_violation_and_no_complaint_of_the_browser(self):
        for page in self.pages:
            for scheme in ("light", "dark"):
                with self.subTest(page, scheme=scheme):
                    self.visit(page, width=SIZES["wide"], scheme=scheme)
                    self.assertEqual(self.violations(), [])
                    self.assertEqual(self.complaints(), [])
                    self.take_picture(page, scheme)

    def test_nothing_is_wider_than_a_phone(self):
        for page in self.pages:
            with self.subTest(page):
                self.visit(page, width=SIZES["narrow"])
                width = self.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(width, SIZES["narrow"])
                self.take_picture(page, "narrow")
                self.assertEqual(self.violations(), [])

    def test_a_report_that_lacks_something_is_told_so_and_can_be_mended(self):
        self.visit(self.report, width=SIZES["narrow"])
        self.evaluate(
            "document.querySelector('form.form').noValidate = true;"
            "document.querySelector('#explanation').value = 'I was there.';"
            "document.querySelector('form.form button').click()"
        )
        WebDriverWait(self.browser, 10).until(
            lambda browser: browser.find_elements("css selector", "[role=alert]")
        )

        self.assertEqual(self.violations(), [])
        self.assertEqual(
            self.evaluate("document.querySelector('#explanation').value"),
            "I was there.",
        )
        self.take_picture(self.report, "refused")

    def test_what_is_followed_can_be_ended(self):
        """Where the form is sent from, and what the browser says of that, counts."""
        self.visit(self.followed, width=SIZES["wide"])
        self.evaluate(
            f"document.querySelector('#token').value = '{self.secret}';"
            "document.querySelector('form.form button').click()"
        )
        WebDriverWait(self.browser, 10).until(
            lambda browser: browser.title != "You follow Dam · Quotes"
        )

        self.assertEqual(SavedSearch.objects.count(), 0)

    def test_first_tab_leads_past_the_navigation(self):
        self.visit("/about/", width=SIZES["wide"])
        for kind in ("keyDown", "keyUp"):
            self.browser.execute_cdp_cmd(
                "Input.dispatchKeyEvent", {"type": kind, "key": "Tab", "code": "Tab"}
            )

        self.assertEqual(
            self.evaluate("document.activeElement.getAttribute('href')"), "#main"
        )
