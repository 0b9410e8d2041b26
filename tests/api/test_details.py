"""A quote alone: fields, what is gone, validators, linked data."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes import review
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

# Everything alone is asked on both by tests/walk/test_api.py: here, how it is shown.
pytestmark = pytest.mark.any_database

BASE = "http://testserver/api/v1"


def make_disputed_quote():
    """A quote with every relation: two parts, a statement, a wire copy, a relay."""
    text = "HARBOUR — “The dam,” said Mara Lindqvist, “will hold.” She left."
    article = make_article(
        text,
        outlet=make_outlet("The Harbour Post"),
        title="Dam holds",
        url="https://harbour.example/dam",
        published_at=datetime(2024, 3, 1, tzinfo=UTC),
        wire_copy_of=make_article("The original."),
    )
    speaker = make_speaker("Mara Lindqvist", kind="person")
    statement = make_statement(
        "The dam will hold", speaker=speaker, dispute="distinct", quote_count=2
    )
    first, second = text.index("The dam,"), text.index("will hold.")
    quote = make_quote(
        "The dam,",
        article=article,
        spans=[[first, first + 8], [second, second + 10]],
        speaker=speaker,
        relayed_by=make_speaker("Coast Wire"),
        statement=statement,
        candidates=[{"name": "Jon Orlo", "score": 0.2}],
        method="cue verb after the words",
    )
    quote.text = "The dam, … will hold."
    quote.save()
    return quote


class QuoteDetailTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quote = make_disputed_quote()

    def get(self, quote=None, **params):
        return self.client.get(f"/api/v1/quotes/{(quote or self.quote).pk}/", params)

    def test_the_words_around_it_are_shown(self):
        answer = self.get().json()

        self.assertEqual(answer["context_before"], "HARBOUR — “")
        self.assertEqual(answer["context_after"], "” She left.")

    def test_context_is_cut_from_a_long_article(self):
        article = make_article("x" * 1000 + "“Yes”" + "y" * 1000)

        answer = self.get(make_quote("Yes", article=article)).json()

        self.assertEqual(answer["context_before"], "x" * 299 + "“")
        self.assertEqual(answer["context_after"], "”" + "y" * 299)

    def test_selectors_point_at_every_part(self):
        text = self.quote.article.text

        targets = self.get().json()["targets"]

        self.assertEqual(len(targets), 2)
        for target, (start, end) in zip(targets, self.quote.spans, strict=True):
            self.assertEqual(target["source"], "https://harbour.example/dam")
            quoted, place = target["selector"]
            self.assertEqual(
                place, {"type": "TextPositionSelector", "start": start, "end": end}
            )
            self.assertEqual(quoted["type"], "TextQuoteSelector")
            self.assertEqual(quoted["exact"], text[start:end])
            self.assertTrue(text[:start].endswith(quoted["prefix"]))
            self.assertTrue(text[end:].startswith(quoted["suffix"]))

    def test_the_citation_puts_no_word_of_the_outlet_into_quotation_marks(self):
        quote = make_quote(
            "the dam was “as good as new”",
            kind="mixed",
            speaker=make_speaker("Ana Tarn"),
        )

        citation = self.client.get(f"/api/v1/quotes/{quote.pk}/").json()["citation"]

        self.assertIn("reported as saying: the dam was “as good as new” —", citation)

    def test_the_citation_names_everything(self):
        self.assertEqual(
            self.get().json()["citation"],
            "Mara Lindqvist (relayed by Coast Wire): “The dam, … will hold.” — The"
            " Harbour Post, “Dam holds”, 1 March 2024, https://harbour.example/dam."
            f" Quote {self.quote.pk}, {BASE}/quotes/{self.quote.pk}/",
        )

    def test_warnings_say_what_to_know_before_printing_it(self):
        codes = [warning["code"] for warning in self.get().json()["warnings"]]

        self.assertEqual(codes, ["disputed", "unreviewed", "wire_copy"])

    def test_a_settled_dispute_warns_no_more_whatever_was_written_about_it(self):
        statement = self.quote.statement
        for resolution in ("", "The agency had it wrong."):
            with self.subTest(resolution):
                statement.resolution = resolution
                statement.resolved_by = make_editor()
                statement.resolved_at = datetime(2024, 4, 1, tzinfo=UTC)
                statement.save()

                answer = self.get().json()

                codes = [warning["code"] for warning in answer["warnings"]]
                self.assertEqual(codes, ["unreviewed", "wire_copy"])
                self.assertEqual(answer["statement"]["dispute"], "distinct")
                self.assertIs(answer["statement"]["disputed"], False)

    def test_a_text_without_a_decision_settles_nothing(self):
        self.quote.statement.resolution = "Perhaps the agency."
        self.quote.statement.save()

        answer = self.get().json()

        self.assertEqual(answer["warnings"][0]["code"], "disputed")
        self.assertIs(answer["statement"]["disputed"], True)

    def test_other_printings_of_its_statement_are_listed(self):
        other = make_quote("The dam holds", statement=self.quote.statement)
        make_quote("gone", statement=self.quote.statement, status="withdrawn")

        answer = self.get().json()

        self.assertEqual([row["id"] for row in answer["printings"]], [other.pk])
        self.assertFalse(answer["printings_capped"])
        self.assertEqual(answer["statement"]["dispute"], "distinct")

    def test_it_costs_the_same_however_many_printings_there_are(self):
        for number in (1, 2, 3):
            make_quote(
                statement=self.quote.statement, speaker=make_speaker(f"S{number}")
            )
            with self.assertNumQueries(2):  # the quote, the printings
                self.get()

    def test_a_rejected_one_is_gone_in_every_format_and_says_why(self):
        rejected = make_quote("Words that are no more")
        review.reject(quote=rejected, by=make_editor("ines"), reason="A ship’s name")
        address = f"/api/v1/quotes/{rejected.pk}/"
        report = {"reason": "words", "explanation": "They are others."}

        for answer in (
            self.client.get(address),
            self.client.get(address, {"format": "jsonld"}),
            self.client.get(address, {"fields": "citation"}),
            self.client.post(f"{address}report/", report, "application/json"),
        ):
            self.assertEqual(answer.status_code, 410)
            self.assertEqual(
                answer.json()["detail"],
                "An editor found that it is wrong: A ship’s name",
            )
            self.assertNotContains(answer, "no more", status_code=410)

    def test_a_withdrawn_one_is_gone_and_says_why(self):
        response = self.get(make_quote(status="withdrawn", extractor_version="2.0"))

        self.assertEqual(response.status_code, 410)
        self.assertEqual(
            response.json()["detail"],
            "Withdrawn: a later reading of the article no longer finds this"
            " quotation (extractor version 2.0).",
        )

    def test_fields_picks_fields(self):
        self.assertEqual(
            self.get(fields="text,id").json(),
            {"id": self.quote.pk, "text": "The dam, … will hold."},
        )

    def test_an_unchanged_one_is_not_sent_again(self):
        etag = self.get()["ETag"]
        address = f"/api/v1/quotes/{self.quote.pk}/"

        again = self.client.get(address, headers={"if-none-match": etag})
        self.assertEqual((again.status_code, again.content), (304, b""))

        self.quote.cue = "claimed"
        self.quote.save()
        changed = self.client.get(address, headers={"if-none-match": etag})
        self.assertEqual(changed.status_code, 200)

    def test_linked_data_is_a_quotation(self):
        response = self.get(format="jsonld")

        self.assertEqual(response["Content-Type"], "application/ld+json")
        self.assertEqual(
            response.json(),
            {
                "@context": "https://schema.org",
                "@type": "Quotation",
                "@id": f"{BASE}/quotes/{self.quote.pk}/",
                "identifier": str(self.quote.pk),
                "text": "The dam, … will hold.",
                "creativeWorkStatus": "extracted",
                "inLanguage": "en",
                "creator": {
                    "@type": "Person",
                    "@id": f"{BASE}/speakers/mara-lindqvist/",
                    "name": "Mara Lindqvist",
                },
                "isPartOf": {
                    "@type": "NewsArticle",
                    "@id": f"{BASE}/articles/{self.quote.article_id}/",
                    "url": "https://harbour.example/dam",
                    "headline": "Dam holds",
                    "datePublished": "2024-03-01",
                    "inLanguage": "en",
                    "publisher": {
                        "@type": "NewsMediaOrganization",
                        "@id": f"{BASE}/outlets/the-harbour-post/",
                        "name": "The Harbour Post",
                    },
                },
                "isBasedOn": {
                    "@type": "Claim",
                    "@id": f"{BASE}/statements/{self.quote.statement_id}/",
                },
            },
        )

    def test_the_accept_header_asks_for_linked_data_too(self):
        response = self.client.get(
            f"/api/v1/quotes/{self.quote.pk}/",
            headers={"accept": "application/ld+json, application/json;q=0.5"},
        )

        self.assertEqual(response.json()["@type"], "Quotation")

    def test_a_speaker_of_unknown_kind_is_only_credited(self):
        quote = make_quote(speaker=make_speaker("an official"))

        answer = self.get(quote, format="jsonld").json()

        self.assertEqual(answer["creditText"], "an official")
        self.assertNotIn("creator", answer)
