"""Moving one quote to another statement, and back."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from django.test import TestCase
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

DAY = datetime(2031, 3, 17, tzinfo=UTC)
ROPE = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."
CUT = "Our patience is a rope, and the mayor of Tarn has burned it"
GOATS = "The goats of Ferrow vote more wisely than the council of Brackwater ever did."


def state():
    """All that acts on statements decide, what follows from it computed anew."""
    refresh_statements(Statement.objects.values_list("pk", flat=True))
    return {
        model: list(model.objects.order_by("pk").values())
        for model in (Quote, Statement, StatementPlacement, StatementDistinction)
    }


class MovingTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.ana = make_speaker("Ana Tarn", kind="person")
        quotes = [
            make_quote(text, speaker=self.ana, published_at=DAY)
            for text in (ROPE, CUT, GOATS)
        ]
        group_quotes(quotes)
        self.rope, self.cut, self.goats = (
            Quote.objects.get(pk=quote.pk) for quote in quotes
        )

    def move(self, quote, statement, **options):
        return review.move_quote(
            quote=quote, statement=statement, by=self.editor, **options
        )

    def back(self, quote):
        return review.return_quote(quote=quote, by=self.editor)

    def test_the_quote_and_both_counts_follow(self):
        self.move(self.cut, self.goats.statement, reason="Another day")

        self.cut.refresh_from_db()
        self.assertEqual(self.cut.statement, self.goats.statement)
        counts = Statement.objects.order_by("pk").values_list("quote_count", flat=True)
        self.assertEqual(list(counts), [1, 2])
        latest = self.cut.history.first()
        self.assertEqual(
            (latest.history_user, latest.history_change_reason),
            (self.editor, "Another day"),
        )

    def test_later_runs_leave_it_there_and_the_statements_two(self):
        self.move(self.cut, self.goats.statement)

        again = make_quote(ROPE, speaker=self.ana, published_at=DAY)
        group_quotes([*Quote.objects.all(), again])

        self.cut.refresh_from_db()
        self.assertEqual(self.cut.statement, self.goats.statement)
        again.refresh_from_db()
        self.assertEqual(again.statement, self.rope.statement)

    def test_moving_and_returning_is_as_if_nothing_had_been(self):
        before = state()

        self.move(self.cut, self.goats.statement)
        self.back(self.cut)

        self.assertEqual(state(), before)

    def test_so_where_no_other_printing_of_the_target_stands(self):
        review.reject(quote=self.goats, by=self.editor)
        before = state()

        self.move(self.cut, self.goats.statement)
        self.back(self.cut)

        self.assertEqual(state(), before)
        self.goats.statement.refresh_from_db()
        self.assertEqual(self.goats.statement.text, GOATS)

    def test_a_second_move_goes_back_to_the_first(self):
        other = make_quote("Nine ovens, no flour", statement=make_statement("Nine"))
        self.move(self.cut, self.goats.statement)
        before = state()

        self.move(self.cut, other.statement)
        self.back(self.cut)

        self.assertEqual(state(), before)

    def test_a_quote_without_a_statement_goes_back_to_none(self):
        loose = make_quote(ROPE, speaker=self.ana)
        before = state()

        self.move(loose, self.goats.statement)
        self.back(loose)

        self.assertEqual(state()[Quote], before[Quote])

    def test_back_to_what_its_statement_was_merged_into(self):
        other = make_quote("Nine ovens, no flour", statement=make_statement("Nine"))
        self.move(self.cut, self.goats.statement)
        review.merge_statements(
            source=self.rope.statement, target=other.statement, by=self.editor
        )

        self.back(self.cut)

        self.cut.refresh_from_db()
        self.assertEqual(self.cut.statement, other.statement)

    def test_returned_from_what_its_statement_was_merged_into_it_leaves_nothing(self):
        other = make_quote("Nine ovens, no flour", statement=make_statement("Nine"))
        self.move(self.cut, self.goats.statement)
        review.merge_statements(
            source=self.goats.statement, target=other.statement, by=self.editor
        )

        with self.assertRaises(review.ConflictError):
            self.back(self.cut)
        self.cut.refresh_from_db()
        self.back(self.cut)

        self.assertFalse(StatementDistinction.objects.exists())
        self.assertEqual(
            review.merge_statements(
                source=self.rope.statement, target=other.statement, by=self.editor
            ),
            other.statement,
        )

    def test_what_two_moves_told_apart_stays_so_until_both_are_back(self):
        more = make_quote(ROPE, speaker=self.ana, statement=self.rope.statement)
        self.move(self.cut, self.goats.statement, reason="One")
        self.move(more, self.goats.statement, reason="Two")

        self.back(self.cut)
        told = StatementDistinction.objects.get()
        self.assertEqual((told.reason, told.made_at), ("Two", more.placement.made_at))

        self.back(more)
        self.assertFalse(StatementDistinction.objects.exists())

    def test_a_statement_that_was_merged_meanwhile_is_refused(self):
        loose = make_quote(ROPE, speaker=self.ana)
        target = Statement.objects.get(pk=self.rope.statement_id)
        review.merge_statements(
            source=self.rope.statement, target=self.goats.statement, by=self.editor
        )

        with self.assertRaisesMessage(review.ReviewError, "has been merged: choose"):
            self.move(loose, target)

    def test_the_only_printing_is_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "merge the two statements instead."
        ):
            self.move(self.goats, self.rope.statement)

    def test_where_it_is_already_is_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "in this statement already"):
            self.move(self.cut, self.rope.statement)

    def test_a_merged_statement_is_refused(self):
        other = make_quote("Nine ovens, no flour", statement=make_statement("Nine"))
        review.merge_statements(
            source=other.statement, target=self.goats.statement, by=self.editor
        )
        with self.assertRaisesMessage(
            review.ReviewError,
            f"has been merged into statement {self.goats.statement_id} already",
        ):
            self.move(self.cut, Statement.objects.get(pk=other.statement_id))

    def test_a_rejected_quote_is_refused(self):
        review.reject(quote=self.cut, by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "This quote is rejected"):
            self.move(self.cut, self.goats.statement)

    def test_a_quote_that_changed_meanwhile_is_refused(self):
        seen = review.version_of(self.cut)
        review.confirm(quote=self.cut, by=make_editor("omar"))

        with self.assertRaisesMessage(review.ConflictError, "was changed by omar"):
            self.move(self.cut, self.goats.statement, seen=seen)

    def test_a_quote_that_nobody_moved_is_not_returned(self):
        with self.assertRaisesMessage(review.ReviewError, "Nobody moved this quote"):
            self.back(self.cut)

    def test_what_came_with_a_merger_or_a_split_is_not_returned_by_itself(self):
        made = review.split_statement(
            statement=self.rope.statement, quotes=[self.cut], by=self.editor
        )
        review.merge_statements(
            source=made, target=self.goats.statement, by=self.editor
        )
        for quote in (self.cut,):
            with self.assertRaisesMessage(review.ReviewError, "Nobody moved this"):
                self.back(Quote.objects.get(pk=quote.pk))

    def test_a_statement_that_a_quote_was_moved_to_is_not_taken_for_a_split(self):
        self.move(self.cut, self.goats.statement)

        with self.assertRaisesMessage(review.ReviewError, "No split made this"):
            review.unsplit_statement(statement=self.goats.statement, by=self.editor)


# Acts on statements are done and taken back on both by test_machine.py.
@pytest.mark.any_database
class UndoTests(PropertyTestCase):
    """Whatever editors do to statements, taken back it leaves nothing."""

    @examples(8, suppress=list(HealthCheck))
    @given(data=st.data())
    def test_acts_taken_back_in_turn_are_as_if_nothing_had_been(self, data):
        self.editor = make_editor()
        statements = [make_statement(f"Statement {number}") for number in range(3)]
        for number in range(7):
            make_quote(
                f"Words {number}",
                statement=statements[number % 3],
                speaker=make_speaker(),
                published_at=DAY,
            )
        before, undo = self.state(), []
        for _ in range(data.draw(st.integers(1, 4))):
            acts = [self.split, self.move]
            if Statement.objects.filter(merged_into=None).count() > 1:
                acts.append(self.merge)
            act = data.draw(st.sampled_from(acts))
            with suppress(review.ReviewError):
                undo.append(act(data))
        for take_back in reversed(undo):
            take_back()

        self.assertEqual(self.state(), before)

    def state(self):
        """All but the empty statements that undone splits leave behind as signposts."""
        found = state()
        found[Statement] = [row for row in found[Statement] if row["quote_count"]]
        return found

    def standing(self, data, count):
        rows = list(Statement.objects.filter(merged_into=None).order_by("pk"))
        return data.draw(st.permutations(rows))[:count]

    def quote(self, data):
        rows = list(Quote.objects.order_by("pk"))
        return data.draw(st.sampled_from(rows))

    def merge(self, data):
        source, target = self.standing(data, 2)
        review.merge_statements(source=source, target=target, by=self.editor)
        return lambda: review.unmerge_statement(statement=source, by=self.editor)

    def split(self, data):
        quote = self.quote(data)
        made = review.split_statement(
            statement=quote.statement, quotes=[quote], by=self.editor
        )
        return lambda: review.unsplit_statement(statement=made, by=self.editor)

    def move(self, data):
        quote, (target,) = self.quote(data), self.standing(data, 1)
        review.move_quote(quote=quote, statement=target, by=self.editor)
        return lambda: review.return_quote(
            quote=Quote.objects.get(pk=quote.pk), by=self.editor
        )
