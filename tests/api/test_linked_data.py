"""Linked data uses the types and properties of schema.org, and no others."""

import pytest
from django.test import TestCase

from tests.api.test_details import BASE, make_disputed_quote
from tests.build import make_alias, make_outlet, make_speaker

# Linked data of every row is asked on both by tests/walk/test_api.py.
pytestmark = pytest.mark.any_database

# https://schema.org/version/latest/ : of each type, its own and inherited
# properties as far as we use them.
THING = {"@id", "@type", "identifier", "name", "url", "description", "sameAs",
         "alternateName"}  # fmt: skip
WORK = THING | {"text", "inLanguage", "creator", "creditText", "isPartOf", "isBasedOn",
                "author", "publisher", "headline", "datePublished",
                "creativeWorkStatus"}  # fmt: skip
PROPERTIES = {
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "NewsArticle": WORK | {"articleBody"},
    "Person": THING | {"affiliation"},
    "Organization": THING,
    "NewsMediaOrganization": THING | {"knowsLanguage", "address"},
    "PostalAddress": THING | {"addressCountry"},
    "Thing": THING,
}


def objects_in(data):
    """Yield every object of a document, itself first."""
    if isinstance(data, dict):
        yield data
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from objects_in(value)


class VocabularyTests(TestCase):
    def test_every_document_keeps_to_the_vocabulary(self):
        quote = make_disputed_quote()
        quote.speaker.affiliation = quote.relayed_by
        quote.speaker.wikidata_id = "Q1"
        quote.speaker.save()
        for path in [
            f"quotes/{quote.pk}/",
            f"statements/{quote.statement_id}/",
            f"speakers/{quote.speaker_id}/",
            f"speakers/{quote.relayed_by_id}/",
            f"articles/{quote.article_id}/",
            f"outlets/{quote.outlet_id}/",
        ]:
            with self.subTest(path):
                answer = self.client.get(f"/api/v1/{path}", {"format": "jsonld"})
                document = answer.json()
                self.assertEqual(document.pop("@context"), "https://schema.org")
                for found in objects_in(document):
                    self.assertLessEqual(set(found), PROPERTIES[found["@type"]])

    def test_who_speaks_for_whom_is_told(self):
        quote = make_disputed_quote()
        quote.speaker.affiliation = quote.relayed_by
        quote.speaker.save()

        answer = self.client.get(
            f"/api/v1/speakers/{quote.speaker_id}/", {"format": "jsonld"}
        )

        self.assertEqual(answer.json()["affiliation"]["name"], "Coast Wire")


class CompleteTests(TestCase):
    """Everything known of speakers and outlets, under its name in schema.org."""

    def document(self, path):
        answer = self.client.get(f"/api/v1/{path}/", {"format": "jsonld"})
        return answer.json()

    def test_a_person(self):
        body = make_speaker("Harbour Board", kind="organisation")
        mara = make_speaker(
            "Mara Lindqvist",
            kind="person",
            description="an engineer",
            wikidata_id="Q7",
            affiliation=body,
        )
        make_alias(mara, "M. Lindqvist")

        self.assertEqual(
            self.document("speakers/mara-lindqvist"),
            {
                "@context": "https://schema.org",
                "@type": "Person",
                "@id": f"{BASE}/speakers/mara-lindqvist/",
                "identifier": str(mara.pk),
                "name": "Mara Lindqvist",
                "alternateName": ["M. Lindqvist"],
                "description": "an engineer",
                "sameAs": "http://www.wikidata.org/entity/Q7",
                "affiliation": {
                    "@type": "Organization",
                    "@id": f"{BASE}/speakers/harbour-board/",
                    "name": "Harbour Board",
                },
            },
        )

    def test_bodies_and_groups_are_organizations_and_no_kind_is_made_up(self):
        for kind, expected in [
            ("organisation", "Organization"),
            ("group", "Organization"),
            ("unknown", "Thing"),
        ]:
            with self.subTest(kind):
                speaker = make_speaker(kind=kind)
                document = self.document(f"speakers/{speaker.pk}")
                self.assertEqual(document["@type"], expected)
                self.assertNotIn("sameAs", document)

    def test_an_outlet(self):
        outlet = make_outlet(
            "The Harbour Post",
            domain="harbour.example",
            country="XH",
            language="en-GB",
            wikidata_id="Q8",
        )

        self.assertEqual(
            self.document("outlets/the-harbour-post"),
            {
                "@context": "https://schema.org",
                "@type": "NewsMediaOrganization",
                "@id": f"{BASE}/outlets/the-harbour-post/",
                "identifier": str(outlet.pk),
                "name": "The Harbour Post",
                "url": "https://harbour.example/",
                "sameAs": "http://www.wikidata.org/entity/Q8",
                "knowsLanguage": "en-GB",
                "address": {"@type": "PostalAddress", "addressCountry": "XH"},
            },
        )

    def test_who_said_it_is_the_one_that_wikidata_knows(self):
        quote = make_disputed_quote()
        quote.speaker.wikidata_id = "Q7"
        quote.speaker.save()
        entity = "http://www.wikidata.org/entity/Q7"

        said = self.document(f"quotes/{quote.pk}")
        claimed = self.document(f"statements/{quote.statement_id}")

        self.assertEqual(said["creator"]["sameAs"], entity)
        self.assertEqual(claimed["author"]["sameAs"], entity)
