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
from django.test import override_settings

from quotes.models import Quote
from tests.admin.desk_of_acts import Desk
from tests.admin.newsroom import WHY
from tests.admin.people import make_member, make_roles
from tests.browser.chromium import MISSING, BrowserTestCase
from tests.browser.windows import window

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
  form.requestSubmit(pressed ? form.querySelector(`[name=${pressed}]`) : undefined);
}
"""


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
@override_settings(REVIEW_TWICE_PERCENT=100)
class TwoBrowsersTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.theirs = cls.enterClassContext(window())

    def setUp(self):
        make_roles()
        for driver, name in ((self.browser, "ines"), (self.theirs, "omar")):
            self.log_in(make_member(name, "Administrators"), driver)
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
        with self.next_page(driver):
            self.evaluate(f"({FILL})({json.dumps(fields)}, {pressed})", driver)

    def overtake(self, first, second):
        """Open both pages, act in the other browser first, then in this one."""
        self.open(self.theirs, first)
        self.open(self.browser, second)
        self.send(self.theirs, first)
        done = "Boolean(document.querySelector('.messagelist .success'))"
        self.assertTrue(self.evaluate(done, self.theirs), first)
        self.send(self.browser, second)

    def told(self):
        """What stands side by side; nothing where it was done."""
        conflict = ".desk-conflict"
        return self.read(conflict) if self.count(conflict) else ""

    def test_pairs_are_refused_side_by_side(self):
        for first, second in PAIRS:
            with self.subTest(f"{second} after {first}"), self.afterwards_as_before():
                self.overtake(first, second)
                self.assertIn("Theirs and yours", self.told())
                self.assertIn("omar", self.told())
                # It is read out, at once.
                self.until("document.activeElement.id === 'conflict-title'")

    @skipUnless(os.environ.get("QUOTES_PAIRS") == "all", "Takes half an hour.")
    def test_every_pair_is_refused_or_done(self):
        lists = {name for name, page in self.pages.items() if page.listed}
        names = [name for name in self.pages if name not in {*lists, "revoke token"}]
        for first, second in product(names, repeat=2):
            with self.subTest(f"{second} after {first}"), self.afterwards_as_before():
                self.overtake(first, second)
                if not self.count(".messagelist .success, .warning"):
                    self.assertIn("omar", self.told())

    def test_theirs_can_be_taken(self):
        self.overtake("confirm", "reject")
        self.follow(".desk-conflict a.button")
        self.assertFalse(self.count(".desk-conflict"))
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
