"""Rows on which every act can be done, and what each is done with."""

from datetime import UTC, datetime

from quotes import review
from quotes.extraction import Quotation
from quotes.ingest.opinions import reading_of
from quotes.linking.statements.summary import refresh_statements
from quotes.models import (
    Act,
    BlindReading,
    MergedTogether,
    Proposal,
    Quote,
    SecondOpinion,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    SpeakerSuggestion,
)
from quotes.review import reports
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)

READ = Quotation(
    content=((1, 14),),
    cue=((26, 30),),
    source=((31, 39),),
    kind="direct",
    speaker=None,
    confidence=0.5,
    method="said",
)
DAY = datetime(2031, 3, 17, tzinfo=UTC)
TEXT = "“Our patience is a rope,” said Ida Voss."


class EveryAct:
    """Does any act: ``make_rows`` first, then what comes before it, then itself."""

    def make_rows(self):
        self.by, self.vera = make_editor("ines"), make_editor("vera")
        self.ida = make_speaker("Ida Voss", kind="person")
        self.omar = make_speaker("Omar Teel", kind="person")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        self.quote = make_quote(
            "Our patience is a rope,",
            article=make_article(TEXT, published_at=DAY),
            speaker=self.ida,
            statement=self.rope,
        )
        self.second = make_quote(
            "Our patience is rope.", speaker=self.omar, statement=self.rope
        )
        self.third = make_quote(
            "The goats vote.", speaker=self.ida, statement=self.goats
        )
        refresh_statements([self.rope.pk, self.goats.pk])
        self.suggestion = SpeakerSuggestion.objects.create(
            speaker=self.omar, candidate=self.ida, score=0.5, reason="Alike"
        )
        self.report = reports.file_report(
            quote=self.quote, reason="words", explanation="Not so."
        )
        self.failed = make_article(extraction_attempts=3, extraction_failed_at=DAY)
        self.opinion = SecondOpinion.objects.create(
            quote=self.quote,
            extractor_version="2",
            reading=reading_of(READ),
            differs=["spans"],
            seen_at=DAY,
        )
        self.rope.refresh_from_db()
        self.every = Quote.objects.all()

    def scenes(self):
        """For each act: what is done before it, and what it is done with."""
        quote, rope, goats = self.quote, self.rope, self.goats
        ida, omar = self.ida, self.omar
        pair = {"source": omar, "target": ida}
        joined = {"source": goats, "target": rope}
        apart = {"one": ida, "other": omar}
        split = {
            "speaker": ida,
            "quotes": Quote.objects.filter(pk=quote.pk),
            "name": "Teo Marl",
        }
        asked = {"suggestion": self.suggestion}
        return {
            "confirm": ([], {"quote": quote}),
            "reject": ([], {"quote": quote}),
            "correct_speaker": ([], {"quote": quote, "speaker": omar}),
            "correct_relay": ([], {"quote": quote, "relayed_by": omar}),
            "correct_span": ([], {"quote": quote, "spans": [[1, 8]]}),
            "correct_quote": (
                [],
                {
                    "quote": quote,
                    "kind": "mixed",
                    "is_fragment": True,
                    "cue_spans": [[26, 30]],
                    "source_spans": [[31, 39]],
                    "relay_spans": [[31, 34]],
                },
            ),
            "add_quote": (
                [],
                {"article": quote.article, "spans": [[26, 39]], "speaker": omar},
            ),
            "split_quote": (
                [],
                {"quote": quote, "first": [[1, 13]], "second": [[14, 23]]},
            ),
            "join_quotes": (
                [
                    (
                        "split_quote",
                        {"quote": quote, "first": [[1, 4]], "second": [[5, 8]]},
                    )
                ],
                lambda: {"quote": quote, "other": self.last},
            ),
            "take_opinion": ([], {"opinion": self.opinion}),
            "dismiss_opinion": ([], {"opinion": self.opinion}),
            "revert": (
                [("correct_stance", {"quote": quote, "stance": "denies"})],
                lambda: {"row": quote, "record": quote.history.last()},
            ),
            "restore_record": (
                [
                    ("tell_speakers_apart", {"one": ida, "other": omar}),
                    (
                        "withdraw_distinction",
                        lambda: {"distinction": SpeakerDistinction.objects.get()},
                    ),
                ],
                lambda: {"record": SpeakerDistinction.history.last()},
            ),
            "undo_act": (
                [("confirm", {"quote": quote})],
                lambda: {"act": Act.objects.get()},
            ),
            "correct_stance": ([], {"quote": quote, "stance": "denies"}),
            "reopen": (
                [("correct_span", {"quote": quote, "spans": [[1, 8]]})],
                {"quote": quote},
            ),
            "confirm_many": ([], {"quotes": self.every}),
            "reject_many": ([], {"quotes": self.every}),
            "correct_speaker_many": ([], {"quotes": self.every, "speaker": omar}),
            "reopen_many": (
                [("reject_many", {"quotes": self.every})],
                {"quotes": self.every},
            ),
            "move_quote": ([], {"quote": quote, "statement": goats}),
            "return_quote": (
                [("move_quote", {"quote": quote, "statement": goats})],
                {"quote": quote},
            ),
            "settle_dispute": ([], {"statement": rope, "speaker": ida}),
            "reopen_dispute": (
                [("settle_dispute", {"statement": rope, "speaker": ida})],
                {"statement": rope},
            ),
            "merge_statements": ([], joined),
            "unmerge_statement": (
                [("merge_statements", joined)],
                {"statement": goats},
            ),
            "split_statement": ([], {"statement": rope, "quotes": [self.second]}),
            "unsplit_statement": (
                [("split_statement", {"statement": rope, "quotes": [self.second]})],
                lambda: {"statement": Quote.objects.get(pk=self.second.pk).statement},
            ),
            "tell_statements_apart": ([], {"one": rope, "other": goats}),
            "withdraw_statement_distinction": (
                [("tell_statements_apart", {"one": rope, "other": goats})],
                lambda: {"distinction": self.last},
            ),
            "create_speaker": ([], {"name": "Teo Marl"}),
            "find_or_create_speaker": ([], {"name": "Teo Marl"}),
            "rename_speaker": ([], {"speaker": ida, "name": "Ida Voss-Marl"}),
            "change_speaker": (
                [],
                {
                    "speaker": ida,
                    "kind": "organisation",
                    "description": "ferrywoman",
                    "affiliation": omar,
                    "wikidata_id": "Q42",
                },
            ),
            "add_alias": ([], {"speaker": ida, "name": "I. Voss"}),
            "remove_alias": (
                [("add_alias", {"speaker": ida, "name": "I. Voss"})],
                lambda: {"alias": SpeakerAlias.objects.get(name="I. Voss")},
            ),
            "record_reading": (
                [],
                {
                    "quote": quote,
                    "is_quotation": True,
                    "speaker": ida,
                    "stance": "states",
                },
            ),
            "settle_disagreement": (
                [],
                lambda: {"reading": self.disagree()},
            ),
            "merge_many_speakers": ([], {"sources": [omar], "target": ida}),
            "unmerge_many_speakers": (
                [("merge_many_speakers", {"sources": [omar], "target": ida})],
                lambda: {"merger": MergedTogether.objects.get()},
            ),
            "tell_many_speakers_apart": ([], {"speakers": [ida, omar]}),
            "split_speaker": ([], split),
            "unsplit_speaker": (
                [("split_speaker", split)],
                lambda: {"speaker": Speaker.objects.get(name="Teo Marl")},
            ),
            "merge_speakers": ([], pair),
            "unmerge_speakers": ([("merge_speakers", pair)], {"speaker": omar}),
            "tell_speakers_apart": ([], apart),
            "withdraw_distinction": (
                [("tell_speakers_apart", apart)],
                lambda: {"distinction": SpeakerDistinction.objects.get()},
            ),
            "accept_suggestion": ([], asked),
            "dismiss_suggestion": ([], asked),
            "reopen_suggestion": ([("dismiss_suggestion", asked)], asked),
            "accept_proposal": ([], lambda: {"proposal": self.propose()}),
            "decline_proposal": ([], lambda: {"proposal": self.propose()}),
            "settle_report": ([], {"report": self.report, "accepted": True}),
            "retry_extraction": ([], {"article": self.failed}),
            "settle_reports": ([], {"reports": [self.report], "outcome": "spam"}),
            "reopen_reports": (
                [("settle_reports", {"reports": [self.report], "outcome": "spam"})],
                {"report": self.report},
            ),
        }

    def disagree(self):
        """A reading that differs from another's, made once."""
        for name in ("teo", "mara"):
            if not BlindReading.objects.filter(reader__username=name).exists():
                review.record_reading(
                    quote=self.third, is_quotation=name == "teo", stance="states",
                    by=make_editor(name),
                )  # fmt: skip
        return BlindReading.objects.filter(disagrees=True).latest("pk")

    def propose(self):
        """A proposal by another to merge the two, made once."""
        held = Proposal.objects.first()
        return held or review.propose(
            do=lambda: review.merge_speakers(
                source=self.omar, target=self.ida, by=self.vera, reason="One man"
            ),
            by=self.vera,
        )

    def do(self, name, arguments):
        act = getattr(review, name, None) or getattr(reports, name)
        given = arguments() if callable(arguments) else arguments
        self.last = act(by=self.by, reason="Heard on tape", **given)
