"""Items of every kind in a row, by keys alone, and the keys counted.

A few of each, for the next is dealt as the one before was; ``QUOTES_ITEMS=all`` works
through a hundred.
"""

import os
from datetime import timedelta
from statistics import median
from unittest import skipUnless

from django.utils import timezone

from quotes import review
from quotes.models import (
    Article,
    BlindReading,
    Feed,
    Quote,
    SecondOpinion,
    SpeakerCluster,
    SpeakerSuggestion,
    Statement,
)
from quotes.review.desk import KINDS
from quotes.review.reports import file_report
from tests.admin.people import make_member, make_roles
from tests.browser.chromium import MISSING
from tests.browser.pressing import PressingTestCase
from tests.browser.test_keyboard import make_queue
from tests.build import make_outlet, make_quote, make_speaker, make_statement

if not MISSING:
    from selenium.webdriver.common.keys import Keys

    WHY = (*"Heard", Keys.ENTER)
    ANSWERS = {
        # The words of an answer to a reader, or of a reason, are typed.
        "errorreport": ("1", *WHY),
        "settle": ("1", *WHY),
        "blindreading": ("1", *WHY),
        # What they are about was decided in the queue before, so it has moved.
        "proposal": ("r", "1"),
        "speakersuggestion": ("d", "1"),
        "speakercluster": ("m",),
        "try-again": ("1",),
        "feed": (Keys.ESCAPE, "s"),
    }
TO_BEGIN = ".desk-pile [autofocus]"
BEGINS = f"document.activeElement.matches({TO_BEGIN!r})"
# What waits is of the same kinds, however many wait.
QUOTES, OF_EACH = (60, 4) if os.environ.get("QUOTES_ITEMS") == "all" else (12, 2)


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class ItemTests(PressingTestCase):
    """Every kind is opened by the Enter key on the desk, and answered by its keys."""

    def make_rest(self):
        """A few of each kind of work beside quotes that nobody has looked at."""
        make_roles()
        now = timezone.now()
        omar, vera = make_member("omar"), make_member("vera", "Contributors")
        for number in range(OF_EACH):
            changed, opined, read, proposed, told = (make_quote() for _ in range(5))
            for quote in (changed, opined, told):
                review.confirm(quote=quote, by=omar)
            Quote.objects.filter(pk=changed.pk).update(changed_at=now)
            SecondOpinion.objects.create(
                quote=opined, extractor_version="9", differs=["found"], seen_at=now
            )
            review.propose(
                do=lambda quote=proposed: review.reject(
                    quote=quote, by=vera, reason="A caption"
                ),
                by=vera,
            )
            for reader, is_quotation in ((vera, True), (omar, False)):
                BlindReading.objects.create(
                    quote=read,
                    reader=reader,
                    is_quotation=is_quotation,
                    stance="states" if is_quotation else "",
                    disagrees=True,
                )
            file_report(quote=told, reason="words", explanation=f"One, {number}.")
            statement = make_statement(dispute="distinct", outlet_count=2)
            for speaker in (make_speaker(), make_speaker()):
                printed = make_quote(speaker=speaker, statement=statement)
                review.confirm(quote=printed, by=omar)
            Statement.objects.filter(pk=statement.pk).update(
                dispute="distinct", dispute_grade="alert", disputed_at=now
            )
            SpeakerSuggestion.objects.create(
                candidate=make_speaker(),
                speaker=make_speaker(),
                score=0.9,
                reason="The names are alike.",
            )
            cluster = SpeakerCluster.objects.create(
                method="fingerprint", key=f"tarn {number}", size=2
            )
            cluster.members.set([make_speaker(), make_speaker()])
            Article.objects.filter(pk=told.article_id).update(
                extraction_error="too long",
                extraction_failed_at=now,
                extraction_attempts=3,
                extracted_at=None,
            )
            Feed.objects.create(
                outlet=make_outlet(),
                address=f"https://feeds.example/{number}",
                last_error="the server answers 404",
                failing_since=now - timedelta(days=3),
            )
        self.assertEqual(Statement.objects.count(), OF_EACH)

    def keys_here(self):
        """What answers the item that is open."""
        path = self.evaluate("location.pathname")
        if path.startswith("/admin/quotes/quote/"):
            again = self.evaluate("Boolean(document.querySelector('.desk-opinion'))")
            return ("k",) if again else ("c",)
        return next(keys for part, keys in ANSWERS.items() if f"/{part}/" in path)

    def work(self):
        """Go through everything that waits; return the presses for each item."""
        counts = []
        while True:
            # Where to begin is given the focus by and by.
            desk = "document.body.classList.contains('desk-front')"
            self.until(f"!{desk} || {BEGINS} || !document.querySelector({TO_BEGIN!r})")
            if self.evaluate(desk):
                if not self.evaluate(BEGINS):
                    return counts
                with self.next_page():
                    self.press(Keys.ENTER)
                continue
            self.until("document.querySelector('.desk-keys tbody tr')")
            self.presses = 0
            with self.next_page():
                self.press(*self.keys_here())
            counts.append(self.presses)

    def test_items_of_every_kind_take_few_keys(self):
        make_queue(QUOTES)
        self.make_rest()
        waiting = {kind.key: kind.waiting().count() for kind in KINDS}
        # A proposal and what two have read are quotes to review, too.
        self.assertEqual(waiting.pop("quotes"), QUOTES + 2 * OF_EACH)
        self.assertEqual(waiting, dict.fromkeys(waiting, OF_EACH))
        self.sign_in()

        counts = self.work()

        left = {kind.key for kind in KINDS if kind.waiting().exists()}
        self.assertEqual(left, {"feeds"}, "What fails does so until it is fetched.")
        self.assertGreaterEqual(len(counts), QUOTES + 8 * OF_EACH)
        self.assertLess(median(counts), 3)
        self.assertEqual(self.complaints(), [])
