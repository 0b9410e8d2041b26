"""The list of statements: what counts as disputed, and what as settled."""

from datetime import UTC, datetime

from django.test import TestCase

from tests.build import make_editor, make_quote, make_speaker, make_statement


class DisputedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.agreed = make_statement("Agreed")
        cls.open = make_statement("Open", dispute="distinct")
        cls.settled = make_statement(
            "Settled",
            dispute="distinct",
            resolved_by=make_editor(),
            resolved_at=datetime(2024, 1, 1, tzinfo=UTC),
        )

    def listed(self, **query):
        rows = self.client.get("/api/v1/statements/", query).json()["results"]
        return {row["text"]: row["disputed"] for row in rows}

    def test_every_row_says_whether_it_is(self):
        self.assertEqual(
            self.listed(), {"Agreed": False, "Open": True, "Settled": False}
        )

    def test_one_of_which_no_printing_stands_is_not_listed(self):
        make_statement("Rejected", quote_count=0)

        self.assertNotIn("Rejected", self.listed())

    def test_a_settled_dispute_is_none(self):
        self.assertEqual(list(self.listed(disputed="true")), ["Open"])
        self.assertEqual(set(self.listed(disputed="false")), {"Agreed", "Settled"})

    def test_settled_ones_are_found_as_such(self):
        self.assertEqual(list(self.listed(settled="true")), ["Settled"])
        self.assertEqual(set(self.listed(settled="false")), {"Agreed", "Open"})

    def test_its_kind_is_kept_when_it_is_settled(self):
        self.assertEqual(set(self.listed(dispute="distinct")), {"Open", "Settled"})

    def test_api_and_pages_agree(self):
        for statement in (self.agreed, self.open, self.settled):
            quote = make_quote(statement=statement, speaker=make_speaker())
            warnings = self.client.get(f"/api/v1/quotes/{quote.pk}/").json()["warnings"]
            warned = any(warning["code"] == "disputed" for warning in warnings)
            page = self.client.get("/", {"statement": statement.pk})
            (row,) = page.context["listing"].rows
            with self.subTest(statement.text):
                self.assertEqual(warned, statement.text == "Open")
                self.assertEqual(row["is_disputed"], warned)
