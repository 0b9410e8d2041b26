"""“Not the same”: told apart, kept by mergers, taken back; suggestions answered."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.store.told_apart import told_apart
from quotes.models import (
    Quote,
    Speaker,
    SpeakerDistinction,
    SpeakerSuggestion,
    Statement,
)
from tests.build import make_editor, make_quote, make_speaker, make_statement

# Every act is done on both by test_optimistic_locking.py and taken back by
# test_machine.py: here, what refuses, and what follows.
pytestmark = pytest.mark.any_database


class DistinctionTestCase(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.short = make_speaker("Brandt", kind="person")
        self.full = make_speaker("Odalys Brandt", kind="person")
        self.other = make_speaker("Teo Brandt", kind="person")

    def tell_apart(self, one=None, other=None, reason="Sisters"):
        return review.tell_speakers_apart(
            one=one or self.short, other=other or self.full, by=self.editor,
            reason=reason,
        )  # fmt: skip

    def merge(self, source, target):
        return review.merge_speakers(source=source, target=target, by=self.editor)

    def suggest(self, newer, elder):
        return SpeakerSuggestion.objects.create(
            speaker=newer, candidate=elder, score=0.3, reason="Alike"
        )

    def status(self, suggestion):
        return SpeakerSuggestion.objects.get(pk=suggestion.pk).status


class TellingApartTests(DistinctionTestCase):
    def test_it_says_who_when_and_why_whatever_the_order(self):
        made = self.tell_apart(self.full, self.short)

        self.assertEqual((made.first, made.second), (self.short, self.full))
        self.assertEqual((made.made_by, made.reason), (self.editor, "Sisters"))
        record = made.history.get()
        self.assertEqual(
            (record.history_type, record.history_user, record.history_change_reason),
            ("+", self.editor, "Sisters"),
        )
        self.assertEqual(record.history_date, made.made_at)

    def test_speaker_and_itself_are_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "A speaker cannot be told apart from itself."
        ):
            self.tell_apart(self.short, self.short)

    def test_merged_speaker_is_refused(self):
        self.merge(self.short, self.full)

        with self.assertRaisesMessage(
            review.ReviewError, "Brandt has been merged into Odalys Brandt already."
        ):
            self.tell_apart(self.short, self.other)

    def test_twice_is_refused(self):
        self.tell_apart()

        with self.assertRaisesMessage(
            review.ReviewError, "ines told Brandt and Odalys Brandt apart on "
        ):
            self.tell_apart(self.full, self.short)

    def test_merging_them_is_refused_with_the_reason_and_the_remedy(self):
        self.tell_apart()

        with self.assertRaisesMessage(
            review.ReviewError,
            " (“Sisters”). Take that back first, on the page of either of them.",
        ):
            self.merge(self.full, self.short)

        self.assertEqual(Speaker.objects.standing().count(), 3)

    def test_a_question_about_them_is_closed(self):
        suggestion = self.suggest(self.full, self.short)

        self.tell_apart()

        self.assertEqual(self.status(suggestion), "different")
        latest = suggestion.history.first()
        self.assertEqual(
            (latest.history_user, latest.history_change_reason),
            (self.editor, "Sisters"),
        )

    def test_namesakes_told_apart_disagree_about_a_statement(self):
        namesake = make_speaker("Brandt", kind="person")
        statement = make_statement()
        for speaker in (self.short, namesake):
            make_quote(speaker=speaker, statement=statement)

        made = self.tell_apart(self.short, namesake)
        self.assertEqual(Statement.objects.get().dispute, "distinct")

        review.withdraw_distinction(distinction=made, by=self.editor)
        self.assertIsNone(Statement.objects.get().dispute)


class TakingBackTests(DistinctionTestCase):
    def test_they_can_be_merged_again_and_the_question_is_open(self):
        suggestion = self.suggest(self.full, self.short)
        made = self.tell_apart()

        review.withdraw_distinction(
            distinction=made, by=self.editor, reason="One after all"
        )

        self.assertEqual(self.status(suggestion), "open")
        self.merge(self.short, self.full)
        self.assertEqual(self.status(suggestion), "same")

    def test_history_keeps_who_had_told_them_apart(self):
        made = self.tell_apart()
        pk = made.pk

        review.withdraw_distinction(distinction=made, by=self.editor, reason="Twins")

        self.assertEqual(
            list(
                SpeakerDistinction.history.filter(id=pk)
                .order_by("history_id")
                .values_list("history_type", "history_change_reason")
            ),
            [("+", "Sisters"), ("-", "Twins")],
        )

    def test_twice_is_refused(self):
        made = self.tell_apart()
        again = SpeakerDistinction.objects.get()
        review.withdraw_distinction(distinction=made, by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "was taken back already"):
            review.withdraw_distinction(distinction=again, by=self.editor)


class MergerTests(DistinctionTestCase):
    def test_target_is_told_apart_from_whom_the_source_was(self):
        self.tell_apart(self.short, self.other)

        self.merge(self.short, self.full)

        self.assertEqual(told_apart([self.full.pk]), {self.full.pk: {self.other.pk}})
        with self.assertRaisesMessage(
            review.ReviewError, "ines told Brandt and Teo Brandt apart"
        ):
            self.merge(self.other, self.full)

    def test_namesakes_disagree_once_one_of_them_is_another_told_apart(self):
        namesake = make_speaker("Odalys Brandt", kind="person")
        statement = make_statement()
        for speaker in (self.full, namesake):
            make_quote(speaker=speaker, statement=statement)
        self.tell_apart(self.other, namesake)

        self.merge(self.other, self.full)
        self.assertEqual(Statement.objects.get().dispute, "distinct")

        review.unmerge_speakers(speaker=self.other, by=self.editor)
        self.assertIsNone(Statement.objects.get().dispute)

    def test_undoing_a_merger_frees_the_target(self):
        self.tell_apart(self.short, self.other)
        self.merge(self.short, self.full)

        review.unmerge_speakers(speaker=self.short, by=self.editor)

        self.assertEqual(told_apart([self.full.pk]), {self.full.pk: set()})
        self.assertEqual(told_apart([self.short.pk]), {self.short.pk: {self.other.pk}})

    def test_questions_follow_what_is_decided(self):
        both = self.suggest(self.full, self.short)
        of_source = self.suggest(self.other, self.short)
        of_target = self.suggest(self.other, self.full)
        self.tell_apart(self.other, self.short)
        self.assertEqual(
            [self.status(row) for row in (both, of_source, of_target)],
            ["open", "different", "open"],
        )

        self.merge(self.short, self.full)
        self.assertEqual(
            [self.status(row) for row in (both, of_source, of_target)],
            ["same", "different", "different"],
        )

        review.unmerge_speakers(speaker=self.short, by=self.editor)
        self.assertEqual(
            [self.status(row) for row in (both, of_source, of_target)],
            ["open", "different", "open"],
        )

    def test_statement_disputed_by_the_two_no_longer_is_until_undone(self):
        statement = make_statement(dispute="distinct")
        for speaker in (self.other, self.full):
            make_quote(speaker=speaker, statement=statement)

        self.merge(self.other, self.full)
        stored = Statement.objects.get()
        self.assertEqual((stored.dispute, stored.speaker), (None, self.full))

        review.unmerge_speakers(speaker=self.other, by=self.editor)
        stored = Statement.objects.get()
        self.assertEqual((stored.dispute, stored.speaker), ("distinct", None))

    def test_a_merger_counts_what_it_carries(self):
        self.tell_apart(self.short, self.other)
        self.suggest(self.full, self.short)

        self.assertEqual(
            review.belongings_of(self.short), review.Belongings(0, 0, 0, 0, 1, 1, 1)
        )


class AnswerTests(DistinctionTestCase):
    def setUp(self):
        super().setUp()
        self.quote = make_quote(speaker=self.full)
        self.suggestion = self.suggest(self.full, self.short)

    def accept(self, **options):
        return review.accept_suggestion(
            suggestion=self.suggestion, by=self.editor, reason="One woman", **options
        )

    def dismiss(self):
        return review.dismiss_suggestion(
            suggestion=self.suggestion, by=self.editor, reason="Sisters"
        )

    def reopen(self):
        review.reopen_suggestion(suggestion=self.suggestion, by=self.editor)

    def test_accepting_merges_into_the_elder(self):
        self.assertEqual(self.accept(), self.short)

        self.assertEqual(Quote.objects.get().speaker, self.short)
        self.assertEqual(self.status(self.suggestion), "same")
        merged = Speaker.objects.get(pk=self.full.pk)
        self.assertEqual(merged.history.first().history_change_reason, "One woman")

    def test_accepting_merges_into_whom_the_editor_chose(self):
        self.assertEqual(self.accept(stays=self.full), self.full)

        self.assertEqual(Quote.objects.get().speaker, self.full)

    def test_a_third_speaker_cannot_be_the_one_that_stays(self):
        with self.assertRaisesMessage(review.ReviewError, "Teo Brandt is neither of"):
            self.accept(stays=self.other)

    def test_dismissing_tells_the_two_apart(self):
        made = self.dismiss()

        self.assertEqual((made.first, made.second), (self.short, self.full))
        self.assertEqual(self.status(self.suggestion), "different")

    def test_an_answered_question_is_not_answered_again(self):
        self.dismiss()

        for answer in (self.accept, self.dismiss):
            with self.assertRaisesMessage(
                review.ReviewError,
                "Whether Odalys Brandt is Brandt was decided already: different.",
            ):
                answer()

    def test_a_merger_by_other_means_answers_it(self):
        self.merge(self.full, self.short)

        self.assertEqual(self.status(self.suggestion), "same")

    def test_taking_a_merger_back(self):
        self.accept()

        self.reopen()

        self.assertEqual(self.status(self.suggestion), "open")
        self.assertEqual(Quote.objects.get().speaker, self.full)

    def test_taking_back_that_they_are_not_the_same(self):
        self.dismiss()

        self.reopen()

        self.assertEqual(self.status(self.suggestion), "open")
        self.assertEqual(SpeakerDistinction.objects.count(), 0)

    def test_an_open_question_cannot_be_reopened(self):
        with self.assertRaisesMessage(review.ReviewError, "Nobody has answered this"):
            self.reopen()

    def test_two_merged_into_a_third_are_unmerged_on_their_pages(self):
        self.merge(self.full, self.other)
        self.merge(self.short, self.other)

        with self.assertRaisesMessage(
            review.ReviewError,
            "Both have been merged into Teo Brandt: unmerge one of them on its page.",
        ):
            self.reopen()

    def test_the_question_of_a_merged_speaker_is_about_its_target(self):
        self.merge(self.full, self.other)

        made = self.dismiss()

        self.assertEqual((made.first, made.second), (self.short, self.other))
