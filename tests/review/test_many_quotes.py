from datetime import timedelta
from functools import partial
from unittest import mock

from django.db import transaction
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import Quote, Speaker
from quotes.review import many_quotes
from tests.build import make_editor, make_quote, make_speaker, turns


class BulkTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.quotes = [make_quote() for _ in range(3)]
        Quote.history.all().delete()

    def statuses(self):
        return list(Quote.objects.order_by("pk").values_list("status", flat=True))

    def test_confirming_many_returns_how_many(self):
        chosen = Quote.objects.filter(pk__in=[row.pk for row in self.quotes[:2]])

        self.assertEqual(review.confirm_many(quotes=chosen, by=self.editor), 2)
        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_every_row_gets_its_own_history(self):
        review.reject_many(
            quotes=Quote.objects.all(), by=self.editor, reason="Crossword clues"
        )

        for quote in self.quotes:
            past = quote.history.order_by("history_id")
            self.assertEqual(
                list(past.values_list("status", "history_user__username")),
                [("extracted", None), ("rejected", "ines")],
            )
            self.assertEqual(past.last().history_change_reason, "Crossword clues")

    def test_setting_a_speaker_on_many(self):
        speaker = make_speaker()

        review.correct_speaker_many(
            quotes=Quote.objects.all(), speaker=speaker, by=self.editor
        )

        self.assertEqual(speaker.quotes.filter(status="corrected").count(), 3)

    def test_speaker_that_is_merged_while_the_editor_waits_is_refused(self):
        speaker, other = make_speaker(), make_speaker()

        def another_ends_first():
            Speaker.objects.filter(pk=speaker.pk).update(merged_into=other)

        with (
            mock.patch.object(many_quotes, "lock_linking", another_ends_first),
            self.assertRaisesMessage(review.ReviewError, "has been merged into"),
        ):
            review.correct_speaker_many(
                quotes=Quote.objects.all(), speaker=speaker, by=self.editor
            )

    def test_reopening_many_undoes_the_decisions(self):
        review.reject_many(quotes=Quote.objects.all(), by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "Say why"):
            review.reopen_many(quotes=Quote.objects.all(), by=self.editor, reason=" ")
        review.reopen_many(quotes=Quote.objects.all(), by=self.editor, reason="Slip")

        self.assertEqual(self.statuses(), ["extracted"] * 3)
        acts = Quote.history.filter(history_change_reason="Slip")
        self.assertEqual(acts.count(), 3)
        self.assertEqual(len(set(acts.values_list("history_date"))), 1)

    def test_one_refusal_undoes_all(self):
        review.confirm(quote=self.quotes[0], by=self.editor)

        with self.assertRaisesMessage(review.ReviewError, "Nobody has decided"):
            review.reopen_many(
                quotes=Quote.objects.all(), by=self.editor, reason="Slip"
            )
        self.assertEqual(self.statuses(), ["confirmed", "extracted", "extracted"])

    def test_one_refusal_in_a_later_batch_undoes_the_earlier_ones(self):
        review.reject_many(
            quotes=Quote.objects.filter(pk__lt=self.quotes[2].pk), by=self.editor
        )

        with (
            mock.patch.object(
                many_quotes, "in_batches", lambda pks: ([pk] for pk in sorted(pks))
            ),
            self.assertRaisesMessage(review.ReviewError, "Nobody has decided"),
        ):
            review.reopen_many(
                quotes=Quote.objects.all(), by=self.editor, reason="Slip"
            )
        self.assertEqual(self.statuses(), ["rejected", "rejected", "extracted"])

    def test_cost_does_not_grow_with_the_number_of_rows(self):
        for size in (1, 3):
            chosen = Quote.objects.filter(pk__in=[q.pk for q in self.quotes[:size]])
            with self.assertNumQueries(9 + turns()):
                review.confirm_many(quotes=chosen, by=self.editor)

    def test_decision_of_another_editor_since_the_list_was_made_is_kept(self):
        seen_at = timezone.now()
        review.reject(quote=self.quotes[1], by=make_editor("omar"))

        with self.assertRaisesMessage(
            review.ConflictError, "“Good morning” was decided on by omar after you had"
        ):
            review.confirm_many(
                quotes=Quote.objects.all(), by=self.editor, seen_at=seen_at
            )
        self.assertEqual(self.statuses(), ["extracted", "rejected", "extracted"])

    def test_decision_made_before_the_list_is_no_conflict(self):
        review.correct_speaker(
            quote=self.quotes[1], speaker=make_speaker(), by=make_editor("omar")
        )

        review.confirm_many(
            quotes=Quote.objects.all(),
            by=self.editor,
            seen_at=timezone.now() + timedelta(seconds=1),
        )

        self.assertEqual(self.statuses(), ["confirmed", "corrected", "confirmed"])

    def test_act_of_another_that_leaves_no_trace_on_the_row_is_a_conflict(self):
        review.confirm(quote=self.quotes[1], by=self.editor)
        seen_at = timezone.now()
        review.reopen(quote=self.quotes[1], by=make_editor("omar"))

        with self.assertRaisesMessage(review.ConflictError, "by omar after you had"):
            review.reject_many(
                quotes=Quote.objects.all(), by=self.editor, seen_at=seen_at
            )
        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_what_another_editor_rejected_is_left_out_unless_it_is_chosen(self):
        omar, ida = make_editor("omar"), make_speaker("Ida Voss")
        for quote in self.quotes[:2]:
            review.reject(quote=quote, by=omar, reason="A crossword clue")
        acts = {
            "confirmed": review.confirm_many,
            "corrected": partial(review.correct_speaker_many, speaker=ida),
            "extracted": review.reopen_many,
        }
        for become, act in acts.items():
            with self.subTest(become), transaction.atomic():
                review.confirm(quote=self.quotes[2], by=self.editor)
                count = act(
                    quotes=Quote.objects.all(),
                    by=self.editor,
                    reason="Heard on tape",
                    overruling=[self.quotes[0].pk],
                )
                self.assertEqual(count, 2)
                self.assertEqual(self.statuses(), [become, "rejected", become])
                transaction.set_rollback(True)
            for quote in self.quotes:
                quote.refresh_from_db()

    def test_more_than_anyone_can_have_looked_at_are_refused(self):
        with (
            mock.patch.object(many_quotes, "LARGEST_BULK", 2),
            self.assertRaisesMessage(review.ReviewError, "More than 2 quotes"),
        ):
            review.confirm_many(quotes=Quote.objects.all(), by=self.editor)
        self.assertEqual(self.statuses(), ["extracted"] * 3)
