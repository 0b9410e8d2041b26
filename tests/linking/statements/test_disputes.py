"""Which disputes are worth a reporter's call."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Statement
from quotes.models.disputed import DISPUTED
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

DAY = datetime(2031, 3, 17, tzinfo=UTC)
WORDS = "The lamps of the old pier were never meant to be lit by strangers"


# What is told of a statement is computed on both by test_summary.py.
@pytest.mark.any_database
class AlertTests(TestCase):
    def setUp(self):
        self.statement = make_statement(WORDS)

    def print(self, speaker, text=WORDS, *, confidence=0.95, outlet=None, **fields):
        article = make_article(
            f"{text} {speaker}", outlet=outlet or make_outlet(), published_at=DAY
        )
        return make_quote(
            text, article=article, speaker=speaker, confidence=confidence,
            statement=self.statement, **fields,
        )  # fmt: skip

    def grade(self):
        refresh_statements([self.statement.pk])
        self.statement.refresh_from_db()
        disputed = Statement.objects.filter(DISPUTED, pk=self.statement.pk).exists()
        self.assertIs(disputed, self.statement.dispute_grade == "alert")
        return self.statement.dispute, self.statement.dispute_grade

    def test_the_same_words_of_two_agents_in_two_outlets(self):
        self.print(make_speaker("Ana Tarn", kind="person"))
        self.print(make_speaker("Bo Lind", kind="person"))
        self.assertEqual(self.grade(), ("distinct", "alert"))

    def test_two_translations_of_one_quotation(self):
        one = (
            "the harbour boats were sent to “drown and wash away the crooked salt "
            "merchants of Tarn, and free the lower quay together with the ferrymen”"
        )
        other = (
            "the boats sailed to “sink and wash off the crooked salt merchants of "
            "Tarn, and free the lower quays in company with the ferrymen”"
        )
        self.print(make_speaker("Ana Tarn", kind="person"), one, kind="mixed")
        second = self.print(make_speaker("Bo Lind", kind="person"), other, kind="mixed")
        self.assertEqual(self.grade(), ("distinct", "alert"))
        # Reported without marks, others may have said much the same.
        second.kind = "indirect"
        second.save()
        self.assertEqual(self.grade(), ("distinct", "note"))

    def test_one_outlet_contradicts_nobody_but_itself(self):
        outlet = make_outlet()
        self.print(make_speaker("Ana Tarn", kind="person"), outlet=outlet)
        self.print(make_speaker("Bo Lind", kind="person"), outlet=outlet)
        self.assertEqual(self.grade(), ("distinct", "note"))

    def test_a_doubtful_reading_is_none_until_an_editor_confirms_it(self):
        self.print(make_speaker("Ana Tarn", kind="person"))
        quote = self.print(make_speaker("Bo Lind", kind="person"), confidence=0.6)
        self.assertEqual(self.grade(), ("distinct", "note"))
        quote.status, quote.reviewed_at = "confirmed", DAY
        quote.reviewed_by = make_editor()
        quote.save()
        self.assertEqual(self.grade(), ("distinct", "alert"))

    def test_other_words_are_noted(self):
        self.print(make_speaker("Ana Tarn", kind="person"))
        other = "Nobody ever wanted strangers to light the lamps on that pier"
        self.print(make_speaker("Bo Lind", kind="person"), other)
        self.assertEqual(self.grade(), ("distinct", "note"))

    def test_crowds_and_parts_of_a_name_are_noted(self):
        self.print(make_speaker("Ana Tarn", kind="person"))
        self.print(make_speaker("Orle voters", kind="group"))
        self.print(make_speaker("More than 6 in 10 voters"))
        self.print(make_speaker("Tarn's neighbour, Ana Tarn of Orle"))
        self.assertEqual(self.grade()[1], "note")

    def test_voices_without_a_name_do_not_disagree_unless_told_apart(self):
        one = make_speaker("officials", kind="group")
        other = make_speaker("several officials", kind="group")
        self.print(one)
        self.print(other)
        self.assertEqual(self.grade(), (None, ""))

        review.tell_speakers_apart(one=one, other=other, by=make_editor())
        self.assertIsNotNone(self.grade()[0])

    def test_a_body_and_its_voice_are_noted(self):
        body = make_speaker("Orle Harbour Authority", kind="organisation")
        self.print(body)
        self.print(make_speaker("Bo Lind", kind="person", affiliation=body))
        self.assertEqual(self.grade(), ("granularity", "note"))

    def test_who_agree_have_no_grade(self):
        speaker = make_speaker("Ana Tarn", kind="person")
        self.print(speaker)
        self.print(speaker)
        self.assertEqual(self.grade(), (None, ""))
