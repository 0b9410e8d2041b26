"""The check of a draft in a real browser: piece by piece, stopped, refused, shared."""

import itertools
import json
from unittest import mock, skipUnless

from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_started
from django.test import override_settings

from quotes.api import throttling
from quotes.extraction import load_models
from quotes.linking.statements.group import group_quotes
from quotes.linking.verification import drafts
from quotes.linking.wordings.wording import read_wording
from tests.browser.axe import OF_COLOURS
from tests.browser.chromium import AXE, LACKING, BrowserTestCase, set_view
from tests.build import make_article, make_quote, make_speaker

SEA = "The sea asks nobody for a passport, and neither did our divers."
DEBT = "This is a debt that cannot be paid in fishing rights or in apologies."
DRAFT = f"“{SEA}” said Cyrus Vane.\n\n“{DEBT}” said Ana Tarn.\n\n“Nobody said this.”\n"


def rates(work):
    return override_settings(API_RATES={**settings.API_RATES, "work-anonymous": work})


@skipUnless(not LACKING, f"Not here: {', '.join(LACKING)}.")
class CheckTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The server is a thread of this process: no page waits for them.
        load_models()
        read_wording("The pier is open.")

    def setUp(self):
        cache.clear()
        ana = make_speaker("Ana Tarn")
        group_quotes([make_quote(text, speaker=ana) for text in (SEA, DEBT)])
        short = mock.patch.object(drafts, "PIECE", 40)
        short.start()
        self.addCleanup(short.stop)
        self.asked = []
        request_started.connect(self.note)
        self.addCleanup(request_started.disconnect, self.note)
        set_view(self.browser, width=1280)
        self.open("/check/")

    def note(self, sender, environ, **kwargs):
        """What a server's log may know of a request: all but its body."""
        self.asked.append(
            {k: v for k, v in environ.items() if isinstance(v, str) and k.isupper()}
        )

    def open(self, path):
        """Open a page anew, also where only what stands behind # is another."""
        self.browser.get("about:blank")
        self.visit(path)

    def tearDown(self):
        self.browser.get("about:blank")  # ends what is still being asked
        self.assertEqual(self.complaints_of_scripts(), [])

    def complaints_of_scripts(self):
        return [entry for entry in self.complaints() if entry["source"] != "network"]

    def paste(self, text):
        self.evaluate(
            f"document.querySelector('#draft').value = {json.dumps(text)};"
            "document.querySelector('.check-form button').click()"
        )

    def text(self, selector):
        return self.read(selector, "textContent")

    def done(self):
        return self.text("[data-check=said]").startswith(("Done", "Stopped"))

    def violations(self, *rules):
        """What axe-core finds, also of little weight, by ``rules`` or by all."""
        self.evaluate(AXE.read_text())
        chosen = f"{{runOnly: {list(rules)}}}" if rules else ""
        return self.evaluate(
            f"axe.run({chosen}).then(found => found.violations"
            ".map(v => v.id + ': ' + v.nodes[0].html))"
        )

    def test_a_long_draft_is_answered_piece_by_piece_and_finds_what_is_there(self):
        self.paste(DRAFT)
        self.wait(self.done)

        self.assertEqual(self.count(".piece"), 3)
        self.assertEqual(self.text("[data-check=said]"), "Done: 3 quotations.")
        tally = self.text("[data-check=tally]")
        self.assertEqual(tally, "✓ 2 verbatim? 1 not found")
        self.assertEqual(
            self.evaluate(
                "[...document.querySelectorAll('.finding h4 > a')]"
                ".map(link => link.textContent).join()"
            ),
            "1,2,3",
        )
        self.assertEqual(self.evaluate("document.activeElement.className"), "result")
        top = "document.querySelector('#result').getBoundingClientRect().top"
        self.assertAlmostEqual(self.evaluate(top), 0, delta=200)
        self.assertTrue(self.evaluate("document.querySelector('.progress').hidden"))

    def test_axe_finds_nothing_wide_narrow_dark_and_printed(self):
        self.paste(DRAFT)
        self.wait(self.done)
        for width, scheme, rules in (
            (1280, "light", ()),
            (1280, "dark", OF_COLOURS),
            (360, "dark", ()),
        ):
            with self.subTest(width=width, scheme=scheme):
                set_view(self.browser, width=width, scheme=scheme)
                self.assertEqual(self.violations(*rules), [])
                wide = self.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width)
        printed = {"media": "print", "features": []}
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", printed)
        self.assertEqual(self.violations(), [])
        seen = self.evaluate("document.body.innerText")
        self.assertIn("Checked on", seen)
        self.assertIn("another speaker", seen)
        self.assertNotIn("Check every quotation", seen)
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    def test_the_link_holds_the_draft_and_no_server_is_told(self):
        secret = "Zwiebelturm & Söhne, 100 % “wahr” 🌊"
        self.paste(f"{DRAFT}\n{secret}\n")
        self.wait(self.done)
        self.evaluate("document.querySelector('[data-check=share]').click()")
        link = self.wait(lambda: self.read("#link", "value"))
        self.assertTrue(link.startswith(f"{self.live_server_url}/check/#z="), link)
        self.asked.clear()

        self.open(link.removeprefix(self.live_server_url))
        self.wait(self.done)

        self.assertIn(secret, self.read("#draft", "value"))
        self.assertEqual(self.count(".finding"), 4)
        pressed = link.partition("#z=")[2]
        told = json.dumps(self.asked, ensure_ascii=False)
        self.assertIn("/check/", told)
        for hidden in (pressed, pressed[:20], "Zwiebelturm", "passport"):
            self.assertNotIn(hidden, told)
        # Nor does the address go on holding it.
        self.assertEqual(
            self.evaluate("location.href"), f"{self.live_server_url}/check/"
        )

    def test_a_plain_link_opens_too_and_a_broken_one_says_so(self):
        self.open("/check/#draft=%E2%80%9CNobody%20said%20this.%E2%80%9D")
        self.wait(self.done)
        self.assertEqual(self.count(".finding"), 1)
        for broken in ("#z=AAAA", "#z=%%%", "#draft=%E2%80"):
            with self.subTest(broken):
                self.open(f"/check/{broken}")
                self.wait(lambda: self.count("[data-check=trouble] [role=alert]"))
                self.assertIn("broken", self.text("[data-check=trouble]"))

    @rates("1/second")
    def test_who_asks_too_often_is_waited_for(self):
        # Of any three requests, two are of one second.
        clock = mock.Mock(time=itertools.count(1_000_000, 0.3).__next__)
        self.evaluate(
            "window.told = ''; const state = document.querySelector("
            "'[data-check=state]'); new MutationObserver(() => { told += "
            "state.textContent }).observe(state, {childList: true, subtree: true})"
        )
        with mock.patch.object(throttling, "time", clock):
            self.paste(DRAFT)
            self.wait(self.done)

        self.assertIn("Going on in", self.evaluate("told"))
        self.assertEqual(self.count(".finding"), 3)
        self.assertEqual(self.count("[role=alert]"), 0)

    @rates("1/day")
    def test_it_can_be_stopped_and_what_was_found_stays(self):
        self.paste(DRAFT)
        self.wait(lambda: "Going on in" in self.text("[data-check=state]"))
        self.evaluate("document.querySelector('[data-check=cancel]').click()")
        self.wait(self.done)

        self.assertEqual(self.count(".finding"), 1)
        self.assertIn("before part 2", self.text("[data-check=said]"))
        self.assertTrue(self.evaluate("document.querySelector('.progress').hidden"))

    def test_two_answers_are_never_mixed(self):
        for _ in range(3):
            self.paste(f"“{SEA}”\n\n" * 12)
            self.paste(DRAFT)
        self.wait(self.done)

        self.assertEqual(self.count(".piece"), 3)
        self.assertEqual(self.count(".finding"), 3)

    def test_without_connection_it_goes_on_when_that_is_back(self):
        def offline(flag):
            self.browser.execute_cdp_cmd("Network.enable", {})
            self.browser.execute_cdp_cmd(
                "Network.emulateNetworkConditions",
                {
                    "offline": flag,
                    "latency": 0,
                    "downloadThroughput": -1,
                    "uploadThroughput": -1,
                },
            )

        offline(True)
        try:
            self.paste(DRAFT)
            self.wait(lambda: "No connection" in self.text("[data-check=state]"))
        finally:
            offline(False)
        self.wait(self.done)

        self.assertEqual(self.count(".finding"), 3)

    def test_what_is_too_long_is_said(self):
        self.paste("word " * 9_000)
        self.wait(lambda: self.count("[data-check=trouble] [role=alert]"))

        self.assertIn("shorter paragraphs", self.text("[data-check=trouble]"))
        self.assertTrue(self.evaluate("document.querySelector('.progress').hidden"))

    def test_a_link_opens_an_article_at_the_words(self):
        """Of the browser itself: what it takes for words decides, not what we do."""
        for words in ("The sluice stays open", "a well-kept dam, law & order"):
            with self.subTest(words):
                article = make_article("It rained.\n\n" * 300 + f"{words}\n\nDone.")
                self.open("/check/")
                self.paste(f"So “{words}”, it says")
                self.wait(self.done)
                self.follow(f"a[href^='/articles/{article.pk}/#:~:text=']")
                self.until("window.scrollY > 2000")

    def test_only_what_needs_a_look(self):
        self.paste(DRAFT)
        self.wait(self.done)
        self.evaluate("document.querySelector('[data-check=only]').click()")

        shown = "[...document.querySelectorAll('.finding')].filter(f => f.offsetParent)"
        self.assertEqual(self.evaluate(f"{shown}.length"), 2)

    def test_without_scripts_the_server_answers_the_same(self):
        self.browser.execute_cdp_cmd(
            "Emulation.setScriptExecutionDisabled", {"value": True}
        )
        try:
            self.open("/check/?example=false")
            self.write("#draft", DRAFT.replace("\n", "\ue008\ue007"))
            self.follow(".check-form button")
            self.assertTrue(self.count(".finding"))
            self.assertIn("another speaker", self.read(".piece"))
            self.follow(".next-piece button")
            self.assertIn("in part 2 of 3", self.read("body"))
        finally:
            self.browser.execute_cdp_cmd(
                "Emulation.setScriptExecutionDisabled", {"value": False}
            )
