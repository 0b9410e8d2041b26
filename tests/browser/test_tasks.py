"""What a journalist does between a draft and a citation, with the clicks it takes.

docs/reading-room.md has the same table; this test keeps it true.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from unittest import skipUnless

from django.core.cache import cache

from quotes import review
from quotes.extraction import load_models
from quotes.linking.statements.group import group_quotes
from quotes.linking.wordings.wording import read_wording
from quotes.models import Quote
from tests.browser.chromium import LACKING, BrowserTestCase, set_view
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
)

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reading-room.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (\d+) \|$", re.MULTILINE)
SEA = "The sea asks nobody for a passport, and neither did our divers."
DEBT = "This is a debt that cannot be paid in fishing rights or in apologies."
DRAFT = f"“{SEA}” said Cyrus Vane.\n\n“{DEBT}” said Ana Tarn.\n\n“Nobody said this.”\n"


def store():
    """Two articles that print what Ana said, one of them a denial, and one of Bo's."""
    ana, bo = (make_speaker(name, kind="person") for name in ("Ana Tarn", "Bo Lind"))
    quotes = []
    for day, (text, speaker) in enumerate(((SEA, ana), (DEBT, ana), (SEA, ana))):
        article = make_article(
            f"It rained.\n\n“{text}” Nobody minded, day {day}.",
            outlet=make_outlet(f"The Post of day {day}"),
            url=f"https://news.example/{day}",
            title=f"Day {day}",
            published_at=datetime(2031, 3, 1 + day, tzinfo=UTC),
        )
        quotes.append(make_quote(text, article=article, speaker=speaker))
    group_quotes(quotes)
    make_quote(
        "he had taken the boat",
        speaker=bo,
        kind="indirect",
        stance="denies",
        clause="Lind denied that he had taken the boat",
        published_at=datetime(2031, 3, 9, tzinfo=UTC),
    )
    wrong = make_quote("A headline is no boat", speaker=bo)
    review.reject(quote=wrong, by=make_editor(), reason="A headline")


@skipUnless(not LACKING, f"Not here: {', '.join(LACKING)}.")
class TaskTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The server is a thread of this process: no page waits for them.
        load_models()
        read_wording("The pier is open.")

    def setUp(self):
        cache.clear()
        store()
        set_view(self.browser, width=1280)

    def start(self, path="/"):
        self.visit(path)
        self.clicks = 0

    def click(self, selector, text=""):
        super().click(selector, text)
        self.clicks += 1

    def shown(self, text):
        """Wait until the page says ``text``."""
        self.until(f"document.body.innerText.includes({text!r})")

    def check(self):
        self.start()
        self.follow("nav a", "Check a draft")
        self.write("#draft", DRAFT)
        self.click("button", "Check every quotation")
        self.shown("Look at these first")

    def search(self, words):
        self.start()
        self.write("#q", words)
        self.follow("button", "Search")

    def link(self, text):
        """Where the link of these words leads, which is not followed: that counts."""
        links = "[...document.querySelectorAll('a')]"
        found = f"{links}.find(a => a.innerText.trim() === {text!r})"
        self.clicks += 1
        return self.wait(lambda: self.evaluate(f"{found}.href"))

    def task_1(self):
        self.check()
        self.shown("✓ 2 verbatim")
        self.shown("? 1 not found")

    def task_2(self):
        self.check()
        self.click(".look-first a", "✓ 1")
        self.shown("Printed as the words of Ana Tarn, not of Cyrus Vane.")

    def task_3(self):
        self.check()
        where = self.link("at these words on the web")  # Leads away from here.
        self.assertIn("#:~:text=The%20sea%20asks", where)

    def task_4(self):
        self.check()
        self.click("button", "Copy a link")
        self.wait(lambda: "/check/#z=" in self.read("#link", "value"))

    def task_5(self):
        self.check()
        self.evaluate("window.print = () => { document.title = 'printed'; }")
        self.click("button", "Print")
        self.wait(lambda: self.browser.title == "printed")

    def task_6(self):
        self.search("passport")
        self.shown("2 quotes")

    def task_7(self):
        self.search("boat")
        self.follow(".facets a", "denies it")
        self.shown("Lind denied that he had taken the boat")

    def task_8(self):
        self.search("passport")
        self.follow(".row-words a")
        line = self.read("#citation", "value")
        self.assertIn("Ana Tarn: “The sea asks nobody", line)
        self.assertIn("3 March 2031", line)

    def task_9(self):
        self.search("passport")
        self.follow(".row-words a")
        self.follow(".way-back a")
        self.assertIn("?q=passport", self.browser.current_url)

    def task_10(self):
        self.search("passport")
        self.follow(".row-words a")
        self.follow("a", "Compare all printings")
        self.shown("Who printed what")

    def task_11(self):
        self.start()
        self.follow("nav a", "Speakers")
        self.write("#q", "anna tarn")
        self.follow("button", "Look up")
        self.follow(".names a", "Ana Tarn")
        self.shown("3 quotes, the newest first")

    def task_12(self):
        self.start("/speakers/ana-tarn/")
        self.follow("a", "Compare with another")
        self.write("#speaker-2", "Bo Lind")
        self.follow("button", "Compare")
        self.shown("1 quote: denies it")

    def task_13(self):
        self.search("passport")
        self.assertIn("q=passport&format=csv", self.link("CSV"))  # A file, no page.

    def task_14(self):
        self.start()
        self.follow("footer a", "What changed")
        self.shown("A headline is no boat")

    def task_15(self):
        self.search("passport")
        self.follow("a", "Follow this search")
        self.shown("/feeds/quotes.atom?q=passport")

    def test_each_takes_as_many_clicks_as_the_document_says(self):
        self.assertEqual(Quote.objects.count(), 5)
        told = {int(n): int(clicks) for n, _, clicks in ROW.findall(PAGE.read_text())}
        taken = {}
        for number in range(1, 16):
            with self.subTest(number):
                getattr(self, f"task_{number}")()
                taken[number] = self.clicks
        self.assertEqual(taken, told)
