"""An act is undone as one, however many quotes it changed; or not at all."""

from django.test import TestCase

from quotes import review
from quotes.models import Act, Quote
from tests.build import make_editor, make_quote, make_speaker


class UndoActTests(TestCase):
    def setUp(self):
        self.ines, self.omar = make_editor("ines"), make_editor("omar")
        self.ida, self.other = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.quotes = [make_quote(speaker=self.ida) for _ in range(4)]
        review.confirm(quote=self.quotes[0], by=self.omar, reason="On tape")

    def rows(self):
        rows = Quote.objects.order_by("pk").values()
        return [{k: v for k, v in row.items() if k != "extracted"} for row in rows]

    def latest(self):
        return Act.objects.latest("made_at")

    def test_many_are_one_entry_and_undone_as_one(self):
        before = self.rows()
        count = review.reject_many(
            quotes=Quote.objects.all(), by=self.ines, reason="All slips"
        )
        act = self.latest()
        self.assertEqual(
            (count, act.row_count, act.told, act.reason),
            (4, 4, "Rejected", "All slips"),
        )

        undone = review.undo_act(act=act, by=self.omar, reason="They are not")

        self.assertEqual(self.rows(), before)
        self.assertEqual(Quote.objects.get(pk=self.quotes[0].pk).reviewed_by, self.omar)
        act.refresh_from_db()
        self.assertEqual(act.undone_by, undone)
        self.assertEqual((undone.told, undone.row_count), ("Undone: Rejected", 4))
        latest = self.quotes[1].history.first()
        self.assertEqual(
            (latest.history_user, latest.history_change_reason),
            (self.omar, "They are not"),
        )
        with self.assertRaisesMessage(review.ReviewError, "omar has undone this"):
            review.undo_act(act=act, by=self.ines)

    def test_undoing_the_undoing_does_it_again(self):
        review.correct_speaker_many(
            quotes=Quote.objects.all(), speaker=self.other, by=self.ines
        )
        done = self.rows()
        undone = review.undo_act(act=self.latest(), by=self.ines)

        review.undo_act(act=undone, by=self.ines)

        self.assertEqual(self.rows(), done)

    def test_reopening_is_undone_too(self):
        done = self.rows()
        review.reopen(quote=Quote.objects.get(pk=self.quotes[0].pk), by=self.ines)

        review.undo_act(act=self.latest(), by=self.ines)

        self.assertEqual(self.rows(), done)

    def test_what_somebody_changed_since_refuses_all_of_it(self):
        review.reject_many(quotes=Quote.objects.all(), by=self.ines, reason="Slips")
        act = self.latest()
        review.confirm(quote=Quote.objects.get(pk=self.quotes[2].pk), by=self.omar)
        before = self.rows()

        with self.assertRaisesMessage(review.ReviewError, "changed by omar"):
            review.undo_act(act=act, by=self.ines)

        self.assertEqual(self.rows(), before)
        self.assertEqual(Act.objects.filter(undone_by__isnull=False).count(), 0)

    def test_later_act_of_the_same_person_is_undone_first(self):
        quote = self.quotes[1]
        review.correct_stance(quote=quote, stance="denies", by=self.ines)
        first = self.latest()
        review.correct_speaker(quote=quote, speaker=self.other, by=self.ines)
        second = self.latest()

        with self.assertRaisesMessage(review.ReviewError, "Undo that first"):
            review.undo_act(act=first, by=self.ines)
        review.undo_act(act=second, by=self.ines)
        review.undo_act(act=first, by=self.ines)

        quote.refresh_from_db()
        self.assertEqual(
            (quote.status, quote.stance, quote.speaker),
            ("extracted", "states", self.ida),
        )

    def test_speaker_who_was_merged_since_is_no_obstacle(self):
        review.correct_speaker(quote=self.quotes[1], speaker=self.other, by=self.ines)
        act, third = self.latest(), make_speaker("Bo M. Lind")
        review.merge_speakers(source=self.other, target=third, by=self.omar)
        review.merge_speakers(source=self.ida, target=make_speaker("I."), by=self.omar)

        review.undo_act(act=act, by=self.ines)

        quote = Quote.objects.get(pk=self.quotes[1].pk)
        self.assertEqual((quote.speaker.name, quote.status), ("I.", "extracted"))

    def test_act_is_found_by_a_history_row(self):
        act = self.latest()
        record = self.quotes[0].history.first()

        found = review.act_at(record.history_user, record.history_date)

        self.assertEqual(found, act)
        self.assertEqual(list(review.quotes_of(act)), [self.quotes[0]])
        self.assertIsNone(review.act_at(None, record.history_date))
