"""Every act there is, done: the version that guards a row watches what it changes."""

import inspect
from datetime import UTC, datetime

from django.db import transaction
from django.test import TestCase

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
from quotes.review.versions import FOLLOWING, PLACE_IN_QUEUE, WATCHED, version_of
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


def acts_there_are():
    """Names of every function by which a person writes: those that say who acts."""
    return {
        name
        for module in (review, reports)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and not name.startswith("_")
        and function.__module__.startswith("quotes.review")
        and {"by", "reason"} <= inspect.signature(function).parameters.keys()
    }


def columns():
    """Every column of every table that acts write to, by table and primary key."""
    return {
        (model, row["pk"]): row
        for model in WATCHED
        for row in model._default_manager.values(
            "pk", *(field.attname for field in model._meta.concrete_fields)
        )
    }


class WatchedColumnTests(TestCase):
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

    def test_every_act_is_done_here(self):
        self.make_rows()
        self.assertEqual(self.scenes().keys(), acts_there_are())

    def test_what_an_act_changes_is_watched(self):
        for name in sorted(acts_there_are()):
            with self.subTest(name), transaction.atomic():
                self.make_rows()
                before, arguments = self.scenes()[name]
                for earlier, given in before:
                    self.do(earlier, given)
                self.check(name, arguments)
                transaction.set_rollback(True)

    def check(self, name, arguments):
        if "proposal" in name:
            self.propose()
        if name == "settle_disagreement":
            self.disagree()
        before = columns()
        versions = self.versions()
        self.do(name, arguments)
        after, now = columns(), self.versions()
        changed = {
            key: {name for name in row if row[name] != after[key][name]}
            for key, row in before.items()
            if key in after and row != after[key]
        }
        self.assertTrue(changed or before.keys() != after.keys(), "it changed nothing")
        for (model, pk), names in changed.items():
            watched = set(WATCHED[model])
            unknown = names - watched - set(FOLLOWING.get(model, ()))
            self.assertEqual(unknown, set(), f"{name} changes them of {model}")
            free = model is SpeakerAlias or names <= set(PLACE_IN_QUEUE)
            if names & watched or not free:
                self.assertNotEqual(
                    versions[model, pk], now[model, pk], f"{name}: {model} {names}"
                )

    def versions(self):
        return {
            (model, row.pk): version_of(row)
            for model in WATCHED
            for row in model._default_manager.all()
        }


class WatchListTests(TestCase):
    def test_every_column_that_history_keeps_is_watched_or_follows_or_is_of_no_act(
        self,
    ):
        """A new column must be put somewhere before anybody can forget it."""
        of_no_act = {
            Quote: {
                "id",
                "article_id",
                "outlet_id",
                "published_at",
                "dated_at",
                "speaker_description",
                "confidence",
                "method",
                "candidates",
                "extractor_version",
                "gone_in",
            },
        }
        model = Quote
        names = {field.attname for field in model._meta.concrete_fields}
        placed = {*WATCHED[model], *FOLLOWING[model], *of_no_act[model]}
        self.assertEqual(names, placed)
