"""Whatever editors do to statements and speakers, in any order, with runs between."""

from datetime import UTC, datetime, timedelta
from itertools import combinations

from django.test import TestCase
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from quotes import review
from quotes.linking.statements.exposure import set_exposures
from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.told_apart import standing
from quotes.models import (
    Quote,
    Speaker,
    SpeakerDistinction,
    Statement,
    StatementDistinction,
)
from tests.build import make_quote, make_speaker
from tests.properties import sequences
from tests.review.acts_on_many import ManySpeakers
from tests.review.taking_back import TakingBackMachine, numbers, state

DAY = datetime(2021, 3, 17, tzinfo=UTC)
TEXTS = (
    "Our patience is a rope, and the mayor of Tarn has burned it at both ends.",
    "Our patience is a rope, and the mayor of Tarn has burned it",
    "The goats of Ferrow vote more wisely than the council of Brackwater ever did.",
    "Nine ovens, four bakers and no flour: that is the ministry in one sentence.",
)
NAMES = ("Ana Tarn", "Anna Tarn", "Bo Lind", "Ida Voss")


class ReviewMachine(ManySpeakers, TakingBackMachine):
    """Editors and runs at work."""

    def __init__(self):
        super().__init__()
        self.settled = {}
        self.told = set()

    @initialize()
    def read_first_articles(self):
        self.speakers = [make_speaker(name, kind="person") for name in NAMES]
        quotes = [
            make_quote(text, speaker=self.speakers[speaker], published_at=DAY)
            for text, speaker in zip(
                (*TEXTS, *TEXTS[:3]), (0, 0, 2, 3, 1, 2, 2), strict=True
            )
        ]
        group_quotes(quotes)

    # What there is to choose from.

    def standing(self, model, number):
        rows = list(model.objects.filter(merged_into=None).order_by("pk"))
        return rows[number % len(rows)]

    def quote(self, number):
        rows = list(Quote.objects.order_by("pk"))
        return rows[number % len(rows)]

    def two(self, model, one, other):
        rows = list(model.objects.filter(merged_into=None).order_by("pk"))
        first = rows.pop(one % len(rows))
        return first, rows[other % len(rows)] if rows else first

    # Statements.

    @rule(one=numbers, other=numbers)
    def merge_statements(self, one, other):
        source, target = self.two(Statement, one, other)
        self.act(
            lambda: review.merge_statements(
                source=source, target=target, by=self.editor
            ),
            lambda _: review.unmerge_statement(statement=source, by=self.editor),
        )

    @rule(number=numbers)
    def split_statement(self, number):
        quote = self.quote(number)
        self.act(
            lambda: review.split_statement(
                statement=quote.statement, quotes=[quote], by=self.editor
            ),
            lambda made: review.unsplit_statement(statement=made, by=self.editor),
        )

    @rule(number=numbers, other=numbers)
    def move_quote(self, number, other):
        quote, target = self.quote(number), self.standing(Statement, other)
        self.act(
            lambda: review.move_quote(
                quote=self.quote(number), statement=target, by=self.editor
            ),
            lambda _: review.return_quote(
                quote=Quote.objects.get(pk=quote.pk), by=self.editor
            ),
        )

    @rule(one=numbers, other=numbers)
    def tell_statements_apart(self, one, other):
        first, second = self.two(Statement, one, other)
        told = self.act(
            lambda: review.tell_statements_apart(
                one=first,
                other=second,
                by=self.editor,
            ),
            lambda told: self.withdraw(review.withdraw_statement_distinction, told),
        )
        if told:
            self.told.add((StatementDistinction, told.pk))

    @rule(number=numbers, speaker=st.none() | numbers)
    def settle(self, number, speaker):
        disputed = Statement.objects.filter(dispute__isnull=False, merged_into=None)
        rows = list(disputed.order_by("pk"))
        if not rows:
            return
        statement = rows[number % len(rows)]
        if speaker is not None:
            speaker = self.standing(Speaker, speaker)
        if self.act(
            lambda: review.settle_dispute(
                statement=statement, speaker=speaker, by=self.editor, reason="On tape"
            ),
            self.reopen_dispute,
        ):
            settled = Statement.objects.get(pk=statement.pk)
            self.settled[statement.pk] = settled.resolved_at

    def reopen_dispute(self, statement):
        review.reopen_dispute(statement=statement, by=self.editor)
        self.settled.pop(statement.pk, None)

    # Speakers.

    @rule(one=numbers, other=numbers)
    def merge_speakers(self, one, other):
        source, target = self.two(Speaker, one, other)
        self.act(
            lambda: review.merge_speakers(source=source, target=target, by=self.editor),
            lambda _: review.unmerge_speakers(speaker=source, by=self.editor),
        )

    @rule(one=numbers, other=numbers)
    def tell_speakers_apart(self, one, other):
        first, second = self.two(Speaker, one, other)
        told = self.act(
            lambda: review.tell_speakers_apart(
                one=first,
                other=second,
                by=self.editor,
            ),
            lambda told: self.withdraw(review.withdraw_distinction, told),
        )
        if told:
            self.told.add((SpeakerDistinction, told.pk))

    def withdraw(self, how, told):
        pk = told.pk
        how(distinction=told, by=self.editor)
        self.told.discard((type(told), pk))

    @rule(number=numbers, speaker=numbers)
    def correct_speaker(self, number, speaker):
        quote, speaker = self.quote(number), self.standing(Speaker, speaker)
        if quote.reviewed_at is None:
            self.act(
                lambda: review.correct_speaker(
                    quote=self.quote(number), speaker=speaker, by=self.editor
                ),
                lambda _: self.reopen_quote(quote),
            )

    @rule(number=numbers)
    def reject(self, number):
        quote = self.quote(number)
        if quote.reviewed_at is None:
            self.act(
                lambda: review.reject(quote=self.quote(number), by=self.editor),
                lambda _: self.reopen_quote(quote),
            )

    def reopen_quote(self, quote):
        review.reopen(quote=Quote.objects.get(pk=quote.pk), by=self.editor)

    # Runs.

    @rule()
    def link_again(self):
        before = self.statements_of_quotes()
        apart = self.quotes_apart(before)

        group_quotes(Quote.objects.order_by("pk"))

        after = self.statements_of_quotes()
        assert not [pair for pair in apart if after[pair[0]] == after[pair[1]]]
        group_quotes(Quote.objects.order_by("pk"))
        assert self.statements_of_quotes() == after
        self.forget_what_was()

    @rule(text=st.sampled_from(TEXTS), speaker=numbers, hours=st.integers(0, 30))
    def read_another_article(self, text, speaker, hours):
        quote = make_quote(
            text,
            speaker=self.standing(Speaker, speaker),
            published_at=DAY + timedelta(hours=hours),
        )
        self.forget_what_was()
        group_quotes([quote])
        quote.refresh_from_db()
        assert quote.statement_id

    def statements_of_quotes(self):
        return dict(Quote.objects.values_list("pk", "statement_id"))

    def quotes_apart(self, statement_of):
        """Pairs of shown quotes whose statements editors told apart."""
        apart = {
            frozenset((standing(told.first).pk, standing(told.second).pk))
            for told in StatementDistinction.objects.select_related(
                "first__merged_into", "second__merged_into"
            )
        }
        shown = Quote.objects.standing().order_by("pk").values_list("pk", flat=True)
        return [
            pair
            for pair in combinations(shown, 2)
            if frozenset(statement_of[pk] for pk in pair) in apart
        ]

    # What always holds.

    @invariant()
    def every_quote_is_in_one_statement_that_stands(self):
        for quote in Quote.objects.standing().select_related("statement", "speaker"):
            assert quote.statement.merged_into_id is None
            assert quote.speaker.merged_into_id is None

    @invariant()
    def mergers_never_chain(self):
        for model in (Statement, Speaker):
            chained = model.objects.filter(merged_into__merged_into__isnull=False)
            assert not chained.exists()

    @invariant()
    def what_follows_from_quotes_is_up_to_date(self):
        before = state()[Statement]
        refresh_statements(before)
        assert state()[Statement] == before
        assert set_exposures(Quote.objects.all()) == 0

    @invariant()
    def what_was_settled_is(self):
        rows = Statement.objects.filter(resolved_at__isnull=False)
        assert dict(rows.values_list("pk", "resolved_at")) == self.settled
        assert {row.resolution for row in rows} <= {"On tape"}

    @invariant()
    def what_was_told_apart_is_two(self):
        for model in (StatementDistinction, SpeakerDistinction):
            rows = model.objects.select_related(
                "first__merged_into", "second__merged_into"
            )
            assert all(standing(row.first) != standing(row.second) for row in rows)
            held = {(model, row.pk) for row in rows}
            assert {told for told in self.told if told[0] is model} <= held


class ReviewTests(TestCase):
    def test_nothing_is_lost_and_all_can_be_taken_back(self):
        run_state_machine_as_test(
            ReviewMachine,
            settings=sequences(8, steps=12),
        )
