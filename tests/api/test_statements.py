"""The list of statements: what counts as disputed, and what as settled."""

from datetime import UTC, datetime
from unittest.mock import patch

from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, Kind, Quotation, SpeakerKind
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote
from quotes.pages import feeds
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.storing import sync_quotes


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


class GoneTests(TestCase):
    """A statement of which no printing stands: at its address, and in lists."""

    def setUp(self):
        self.statement = make_statement("The dam holds")
        self.editor = make_editor()
        self.speaker = make_speaker()

    def read(self, article, text=None):
        """Read ``article`` anew: one quotation in it, or none."""
        start = article.text.index(text) if text else 0
        found = Quotation(
            content=((start, start + len(text or "")),), cue=(), source=(),
            kind=Kind.DIRECT, relayed_by=None, relay=(), confidence=0.9, method="",
            speaker=DocumentSpeaker(self.speaker.name, SpeakerKind.PERSON),
            candidates=(), is_fragment=False, attitude=False, evidence={},
        )  # fmt: skip
        sync_quotes(article, [found] if text else [])

    def check(self, reason):
        told = f"No printing of this statement stands any more: {reason}."
        response = self.client.get(f"/api/v1/statements/{self.statement.pk}/")
        self.assertEqual(response.status_code, 410)
        self.assertEqual(response.json()["detail"], told)
        page = self.client.get(f"/statements/{self.statement.pk}/")
        self.assertContains(page, told, status_code=410)
        self.assertNotContains(page, "The dam holds", status_code=410)
        for address in ("/api/v1/statements/", "/statements/"):
            self.assertNotContains(
                self.client.get(address), f"/statements/{self.statement.pk}/"
            )

    def test_rejected(self):
        for _ in "12":
            quote = make_quote("The dam holds", statement=self.statement)
            review.reject(quote=quote, by=self.editor)

        self.check("editors rejected printings (2)")

    def test_read_as_something_else(self):
        article = make_article("“The dam holds,” she said. “We shall see,” he said.")
        self.read(article, "The dam holds")
        (quote,) = article.quotes.all()
        self.statement = quote.statement

        self.read(article, "We shall see")

        self.check("printings are no longer found (1)")
        standing = Quote.objects.standing().get()
        self.assertNotEqual(standing.statement, self.statement)

    def test_empty(self):
        refresh_statements([self.statement.pk])

        self.check("its printings report other statements")

    def test_merged_it_leads_on(self):
        target = make_statement("Target")
        make_quote(statement=target)
        make_quote(statement=self.statement)
        review.merge_statements(source=self.statement, target=target, by=self.editor)

        for address in ("/api/v1/statements/{}/", "/statements/{}/"):
            response = self.client.get(address.format(self.statement.pk))
            self.assertEqual(response.status_code, 301)
            self.assertURLEqual(
                response["Location"].removeprefix("http://testserver"),
                address.format(target.pk),
            )


class ArisingTests(TestCase):
    """An old statement may be disputed from today on."""

    @classmethod
    def setUpTestData(cls):
        for text, printed, disputed in (
            ("Old", 2019, 2026), ("Newer", 2023, 2024), ("Newest", 2025, 2025)
        ):  # fmt: skip
            make_statement(
                text,
                dispute="distinct",
                first_published_at=datetime(printed, 1, 1, tzinfo=UTC),
                disputed_at=datetime(disputed, 1, 1, tzinfo=UTC),
            )
        make_statement("Agreed")

    def get(self, **query):
        return self.client.get("/api/v1/statements/", query)

    def listed(self, **query):
        return [row["text"] for row in self.get(**query).json()["results"]]

    def test_disputes_are_ordered_by_when_they_arose(self):
        arisen = ["Old", "Newest", "Newer"]
        for query in ({"disputed": "true"}, {"dispute": "distinct"}):
            with self.subTest(query):
                self.assertEqual(self.listed(ordering="-disputed_at", **query), arisen)
                self.assertEqual(
                    self.listed(ordering="disputed_at", **query), arisen[::-1]
                )

    def test_page_by_page(self):
        query = {"ordering": "-disputed_at", "disputed": "true", "page_size": 2}
        first = self.get(**query).json()
        second = self.client.get(first["next"]).json()

        self.assertEqual([row["text"] for row in second["results"]], ["Newer"])
        self.assertIsNone(second["next"])
        back = self.client.get(second["previous"]).json()
        self.assertEqual(back["results"], first["results"])

    def test_what_nobody_disputes_cannot_be_ordered_so(self):
        for query in ({}, {"disputed": "false"}, {"settled": "false"}):
            with self.subTest(query):
                response = self.get(ordering="-disputed_at", **query)

                self.assertEqual(response.status_code, 400)
                (error,) = response.json()["errors"]
                self.assertEqual(error["parameter"], "ordering")

    def test_every_row_says_since_when(self):
        (row, *_) = self.get(ordering="-disputed_at", disputed="true").json()["results"]

        self.assertEqual(row["disputed_at"], "2026-01-01T00:00:00Z")
        self.assertIsNone(self.get(q="agreed").json()["results"][0]["disputed_at"])

    def test_the_page_and_the_feed_begin_with_what_arose_last(self):
        page = self.client.get("/disputes/")
        self.assertEqual(
            [row["text"] for row in page.context["listing"].rows],
            ["Old", "Newest", "Newer"],
        )
        with patch.object(feeds, "ENTRIES", 1):
            feed = self.client.get("/feeds/disputes.atom").content.decode()
        self.assertIn("Disputed: Old", feed)
        self.assertNotIn("Newest", feed)
