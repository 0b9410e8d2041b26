"""Back to what stood beside a row: names, places, whom and what it is not."""

from datetime import UTC, datetime

from django.test import TestCase

from quotes import review
from quotes.models import (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    StatementDistinction,
    StatementPlacement,
)
from tests.admin.people import make_member
from tests.build import make_editor, make_quote, make_speaker, make_statement

DAY = datetime(2031, 3, 17, tzinfo=UTC)
AS_THEN = "It is as it was then."


class RestoringTests(TestCase):
    def setUp(self):
        self.ines = make_editor("ines")
        self.ida, self.bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        self.quote, _, _ = (
            make_quote("Rope", statement=statement, speaker=self.ida, published_at=DAY)
            for statement in (self.rope, self.rope, self.goats)
        )

    def restore(self, record, **options):
        review.restore_record(record=record, by=self.ines, reason="Slip", **options)

    def both_ways(self, model, holds):
        """Go back to the first record and to the removal, each once."""
        made, removed = model.history.order_by("history_date", "history_id")[:2]
        self.assertEqual((made.history_type, removed.history_type), ("+", "-"))
        with self.assertRaisesMessage(review.ReviewError, AS_THEN):
            self.restore(removed)

        self.restore(made)

        self.assertTrue(holds())
        latest = model.history.latest("history_date")
        self.assertEqual(latest.history_user, self.ines)
        self.assertEqual(latest.history_change_reason, "Slip")
        with self.assertRaisesMessage(review.ReviewError, AS_THEN):
            self.restore(made)
        self.restore(removed)
        self.assertFalse(holds())

    def test_a_name(self):
        alias = review.add_alias(speaker=self.ida, name="La Voss", by=self.ines)
        review.remove_alias(alias=alias, by=self.ines)

        names = SpeakerAlias.objects.filter(speaker=self.ida, name="La Voss")
        past = SpeakerAlias.history.exclude(name="La Voss")
        past.delete()
        self.both_ways(SpeakerAlias, names.exists)

    def test_the_name_of_one_merged_since_is_of_who_stands_for_it(self):
        alias = review.add_alias(speaker=self.ida, name="La Voss", by=self.ines)
        made = SpeakerAlias.history.get(name="La Voss")
        review.remove_alias(alias=alias, by=self.ines)
        review.merge_speakers(source=self.ida, target=self.bo, by=self.ines)

        self.restore(made)

        self.assertTrue(self.bo.aliases.filter(name="La Voss").exists())

    def test_speakers_told_apart(self):
        told = review.tell_speakers_apart(one=self.ida, other=self.bo, by=self.ines)
        review.withdraw_distinction(distinction=told, by=self.ines)

        self.both_ways(SpeakerDistinction, SpeakerDistinction.objects.exists)

    def test_statements_told_apart(self):
        told = review.tell_statements_apart(
            one=self.rope, other=self.goats, by=self.ines
        )
        review.withdraw_statement_distinction(distinction=told, by=self.ines)

        self.both_ways(StatementDistinction, StatementDistinction.objects.exists)

    def test_where_a_quote_was_placed(self):
        def moved():
            return Quote.objects.get(pk=self.quote.pk).statement == self.goats

        review.move_quote(quote=self.quote, statement=self.goats, by=self.ines)
        review.return_quote(quote=Quote.objects.get(pk=self.quote.pk), by=self.ines)

        self.both_ways(StatementPlacement, moved)

    def test_what_a_split_brought_about_goes_with_the_split(self):
        review.split_statement(statement=self.rope, quotes=[self.quote], by=self.ines)
        told = StatementDistinction.history.get()
        told.history_type = "-"
        with self.assertRaisesMessage(review.ReviewError, "undo that"):
            self.restore(told)

    def test_only_a_chief_undoes_what_another_decided(self):
        told = review.tell_speakers_apart(
            one=self.ida, other=self.bo, by=make_editor("omar")
        )
        review.withdraw_distinction(distinction=told, by=make_editor("vera"))
        made = SpeakerDistinction.history.earliest("history_date")
        plain = make_member("plain")

        with self.assertRaises(review.NotPermittedError):
            review.restore_record(record=made, by=plain, reason="Slip")

    def test_other_histories_are_refused(self):
        review.change_speaker(speaker=self.ida, description="poet", by=self.ines)
        with self.assertRaisesMessage(review.ReviewError, "no earlier state"):
            self.restore(Speaker.history.first())
