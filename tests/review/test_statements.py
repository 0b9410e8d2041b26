"""Merging, splitting and settling statements, and undoing it exactly."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from quotes import review
from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.models import (
    Quote,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.properties import examples

# Acts on statements are done and taken back on both by test_machine.py: here, what
# refuses, and what is left.
pytestmark = pytest.mark.any_database

DAY = datetime(2031, 3, 17, tzinfo=UTC)
TEXTS = (
    "Our patience is a rope, and the mayor of Tarn has burned it at both ends.",
    "Our patience is a rope, and the mayor of Tarn has burned it",
    "The goats of Ferrow vote more wisely than the council of Brackwater ever did.",
    "Nine ovens, four bakers and no flour: that is the ministry in one sentence.",
)
COLUMNS = (
    "pk", "speaker", "text", "quote_count", "outlet_count", "dispute", "merged_into"
)  # fmt: skip


def state():
    """All that grouping and editors decided."""
    return (
        sorted(Statement.objects.values_list(*COLUMNS)),
        sorted(Quote.objects.values_list("pk", "statement")),
        sorted(StatementPlacement.objects.values_list("quote", "made_at")),
        sorted(StatementDistinction.objects.values_list("first", "second")),
    )


class StatementReviewTests(PropertyTestCase):
    def setUp(self):
        self.editor = make_editor()
        self.ana = make_speaker("Ana Tarn")

    def group(self, texts=TEXTS):
        quotes = [make_quote(t, speaker=self.ana, published_at=DAY) for t in texts]
        group_quotes(quotes)
        return [Quote.objects.get(pk=quote.pk) for quote in quotes]

    @examples(8, suppress=list(HealthCheck))
    @given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6), st.randoms())
    def test_merge_then_undo_is_the_identity(self, texts, chance):
        self.group(texts)
        statements = list(Statement.objects.filter(merged_into=None))
        if len(statements) < 2:
            return
        source, target = chance.sample(statements, 2)
        before = state()

        review.merge_statements(source=source, target=target, by=self.editor)
        self.assertEqual(Quote.objects.filter(statement=source).count(), 0)
        review.unmerge_statement(statement=source, by=self.editor)

        self.assertEqual(state(), before)

    def test_split_then_undo_puts_every_quote_back(self):
        full, cut, *_ = self.group()
        before = state()[1:]

        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )
        self.assertNotEqual(state()[1:], before)
        review.unsplit_statement(statement=made, by=self.editor)

        self.assertEqual(state()[1:], before)
        made.refresh_from_db()
        self.assertEqual(made.merged_into, full.statement)

    def test_undoing_a_split_follows_the_merger_of_what_was_split(self):
        full, cut, goats, _ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )
        review.merge_statements(
            source=full.statement, target=goats.statement, by=self.editor
        )

        origin = review.unsplit_statement(statement=made, by=self.editor)

        cut.refresh_from_db()
        made.refresh_from_db()
        self.assertEqual(origin, goats.statement)
        self.assertEqual(cut.statement, goats.statement)
        self.assertEqual(made.merged_into, goats.statement)
        self.assertFalse(StatementDistinction.objects.exists())

    def test_a_split_is_not_undone_against_what_was_told_apart(self):
        full, cut, goats, _ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )
        review.tell_statements_apart(
            one=made, other=goats.statement, by=self.editor, reason="No"
        )
        review.merge_statements(
            source=full.statement, target=goats.statement, by=self.editor
        )

        with self.assertRaisesMessage(review.ReviewError, "told these two apart (No)"):
            review.unsplit_statement(statement=made, by=self.editor)

    def test_what_was_merged_before_comes_back_with_what_it_was_merged_into(self):
        first, second, third = (make_statement(text) for text in "123")
        for statement in (first, second, third):
            make_quote(statement=statement)
        refresh_statements([first.pk, second.pk, third.pk])
        review.merge_statements(source=first, target=second, by=self.editor)
        before = state()

        review.merge_statements(source=second, target=third, by=self.editor)
        review.unmerge_statement(statement=second, by=self.editor)

        self.assertEqual(state(), before)

    def test_what_was_merged_into_a_split_follows_its_undoing_in_one_step(self):
        full, cut, goats, _ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )
        review.merge_statements(source=goats.statement, target=made, by=self.editor)

        review.unsplit_statement(statement=made, by=self.editor)

        goats.statement.refresh_from_db()
        self.assertEqual(goats.statement.merged_into, full.statement)
        review.unmerge_statement(statement=goats.statement, by=self.editor)
        goats.refresh_from_db()
        self.assertEqual(goats.statement.quotes.get(), goats)

    def test_undoing_the_merger_of_many_printings_asks_as_often_as_of_few(self):
        costs = []
        for count in (1, 6):
            source, target = (make_statement(f"Of {count}") for _ in range(2))
            for _ in range(count):
                make_quote(speaker=self.ana, statement=source)
            review.merge_statements(source=source, target=target, by=self.editor)
            with CaptureQueriesContext(connection) as queries:
                review.unmerge_statement(statement=source, by=self.editor)
            asked = [query["sql"] for query in queries]
            costs.append(sum(sql.startswith("SELECT") for sql in asked))
            self.assertEqual(source.quotes.count(), count)

        self.assertEqual(costs[0], costs[1])

    def test_an_undone_split_is_not_a_merger_to_be_undone(self):
        full, cut, *_ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )
        review.unsplit_statement(statement=made, by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "split again"):
            review.unmerge_statement(statement=made, by=self.editor)

    def test_what_an_editor_settled_is_not_merged_away(self):
        _, _, goats, _ = self.group()
        bo = make_speaker("Bo Lind")
        group_quotes([make_quote(TEXTS[0], speaker=bo, published_at=DAY)])
        source = Statement.objects.get(dispute="distinct")
        review.settle_dispute(
            statement=source, speaker=bo, by=self.editor, reason="On tape"
        )

        with self.assertRaisesMessage(review.ReviewError, "let it stay"):
            review.merge_statements(
                source=source, target=goats.statement, by=self.editor
            )
        review.merge_statements(source=goats.statement, target=source, by=self.editor)

        source.refresh_from_db()
        self.assertEqual((source.speaker, source.resolution), (bo, "On tape"))

    def test_nobody_disputes_what_all_printings_of_were_rejected(self):
        for speaker in (self.ana, make_speaker("Bo Lind")):
            group_quotes([make_quote(TEXTS[0], speaker=speaker, published_at=DAY)])
        self.assertEqual(Statement.objects.get().dispute, "distinct")

        review.reject_many(quotes=Quote.objects.all(), by=self.editor)

        self.assertEqual(Statement.objects.get().dispute, None)

    def test_what_was_settled_stays_settled_when_all_printings_are_read_anew(self):
        bo = make_speaker("Bo Lind")
        quotes = [
            make_quote(TEXTS[0], speaker=speaker, published_at=DAY)
            for speaker in (self.ana, bo)
        ]
        group_quotes(quotes)
        review.settle_dispute(
            statement=Statement.objects.get(), speaker=bo, by=self.editor, reason="Tape"
        )

        Quote.objects.update(text=TEXTS[1])
        group_quotes(quotes)

        statement = Statement.objects.get()
        self.assertEqual((statement.speaker, statement.quote_count), (bo, 2))

    def test_what_was_split_stays_split_when_the_rest_is_read_anew(self):
        full, cut, *_ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor
        )

        Quote.objects.filter(pk=full.pk).update(text=f"{TEXTS[0]} Yes.")
        group_quotes([full])

        held = dict(Quote.objects.values_list("pk", "statement"))
        self.assertEqual((held[full.pk], held[cut.pk]), (full.statement_id, made.pk))

    def test_what_was_split_stays_split(self):
        full, cut, *_ = self.group()
        made = review.split_statement(
            statement=full.statement, quotes=[cut], by=self.editor, reason="Another day"
        )

        self.group(TEXTS[:2])

        standing = Statement.objects.filter(merged_into=None)
        self.assertIn(made, standing)
        self.assertIn(full.statement, standing)

    def test_what_was_merged_stays_merged(self):
        full, _, goats, _ = self.group()
        review.merge_statements(
            source=goats.statement, target=full.statement, by=self.editor
        )
        group_quotes(Quote.objects.all())
        goats.refresh_from_db()
        self.assertEqual(goats.statement, full.statement)

    def test_statements_told_apart_are_not_merged(self):
        full, _, goats, _ = self.group()
        review.tell_statements_apart(
            one=full.statement, other=goats.statement, by=self.editor, reason="No"
        )
        with self.assertRaisesMessage(review.ReviewError, "told these two apart (No)"):
            review.merge_statements(
                source=goats.statement, target=full.statement, by=self.editor
            )

    def test_a_dispute_is_settled_with_a_reason_and_reopened(self):
        bo = make_speaker("Bo Lind")
        quotes = [
            make_quote(TEXTS[0], speaker=speaker, published_at=DAY)
            for speaker in (self.ana, bo)
        ]
        group_quotes(quotes)
        statement = Statement.objects.get()
        with self.assertRaisesMessage(review.ReviewError, "Say why"):
            review.settle_dispute(
                statement=statement, speaker=bo, by=self.editor, reason=" "
            )

        review.settle_dispute(
            statement=statement, speaker=bo, by=self.editor, reason="On tape"
        )
        group_quotes([make_quote(TEXTS[0], speaker=self.ana, published_at=DAY)])
        statement.refresh_from_db()
        self.assertEqual(
            (statement.speaker, statement.resolution, statement.quote_count),
            (bo, "On tape", 3),
        )

        statement = review.reopen_dispute(statement=statement, by=self.editor)
        self.assertEqual(
            (statement.speaker, statement.dispute, statement.resolved_at),
            (None, "distinct", None),
        )
