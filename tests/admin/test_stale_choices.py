"""What another editor did meanwhile is told in words, on every page that chooses."""

import re

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote, Speaker, SpeakerSuggestion, Statement
from tests.admin.people import make_member
from tests.build import make_quote, make_speaker, make_statement

# Every act is sent after another on both by test_pairs_of_acts.py: here, in words.
pytestmark = pytest.mark.any_database

DESK = "/admin/quotes/"
DJANGOS_OWN = ("Select a valid choice", "is not one of the available choices")


def version_in(page):
    return re.search(r'name="version" value="(\w+)"', page.text)[1]


class StaleChoiceTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.omar = make_member("omar")
        self.ida, self.teo, self.ana = (
            make_speaker(name) for name in ("Ida Voss", "Teo Marl", "Ana Tarn")
        )
        self.rope, self.goats, self.ovens = (
            make_statement(text) for text in ("Rope", "Goats", "Ovens")
        )
        self.first, self.second, self.third = (
            make_quote(text, speaker=speaker, statement=statement)
            for text, speaker, statement in (
                ("Our patience is a rope", self.ida, self.rope),
                ("Patience is a rope", self.teo, self.rope),
                ("Goats vote", self.ida, self.goats),
            )
        )
        refresh_statements([self.rope.pk, self.goats.pk])
        Statement.objects.filter(pk=self.rope.pk).update(dispute="distinct")

    def send(self, address, **fields):
        """Send a page as it was opened; say why nothing was done."""
        page = self.client.post(
            f"{DESK}{address}", {"reason": "Heard on tape"} | fields, follow=True
        )
        for words in DJANGOS_OWN:
            self.assertNotContains(page, words)
        return page

    def merge(self, source, target):
        review.merge_speakers(source=source, target=target, by=self.omar)

    def test_merging_when_one_of_the_two_has_just_been_merged(self):
        address = f"speaker/merge/?chosen={self.ida.pk},{self.teo.pk}"
        version = version_in(self.client.get(f"{DESK}{address}"))
        self.merge(self.teo, self.ida)

        page = self.send(address, target=self.ida.pk, version=version)

        self.assertContains(page, "Teo Marl is merged into Ida Voss already")
        self.assertContains(page, "was changed by omar (")
        self.assertNotContains(page, "Choose the one speaker that stays.")

    def test_merging_when_one_of_three_has_just_been_merged_elsewhere(self):
        address = f"speaker/merge/?chosen={self.ida.pk},{self.teo.pk}"
        self.merge(self.teo, self.ana)

        page = self.send(address, target=self.ida.pk)
        self.assertContains(page, "Teo Marl is merged into Ana Tarn already")
        self.assertTrue(Speaker.objects.get(pk=self.ana.pk).merged_into is None)

        self.send(address, target=self.ida.pk, merged=str(self.teo.pk))
        self.assertEqual(Speaker.objects.get(pk=self.ana.pk).merged_into, self.ida)

    def test_telling_apart_what_has_just_been_merged(self):
        address = f"speaker/apart/?chosen={self.ida.pk},{self.teo.pk}"
        self.merge(self.teo, self.ida)

        self.assertContains(self.send(address), "is merged into Ida Voss already")

    def test_merging_into_one_that_has_just_been_merged(self):
        self.merge(self.teo, self.ana)

        page = self.send(f"speaker/merge/?chosen={self.ida.pk}", other=self.teo.pk)

        self.assertContains(page, "Teo Marl was merged into Ana Tarn after you had")

    def test_settling_while_a_printing_changed(self):
        address = f"statement/{self.rope.pk}/settle/"
        version = version_in(self.client.get(f"{DESK}{address}"))
        review.correct_speaker(quote=self.second, speaker=self.ana, by=self.omar)
        Statement.objects.filter(pk=self.rope.pk).update(dispute="distinct")

        for sent in ({"version": version}, {}):
            page = self.send(address, side=self.teo.pk, **sent)
            self.assertContains(page, "after you had opened")
            self.assertContains(page, "Ana Tarn")
        self.assertIsNone(Statement.objects.get(pk=self.rope.pk).resolved_at)

    def test_settling_on_a_side_that_still_stands_while_a_printing_changed(self):
        address = f"statement/{self.rope.pk}/settle/"
        version = version_in(self.client.get(f"{DESK}{address}"))
        review.correct_speaker(quote=self.second, speaker=self.ana, by=self.omar)
        Statement.objects.filter(pk=self.rope.pk).update(dispute="distinct")

        page = self.send(address, side=self.ida.pk, version=version)

        self.assertContains(page, "was changed by omar (")
        self.assertIsNone(Statement.objects.get(pk=self.rope.pk).resolved_at)

    def test_splitting_off_a_printing_that_has_just_left(self):
        self.first.refresh_from_db()
        review.move_quote(quote=self.second, statement=self.ovens, by=self.omar)

        page = self.send(f"statement/{self.rope.pk}/split/", quotes=[self.second.pk])

        self.assertContains(page, f"(quote {self.second.pk}) has left this statement")

    def test_merging_statements_one_of_which_has_just_been_merged(self):
        address = f"statement/merge/?chosen={self.rope.pk},{self.goats.pk}"
        review.merge_statements(source=self.goats, target=self.ovens, by=self.omar)

        page = self.send(address, stays=self.goats.pk)

        self.assertContains(
            page, f"Statement {self.goats.pk} is merged into statement {self.ovens.pk}"
        )

    def test_acting_on_a_statement_that_has_just_been_merged(self):
        review.merge_statements(source=self.goats, target=self.ovens, by=self.omar)
        for act in ("settle", "split", "unsplit", "apart"):
            with self.subTest(act):
                page = self.send(f"statement/{self.goats.pk}/{act}/")
                self.assertContains(page, "omar (")
                self.assertContains(page, f"merged into statement {self.ovens.pk}")

    def test_undoing_what_has_just_been_undone(self):
        for address in (
            f"statement/{self.rope.pk}/unmerge/",
            f"speaker/{self.ida.pk}/unmerge/",
        ):
            with self.subTest(address):
                self.assertContains(self.send(address), "it is not merged any more")
        page = self.send(f"statement/{self.rope.pk}/reopen/")
        self.assertContains(page, "its dispute is open already")
        for kind in ("statement", "speaker"):
            page = self.send(f"{kind}/apart/999/withdraw/")
            self.assertContains(page, "was taken back already")

    def test_moving_a_quote_that_has_just_been_moved(self):
        address = f"statement/move/{self.second.pk}/"
        version = version_in(self.client.get(f"{DESK}{address}"))
        review.move_quote(quote=self.second, statement=self.ovens, by=self.omar)

        page = self.send(address, other=self.goats.pk, version=version)

        self.assertContains(page, "This quote was changed by omar (")
        self.assertContains(page, f"statement {self.ovens.pk}</a>")
        self.assertEqual(Quote.objects.get(pk=self.second.pk).statement, self.ovens)

    def test_answering_a_question_when_one_of_the_two_has_just_been_merged(self):
        question = SpeakerSuggestion.objects.create(
            speaker=self.teo, candidate=self.ida, score=0.5, reason="Alike"
        )
        self.merge(self.teo, self.ana)

        page = self.send(
            f"speakersuggestion/{question.pk}/change/", _same="1", stays=self.teo.pk
        )

        self.assertContains(page, "One of the two was merged into another speaker")
