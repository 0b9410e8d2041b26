"""Any sequence of edits, imports, readings and decisions keeps all there is to keep.

Texts are put together from paragraphs, changed in wording, speaker and order; what
extraction would find in them is worked out here, so that hundreds are read in seconds.
"""

import re
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quotes import review
from quotes.extraction import DocumentSpeaker, Kind, Quotation, SpeakerKind
from quotes.ingest import batch, pipeline
from quotes.ingest.pipeline import run, stored_articles
from quotes.ingest.sources import Failure
from quotes.models import (
    Article,
    ArticleAddress,
    ArticleVersion,
    Quote,
    QuoteFingerprint,
    QuoteVersion,
    Statement,
)
from tests.build import make_editor, make_speaker
from tests.ingest.articles import record
from tests.properties import sequences

NAMES = ("Ana Tarn", "Bo Lind", "Cleo Marsh")
SAID = (
    "The ferry leaves before the tide does",
    "The ferry leaves after the tide does",
    "Nobody has counted the goats of Ferrow this year",
    "Nobody has counted the goats of Ferrow this spring or the last",
    "A council that whispers is no council",
    "No",
)
PLAIN = ("The chapel was shut.", "It rained in the harbour.", "No council met.")
_QUOTED = re.compile(r"“([^”]+)” said (\w+ \w+)\.")
START = datetime(2024, 5, 1, tzinfo=UTC)


def quotations(text):
    """What extraction would find in such a text."""
    return [
        Quotation(
            content=(match.span(1),),
            cue=((match.end(1) + 2, match.end(1) + 6),),
            source=(match.span(2),),
            kind=Kind.DIRECT,
            speaker=DocumentSpeaker(match[2], SpeakerKind.PERSON, (match[2],)),
            confidence=0.9,
            method="subject of ‘said’",
        )
        for match in _QUOTED.finditer(text)
    ]


def extract_all(pairs, *, workers, limits):
    for task, text in pairs:
        yield [(task, quotations(text) if text else [])]


quoted = st.builds(
    "“{}” said {}.".format, st.sampled_from(SAID), st.sampled_from(NAMES)
)
texts = st.lists(quoted | st.sampled_from(PLAIN), min_size=1, max_size=6).map("\n".join)
addresses = st.sampled_from(["https://herald.example/1", "https://herald.example/2"])
spellings = st.sampled_from(["", "/", "#top", "?utm_source=post"])


class Newsroom(RuleBasedStateMachine):
    """One outlet that edits two articles, and an editor who decides on their quotes."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.editor = make_editor()
        self.other = make_speaker("Ines Kolb")
        self.clock = START
        self.records = []
        self.texts = {}  # every text that ever stood, by article
        self.quotes = {}  # every address there ever was, and whose article it is in
        self.decisions = {}  # status, speaker and reviewer of each, as last decided

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def run(self, items, **options):
        done = list(run(items, workers=1, **options))
        # A text may stand in the other article; nothing else is refused.
        failures = [str(one) for one in done if isinstance(one, Failure)]
        assert all("has this text" in failure for failure in failures), failures
        if failures and len(items) == 1:
            # Later it may be taken: what was refused is no import to be repeated.
            self.records.remove(items[0])
        for article in Article.objects.all():
            self.texts.setdefault(article.pk, set()).add(article.text)
        for pk, article in Quote.objects.values_list("pk", "article_id"):
            self.quotes[pk] = article
        return done

    @rule(text=texts, address=addresses, spelling=spellings, dated=st.booleans())
    def edit(self, text, address, spelling, dated):
        self.clock += timedelta(hours=1)
        self.records.append(
            record(
                text, url=address + spelling, fetched_at=self.clock if dated else None
            )
        )
        self.run(self.records[-1:])

    @rule(data=st.data())
    def go_back(self, data):
        """The outlet takes a text back, and prints it again."""
        decided = Quote.objects.filter(pk__in=self.decisions).values("article")
        of_these = Article.objects.filter(pk__in=decided) or Article.objects.all()
        if not of_these:
            return
        article = data.draw(st.sampled_from(list(of_these.order_by("pk"))))
        for text in (f"Page {article.pk} is being mended.", article.text):
            self.clock += timedelta(hours=1)
            self.records.append(record(text, url=article.url, fetched_at=self.clock))
            self.run(self.records[-1:])

    @rule(text=texts, address=addresses)
    def import_older(self, text, address):
        moment = START - timedelta(hours=len(self.records) + 1)
        self.records.append(record(text, url=address, fetched_at=moment))
        self.run(self.records[-1:])

    @rule()
    def import_again(self):
        stands = list(Quote.objects.order_by("pk").values())
        count = ArticleVersion.objects.count()
        self.run(self.records)
        assert stands == list(Quote.objects.order_by("pk").values())
        assert count == ArticleVersion.objects.count()

    @rule()
    def read_again(self):
        before = list(Quote.objects.order_by("pk").values())
        self.run(list(stored_articles(reextract=True)), reextract=True)
        assert before == list(Quote.objects.order_by("pk").values())

    @rule(
        data=st.data(), what=st.sampled_from(["confirm", "reject", "speaker", "span"])
    )
    def decide(self, data, what):
        rows = list(Quote.objects.filter(gone_in=0).order_by("pk"))
        if not rows:
            return
        quote = data.draw(st.sampled_from(rows))
        if quote.status == Quote.Status.WITHDRAWN:
            return
        if what == "confirm":
            review.confirm(quote=quote, by=self.editor)
        elif what == "reject":
            review.reject(quote=quote, by=self.editor)
        elif what == "speaker":
            review.correct_speaker(quote=quote, speaker=self.other, by=self.editor)
        elif quote.end - quote.start > 12:
            spans = [[quote.start, quote.end - 6]]
            try:
                review.correct_span(quote=quote, spans=spans, by=self.editor)
            except review.ReviewError:
                return  # another quote stands there
        quote.refresh_from_db()
        if quote.reviewed_at:
            self.decisions[quote.pk] = (quote.status, quote.speaker_id)

    @invariant()
    def every_decision_is_kept(self):
        for pk, (status, speaker) in self.decisions.items():
            quote = Quote.objects.get(pk=pk)
            assert quote.reviewed_by_id == self.editor.pk
            assert quote.speaker_id == speaker
            if not quote.gone_in:
                assert quote.status == status
            elif status != Quote.Status.REJECTED:
                assert quote.status == Quote.Status.WITHDRAWN

    @invariant()
    def every_address_answers(self):
        held = dict(Quote.objects.values_list("pk", "article_id"))
        assert held == self.quotes
        keys = dict(ArticleAddress.objects.values_list("key", "article_id"))
        assert set(keys.values()) == set(self.texts)

    @invariant()
    def every_text_is_kept(self):
        for pk, stood in self.texts.items():
            article = Article.objects.get(pk=pk)
            kept = set(article.versions.values_list("text", flat=True))
            assert stood <= kept | {article.text}
            if article.version > 1:
                last = article.versions.get(number=article.version)
                assert last.text == article.text
                assert article.versions.in_time().last() == last

    @invariant()
    def offsets_lie_in_their_texts(self):
        for quote in Quote.objects.filter(gone_in=0).select_related("article"):
            check_ranges(quote, quote.article.text)
            check_ranges_of_reading(quote)
        rows = QuoteVersion.objects.select_related("version")
        for row in rows:
            if row.change == QuoteVersion.Change.GONE:
                assert (row.text, row.spans) == ("", [])
            elif row.version.number != row.quote.article.version:
                check_ranges(row, row.version.text)

    @invariant()
    def nothing_is_orphaned(self):
        gone = Quote.objects.filter(gone_in__gt=0)
        assert not gone.filter(
            status__in=["extracted", "confirmed", "corrected"]
        ).exists()
        for quote in gone:
            told = quote.versions.filter(version__number__lte=quote.gone_in)
            assert told.filter(change="gone").exists() or quote.reviewed_at
            assert quote.versions.exclude(change="gone").exists()
        assert not QuoteFingerprint.objects.filter(quote__in=gone).exists()
        for quote in Quote.objects.standing():
            assert quote.statement is not None
        for statement in Statement.objects.filter(merged_into=None):
            standing = statement.quotes.standing().count()
            assert statement.quote_count == standing
        # No two rows of one article for the same words at the same place.
        places = list(
            Quote.objects.filter(gone_in=0).values_list("article", "start", "end")
        )
        assert len(places) == len(set(places))
        # Nobody disagrees with an earlier version of one quote: two must stand.
        disputed = Statement.objects.exclude(dispute=None)
        assert not disputed.filter(quote_count__lt=2).exists()


def check_ranges(row, text):
    assert row.text == " … ".join(text[start:end] for start, end in row.spans)
    for name in ("spans", "cue_spans", "source_spans", "clause_spans"):
        for start, end in getattr(row, name):
            assert 0 <= start < end <= len(text)


def check_ranges_of_reading(quote):
    for start, end in quote.extracted.get("spans") or []:
        assert 0 <= start < end <= len(quote.article.text)


class PropertyTests(TestCase):
    # Each query of it is asked on both by test_versions and test_versions_at_once.
    @pytest.mark.any_database
    def test_all_is_kept_whatever_happens(self):
        machine = Newsroom.TestCase
        machine.settings = sequences(25, steps=12)
        with (
            mock.patch.object(pipeline, "extract_all", extract_all),
            mock.patch.object(batch, "find_updated", lambda record, match: match),
        ):
            machine("runTest").runTest()
        assert connection.in_atomic_block
