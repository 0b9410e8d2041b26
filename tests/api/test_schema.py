"""The OpenAPI document holds, and every answer is as it says."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import jsonschema
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import SimpleTestCase, TestCase
from drf_spectacular import validation
from drf_spectacular.generators import SchemaGenerator
from jsonschema_specifications import REGISTRY
from referencing import Resource

from quotes.api.schema import EXAMPLES
from quotes.api.shapes.components import COMPONENTS, RESOURCES
from quotes.review import correct_speaker
from tests.api.test_details import make_disputed_quote
from tests.build import make_editor, make_speaker


def validate_document(instance, schema):
    """As jsonschema.validate does, which looks through all of ``schema`` for what is
    named in it, at each of 1,400 references."""
    named = (Resource.from_contents(schema) @ REGISTRY).crawl()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema, registry=named).validate(instance)


# It asks a database nothing.
@pytest.mark.any_database
class DocumentTests(TestCase):
    def test_it_is_valid_and_without_warnings(self):
        with mock.patch.object(validation.jsonschema, "validate", validate_document):
            call_command(
                "spectacular", "--validate", "--fail-on-warn", "--file", "/dev/null"
            )

    def test_one_that_is_not_would_be_refused(self):
        document = SchemaGenerator().get_schema(public=True)
        schema = Path(validation.__file__).with_name("openapi_3_1_schema.json")
        schema = json.loads(schema.read_text())
        document["paths"]["/api/v1/quotes/"]["get"]["parameters"][0]["in"] = "nowhere"

        with self.assertRaises(jsonschema.ValidationError):
            validate_document(json.loads(json.dumps(document, default=str)), schema)

    def test_it_is_served(self):
        document = self.client.get("/api/v1/schema/").json()

        self.assertEqual(document["openapi"], "3.1.0")
        self.assertIn("/api/v1/quotes/{key}/", document["paths"])

    def test_the_readable_one_loads_nothing_from_elsewhere(self):
        page = self.client.get("/api/v1/docs/").content.decode()

        self.assertIn("swagger-ui-bundle.js", page)
        self.assertEqual(re.findall(r"(?:src|href)=\"(?:https?:)?//[^\"]*", page), [])


class ExampleTests(SimpleTestCase):
    def test_every_answer_and_body_has_one(self):
        document = SchemaGenerator().get_schema(public=True)
        without = {
            f"{method} {path} {status}"
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
            for status, part in [
                *operation["responses"].items(),
                ("body", operation.get("requestBody", {})),
            ]
            for media in [part.get("content", {}).get("application/json")]
            if media and "example" not in media
        }

        self.assertEqual(without, set())

    def test_every_example_is_of_its_component(self):
        for component, example in EXAMPLES.items():
            with self.subTest(component):
                validate(example, component)

    def test_every_example_of_a_resource_has_all_its_fields(self):
        remedy = "Write them anew: python -m tests.api.refresh_examples"
        for resource in RESOURCES:
            with self.subTest(resource.name):
                (row, *_) = EXAMPLES[f"{resource.name}Page"]["results"]
                self.assertLessEqual(set(resource.listed.names), set(row), remedy)
                if resource.detailed:
                    one = EXAMPLES[f"{resource.name}Detail"]
                    self.assertEqual(tuple(one), resource.details.names, remedy)


def closed(schema):
    """Return ``schema`` with nothing allowed beside what it names.

    Readers are promised more fields some day; a field of today must be named.
    """
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(part) for name, part in schema.items()}
    is_object = isinstance(schema.get("properties"), dict)
    return {"additionalProperties": False, **inner} if is_object else inner


CLOSED = {
    name: shape if name == "LinkedData" else closed(shape)
    for name, shape in COMPONENTS.items()
}


def validate(answer, component):
    """Raise where ``answer`` is not of ``component``, or has a field too many."""
    jsonschema.Draft202012Validator(
        {
            "$ref": f"#/components/schemas/{component}",
            "components": {"schemas": CLOSED},
        },
        format_checker=jsonschema.FormatChecker(),
    ).validate(answer)


class AnswerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quote = make_disputed_quote()

    def check(self, path, component):
        answer = self.client.get(f"/api/v1/{path}").json()
        validate(answer, component)
        return answer

    def test_every_answer_is_of_its_component(self):
        quote = self.quote
        for path, component in [
            ("", "Places"),
            ("quotes/?q=dam&highlight=true&count=true&page_size=1", "QuotePage"),
            (f"quotes/{quote.pk}/", "QuoteDetail"),
            ("quotes/facets/", "Facets"),
            ("speakers/", "SpeakerPage"),
            ("speakers/?q=lindquist", "SpeakerPage"),
            (f"speakers/{quote.speaker_id}/", "SpeakerDetail"),
            ("statements/?q=dam&highlight=true", "StatementPage"),
            (f"statements/{quote.statement_id}/", "StatementDetail"),
            ("articles/", "ArticlePage"),
            (f"articles/{quote.article_id}/", "ArticleDetail"),
            ("outlets/", "OutletPage"),
            (f"outlets/{quote.outlet_id}/", "OutletDetail"),
            (f"quotes/{quote.pk}/?format=jsonld", "LinkedData"),
            ("quotes/?x=1", "Problem"),
        ]:
            with self.subTest(path):
                self.check(path, component)

    def test_fields_are_those_declared_in_that_order(self):
        correct_speaker(
            quote=self.quote,
            speaker=make_speaker("Oskar Lindqvist"),
            by=make_editor(),
            reason="See page 2",
        )
        for resource in RESOURCES:
            with self.subTest(resource.name):
                path = f"/api/v1/{resource.path}/"
                row = self.client.get(path).json()["results"][0]
                self.assertEqual(tuple(row), resource.listed.names)
                refused = self.client.get(path, {"fields": "nosuch"}).json()
                offered = refused["errors"][0]["allowed"]
                self.assertEqual(set(offered) - {"highlight"}, set(row))
                if resource.detailed:
                    answer = self.client.get(row["url"]).json()
                    self.assertEqual(tuple(answer), resource.details.names)


class FacetTests(TestCase):
    def test_counts_follow_the_filters(self):
        quote = make_disputed_quote()

        answer = self.client.get("/api/v1/quotes/facets/", {"q": "dam"}).json()

        self.assertEqual(answer["counted"], 1)
        self.assertIs(answer["approximate"], False)
        self.assertEqual(answer["speaker"][0]["name"], "Mara Lindqvist")
        self.assertEqual(answer["outlet"][0]["count"], 1)
        self.assertEqual(answer["kind"], [{"value": "direct", "count": 1}])
        self.assertEqual(answer["month"], [{"value": "2024-03", "count": 1}])
        self.assertEqual(quote.published_at, datetime(2024, 3, 1, tzinfo=UTC))

    def test_three_queries_whatever_is_counted(self):
        make_disputed_quote()
        with self.assertNumQueries(3 + self.transaction_queries()):
            self.client.get("/api/v1/quotes/facets/")

    def transaction_queries(self):
        """PostgreSQL is told how long it may take: three statements around it."""
        return 3 if connection.vendor == "postgresql" else 0
