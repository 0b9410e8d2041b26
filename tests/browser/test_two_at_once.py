"""Two editors in two browsers: the second is told, and takes theirs or her own."""

from unittest import skipUnless

from django.test import Client
from django.urls import reverse

from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote, Statement
from tests.admin.people import make_member, make_roles
from tests.browser.chromium import MISSING, BrowserTestCase, browser
from tests.build import make_quote, make_speaker, make_statement

WHY = "Heard on tape"


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class TwoBrowsersTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.chromium.enter_context(browser())

    def setUp(self):
        make_roles()
        for driver, name in ((self.browser, "ines"), (self.theirs, "omar")):
            client = Client()
            client.force_login(make_member(name))
            driver.get(f"{self.live_server_url}/about/")
            driver.delete_all_cookies()
            session = client.cookies["sessionid"].value
            driver.add_cookie({"name": "sessionid", "value": session, "path": "/"})
        self.ida, self.bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.rope = make_statement("Our patience is a rope")
        self.quote, _ = (
            make_quote("Our patience is a rope", speaker=who, statement=self.rope)
            for who in (self.ida, self.bo)
        )
        refresh_statements([self.rope.pk])

    def find(self, driver, selector):
        return driver.find_element("css selector", selector)

    def answer(self, driver, presses):
        """Write the reason where there is one to write, then press, in order."""
        reason = self.find(driver, "#id_reason")
        reason.clear()
        reason.send_keys(WHY)
        for selector in presses:
            button = self.find(driver, selector)
            view = f"document.querySelector({selector!r}).scrollIntoView()"
            driver.execute_cdp_cmd("Runtime.evaluate", {"expression": view})
            button.click()

    def told(self, driver, selector):
        return self.wait(lambda: driver.find_elements("css selector", selector))

    def acts(self):
        """Of each act: its page, and what is pressed there."""
        page = reverse("admin:quotes_quote_change", args=[self.quote.pk])
        settle = reverse("admin:quotes_statement_settle", args=[self.rope.pk])
        return {
            "confirm": (page, ["[name=_confirm]"]),
            "reject": (page, [".desk-reject summary", "[name=_reject]"]),
            "nobody": (page, ["[name=_nobody]"]),
            "settle": (settle, ["[name=side]", ".submit-row [type=submit]"]),
        }

    def overtake(self, first, second):
        """Open both pages, act in the other browser first, then in this one."""
        acts = self.acts()
        for driver, name in ((self.theirs, first), (self.browser, second)):
            driver.get(self.live_server_url + acts[name][0])
        self.answer(self.theirs, acts[first][1])
        self.told(self.theirs, ".messagelist")
        self.answer(self.browser, acts[second][1])
        shown = self.told(self.browser, ".desk-conflict")[0].text
        self.assertIn("Theirs and yours", shown)
        self.assertIn("omar", shown)

    def test_a_selection_of_pairs_is_refused_side_by_side(self):
        for first, second in (
            ("confirm", "reject"),
            ("nobody", "settle"),
        ):
            with self.subTest(f"{second} after {first}"):
                self.overtake(first, second)
                Quote.objects.filter(pk=self.quote.pk).update(
                    status="extracted",
                    reviewed_by=None,
                    reviewed_at=None,
                    speaker=self.ida,
                )
                Statement.objects.filter(pk=self.rope.pk).update(
                    resolved_at=None, resolved_by=None, resolution=""
                )

    def test_theirs_can_be_taken(self):
        self.overtake("confirm", "reject")
        self.find(self.browser, ".desk-conflict a.button").click()
        self.wait(
            lambda: not self.browser.find_elements("css selector", ".desk-conflict")
        )
        self.quote.refresh_from_db()
        self.assertEqual(self.quote.status, "confirmed")

    def test_ones_own_can_be_recorded_on_top(self):
        self.overtake("confirm", "reject")
        self.answer(self.browser, self.acts()["reject"][1])
        self.told(self.browser, ".messagelist")
        self.quote.refresh_from_db()
        self.assertEqual(
            (self.quote.status, self.quote.reviewed_by.username), ("rejected", "ines")
        )
