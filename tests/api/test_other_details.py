"""A speaker, statement, article or outlet alone: keys, redirects, linked data."""

from datetime import UTC, datetime

from django.test import TestCase

from tests.api.test_details import BASE, make_disputed_quote
from tests.build import (
    make_alias,
    make_article,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)


class OtherDetailTests(TestCase):
    def get(self, path, **params):
        return self.client.get(f"/api/v1/{path}", params)

    def test_a_speaker_is_found_by_id_and_by_slug(self):
        speaker = make_speaker("Mara Lindqvist")
        make_alias(speaker, "Lindqvist")
        make_quote(speaker=speaker)
        for key in (speaker.pk, "mara-lindqvist"):
            with self.subTest(key):
                answer = self.get(f"speakers/{key}/").json()
                self.assertEqual(answer["id"], speaker.pk)
                self.assertEqual(answer["quote_count"], 1)
                self.assertEqual(
                    [alias["name"] for alias in answer["aliases"]],
                    ["Lindqvist", "Mara Lindqvist"],
                )

    def test_a_slug_of_another_script_works(self):
        make_speaker("Мара Линд")

        response = self.get("speakers/мара-линд/")

        self.assertEqual(self.client.get(response.json()["url"]).status_code, 200)

    def test_merged_speakers_point_to_the_one_that_stands(self):
        last = make_speaker("Mara Lindqvist")
        middle = make_speaker("M. Lindqvist", merged_into=last)
        first = make_speaker("Ms Lindqvist", merged_into=middle)

        response = self.get(f"speakers/{first.pk}/", fields="id")

        self.assertEqual(response.status_code, 301)
        self.assertEqual(
            response["Location"], f"{BASE}/speakers/mara-lindqvist/?fields=id"
        )

    def test_merged_statements_point_to_the_one_that_stands(self):
        target = make_statement()
        merged = make_statement(merged_into=target)

        response = self.get(f"statements/{merged.pk}/")

        self.assertEqual(response.status_code, 301)
        self.assertEqual(response["Location"], f"{BASE}/statements/{target.pk}/")

    def test_a_statement_lists_its_printings_the_earliest_first(self):
        quote = make_disputed_quote()
        later = make_quote(
            "The dam holds",
            statement=quote.statement,
            published_at=datetime(2024, 3, 2, tzinfo=UTC),
        )

        answer = self.get(f"statements/{quote.statement_id}/").json()

        self.assertEqual(
            [(row["id"], row["is_wire_copy"]) for row in answer["printings"]],
            [(quote.pk, True), (later.pk, False)],
        )

    def test_a_statement_is_a_claim_with_its_appearances(self):
        quote = make_disputed_quote()

        answer = self.get(f"statements/{quote.statement_id}/", format="jsonld").json()

        self.assertEqual(answer["@type"], "Claim")
        self.assertEqual(answer["author"]["name"], "Mara Lindqvist")
        self.assertEqual(answer["appearance"], [answer["firstAppearance"]])
        self.assertEqual(answer["appearance"][0]["@type"], "Quotation")

    def test_an_article_gives_its_text(self):
        article = make_article("“Yes,” she said.", url="https://harbour.example/yes")

        answer = self.get(f"articles/{article.pk}/").json()

        self.assertEqual(answer["text"], "“Yes,” she said.")
        self.assertEqual(answer["source_url"], "https://harbour.example/yes")
        self.assertEqual(answer["url"], f"{BASE}/articles/{article.pk}/")

    def test_an_outlet_is_found_by_slug(self):
        outlet = make_outlet("The Harbour Post", domain="harbour.example")

        answer = self.get("outlets/the-harbour-post/").json()

        self.assertEqual((answer["id"], answer["domain"]), (outlet.pk, outlet.domain))

    def test_what_is_not_there_is_not_found(self):
        for path in [
            "quotes/1/",
            "quotes/x/",
            "quotes/99999999999999999999/",
            "speakers/nobody/",
            "statements/9/",
            "articles/-1/",
            "outlets/%00/",
            "nothing/",
            "speakers/a/b/",
        ]:
            with self.subTest(path):
                response = self.get(path)
                self.assertEqual(response.status_code, 404)
                self.assertEqual(response["Content-Type"], "application/problem+json")
