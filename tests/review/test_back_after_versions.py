"""Undoing and going back where the article has had another text since."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Act, Quote
from tests.build import make_editor, make_speaker
from tests.ingest.articles import GOATS, LAMPS, TIDE, read, text_of
from tests.ingest.test_versions import ONE, quote_of

# Acts are undone on both by test_undo_act.py and test_machine.py: here, what refuses.
pytestmark = pytest.mark.any_database


class BackAfterVersionTests(TestCase):
    def setUp(self):
        read(ONE)
        self.editor = make_editor()
        self.goats = quote_of("goats")
        self.article = self.goats.article

    def check_printed(self):
        self.article.refresh_from_db()
        self.goats.refresh_from_db()
        text = "".join(self.article.text[a:b] for a, b in self.goats.spans)
        self.assertEqual(self.goats.text, text)

    def shorten(self):
        end = self.article.text.index(" this year")
        review.correct_span(
            quote=self.goats, spans=[(self.goats.start, end)], by=self.editor
        )

    def test_undoing_gives_no_quote_words_that_its_article_no_longer_prints(self):
        self.shorten()
        act = Act.objects.latest("made_at")
        read(text_of(TIDE, GOATS.replace("this year", "in a year")))

        with self.assertRaisesMessage(review.ReviewError, "nothing was undone"):
            review.undo_act(act=act, by=self.editor)

        self.check_printed()

    def test_going_back_neither(self):
        review.confirm(quote=self.goats, by=self.editor)
        then = self.goats.history.first()
        read(text_of(LAMPS, GOATS.replace("this year", "since May")))

        with self.assertRaisesMessage(review.ReviewError, "has changed since"):
            review.revert(row=quote_of("since May"), record=then, by=self.editor)

        self.check_printed()

    def test_going_back_leaves_the_same_words_where_they_now_stand(self):
        review.confirm(quote=self.goats, by=self.editor)
        then, said = self.goats.history.first(), self.goats.speaker
        review.correct_speaker(
            quote=self.goats, speaker=make_speaker("Ines Kolb"), by=self.editor
        )
        read(text_of(LAMPS, LAMPS, GOATS))
        moved = Quote.objects.get(pk=self.goats.pk)
        self.assertNotEqual(moved.start, self.goats.start)

        review.revert(row=moved, record=then, by=self.editor)

        self.check_printed()
        self.assertEqual(self.goats.speaker, said)

    def test_nothing_is_undone_on_words_that_are_gone(self):
        review.reject(quote=self.goats, by=self.editor, reason="No quotation")
        read(text_of(TIDE))

        with self.assertRaisesMessage(review.ReviewError, "nothing to decide on"):
            review.undo_act(act=Act.objects.latest("made_at"), by=self.editor)

        self.goats.refresh_from_db()
        self.assertEqual(self.goats.status, Quote.Status.REJECTED)
