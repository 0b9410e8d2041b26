"""Merging, splitting, settling statements and moving quotes, on the desk."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote, Statement, StatementDistinction
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker, make_statement

# Its pages are asked on both by tests/walk/test_admin.py, and each act is sent by
# test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

LIST = "/admin/quotes/statement/"
DAY = datetime(2031, 3, 17, tzinfo=UTC)


class StatementTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.ida = make_speaker("Ida Voss", kind="person")
        self.omar = make_speaker("Omar Teel", kind="person")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        self.first, self.second, self.third = (
            make_quote(text, speaker=speaker, statement=statement, published_at=DAY)
            for text, speaker, statement in (
                ("Our patience is a rope.", self.ida, self.rope),
                ("Our patience is rope.", self.omar, self.rope),
                ("The goats vote wisely.", self.ida, self.goats),
            )
        )
        refresh_statements([self.rope.pk, self.goats.pk])
        self.rope.refresh_from_db()

    def page(self, statement=None):
        return f"{LIST}{(statement or self.rope).pk}/change/"

    def send(self, act, **fields):
        return self.client.post(f"{LIST}{act}", {"reason": "Heard on tape"} | fields)

    def statement_of(self, quote):
        return Quote.objects.get(pk=quote.pk).statement


class MergingTests(StatementTestCase):
    def test_action_leads_to_the_page(self):
        keys = [self.rope.pk, self.goats.pk]

        response = self.client.post(
            LIST, {"action": "merge_selected", "_selected_action": keys}
        )

        address = response["Location"]
        self.assertTrue(address.startswith(f"{LIST}merge/?chosen="))
        self.assertContains(self.client.get(address), f"(number {self.goats.pk})")

    def test_the_chosen_one_stays(self):
        chosen = f"{self.rope.pk},{self.goats.pk}"
        response = self.send(f"merge/?chosen={chosen}", stays=self.rope.pk)

        self.assertRedirects(response, self.page())
        self.assertEqual(self.statement_of(self.third), self.rope)

    def test_into_one_near_by(self):
        address = f"{LIST}merge/?chosen={self.goats.pk}"
        self.assertContains(self.client.get(address), "By the same, in those days")

        self.send(f"merge/?chosen={self.goats.pk}", near=self.rope.pk)

        self.assertEqual(self.statement_of(self.third), self.rope)

    def test_into_one_by_its_number_or_address(self):
        for written in (self.rope.pk, f"https://q.example/statements/{self.rope.pk}/"):
            with self.subTest(written):
                self.send(f"merge/?chosen={self.goats.pk}", other=written)
                self.assertEqual(self.statement_of(self.third), self.rope)
                review.unmerge_statement(statement=self.goats, by=self.editor)

    def test_into_none_or_an_unknown_one_is_refused(self):
        for fields, refusal in (
            ({}, "Choose one statement."),
            ({"other": "999"}, "No statement has this number or address."),
            ({"other": "Rope"}, "No statement has this number or address."),
            ({"other": self.goats.pk}, "A statement cannot be merged into itself."),
        ):
            with self.subTest(refusal):
                response = self.send(f"merge/?chosen={self.goats.pk}", **fields)
                self.assertContains(response, refusal)

    def test_undoing(self):
        review.merge_statements(source=self.goats, target=self.rope, by=self.editor)
        self.assertContains(self.client.get(self.page(self.goats)), "Undo the merger…")

        self.send(f"{self.goats.pk}/unmerge/")

        self.assertEqual(self.statement_of(self.third), self.goats)


class SplittingTests(StatementTestCase):
    def test_what_is_ticked_becomes_a_statement(self):
        self.assertContains(
            self.client.get(f"{LIST}{self.rope.pk}/split/"), "Our patience is rope."
        )

        response = self.send(f"{self.rope.pk}/split/", quotes=[self.second.pk])

        self.assertRedirects(response, self.page())
        made = self.statement_of(self.second)
        self.assertNotEqual(made, self.rope)
        self.assertContains(self.client.get(self.page(made)), "Undo the split…")

        self.send(f"{made.pk}/unsplit/")

        self.assertEqual(self.statement_of(self.second), self.rope)

    def test_all_of_them_are_refused(self):
        response = self.send(
            f"{self.rope.pk}/split/", quotes=[self.first.pk, self.second.pk]
        )

        self.assertContains(response, "Leave at least one quote in the statement.")

    def test_telling_apart_and_taking_it_back(self):
        self.send(f"{self.rope.pk}/apart/", other=self.goats.pk)
        told = StatementDistinction.objects.get()
        self.assertContains(self.client.get(self.page()), "<q>Heard on tape</q>")

        self.send(f"apart/{told.pk}/withdraw/")

        self.assertEqual(StatementDistinction.objects.count(), 0)


class SettlingTests(StatementTestCase):
    def settle(self, **fields):
        return self.send(f"{self.rope.pk}/settle/", **fields)

    def test_a_side_is_right_and_reopened(self):
        self.assertContains(self.client.get(self.page()), "Settle who said it…")

        response = self.settle(side=self.ida.pk)

        self.assertRedirects(response, self.page())
        stored = Statement.objects.get(pk=self.rope.pk)
        self.assertEqual(
            (stored.speaker, stored.resolution, stored.resolved_by),
            (self.ida, "Heard on tape", self.editor),
        )
        self.assertContains(self.client.get(self.page()), "Reopen the dispute…")

        self.send(f"{self.rope.pk}/reopen/")

        stored = Statement.objects.get(pk=self.rope.pk)
        self.assertEqual((stored.speaker, stored.dispute), (None, "distinct"))

    def test_somebody_else_or_nobody_knows(self):
        third = make_speaker("Ruth Orr")
        for fields, speaker in (
            ({"other": third.pk}, third),
            ({"side": "unknown"}, None),
        ):
            with self.subTest(speaker):
                self.settle(**fields)
                stored = Statement.objects.get(pk=self.rope.pk)
                self.assertEqual(stored.speaker, speaker)
                self.assertIsNotNone(stored.resolved_at)
                review.reopen_dispute(statement=stored, by=self.editor)

    def test_two_answers_or_none_are_refused(self):
        for fields in ({}, {"side": self.ida.pk, "other": self.omar.pk}):
            self.assertContains(self.settle(**fields), "Choose one answer.")

    def test_a_reason_is_needed(self):
        response = self.settle(side=self.ida.pk, reason="")

        self.assertContains(response, "This field is required.")


class MovingTests(StatementTestCase):
    def move(self, quote, **fields):
        return self.send(f"move/{quote.pk}/", **fields)

    def test_from_the_page_of_the_quote_and_back(self):
        address = f"{LIST}move/{self.first.pk}/"
        quote_page = f"/admin/quotes/quote/{self.first.pk}/change/"
        self.assertContains(self.client.get(quote_page), address)
        self.assertContains(self.client.get(self.page()), address)

        response = self.move(self.first, near=self.goats.pk)

        self.assertRedirects(response, self.page(self.goats))
        self.assertEqual(self.statement_of(self.first), self.goats)
        self.assertContains(self.client.get(address), "Take that back…")

        response = self.send(f"return/{self.first.pk}/")

        self.assertRedirects(response, quote_page)
        self.assertEqual(self.statement_of(self.first), self.rope)

    def test_the_only_printing_is_refused(self):
        response = self.move(self.third, other=self.rope.pk)

        self.assertContains(response, "merge the two statements instead.")

    def test_a_quote_changed_meanwhile_is_not_moved(self):
        seen = review.version_of(self.first)
        review.confirm(quote=self.first, by=make_member("omar"))

        response = self.move(self.first, near=self.goats.pk, version=seen)

        self.assertContains(response, "was changed by omar")
        self.assertEqual(self.statement_of(self.first), self.rope)


class AccessTests(StatementTestCase):
    def test_the_page_costs_the_same_for_two_printings_and_for_five(self):
        # The first page of a process also asks for the content types.
        self.client.get(self.page())
        for _ in (1, 2):
            with self.assertNumQueries(10):
                self.client.get(self.page())
            for number in range(3):
                make_quote(f"{number} rope", speaker=self.ida, statement=self.rope)

    def test_who_may_only_look_changes_nothing(self):
        self.client.force_login(make_reader())

        page = self.client.get(self.page())
        self.assertContains(page, "Our patience is rope.")
        for sign in ("move…", "Split…", "Settle", "Merge into"):
            self.assertNotContains(page, sign)
        for act in (
            f"merge/?chosen={self.rope.pk}",
            f"{self.rope.pk}/split/",
            f"{self.rope.pk}/unsplit/",
            f"{self.rope.pk}/unmerge/",
            f"{self.rope.pk}/apart/",
            "apart/1/withdraw/",
            f"{self.rope.pk}/settle/",
            f"{self.rope.pk}/reopen/",
            f"move/{self.first.pk}/",
            f"return/{self.first.pk}/",
        ):
            with self.subTest(act):
                self.assertEqual(self.send(act).status_code, 403)
