"""Corrections that nobody made: what a later reading or an outlet took away."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.extraction import extract
from quotes.models import Act, Article, Subscription
from quotes.models.dates import tell_day
from quotes.outgoing.events import news_for
from tests.api.test_schema import validate
from tests.build import make_editor
from tests.ingest.articles import GOATS, LAMPS, TIDE, read, text_of
from tests.storing import sync_quotes

URL = "/api/v1/corrections/"
ONE = text_of(TIDE, GOATS)
BASE = "http://testserver/api/v1"


class WithdrawalTests(TestCase):
    """What fell without an editor is told as what editors took back."""

    def setUp(self):
        self.editor = make_editor("ines")
        read(ONE)
        self.article = Article.objects.get()
        self.quote = self.article.quotes.get(text__contains="tide")

    def read_again(self, *, leave_out):
        quotes = extract(self.article.text)
        sync_quotes(
            self.article,
            [q for q in quotes if (q.start, q.end) != leave_out],
        )

    def withdraw(self):
        self.read_again(leave_out=(self.quote.start, self.quote.end))
        self.quote.refresh_from_db()
        self.assertEqual(self.quote.status, "withdrawn")

    def told(self, **query):
        answer = self.client.get(URL, query).json()
        validate(answer, "CorrectionPage")
        return [
            (row["quote"]["id"], change["from"], change["to"])
            for row in answer["results"]
            for change in row["changes"]
            if change["field"] == "status"
        ]

    def test_a_quote_that_a_later_reading_no_longer_finds_has_its_day(self):
        self.withdraw()
        today = tell_day(timezone.now())

        self.assertEqual(self.told(), [(self.quote.pk, "extracted", "withdrawn")])
        gone = self.client.get(f"/api/v1/quotes/{self.quote.pk}/")
        self.assertEqual(gone.status_code, 410)
        self.assertIn(f"Withdrawn on {today}: a later reading", gone.json()["detail"])
        for address in ("/corrections/", "/changed/", "/feeds/corrections.atom"):
            page = self.client.get(address)
            self.assertIn("no longer finds it", page.text, address)
            self.assertIn("ithdrawn", page.text)
            self.assertNotIn("No quote was", page.text)
        page = self.client.get(f"/quotes/{self.quote.pk}/")
        self.assertContains(page, f"Withdrawn on {today}", status_code=410)

    def test_a_second_run_says_nothing_more_and_one_that_finds_it_does(self):
        self.withdraw()
        self.read_again(leave_out=(self.quote.start, self.quote.end))
        self.assertEqual(len(self.told()), 1)

        self.read_again(leave_out=None)

        self.assertEqual(
            self.told(quote=self.quote.pk),
            [
                (self.quote.pk, "withdrawn", "extracted"),
                (self.quote.pk, "extracted", "withdrawn"),
            ],
        )
        page = self.client.get(f"/quotes/{self.quote.pk}/")
        self.assertContains(page, "finds it again")

    def test_what_its_outlet_removed_is_among_them_decided_or_not(self):
        decided = self.article.quotes.exclude(pk=self.quote.pk).first()
        review.confirm(quote=decided, by=self.editor)

        read(text_of(LAMPS))

        self.assertEqual(
            set(self.told()),
            {
                (self.quote.pk, "extracted", "withdrawn"),
                (decided.pk, "confirmed", "withdrawn"),
            },
        )
        read(text_of(LAMPS, GOATS, TIDE))
        self.assertIn((decided.pk, "withdrawn", "confirmed"), self.told())
        self.assertIn((self.quote.pk, "withdrawn", "extracted"), self.told())

    def test_one_that_an_editor_takes_back_says_so(self):
        start = self.article.text.index("is")
        added = review.add_quote(
            article=self.article,
            spans=[[start, start + 2]],
            speaker=None,
            by=self.editor,
            reason="Missed",
        )
        (act,) = Act.objects.all()
        review.undo_act(act=act, by=self.editor, reason="It is none")

        detail = self.client.get(f"/api/v1/quotes/{added.pk}/").json()["detail"]
        self.assertRegex(detail, "Withdrawn on .* by an editor: It is none")
        self.assertNotIn("ines", detail)

    def test_a_webhook_is_told(self):
        before = timezone.now() - timedelta(seconds=1)
        hook = Subscription.objects.create(
            user=self.editor, channel="webhook", address="https://a.example/",
            after_at=before, secret="whsec_" + "A" * 32, confirmed_at=before,
        )  # fmt: skip
        self.withdraw()

        news = news_for(hook, site="https://q.example", now=timezone.now())

        (event,) = news.events
        (change,) = event.data["correction"]["changes"]
        self.assertEqual((event.type, change["to"]), ("quote.corrected", "withdrawn"))
