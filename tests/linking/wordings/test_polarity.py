"""A denial and an assertion are never one statement."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes.linking.statements.group import group_quotes
from quotes.linking.wordings.polarity import contradict, polarity
from tests.build import make_article, make_quote, make_speaker

# What is grouped is asked on both by ../statements/: here, which words are one.
pytestmark = pytest.mark.any_database

DAY = datetime(2031, 3, 17, tzinfo=UTC)
WORDS = "she had sold the lamps of the old pier to strangers"


def of(stance, words=10, *, direct=False, negations=0):
    return polarity(stance, direct=direct, words=words, negations=negations)


class PolarityTests(TestCase):
    def test_a_cue_may_turn_what_is_said(self):
        for one, other, apart in (
            (of("denies"), of("states"), True),
            (of("withholds"), of("claims"), True),
            (of("denies"), of("denies"), False),
            (of("denies"), of("states", negations=1), False),
            (of("states"), of("states", negations=1), False),
            (of("denies", direct=True), of("states"), False),
            (of("denies", words=2, direct=True), of("states"), True),
        ):
            with self.subTest((one, other)):
                self.assertIs(contradict(one, other), apart)
                self.assertIs(contradict(other, one), apart)

    def test_the_same_words_denied_and_said_are_two_statements(self):
        speaker = make_speaker("Mara Lindqvist", kind="person")
        quotes = [
            make_quote(
                WORDS, kind="indirect", stance=stance, speaker=speaker,
                article=make_article(f"She {cue} that {WORDS}.", published_at=DAY),
            )
            for stance, cue in (
                ("denies", "denied"), ("states", "said"), ("denies", "rejected"),
            )
        ]  # fmt: skip
        group_quotes(quotes)
        for quote in quotes:
            quote.refresh_from_db()
        denied, said, rejected = (quote.statement_id for quote in quotes)
        self.assertEqual(denied, rejected)
        self.assertNotEqual(denied, said)
