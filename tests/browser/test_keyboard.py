"""Editors work without a mouse: quotes by keys alone, and what the legend tells.

In a real browser, from signing in to the rows in the database. Many items in a
row: ``test_items_in_a_row``.
"""

from statistics import median
from unittest import skipUnless

from django.db.models import F

from quotes.models import Article, Claim, Deferral, Quote, SpeakerAlias
from tests.browser.chromium import MISSING
from tests.browser.pressing import PressingTestCase
from tests.build import make_outlet, make_speaker

if not MISSING:
    from selenium.webdriver.common.keys import Keys

HOW_MANY = 5
"""Each of the ways to answer once."""
LIST = "/admin/quotes/quote/"


def make_queue(how_many):
    """So many small quotes, each dearer to get wrong than the one after it."""
    outlet, mara = make_outlet("The Harbour Post"), make_speaker("Mara Lindqvist")
    make_speaker("Teo Brandt")
    texts = [
        f"Number {n}: “The dam holds,” Mara Lindqvist said." for n in range(how_many)
    ]
    articles = Article.objects.bulk_create(
        Article(outlet=outlet, text=text, text_hash=f"{n:064}", title=f"Dam {n}")
        for n, text in enumerate(texts)
    )
    Quote.objects.bulk_create(
        Quote(
            article=article,
            outlet=outlet,
            spans=[[start, start + 14]],
            start=start,
            end=start + 14,
            text="The dam holds,",
            kind="direct",
            cue="said",
            speaker=mara,
            confidence=0.2 + n / 1000,
            candidates=[{"name": "Teo Brandt", "score": 0.3}],
            extracted={"speaker": mara.pk, "speaker_name": "Mara Lindqvist"},
        )
        for n, article in enumerate(articles)
        for start in [article.text.index("The dam")]
    )
    return list(Quote.objects.order_by("-mistake_cost", "pk"))


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class KeyboardTests(PressingTestCase):
    def until_quote(self, quote):
        self.until(
            f"location.pathname === '{LIST}{quote.pk}/change/' "
            "&& document.querySelector('.desk-keys tbody tr')"
        )

    def open_queue(self, how_many):
        """Sign in and start; return the quotes in the order of the queue."""
        quotes = make_queue(how_many)
        self.sign_in()
        self.begin(quotes[0])
        return quotes

    def begin(self, quote):
        """Press what has the focus on the desk; ``quote`` is what is dealt first."""
        self.until("document.activeElement.matches('.desk-pile *')")
        self.press(Keys.ENTER)
        self.until_quote(quote)

    def test_quotes_in_a_row(self):
        quotes = make_queue(HOW_MANY + 1)
        self.sign_in()
        # No Tab is needed between signing in and the first quote.
        begins = "Start with: Quotes to review"
        self.until(f"document.activeElement.textContent.trim() === {begins!r}")
        self.press(Keys.ENTER)
        ways = (["c"], [Keys.ENTER], ["1"], ["r", "2"], ["c"])
        expected = ("confirmed", "confirmed", "corrected", "rejected", "confirmed")
        counts = []
        for number, quote in enumerate(quotes[:HOW_MANY]):
            self.until_quote(quote)
            self.presses = 0
            self.press(*ways[number % len(ways)])
            counts.append(self.presses)
        self.until_quote(quotes[HOW_MANY])

        self.assertLess(median(counts), 3)
        self.assertEqual(median(counts), 1)
        found = Quote.objects.filter(reviewed_by=self.editor)
        found = dict(found.values_list("pk", "status"))
        wanted = {
            quote.pk: expected[number % len(ways)]
            for number, quote in enumerate(quotes[:HOW_MANY])
        }
        self.assertEqual(found, wanted)
        by_key_1 = Quote.objects.filter(status="corrected", speaker__name="Teo Brandt")
        self.assertEqual(by_key_1.count(), HOW_MANY // len(ways))
        rejected = Quote.objects.filter(status="rejected").first()
        self.assertEqual(
            rejected.history.first().history_change_reason, "Scare quotes or a title"
        )
        self.assertEqual(
            list(Claim.objects.values_list("item", flat=True)), [quotes[HOW_MANY].pk]
        )
        self.assertEqual(self.complaints(), [])

    def test_focus_is_on_the_decision_and_marks_are_no_tab_stops(self):
        quotes = make_queue(1)
        article = quotes[0].article
        start = article.text.index("Mara Lindqvist")
        Quote.objects.filter(pk=quotes[0].pk).update(exposure=F("exposure") * 2)
        Quote.objects.create(
            article=article,
            outlet=article.outlet,
            spans=[[start, start + 4]],
            start=start,
            end=start + 4,
            text="Mara",
            kind="indirect",
            confidence=0.9,
        )
        self.sign_in()
        self.begin(quotes[0])

        self.assertEqual(self.focused(), "_confirm")
        self.assertEqual(
            self.evaluate("document.querySelectorAll('#article-text a').length"), 1
        )
        self.assertEqual(
            self.evaluate(
                "[...document.querySelectorAll('#article-text a')]"
                ".filter(mark => mark.tabIndex >= 0).length"
            ),
            0,
        )

    def test_a_word_typed_into_a_field_is_no_answer(self):
        quotes = self.open_queue(2)
        self.press("e")
        self.assertEqual(self.focused(), "ranges")
        self.press("c", "r", "1", "s")

        self.assertEqual(self.focused(), "ranges")
        self.assertIn("cr1s", self.evaluate("document.activeElement.value"))
        self.assertFalse(Quote.objects.filter(reviewed_at__isnull=False).exists())
        self.press(Keys.ESCAPE)
        self.assertEqual(self.focused(), "_confirm")
        self.assertIn(f"/{quotes[0].pk}/", self.browser.current_url)

    def test_a_reason_of_ones_own(self):
        quotes = self.open_queue(2)
        self.press("r", "0")
        self.type("A caption" + Keys.ENTER)
        self.until_quote(quotes[1])

        rejected = Quote.objects.get(pk=quotes[0].pk)
        self.assertEqual(rejected.status, "rejected")
        self.assertEqual(rejected.history.first().history_change_reason, "A caption")

    def test_another_speaker_by_the_chooser(self):
        make_speaker("Runa Falk")
        quotes = self.open_queue(2)
        self.press("w")
        self.until("document.activeElement.matches('.select2-search__field')")
        self.type("Runa")
        self.until(
            "(document.querySelector('.select2-results__option--highlighted') || {})"
            ".textContent?.startsWith('Runa Falk')"
        )
        self.press(Keys.ENTER)
        self.until("document.activeElement.name === '_save'")
        self.press(Keys.ENTER)
        self.until_quote(quotes[1])

        self.assertEqual(Quote.objects.get(pk=quotes[0].pk).speaker.name, "Runa Falk")
        self.assertTrue(SpeakerAlias.objects.filter(name="Runa Falk").exists())

    def test_next_previous_skip_and_undo(self):
        quotes = self.open_queue(3)
        self.press("n")
        self.until_quote(quotes[1])
        self.press("p")
        self.until_quote(quotes[0])
        self.press("s")
        self.until_quote(quotes[1])
        self.assertEqual(Deferral.objects.get().item, quotes[0].pk)
        self.press("c")
        self.until_quote(quotes[2])
        self.press("u")
        self.until_quote(quotes[1])

        undone = Quote.objects.get(pk=quotes[1].pk)
        self.assertEqual((undone.status, undone.reviewed_by), ("extracted", None))
        self.press("a")
        self.until("location.pathname.startsWith('/admin/quotes/article/')")

    def test_the_legend_tells_the_keys_and_switches_them_off(self):
        quotes = self.open_queue(2)
        self.press("?")
        told = self.read(".desk-keys[open]")
        for words in ("Confirm", "Reject", "Skip", "Teo Brandt", "Next quote"):
            self.assertIn(words, told)
        self.evaluate("document.querySelector('.desk-keys form .button').click()")
        self.press("n")
        self.until_quote(quotes[1])
        self.press("p")
        self.until_quote(quotes[0])
        self.press("?", "c")  # The legend is open: no answer.
        self.assertEqual(self.evaluate("document.activeElement.type"), "checkbox")
        self.press(Keys.SPACE, Keys.ESCAPE, "c", "r", "?")

        self.assertFalse(self.evaluate("document.querySelector('.desk-keys').open"))
        self.assertFalse(Quote.objects.filter(reviewed_at__isnull=False).exists())
        self.browser.refresh()
        self.until_quote(quotes[0])
        self.press("c")
        self.assertFalse(Quote.objects.filter(reviewed_at__isnull=False).exists())
        self.press(Keys.ENTER)  # Not a shortcut: the button that has the focus.
        self.until_quote(quotes[1])
