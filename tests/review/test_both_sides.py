"""Acts on two rows leave a trace in the history of both."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from tests.build import make_editor, make_quote, make_speaker, make_statement

# Every act is done on both by test_optimistic_locking.py: here, what history tells.
pytestmark = pytest.mark.any_database


class BothSidesTests(TestCase):
    def setUp(self):
        self.by = make_editor("ines")
        self.ida, self.omar = make_speaker("Ida Voss"), make_speaker("Omar Teel")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        self.first, self.second, self.third = (
            make_quote(text, statement=statement, speaker=self.ida)
            for text, statement in (
                ("A", self.rope),
                ("B", self.rope),
                ("C", self.goats),
            )
        )
        refresh_statements([self.rope.pk, self.goats.pk])

    def told(self, row):
        latest = row.history.first()
        self.assertEqual(latest.history_user, self.by)
        return latest.history_change_reason

    def test_splitting_and_undoing_it(self):
        made = review.split_statement(
            statement=self.rope, quotes=[self.second], by=self.by, reason="On tape"
        )

        self.assertEqual(
            self.told(self.rope),
            f"1 printing split off as statement {made.pk}: On tape",
        )
        self.assertEqual(
            self.told(made), f"Split off statement {self.rope.pk}, 1 printing: On tape"
        )
        counts = self.rope.history.values_list("quote_count", flat=True)[:2]
        self.assertEqual(list(counts), [1, 2])

        review.unsplit_statement(statement=made, by=self.by)
        self.assertEqual(
            self.told(self.rope), f"The printings of statement {made.pk} are back"
        )

    def test_merging_statements_and_undoing_it(self):
        pair = {"source": self.goats, "target": self.rope}
        review.merge_statements(**pair, by=self.by)
        merged = f"Statement {self.goats.pk} was merged into this one"
        self.assertEqual(self.told(self.rope), merged)

        review.unmerge_statement(statement=self.goats, by=self.by)
        self.assertIn("is no longer merged into this one", self.told(self.rope))

    def test_moving_a_quote_and_back(self):
        review.move_quote(quote=self.second, statement=self.goats, by=self.by)
        moved = f"Quote {self.second.pk} moved"
        self.assertEqual(self.told(self.rope), f"{moved} to statement {self.goats.pk}")
        self.assertEqual(
            self.told(self.goats), f"{moved} from statement {self.rope.pk}"
        )

        review.return_quote(quote=self.second, by=self.by)
        self.assertEqual(
            self.told(self.rope), f"{moved} from statement {self.goats.pk}"
        )
        self.assertEqual(self.told(self.goats), f"{moved} to statement {self.rope.pk}")

    def test_telling_apart_and_taking_it_back(self):
        told = review.tell_statements_apart(
            one=self.rope, other=self.goats, by=self.by, reason="Two days"
        )
        apart = f"Told apart from statement {self.goats.pk}: Two days"
        self.assertEqual(self.told(self.rope), apart)
        review.withdraw_statement_distinction(distinction=told, by=self.by)
        self.assertIn("No longer told apart", self.told(self.goats))

        told = review.tell_speakers_apart(one=self.ida, other=self.omar, by=self.by)
        self.assertIn("Told apart from Ida Voss", self.told(self.omar))
        review.withdraw_distinction(distinction=told, by=self.by)
        self.assertIn("No longer told apart", self.told(self.ida))

    def test_merging_speakers_and_undoing_it(self):
        review.merge_speakers(source=self.omar, target=self.ida, by=self.by)
        self.assertIn("Omar Teel (speaker", self.told(self.ida))

        review.unmerge_speakers(speaker=self.omar, by=self.by)
        self.assertIn("is no longer merged into this speaker", self.told(self.ida))
