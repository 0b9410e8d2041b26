"""Two editors in two browsers: the second is told, and takes theirs or her own.

Every act is done twice over: ``QUOTES_PAIRS=all`` tries it after every other one, too,
which takes half an hour. Without a browser, ``tests/admin/test_pairs_of_acts.py`` does.
"""

import json
import os
from contextlib import contextmanager
from itertools import product
from unittest import skipUnless

from django.db import transaction
from django.test import Client, override_settings

from quotes.models import Quote
from tests.admin.desk_of_acts import Desk
from tests.admin.newsroom import WHY
from tests.admin.people import make_member, make_roles
from tests.browser.chromium import MISSING, BrowserTestCase, window

PAIRS = (
    ("confirm", "reject"),
    ("nobody", "settle"),
    ("settle", "settle"),
    ("tell speakers apart", "tell speakers apart"),
    ("split", "join"),
    ("merge speakers", "rename"),
)
"""Tried always, a kind of page each; the second is refused after the first."""

FILL = """
(sent, pressed) => {
  const form = document.querySelector("#id_reason").form;
  for (const [name, values] of Object.entries(sent)) {
    for (const element of [form.elements[name]].flatMap(
      (one) => one instanceof RadioNodeList ? [...one] : [one])) {
      if (["radio", "checkbox"].includes(element.type)) {
        element.checked = values.includes(element.value);
      } else {
        if (element.options && values[0] && ![...element.options].some(
          (option) => option.value === values[0])) {
          element.add(new Option(values[0], values[0]));
        }
        element.value = values[0];
      }
    }
  }
  window.isOpened = true;
  form.requestSubmit(pressed ? form.querySelector(`[name=${pressed}]`) : undefined);
}
"""


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
@override_settings(REVIEW_TWICE_PERCENT=100)
class TwoBrowsersTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.chromium.enter_context(window())

    def setUp(self):
        make_roles()
        for driver, name in ((self.browser, "ines"), (self.theirs, "omar")):
            client = Client()
            client.force_login(make_member(name, "Administrators"))
            driver.get(f"{self.live_server_url}/about/")
            driver.delete_all_cookies()
            session = client.cookies["sessionid"].value
            driver.add_cookie({"name": "sessionid", "value": session, "path": "/"})
        self.newsroom = Desk()
        self.pages = self.newsroom.pages()

    @contextmanager
    def afterwards_as_before(self):
        """Server and test share one connection: what happens within is taken back."""
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def open(self, driver, name):
        driver.get(self.live_server_url + self.pages[name].address)

    def send(self, driver, name):
        """Fill in the page that is open, press its button, and wait for the answer."""
        sent = {
            key: [str(one) for one in (value if isinstance(value, list) else [value])]
            for key, value in (WHY | self.pages[name].sent).items()
        }
        buttons = [key for key in sent if key.startswith("_") and key != "_split"]
        fields = {key: value for key, value in sent.items() if key not in buttons}
        pressed = json.dumps(buttons[0] if buttons else None)
        self.run_script(driver, f"({FILL})({json.dumps(fields)}, {pressed})")
        self.wait(
            lambda: self.run_script(
                driver, "document.readyState === 'complete' && !window.isOpened"
            )
        )

    def run_script(self, driver, expression):
        """Run a script past the page's own policy."""
        answer = driver.execute_cdp_cmd("Runtime.evaluate", {"expression": expression})
        self.assertNotIn("exceptionDetails", answer)
        return answer["result"].get("value")

    def overtake(self, first, second):
        """Open both pages, act in the other browser first, then in this one."""
        self.open(self.theirs, first)
        self.open(self.browser, second)
        self.send(self.theirs, first)
        self.assertTrue(self.find(self.theirs, ".messagelist .success"), first)
        self.send(self.browser, second)

    def find(self, driver, selector):
        return driver.find_elements("css selector", selector)

    def told(self):
        """What stands side by side; nothing where it was done."""
        shown = self.find(self.browser, ".desk-conflict")
        return shown[0].text if shown else ""

    def test_pairs_are_refused_side_by_side(self):
        for first, second in PAIRS:
            with self.subTest(f"{second} after {first}"), self.afterwards_as_before():
                self.overtake(first, second)
                self.assertIn("Theirs and yours", self.told())
                self.assertIn("omar", self.told())
                focused = self.run_script(self.browser, "document.activeElement.id")
                self.assertEqual(focused, "conflict-title", "It is read out, at once.")

    @skipUnless(os.environ.get("QUOTES_PAIRS") == "all", "Takes half an hour.")
    def test_every_pair_is_refused_or_done(self):
        lists = {name for name, page in self.pages.items() if page.listed}
        names = [name for name in self.pages if name not in {*lists, "revoke token"}]
        for first, second in product(names, repeat=2):
            with self.subTest(f"{second} after {first}"), self.afterwards_as_before():
                self.overtake(first, second)
                if not self.find(self.browser, ".messagelist .success, .warning"):
                    self.assertIn("omar", self.told())

    def test_theirs_can_be_taken(self):
        self.overtake("confirm", "reject")
        self.find(self.browser, ".desk-conflict a.button")[0].click()
        self.wait(lambda: not self.find(self.browser, ".desk-conflict"))
        self.assertEqual(
            Quote.objects.get(pk=self.newsroom.quote.pk).status, "confirmed"
        )

    def test_ones_own_can_be_recorded_on_top(self):
        self.overtake("confirm", "reject")
        self.send(self.browser, "reject")
        quote = Quote.objects.get(pk=self.newsroom.quote.pk)
        self.assertEqual(
            (quote.status, quote.reviewed_by.username), ("rejected", "ines")
        )
