"""Lists of statements, and of those that are disputed."""

from datetime import UTC, datetime

from django.test import TestCase

from quotes.models import Statement
from tests.build import (
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import limits, links_of, text_of


class DisputesTests(TestCase):
    def dispute(self, kind="distinct", **fields):
        statement = make_statement("The dam holds", dispute=kind, **fields)
        for name in ("Mara", "Teo"):
            make_quote(statement=statement, speaker=make_speaker(name))
        return statement

    def listed(self, **query):
        response = self.client.get("/disputes/", query)
        return [row["id"] for row in response.context["listing"].rows]

    def test_only_disputed_statements_newest_first(self):
        make_statement("Agreed")
        old = self.dispute(first_published_at=datetime(2024, 1, 1, tzinfo=UTC))
        new = self.dispute(first_published_at=datetime(2024, 2, 1, tzinfo=UTC))

        self.assertEqual(self.listed(), [new.pk, old.pk])

    def test_settled_ones_are_listed_when_asked_for(self):
        settled = self.dispute(
            resolved_by=make_editor(), resolved_at=datetime(2024, 3, 1, tzinfo=UTC)
        )
        opened = self.dispute()

        self.assertEqual(self.listed(), [opened.pk])
        self.assertEqual(self.listed(settled="true"), [settled.pk])

    def test_those_not_settled_are_the_open_ones_and_nothing_agreed(self):
        make_statement("Agreed")
        opened = self.dispute()

        self.assertEqual(self.listed(settled="false"), [opened.pk])

    def test_the_page_says_which_ones_it_lists_however_that_was_asked(self):
        for flag, told in [
            ("1", "which an editor has settled"),
            ("0", "that nobody has settled"),
        ]:
            with self.subTest(flag):
                response = self.client.get("/disputes/", {"settled": flag})
                self.assertIn(told, text_of(response))

    def test_kind_narrows(self):
        self.dispute()
        relay = self.dispute(Statement.Dispute.RELAY)

        self.assertEqual(self.listed(dispute="relay"), [relay.pk])

    def test_who_is_named_is_listed(self):
        self.dispute()

        response = self.client.get("/disputes/")

        self.assertIn("Mara (1 printing) or Teo (1 printing)", text_of(response))
        self.assertIn(
            "/api/v1/statements/?disputed=true&ordering=-disputed_at",
            links_of(response),
        )

    def test_no_dispute_says_so(self):
        self.assertIn("No dispute is known", text_of(self.client.get("/disputes/")))

    def test_bad_kind_is_refused(self):
        response = self.client.get("/disputes/", {"dispute": "loud"})

        self.assertEqual(response.status_code, 400)

    def test_list_costs_the_same_for_one_dispute_and_for_three(self):
        for _ in (1, 2, 3):
            self.dispute()
            with self.assertNumQueries(2 + limits(1)):
                self.client.get("/disputes/")


class StatementsTests(TestCase):
    def listed(self, **query):
        response = self.client.get("/statements/", query)
        return [row["text"] for row in response.context["listing"].rows]

    def test_all_newest_first_and_narrowed(self):
        mara = make_speaker("Mara")
        make_statement(
            "Old dam",
            speaker=mara,
            outlet_count=3,
            first_published_at=datetime(2024, 1, 1, tzinfo=UTC),
        )
        make_statement(
            "New bridge",
            dispute="distinct",
            first_published_at=datetime(2024, 2, 1, tzinfo=UTC),
        )

        for query, expected in [
            ({}, ["New bridge", "Old dam"]),
            ({"q": "dam"}, ["Old dam"]),
            ({"speaker": "mara"}, ["Old dam"]),
            ({"min_outlets": "2"}, ["Old dam"]),
            ({"disputed": "true"}, ["New bridge"]),
            ({"published_before": "2024-01-31"}, ["Old dam"]),
            # What a form sends where nothing was chosen.
            ({"q": "", "disputed": "", "min_outlets": ""}, ["New bridge", "Old dam"]),
        ]:
            with self.subTest(query):
                self.assertEqual(self.listed(**query), expected)

    def test_the_list_of_all_is_no_other_after_one_that_was_narrowed(self):
        make_statement("Agreed")
        make_statement("Open", dispute="distinct")

        self.client.get("/disputes/")

        self.assertEqual(set(self.listed()), {"Agreed", "Open"})
        rows = self.client.get("/api/v1/statements/?page_size=20").json()["results"]
        self.assertEqual(len(rows), 2)

    def test_pages_hold_all_and_each_once(self):
        expected = [make_statement(f"Statement {n}").text for n in range(45)][::-1]
        found, address = [], "/statements/"
        while address:
            response = self.client.get(address)
            listing = response.context["listing"]
            found += [row["text"] for row in listing.rows]
            address = f"/statements/{listing.next}" if listing.next else ""

        self.assertEqual(found, expected)

    def test_what_was_looked_for_is_marked_and_all_else_escaped(self):
        make_statement("The dam <b>holds</b>")

        response = self.client.get("/statements/", {"q": "dam"})

        self.assertContains(response, "The <mark>dam</mark> &lt;b&gt;holds&lt;/b&gt;")

    def test_none_says_so(self):
        for query, words in [
            ({}, "No statement is known yet"),
            ({"q": "dam"}, "No statement here answers this"),
        ]:
            with self.subTest(query):
                response = self.client.get("/statements/", query)
                self.assertIn(words, text_of(response))

    def test_bad_filter_is_refused(self):
        for query in ({"dispute": "loud"}, {"speaker": "nobody"}, {"x": "1"}):
            with self.subTest(query):
                response = self.client.get("/statements/", query)
                self.assertEqual(response.status_code, 400)

    def test_page_leads_to_its_data(self):
        response = self.client.get("/statements/", {"disputed": "true"})

        self.assertIn("/api/v1/statements/?disputed=true", links_of(response))

    def test_list_costs_the_same_for_one_and_for_three(self):
        for _ in (1, 2, 3):
            make_statement(speaker=make_speaker())
            with self.assertNumQueries(1 + limits(1)):
                self.client.get("/statements/")
