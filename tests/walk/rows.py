"""Rows for every list there is, about invented people: a few of each sort.

More rows than a page of the walk has, dates that are equal and dates that are missing,
words that spreadsheets and markup stumble over.
"""

from datetime import UTC, datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.utils import timezone

from quotes import review
from quotes.ingest.records import Record
from quotes.ingest.versions import store_newer
from quotes.models import (
    Article,
    Delivery,
    Feed,
    FeedItem,
    Quote,
    SavedSearch,
    SpeakerSuggestion,
    Statement,
    Subscription,
)
from quotes.review import desk
from quotes.review.api_tokens import create_token
from quotes.review.reports import file_report
from quotes.survey.clustering import store_clusters
from quotes.survey.speaker_counts import store_counts
from tests.build import (
    make_alias,
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

FIRST_DAY = datetime(2031, 3, 1, tzinfo=UTC)

WORDINGS = (
    "The harbour will stay open until Friday",
    "Nobody has raised the taxes on our harbour",
    "=1+1 is what they make of our taxes",
    "We don’t know, <b>they</b> said; “stay open”, they said",
    "Stay calm,\nand go home",
    'It is, in short, "over"',
)


class Rows:
    """What the lists show; an editor who sees them all."""

    def __init__(self):
        self.editor = make_editor("ines")
        self.outlets = [
            make_outlet("The Harbour Post", language="en", country="IE"),
            make_outlet("Küsten-Kurier", language="de", country="DE"),
            make_outlet("Wire of the Coast", language="en-GB", domain="wire.example"),
        ]
        self.speakers = self._make_speakers()
        self.statements = self._make_statements()
        self.quotes = [self._make_quote(number) for number in range(26)]
        self._decide()
        self._edit_article()
        self._make_rest()

    def _make_speakers(self):
        body = make_speaker("Harbour Office", kind="organisation", wikidata_id="Q1")
        mara = make_speaker(
            "Mara Voss", kind="person", affiliation=body, wikidata_id="Q2"
        )
        make_alias(mara, "M. Voss-Lund")
        speakers = [
            mara,
            body,
            make_speaker("Óscar Zelényi", kind="person", description="mayor"),
            make_speaker("Dockers", kind="group"),
            make_speaker("a spokesperson", kind="unknown"),
        ]
        review.merge_speakers(
            source=make_speaker("Mara Vos"), target=mara, by=self.editor
        )
        return speakers

    def _make_statements(self):
        kinds = [None, *Statement.Dispute.values]
        made = [
            make_statement(
                WORDINGS[number % len(WORDINGS)],
                speaker=self.speakers[number % 3] if number % 4 else None,
                first_published_at=_published(number),
                dispute=kinds[number % len(kinds)],
                disputed_at=kinds[number % len(kinds)] and _published(number + 2),
                outlet_count=number % 4,
            )
            for number in range(16)
        ]
        Statement.objects.filter(pk__in=[made[4].pk, made[9].pk]).update(
            resolution="Both said it.",
            resolved_by=self.editor,
            resolved_at=timezone.now(),
        )
        make_statement("The harbour was merged", merged_into=made[0])
        make_statement("The harbour of which no printing stands", quote_count=0)
        return made

    def _make_quote(self, number):
        text = WORDINGS[number % len(WORDINGS)]
        article = make_article(
            f"{number}. “{text}” it was said.",
            outlet=self.outlets[number % 3],
            title=f"Harbour, day {number}" if number % 5 else "",
            url=f"https://news.example/{number}" if number % 2 else None,
            published_at=_published(number),
            language="en" if number % 3 else "de",
            wire_copy_of=self.quotes_article if number in {7, 8} else None,
        )
        self.quotes_article = article
        return make_quote(
            text,
            article=article,
            kind=Quote.Kind.values[number % 3],
            speaker=self.speakers[number % 5] if number % 6 else None,
            relayed_by=self.speakers[1] if number % 4 == 1 else None,
            statement=self.statements[number % 16] if number % 7 else None,
            is_fragment=number % 5 == 0,
            confidence=round(0.3 + number % 8 / 10, 2),
            cue="said",
            status="withdrawn" if number == 25 else "extracted",
        )

    quotes_article = None

    def _decide(self):
        by = self.editor
        review.confirm(quote=self.quotes[1], by=by)
        for number in (2, 3, 4):
            review.correct_speaker(
                quote=self.quotes[number],
                speaker=self.speakers[(number + 2) % 5],
                by=by,
                reason="See page 2",
            )
        for number in (5, 6):
            review.reject(quote=self.quotes[number], by=by, reason="A headline")

    def _edit_article(self):
        """Give an article a second text, in which what was decided still stands."""
        article = self.quotes[1].article
        text = f"The harbour office changed this later.\n{article.text}"
        record = Record("walk", article.outlet.name, text, url=article.url)
        store_newer(article, record, [])

    def _make_rest(self):
        file_report(quote=self.quotes[1], reason="words", explanation="One is missing.")
        mara, _, oscar, *_ = self.speakers
        review.propose(
            do=lambda: review.rename_speaker(
                speaker=oscar, name="Oscar Zelenyi", by=self.editor, reason="So spelt"
            ),
            by=self.editor,
        )
        oscar.refresh_from_db()
        SpeakerSuggestion.objects.create(
            speaker=oscar, candidate=mara, score=0.5, reason="Alike"
        )
        review.merge_many_speakers(
            sources=[make_speaker("Oskar Zelenyi")], target=oscar, by=self.editor
        )
        make_speaker("Zelényi, Óscar")
        for reader, is_quotation in (("vera", True), ("teo", False)):
            review.record_reading(
                quote=self.quotes[10], is_quotation=is_quotation, stance="states",
                by=make_editor(reader),
            )  # fmt: skip
        store_counts()
        store_clusters()
        AccessAttempt.objects.create(
            username="ines", ip_address="192.0.2.1", failures_since_start=5
        )
        self.token, self.secret = create_token(name="A newsroom", by=self.editor)
        SavedSearch.objects.create(
            user=self.editor,
            name="Harbour",
            kind="quotes",
            parameters={"q": "harbour"},
            feed_key="k" * 43,
        )
        subscription = Subscription.objects.create(
            user=self.editor,
            channel="webhook",
            address="https://harbour.example/hook",
            secret="whsec_" + "A" * 32,
            confirmed_at=timezone.now(),
        )
        Subscription.objects.create(
            user=self.editor,
            channel="email",
            address="mara@harbour.example",
            frequency="daily",
            ended_at=timezone.now(),
            ended_why="By ines.",
        )
        Delivery.objects.create(
            subscription=subscription,
            event="correction-1",
            number=1,
            body={"type": "quote.corrected", "data": {}},
            status="dead",
            log=[{"at": "2031-03-01", "status": 500, "error": "", "seconds": 0.1}],
        )
        AccessAttempt.objects.create(
            username="ines", ip_address="192.0.2.7", failures_since_start=2
        )
        Article.objects.filter(pk=self.quotes[9].article_id).update(
            extraction_error="set aside: too long",
            extraction_failed_at=timezone.now(),
            extraction_attempts=3,
        )
        desk.claim_item(kind=desk.QUOTES, item=self.quotes[10].pk, by=self.editor)
        desk.defer_for_oneself(
            kind=desk.QUOTES, item=self.quotes[11].pk, by=self.editor
        )
        self.editor.groups.add(Group.objects.get(name="Editors"))
        self._make_feeds()

    def _make_feeds(self):
        """One that works, one that fails, one that is not in use."""
        outlet, address = self.quotes[0].outlet, "https://feeds.example/"
        Feed.objects.create(
            outlet=outlet, address=f"{address}1", last_fetched_at=timezone.now()
        )
        failing = Feed.objects.create(
            outlet=outlet,
            address=f"{address}2",
            last_error="the server answers 404",
            failing_since=FIRST_DAY,
        )
        FeedItem.objects.create(
            feed=failing,
            address=f"{address}a",
            error="no article was found on this page",
            fetched_at=timezone.now(),
        )
        Feed.objects.create(outlet=outlet, address=f"{address}3", active=False)


def _published(number):
    """Two of five on one day, one of nine without any date."""
    return None if number % 9 == 8 else FIRST_DAY + timedelta(days=number * 2 // 5)
