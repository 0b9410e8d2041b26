"""A newsroom in which every act can be done.

Another has been at work before, so that there is something to undo, too.
"""

from datetime import UTC, datetime

from quotes import review
from quotes.extraction import Quotation
from quotes.ingest.opinions import reading_of
from quotes.linking.statements.summary import refresh_statements
from quotes.models import (
    Act,
    Authority,
    AuthorityName,
    BlindReading,
    MergedTogether,
    Proposal,
    Quote,
    SecondOpinion,
    SpeakerAlias,
    SpeakerCluster,
    SpeakerDistinction,
    SpeakerSuggestion,
    StatementDistinction,
)
from quotes.review.api_tokens import create_token
from quotes.review.reports import file_report, settle_reports
from tests.admin.people import make_member
from tests.build import make_article, make_quote, make_speaker, make_statement

DAY = datetime(2031, 3, 17, tzinfo=UTC)
FIRST, SECOND, THIRD = "Our patience is", "a rope.", "Nobody waits"
TEXT = f"“{FIRST} {SECOND}” said Ida Voss. “{THIRD},” she added. “We go,” said Bo Lind."
WHY = {"reason": "Heard on tape"}


def written(*words):
    """The places of ``words``, as they are typed."""
    found = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in words]
    return ", ".join(f"{start}-{end}" for start, end in found)


class Newsroom:
    """What is stored, and what ``teo`` has done to it."""

    def __init__(self):
        self.by = make_member("teo", "Chiefs")
        self.vera = make_member("vera", "Contributors")
        self.make_speakers()
        self.make_quotes()
        self.decide_on_quotes()
        self.decide_on_speakers()
        self.decide_on_statements()
        self.ask()

    def do(self, act, **given):
        return act(by=self.by, reason="As printed", **given)

    def make_speakers(self):
        names = ("Ida Voss", "Bo Lind", "Cy Tarn", "I. Voss", "B. Lind", "Lind, Bo")
        made = [make_speaker(name, kind="person") for name in names]
        self.ida, self.bo, self.cy, self.voss, self.lind, self.bolind = made
        authority = Authority.objects.create(
            name="Ida Voss", wikidata_id="Q900001", kind="person"
        )
        AuthorityName.objects.create(
            authority=authority, name="Ida Voss", folded="ida voss"
        )
        self.cluster = SpeakerCluster.objects.create(method="fingerprint", size=2)
        self.cluster.members.set([self.ida, self.bo])

    def make_quotes(self):
        topics = ("Rope", "Goats", "Lamps", "Tide", "Snow", "Votes")
        statements = [make_statement(topic) for topic in topics]
        self.rope, self.goats, self.lamps, self.tide, self.snow, votes = statements
        self.votes = votes
        self.article = make_article(TEXT, published_at=DAY)
        shared = {"article": self.article, "speaker": self.ida}
        self.quote = make_quote(f"{FIRST} {SECOND}", statement=self.rope, **shared)
        self.beside = make_quote(THIRD, statement=self.goats, **shared)
        self.other, self.moved, self.decided, self.lit, self.dark, self.wave = (
            make_quote(words, speaker=who, statement=statement, published_at=DAY)
            for words, who, statement in (
                (f"{FIRST} {SECOND}", self.bo, self.rope),
                ("The goats vote.", self.ida, self.goats),
                ("Goats do not vote.", self.bo, self.goats),
                ("No lamp is lit.", self.ida, self.lamps),
                ("No lamps are lit.", self.bo, self.lamps),
                ("The tide turns.", self.cy, self.tide),
            )
        )
        make_quote("It snows.", speaker=self.cy, statement=self.snow, published_at=DAY)
        refresh_statements([row.pk for row in statements])
        for row in statements:
            row.refresh_from_db()

    def decide_on_quotes(self):
        self.do(review.correct_stance, quote=self.decided, stance="denies")
        self.undone = Act.objects.get()
        self.do(review.move_quote, quote=self.moved, statement=self.votes)
        self.opinion = SecondOpinion.objects.create(
            quote=self.decided,
            extractor_version="2",
            reading=reading_of(
                Quotation(
                    content=tuple(map(tuple, self.decided.spans)),
                    cue=(),
                    source=(),
                    kind="direct",
                    speaker=None,
                    confidence=0.5,
                    method="said",
                )
            ),
            differs=["speaker"],
            seen_at=DAY,
        )

    def decide_on_speakers(self):
        self.do(review.add_alias, speaker=self.ida, name="La Voss")
        self.alias = SpeakerAlias.objects.get(name="La Voss")
        self.do(review.merge_speakers, source=self.voss, target=self.ida)
        self.do(
            review.merge_many_speakers,
            sources=[self.lind, self.bolind],
            target=self.bo,
        )
        self.merger = MergedTogether.objects.get()
        self.split = self.do(
            review.split_speaker,
            speaker=self.cy,
            quotes=Quote.objects.filter(pk=self.wave.pk),
            name="Cy Marl",
        )
        self.told = self.do(review.tell_speakers_apart, one=self.bo, other=self.cy)
        withdrawn = self.do(review.tell_speakers_apart, one=self.ida, other=self.split)
        self.do(review.withdraw_distinction, distinction=withdrawn)
        self.record = SpeakerDistinction.history.filter(history_type="+").first()
        self.suggestion, self.answered = (
            SpeakerSuggestion.objects.create(
                speaker=one, candidate=other, score=score, reason="Alike"
            )
            for one, other, score in (
                (self.bo, self.ida, 0.9),
                (self.cy, self.ida, 0.8),
            )
        )
        self.do(review.dismiss_suggestion, suggestion=self.answered)

    def decide_on_statements(self):
        self.do(review.settle_dispute, statement=self.lamps, speaker=self.ida)
        self.do(review.merge_statements, source=self.snow, target=self.tide)
        self.part = self.do(
            review.split_statement, statement=self.goats, quotes=[self.decided]
        )
        self.do(review.tell_statements_apart, one=self.goats, other=self.tide)
        pair = {self.goats.pk, self.tide.pk}
        self.apart = next(
            row
            for row in StatementDistinction.objects.all()
            if {row.first_id, row.second_id} == pair
        )

    def ask(self):
        """What waits for an answer."""
        self.report, self.closed = (
            file_report(quote=quote, reason="words", explanation="Not so.")
            for quote in (self.quote, self.beside)
        )
        self.do(settle_reports, reports=[self.closed], outcome="dismissed")
        self.failed = make_article(
            extraction_attempts=3, extraction_failed_at=DAY, extraction_error="Slow"
        )
        vera = self.vera
        review.propose(
            do=lambda: review.reject(quote=self.quote, by=vera, reason="A title"),
            by=vera,
        )
        self.proposal = Proposal.objects.get()
        for name in ("mara", "lev"):
            review.record_reading(
                quote=self.dark,
                is_quotation=name == "mara",
                stance="states",
                by=make_member(name),
            )
        self.reading = BlindReading.objects.latest("pk")
        self.token, _ = create_token(name="A newsroom", by=self.by)
