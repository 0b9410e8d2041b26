"""Linked data uses the types and properties of schema.org, and no others."""

from django.test import TestCase

from tests.api.test_details import make_disputed_quote

# https://schema.org/version/latest/ : of each type, its own and inherited
# properties as far as we use them.
THING = {"@id", "@type", "identifier", "name", "url", "description", "sameAs",
         "alternateName"}  # fmt: skip
WORK = THING | {"text", "inLanguage", "creator", "creditText", "isPartOf", "isBasedOn",
                "author", "publisher", "headline", "datePublished"}  # fmt: skip
PROPERTIES = {
    "Quotation": WORK | {"spokenByCharacter"},
    "Claim": WORK | {"appearance", "firstAppearance", "claimInterpreter"},
    "NewsArticle": WORK | {"articleBody"},
    "Person": THING | {"affiliation"},
    "Organization": THING,
    "NewsMediaOrganization": THING,
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
