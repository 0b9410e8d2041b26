"""POST /api/v1/verify/: what was said, in which words, and by whom."""

from datetime import UTC, datetime

from django.db import connection
from rest_framework.test import APITestCase

from quotes.linking.statements import group_quotes
from tests.build import make_quote, make_speaker

URL = "/api/v1/verify/"
DAY = datetime(2031, 3, 17, tzinfo=UTC)
SEA = "The sea asks nobody for a passport, and neither did our divers."
DEBT = "This is a debt that cannot be paid in fishing rights or in apologies."


class VerifyTests(APITestCase):
    def setUp(self):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        quotes = [
            make_quote(text, speaker=speaker, published_at=DAY)
            for text, speaker in ((SEA, ana), (DEBT, ana), (DEBT, bo))
        ]
        group_quotes(quotes)

    def ask(self, text):
        response = self.client.post(URL, {"text": text}, format="json")
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()["results"]

    def test_verbatim_with_its_place_and_statement(self):
        text = f"Somebody wrote: “{SEA}” Is that so?"
        (result,) = self.ask(text)
        self.assertEqual(result["status"], "verbatim")
        self.assertEqual(text[result["start"] : result["end"]], SEA)
        (statement,) = result["statements"]
        self.assertEqual(statement["speaker"]["name"], "Ana Tarn")
        self.assertEqual(statement["type"], "identical")

    def test_punctuation_makes_no_variant(self):
        (result,) = self.ask(
            "the sea asks nobody for a passport and neither did our divers"
        )
        self.assertEqual(result["status"], "verbatim")

    def test_variants_with_their_differences(self):
        for asked, kind, aspect in (
            ("The sea asks nobody for a passport", "truncated", "negation"),
            ("The sea asks nobody for a pasport, and neither did our divers",
             "substituted", "wording"),
            ("The sea asks no one for papers, and neither did our divers",
             "substituted", "wording"),
            ("The sea asks everybody for a passport, and neither did our divers",
             "substituted", "negation"),
        ):  # fmt: skip
            with self.subTest(asked):
                (result,) = self.ask(asked)
                self.assertEqual(result["status"], "variant")
                statement = result["statements"][0]
                self.assertEqual(statement["type"], kind)
                self.assertEqual(statement["differences"][0]["aspect"], aspect)

    def test_disputed(self):
        (result,) = self.ask(DEBT)
        self.assertEqual(result["status"], "disputed")
        self.assertIn("do not agree", result["message"])
        self.assertEqual(result["statements"][0]["dispute"], "distinct")

    def test_not_found_proves_nothing(self):
        (result,) = self.ask("The moon will be painted green by Tuesday evening.")
        self.assertEqual((result["status"], result["statements"]), ("not_found", []))
        self.assertIn("no evidence that they were never said", result["message"])

    def test_each_quotation_has_its_own_status(self):
        results = self.ask(
            f"“{SEA}” he said. “{DEBT}” And: “Nobody ever said this at all.”"
        )
        self.assertEqual(
            [result["status"] for result in results],
            ["verbatim", "disputed", "not_found"],
        )

    def test_the_cost_does_not_grow_with_the_quotations(self):
        for text in (f"“{SEA}”", f"“{SEA}” “{DEBT}” “{SEA}” “{DEBT}”"):
            self.ask(text)
            # Texts, keys, quotes, disputes, statements, printings; on PostgreSQL
            # also the time limit within its savepoint, and how indexes are read.
            with self.assertNumQueries(11 if connection.vendor == "postgresql" else 6):
                self.ask(text)

    def test_refusals(self):
        many = "“So it is said.” " * 51
        for body, status, words in (
            ({}, 400, "Missing"),
            ({"text": ""}, 400, "Empty"),
            ({"text": 5}, 400, "Must be a text"),
            ({"text": "x" * 20_001}, 413, "20001 characters; at most 20000"),
            ({"text": many}, 413, "51 quotations; at most 50"),
        ):
            with self.subTest(words):
                response = self.client.post(URL, body, format="json")
                self.assertEqual(response.status_code, status)
                self.assertIn(words, response.content.decode())
