"""Statements told apart, and disputes settled."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.group import group_quotes
from quotes.models import (
    Quote,
    Statement,
    StatementDistinction,
)
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.review.test_moving import CUT, DAY, GOATS, ROPE, state

# Acts on statements are done and taken back on both by test_machine.py: here, what
# refuses.
pytestmark = pytest.mark.any_database


class EmptiedTests(TestCase):
    """A statement of which no printing is left tells what it told before."""

    def setUp(self):
        self.editor = make_editor("ines")
        self.empty = make_statement("Nine ovens", speaker=make_speaker(), quote_count=0)
        self.full = make_statement("Words", speaker=make_speaker(), quote_count=2)
        for text in ("Words", "Words once more"):
            make_quote(text, statement=self.full, speaker=self.full.speaker)

    def told(self):
        return Statement.objects.values("text", "speaker", "quote_count").get(
            pk=self.empty.pk
        )

    def test_after_what_was_moved_there_is_back(self):
        before, quote = self.told(), self.full.quotes.first()
        review.move_quote(quote=quote, statement=self.empty, by=self.editor)
        self.assertEqual(self.told()["text"], quote.text)

        review.return_quote(quote=quote, by=self.editor)

        self.assertEqual(self.told(), before)

    def test_after_what_was_merged_into_it_is_not(self):
        before = self.told()
        review.merge_statements(source=self.full, target=self.empty, by=self.editor)

        review.unmerge_statement(statement=self.full, by=self.editor)

        self.assertEqual(self.told(), before)


class TellingApartTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.one, self.other = make_statement("One"), make_statement("Other")

    def tell_apart(self):
        return review.tell_statements_apart(
            one=self.other, other=self.one, by=self.editor, reason="Two days"
        )

    def test_taken_back_they_can_be_merged(self):
        told = self.tell_apart()
        pk = told.pk

        review.withdraw_statement_distinction(
            distinction=told, by=self.editor, reason="One day"
        )

        review.merge_statements(source=self.other, target=self.one, by=self.editor)
        past = StatementDistinction.history.filter(id=pk).order_by("history_id")
        self.assertEqual(
            list(past.values_list("history_type", "history_change_reason")),
            [("+", "Two days"), ("-", "One day")],
        )

    def test_it_holds_for_what_either_is_merged_into_as_long_as_it_is(self):
        target = make_statement("Target")
        self.tell_apart()
        review.merge_statements(source=self.one, target=target, by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "told these two apart"):
            review.merge_statements(source=self.other, target=target, by=self.editor)

        review.unmerge_statement(statement=self.one, by=self.editor)
        review.merge_statements(source=self.other, target=target, by=self.editor)
        with self.assertRaisesMessage(review.ReviewError, "told these two apart"):
            review.merge_statements(source=self.one, target=target, by=self.editor)

    def test_it_holds_for_what_linking_joined(self):
        ana, third = make_speaker("Ana Tarn"), make_statement("Third")
        for text, statement in ((ROPE, self.one), (GOATS, self.other), (CUT, third)):
            make_quote(text, statement=statement, speaker=ana, published_at=DAY)
        for one, other in ((self.other, third), (self.one, make_statement("Last"))):
            review.tell_statements_apart(one=one, other=other, by=self.editor)

        group_quotes(Quote.objects.all())

        third.refresh_from_db()
        self.assertEqual(third.merged_into, self.one)
        with self.assertRaisesMessage(review.ReviewError, "told these two apart"):
            review.merge_statements(source=self.other, target=self.one, by=self.editor)

    def test_twice_is_refused(self):
        self.tell_apart()

        with self.assertRaisesMessage(
            review.ReviewError, "ines told these two apart (Two days) on "
        ):
            self.tell_apart()

    def test_what_a_split_told_apart_is_undone_with_it(self):
        quotes = [make_quote(statement=self.one) for _ in "12"]
        review.split_statement(statement=self.one, quotes=quotes[:1], by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "undo that."):
            review.withdraw_statement_distinction(
                distinction=StatementDistinction.objects.get(), by=self.editor
            )


class SettlingTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.statement = make_statement(dispute="distinct")
        self.speakers = [make_speaker(name, kind="person") for name in ("Bo", "Ida")]
        for speaker in self.speakers:
            make_quote(speaker=speaker, statement=self.statement)

    def settle(self, speaker):
        return review.settle_dispute(
            statement=self.statement, speaker=speaker, by=self.editor, reason="On tape"
        )

    def test_what_is_settled_has_to_be_reopened_first(self):
        self.settle(self.speakers[0])

        with self.assertRaisesMessage(
            review.ReviewError, "ines has settled this dispute: reopen it first."
        ):
            self.settle(self.speakers[1])

    def test_a_merged_speaker_is_refused(self):
        gone = make_speaker("B.")
        review.merge_speakers(source=gone, target=self.speakers[0], by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "choose that speaker."):
            self.settle(gone)

    def test_settling_and_reopening_is_as_if_nothing_had_been(self):
        before = state()

        self.settle(self.speakers[0])
        review.reopen_dispute(statement=self.statement, by=self.editor)

        self.assertEqual(state(), before)
