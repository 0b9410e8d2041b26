"""What editors decided, through the versions of an article."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Quote
from tests.build import make_editor, make_speaker
from tests.ingest.articles import GOATS, LAMPS, TIDE, read, text_of
from tests.ingest.test_versions import ONE, quote_of

# Texts take the place of others on both in test_versions.py, beside decisions in
# test_versions_at_once.py: here, what becomes of which words.
pytestmark = pytest.mark.any_database


class DecisionTests(TestCase):
    """What editors decided follows the words."""

    def setUp(self):
        read(ONE)
        self.editor = make_editor()
        self.goats = quote_of("goats")
        self.speaker = make_speaker("Ines Kolb")

    def decide(self):
        review.correct_speaker(
            quote=self.goats, speaker=self.speaker, by=self.editor, reason="By tape."
        )

    def test_a_decision_moves_along(self):
        self.decide()

        read(text_of(LAMPS, GOATS))

        self.goats.refresh_from_db()
        self.assertEqual(self.goats.status, Quote.Status.CORRECTED)
        self.assertEqual(self.goats.speaker, self.speaker)
        self.assertIsNone(self.goats.changed_at)
        self.assertEqual(Quote.objects.filter(text=self.goats.text).count(), 1)

    def test_decided_words_that_change_come_back_to_the_queue(self):
        self.decide()

        read(text_of(TIDE, GOATS.replace("this year", "since May")))

        goats = quote_of("since May")
        self.assertEqual((goats.pk, goats.speaker), (self.goats.pk, self.speaker))
        self.assertEqual(goats.status, Quote.Status.CORRECTED)
        self.assertEqual(list(Quote.objects.changed_since_decided()), [goats])

        review.confirm(quote=goats, by=self.editor)
        self.assertFalse(Quote.objects.changed_since_decided().exists())

    def test_decided_words_that_somebody_else_says_come_back(self):
        review.confirm(quote=self.goats, by=self.editor)

        read(text_of(TIDE, GOATS.replace("Bo Lind", "Dag Holm")))

        self.goats.refresh_from_db()
        self.assertEqual(self.goats.speaker.name, "Bo Lind")
        self.assertIsNotNone(self.goats.changed_at)

    def test_decided_words_in_other_marks_do_not(self):
        review.confirm(quote=self.goats, by=self.editor)

        read(ONE.replace("“", '"').replace("”", '"'))

        self.goats.refresh_from_db()
        self.assertIsNone(self.goats.changed_at)
        self.assertEqual(self.goats.status, Quote.Status.CONFIRMED)

    def test_a_decision_on_what_is_gone_is_kept_and_counts_when_it_is_back(self):
        self.decide()

        read(text_of(TIDE))
        self.goats.refresh_from_db()
        self.assertEqual(self.goats.status, Quote.Status.WITHDRAWN)
        self.assertEqual(self.goats.reviewed_by, self.editor)
        with self.assertRaisesMessage(review.ReviewError, "no longer stands"):
            review.confirm(quote=self.goats, by=self.editor)

        read(text_of(GOATS, LAMPS))
        self.goats.refresh_from_db()
        self.assertEqual(self.goats.status, Quote.Status.CORRECTED)
        self.assertEqual(self.goats.speaker, self.speaker)

    def test_a_rejected_one_stays_rejected_wherever_it_stands(self):
        review.reject(quote=self.goats, by=self.editor, reason="A sign.")

        read(text_of(LAMPS, GOATS), text_of(LAMPS), text_of(GOATS))

        self.goats.refresh_from_db()
        self.assertEqual((self.goats.status, self.goats.gone_in), ("rejected", 0))
        self.assertEqual(Quote.objects.filter(text=self.goats.text).count(), 1)

    def test_a_corrected_span_moves_along_and_can_be_taken_back(self):
        start = self.goats.start
        review.correct_span(
            quote=self.goats, spans=[[start, start + 24]], by=self.editor
        )
        words = self.goats.text

        read(text_of(LAMPS, TIDE, GOATS))

        self.goats.refresh_from_db()
        self.assertEqual(self.goats.text, words)
        text = self.goats.article.text
        self.assertEqual(text[self.goats.start : self.goats.end], words)
        review.reopen(quote=self.goats, by=self.editor)
        self.assertEqual(
            self.goats.text, "Nobody has counted the goats of Ferrow this year,"
        )

    def test_an_editor_who_saw_the_old_words_cannot_decide_on_the_new(self):
        seen = Quote.objects.get(pk=self.goats.pk)
        read(text_of(TIDE, GOATS.replace("this year", "this time")))

        with self.assertRaises(review.ConflictError):
            review.confirm(quote=seen, by=self.editor)
