"""Relevance in Python, held against figures that PostgreSQL 18's ts_rank gave."""

from django.db import connection
from django.test import SimpleTestCase, TestCase

from quotes import search
from quotes.models import Quote
from quotes.search.relevance import score_text
from tests.build import make_quote

SCORES = [
    ("taxes", "taxes", 0.060793),
    ("taxes and more taxes", "tax", 0.032727),
    ("raise taxes", "raise taxes", 0.062527),
    ("raise the dam and think of taxes", "raise taxes", 0.028432),
    ("raise taxes, not the dam: raise them", '"raise taxes" dam', 0.133436),
    ("levies on salt", "taxes OR levies", 0.015198),
    ("one " + "x " * 150 + "two", "one two", 0.0),
]


class ScoreTests(SimpleTestCase):
    def test_more_and_nearer_words_score_higher(self):
        query = search.parse_query("raise taxes")
        scores = [
            score_text(text, query)
            for text in (
                "raise taxes",
                "raise the taxes",
                "raise the dam and think of taxes",
            )
        ]

        self.assertEqual(scores, sorted(scores, reverse=True))
        self.assertEqual(len(set(scores)), 3)


class EqualityTests(TestCase):
    def test_scores_are_these_on_every_database(self):
        for text, words, expected in SCORES:
            with self.subTest(text=text[:40], words=words):
                quote = make_quote(text)
                query = search.parse_query(words)
                rows = Quote.objects.filter(pk=quote.pk).newest_first()
                ((_, score),) = search.rank(search.find(rows, query), query)
                self.assertAlmostEqual(score, expected, places=6)
                self.assertAlmostEqual(
                    score_text(text, query), score, places=6, msg=connection.vendor
                )
