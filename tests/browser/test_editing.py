"""Quotes mended in a real browser: selected by mouse, by keys and by offsets."""

from unittest import skipUnless

from django.urls import reverse

from quotes.models import Quote
from tests.browser.chromium import MISSING, BrowserTestCase
from tests.build import make_article, make_editor, make_quote, make_speaker

try:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys
except ImportError:
    pass

SAFE, SAILS, LEAKS = "The ferry is safe.", "It sails at noon.", "It never leaked"
# What lies beyond sixteen bits counts as one character, as it does in the database.
TEXT = (
    f"🚢 Merrow.\n“{SAFE} {SAILS}” said Ida Voss.\n“{LEAKS},” she told the council.\n"
)


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class EditingTests(BrowserTestCase):
    def setUp(self):
        self.browser.set_window_size(1400, 1400)
        self.browser.get_log("browser")
        self.article = make_article(TEXT, title="The ferry")
        self.ida = make_speaker("Ida Voss", kind="person")
        self.quote = make_quote(
            f"{SAFE} {SAILS}", article=self.article, speaker=self.ida
        )
        self.log_in(make_editor("ines"))

    def tearDown(self):
        loud = [entry for entry in self.complaints() if entry["level"] == "SEVERE"]
        self.assertEqual(loud, [])

    def open(self, name, pk):
        self.visit(reverse(f"admin:{name}", args=[pk]))

    def drag_over(self, words):
        """Select ``words`` in the text as a hand does: press, move, let go."""
        edges = self.evaluate(
            f"""(() => {{
              const box = document.getElementById("article-text");
              const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {{
                const at = walker.currentNode.data.indexOf({words!r});
                if (at < 0) continue;
                box.scrollIntoView({{block: "center"}});
                const range = document.createRange();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + {len(words)});
                const all = Array.from(range.getClientRects());
                const first = all[0], last = all[all.length - 1];
                return [first.left, first.top + first.height / 2,
                        last.right, last.top + last.height / 2];
              }}
            }})()"""
        )
        left, top, right, bottom = (round(edge) for edge in edges)
        actions = ActionChains(self.browser)
        actions.w3c_actions.pointer_action.move_to_location(left + 1, top)
        actions.w3c_actions.pointer_action.pointer_down()
        actions.w3c_actions.pointer_action.move_to_location(right, bottom)
        actions.w3c_actions.pointer_action.pointer_up()
        actions.perform()
        self.assertEqual(self.evaluate("getSelection().toString()"), words)
        self.wait(lambda: words in self.read(".desk-selected"))

    def use(self, field, how="replace"):
        """Press the button below ``field``."""
        self.evaluate(
            f"document.getElementById('id_{field}').closest('.form-row')"
            f".querySelector('[data-selection={how}]').focus()"
        )
        self.browser.switch_to.active_element.send_keys(Keys.ENTER)

    def press(self, button):
        """Press a button of a form, and see that the next page says something."""
        self.follow(f"{button}:not(.desk-implicit)")
        self.assertTrue(self.count(".messagelist, .errornote, .errorlist"))

    def fill_in(self, field, words):
        self.write(f"#id_{field}", words)

    def test_a_missed_quote_is_added_with_the_mouse(self):
        self.open("quotes_article_change", self.article.pk)
        self.follow(".object-tools a", "Add a quotation")

        self.drag_over(LEAKS)
        self.use("ranges")
        self.drag_over("told")
        self.use("cue_ranges")
        self.drag_over("she")
        self.use("source_ranges")
        self.assertEqual(self.read(".form-row:has(#id_ranges) output"), LEAKS)
        self.fill_in("speaker_name", "Ida Voss")
        self.fill_in("reason", "The machine missed it")
        self.press("[value=Add]")

        added = Quote.objects.latest("pk")
        self.assertEqual(
            (added.text, added.cue, added.source_text, added.speaker),
            (LEAKS, "told", "she", self.ida),
        )

    def test_one_is_split_by_selecting_and_the_two_are_joined(self):
        self.open("quotes_quote_change", self.quote.pk)
        self.follow(".desk-parts a", "Split in two…")
        self.drag_over(SAFE)
        self.use("first")
        self.drag_over(SAILS)
        self.use("second")
        self.fill_in("reason", "Two sentences")
        self.press("[value=Split]")

        self.assertEqual(
            list(Quote.objects.order_by("pk").values_list("text", flat=True)),
            [SAFE, SAILS],
        )

        self.follow(".desk-parts a", "Join with another…")
        self.click("#id_other_0")
        self.fill_in("reason", "One after all")
        self.press("[value=Join]")

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.text, f"{SAFE} {SAILS}")
        self.assertEqual(Quote.objects.standing().count(), 1)

    def test_words_are_selected_with_keys_alone(self):
        self.open("quotes_quote_change", self.quote.pk)
        self.evaluate("document.getElementById('article-text').focus()")

        box = self.browser.switch_to.active_element
        box.send_keys(Keys.ARROW_RIGHT)
        for _ in range(3):
            box.send_keys(Keys.SHIFT, Keys.ARROW_RIGHT, Keys.NULL)
        self.assertEqual(
            self.evaluate("getSelection().toString()").strip(), "The ferry is safe"
        )
        self.use("ranges")
        self.press("[name=_save]")

        self.quote.refresh_from_db()
        self.assertEqual(
            (self.quote.text, self.quote.status), ("The ferry is safe", "corrected")
        )

    def test_offsets_are_typed_and_the_words_they_stand_for_are_shown(self):
        self.open("quotes_quote_change", self.quote.pk)
        start = TEXT.index(SAILS)
        self.fill_in("ranges", f"{start}-{start + len(SAILS)}")
        self.assertEqual(self.read("output.desk-preview"), SAILS)
        self.press("[name=_save]")

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.text, SAILS)

    def test_a_second_part_is_added(self):
        self.open("quotes_quote_change", self.quote.pk)
        self.drag_over(LEAKS)
        self.use("ranges", "add")
        self.press("[name=_save]")

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.text, f"{SAFE} {SAILS} … {LEAKS}")

    def test_a_speaker_is_created_in_the_chooser(self):
        self.open("quotes_quote_change", self.quote.pk)
        self.click("#id_speaker + .select2 .select2-selection")
        self.write(".select2-dropdown .select2-search__field", "Bo Lind")
        self.click(".select2-results__option", "Create “Bo Lind”")
        self.press("[name=_save]")

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.speaker.name, "Bo Lind")
