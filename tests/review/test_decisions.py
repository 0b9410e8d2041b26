import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
    turns,
)

# Every act is done on both by test_optimistic_locking.py, and what it costs is
# counted by test_many_quotes.py: here, what history tells.
pytestmark = pytest.mark.any_database


def changes(quote):
    """History of ``quote``, oldest first: status, speaker's name, who, why."""
    return [
        (
            past.status,
            past.speaker and past.speaker.name,
            past.history_user and past.history_user.username,
            past.history_change_reason,
        )
        for past in quote.history.order_by("history_date", "history_id")
    ]


def as_ingest_writes(**fields):
    """A quote without history, as bulk writing leaves it."""
    quote = make_quote(**fields)
    quote.history.all().delete()
    return quote


class ConfirmTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.quote = as_ingest_writes(speaker=make_speaker("Odalys Brandt"))

    def test_confirmed_quote_says_who_and_when(self):
        review.confirm(quote=self.quote, by=self.editor, reason="Heard the tape")

        stored = Quote.objects.get()
        self.assertEqual(stored.status, "confirmed")
        self.assertEqual(stored.reviewed_by, self.editor)
        self.assertIsNotNone(stored.reviewed_at)

    def test_first_decision_records_how_the_quote_had_been_extracted(self):
        review.confirm(quote=self.quote, by=self.editor, reason="Heard the tape")

        self.assertEqual(
            changes(self.quote),
            [
                ("extracted", "Odalys Brandt", None, "As extracted"),
                ("confirmed", "Odalys Brandt", "ines", "Heard the tape"),
            ],
        )

    def test_second_decision_adds_one_row_of_history(self):
        review.confirm(quote=self.quote, by=self.editor)
        review.reject(quote=self.quote, by=self.editor, reason="A headline")

        self.assertEqual(
            [status for status, *_ in changes(self.quote)],
            ["extracted", "confirmed", "rejected"],
        )

    def test_what_a_later_run_changed_unrecorded_is_recorded_before_deciding(self):
        review.confirm(quote=self.quote, by=self.editor)
        review.reopen(quote=self.quote, by=self.editor)
        other = make_speaker("Teo Lindqvist")
        Quote.objects.update(speaker=other)
        self.quote.refresh_from_db()

        review.confirm(quote=self.quote, by=self.editor)

        self.assertEqual(
            changes(self.quote)[-2:],
            [
                ("extracted", "Teo Lindqvist", None, "As it stood before"),
                ("confirmed", "Teo Lindqvist", "ines", None),
            ],
        )

    def test_later_decision_costs_one_query_less_than_the_first(self):
        for queries in (9, 8):
            with self.assertNumQueries(queries + turns()):
                review.confirm(quote=self.quote, by=self.editor)

    def test_corrected_quote_stays_corrected_when_confirmed(self):
        review.correct_speaker(quote=self.quote, speaker=None, by=self.editor)
        review.confirm(quote=self.quote, by=make_editor())

        self.assertEqual(self.quote.status, "corrected")

    def test_reason_longer_than_history_keeps_is_refused(self):
        too_long = "x" * ((review.REASON_LENGTH or 10**6) + 1)
        if not review.REASON_LENGTH:
            self.skipTest("history keeps reasons of any length")

        with self.assertRaisesMessage(review.ReviewError, "The reason has"):
            review.confirm(quote=self.quote, by=self.editor, reason=too_long)
        self.assertEqual(Quote.objects.get().status, "extracted")


class CorrectSpeakerTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.wrong = make_speaker("Odalys Brandt")
        self.right = make_speaker("Teo Lindqvist")
        self.quote = as_ingest_writes(speaker=self.wrong)

    def correct(self, speaker, **options):
        return review.correct_speaker(
            quote=self.quote, speaker=speaker, by=self.editor, **options
        )

    def test_speaker_is_changed_and_history_says_from_whom_to_whom(self):
        self.correct(self.right, reason="See the erratum")

        self.assertEqual(Quote.objects.get().speaker, self.right)
        self.assertEqual(
            changes(self.quote),
            [
                ("extracted", "Odalys Brandt", None, "As extracted"),
                ("corrected", "Teo Lindqvist", "ines", "See the erratum"),
            ],
        )

    def test_machine_reading_stays_beside_the_correction(self):
        self.correct(self.right)

        self.assertEqual(Quote.objects.get().extracted["speaker"], self.wrong.pk)

    def test_nobody_is_an_answer_too(self):
        self.correct(None)

        stored = Quote.objects.get()
        self.assertEqual((stored.speaker, stored.status), (None, "corrected"))

    def test_putting_back_what_the_machine_read_confirms_it(self):
        self.correct(self.right)
        self.correct(self.wrong)

        self.assertEqual(self.quote.status, "confirmed")

    def test_merged_speaker_is_refused(self):
        review.merge_speakers(
            source=self.right, target=make_speaker("Teodor Lindqvist"), by=self.editor
        )

        with self.assertRaisesMessage(
            review.ReviewError,
            "Teo Lindqvist has been merged into Teodor Lindqvist: choose that speaker.",
        ):
            self.correct(self.right)
        self.assertEqual(Quote.objects.get().speaker, self.wrong)

    def test_relay_is_corrected_like_the_speaker(self):
        agency = make_speaker("Merrow News Agency")

        review.correct_relay(quote=self.quote, relayed_by=agency, by=self.editor)

        stored = Quote.objects.get()
        self.assertEqual((stored.relayed_by, stored.status), (agency, "corrected"))


class ConflictTests(TestCase):
    def setUp(self):
        self.ines, self.omar = make_editor("ines"), make_editor("omar")
        self.quote = make_quote(speaker=make_speaker("Odalys Brandt"))
        self.as_ines_saw_it = Quote.objects.get()

    def test_newer_decision_of_another_editor_is_not_overwritten(self):
        review.reject(quote=self.quote, by=self.omar)

        with self.assertRaisesRegex(
            review.ConflictError, r"^This quote was changed by omar \(.*\) after you"
        ):
            review.confirm(quote=self.as_ines_saw_it, by=self.ines)
        self.assertEqual(Quote.objects.get().reviewed_by, self.omar)

    def test_newer_reading_of_a_later_run_is_not_overwritten(self):
        Quote.objects.update(speaker=None)

        with self.assertRaisesMessage(
            review.ConflictError, "This quote was changed by a new run after you"
        ):
            review.confirm(quote=self.as_ines_saw_it, by=self.ines)

    def test_version_seen_counts_rather_than_the_row_passed(self):
        seen = review.version_of(self.quote)
        review.reject(quote=self.quote, by=self.omar)

        with self.assertRaises(review.ConflictError):
            review.confirm(quote=Quote.objects.get(), by=self.ines, seen=seen)

    def test_change_of_what_nobody_decides_on_is_no_conflict(self):
        Quote.objects.update(confidence=0.1)

        review.confirm(quote=self.as_ines_saw_it, by=self.ines)

        self.assertEqual(Quote.objects.get().confidence, 0.1)


class ReopenTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.article = make_article("“Not one tree will fall,” the mayor of Ulm said.")
        self.speaker = make_speaker("Odalys Brandt")
        self.quote = make_quote(
            "Not one tree will fall,", article=self.article, speaker=self.speaker
        )

    def test_quote_is_what_the_machine_had_read_and_decided_by_nobody(self):
        before = Quote.objects.values().get()
        review.correct_speaker(quote=self.quote, speaker=None, by=self.editor)
        review.correct_span(quote=self.quote, spans=[[1, 8]], by=self.editor)
        review.correct_relay(
            quote=self.quote, relayed_by=make_speaker(), by=self.editor
        )

        review.reopen(quote=self.quote, by=self.editor, reason="Too fast")

        after = Quote.objects.values().get()
        after.pop("extracted"), before.pop("extracted")
        self.assertEqual(after, before)

    def test_merged_speaker_is_replaced_by_the_one_that_stands(self):
        review.confirm(quote=self.quote, by=self.editor)
        review.correct_speaker(quote=self.quote, speaker=None, by=self.editor)
        full = make_speaker("Odalys Maria Brandt")
        review.merge_speakers(source=self.speaker, target=full, by=self.editor)

        review.reopen(quote=self.quote, by=self.editor)

        self.assertEqual(Quote.objects.get().speaker, full)

    def test_undecided_quote_is_refused(self):
        with self.assertRaisesMessage(
            review.ReviewError, "Nobody has decided on “Not one tree will fall,” yet."
        ):
            review.reopen(quote=self.quote, by=self.editor)

    def test_place_taken_meanwhile_is_refused(self):
        review.correct_span(quote=self.quote, spans=[[1, 8]], by=self.editor)
        other = make_quote("Not one tree will fall,", article=self.article)

        with self.assertRaisesMessage(
            review.ReviewError, f"Quote {other.pk} of this article already begins"
        ):
            review.reopen(quote=self.quote, by=self.editor)
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).status, "corrected")


class StatementTests(TestCase):
    """What a statement says of its quotes follows every decision on one."""

    def setUp(self):
        self.editor = make_editor()
        self.statement = make_statement("Taxes are going up")
        self.first, self.second = (
            make_quote(
                "Taxes are going up",
                statement=self.statement,
                speaker=make_speaker(name, kind="person"),
            )
            for name in ("Ana Tarn", "Bo Lind")
        )
        refresh_statements([self.statement.pk])
        self.statement.refresh_from_db()

    def look(self):
        self.statement.refresh_from_db()
        return self.statement.quote_count, self.statement.dispute

    def test_a_dispute_ends_with_the_rejection_of_one_side_and_returns_with_it(self):
        self.assertEqual(self.look(), (2, "distinct"))

        review.reject(quote=self.second, by=self.editor, reason="a caption")
        self.assertEqual(self.look(), (1, None))

        self.second.refresh_from_db()
        review.reopen(quote=self.second, by=self.editor)
        self.assertEqual(self.look(), (2, "distinct"))

    def test_a_dispute_ends_with_the_correction_of_one_side(self):
        review.correct_speaker(
            quote=self.second, speaker=self.first.speaker, by=self.editor
        )

        self.assertEqual(self.look(), (2, None))
