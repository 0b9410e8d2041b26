"""The OpenAPI document as linters and generators of clients want it.

The rules are those of Spectral (``spectral:oas``) and Redocly (``recommended``) that
concern us. Not theirs: that paths have no final slash, which ours are promised with.
"""

from collections import Counter

from django.test import SimpleTestCase
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from quotes.api.shapes.components import COMPONENTS

METHODS = ("get", "post", "put", "patch", "delete", "options", "head")
SENT = (
    "ReportToFile",
    "SearchToSave",
    "TextToVerify",
    "TextToExtract",
    "ReconciliationForm",
    "WebhookToMake",
)


def schemas_in(node, path=""):
    """Yield every (place, schema) below ``node``: what has a type or properties."""
    if isinstance(node, list):
        for number, part in enumerate(node):
            yield from schemas_in(part, f"{path}/{number}")
    elif isinstance(node, dict):
        if "type" in node or "properties" in node:
            yield path, node
        for name, part in node.items():
            if name != "example":
                yield from schemas_in(part, f"{path}/{name}")


def examples_in(document):
    """Yield (schema, example) of every body and answer that has one."""
    for operations in document["paths"].values():
        for operation in operations.values():
            parts = [operation.get("requestBody", {}), *operation["responses"].values()]
            for part in parts:
                for media in part.get("content", {}).values():
                    if "example" in media:
                        yield media["schema"], media["example"]


class RuleTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = SchemaGenerator().get_schema(public=True)
        cls.operations = [
            (f"{method.upper()} {path}", operation)
            for path, operations in cls.document["paths"].items()
            for method, operation in operations.items()
            if method in METHODS
        ]

    def test_it_is_openapi(self):
        self.assertEqual(
            [str(e) for e in OpenAPIV31SpecValidator(self.document).iter_errors()], []
        )

    def test_every_example_is_of_the_shape_that_readers_are_given(self):
        components = {"components": self.document["components"]}
        for schema, example in examples_in(self.document):
            with self.subTest(schema["$ref"]):
                Draft202012Validator(schema | components).validate(example)

    def test_every_list_says_what_is_in_it(self):
        wanting = [
            place
            for place, schema in schemas_in(self.document)
            if "array" in (kinds := schema.get("type", ()))
            and kinds
            and "items" not in schema
        ]

        self.assertEqual(wanting, [])

    def test_what_is_required_is_described(self):
        wanting = [
            (place, name)
            for place, schema in schemas_in(self.document)
            for name in schema.get("required", ())
            if isinstance(schema.get("required"), list)
            and name not in schema.get("properties", {})
        ]

        self.assertEqual(wanting, [])

    def test_every_reference_leads_somewhere_and_no_shape_is_left_over(self):
        told = repr(self.document)
        used = {name for name in COMPONENTS if f"#/components/schemas/{name}'" in told}

        self.assertEqual(used, set(COMPONENTS))

    def test_every_operation_has_its_own_name_words_and_a_tag_that_is_explained(self):
        names = Counter(operation["operationId"] for _, operation in self.operations)
        explained = {tag["name"] for tag in self.document["tags"]}
        used = {tag for _, operation in self.operations for tag in operation["tags"]}

        self.assertEqual([name for name, times in names.items() if times > 1], [])
        self.assertEqual(used, explained)
        for name, operation in self.operations:
            with self.subTest(name):
                self.assertTrue(operation["summary"])
                self.assertTrue(operation["description"])

    def test_it_says_where_its_paths_are(self):
        self.assertTrue(self.document["servers"])

    def test_answers_may_gain_fields_and_what_is_sent_may_not(self):
        for name, shape in COMPONENTS.items():
            strict = [
                place
                for place, schema in schemas_in(shape)
                if schema.get("additionalProperties") is False
            ]
            with self.subTest(name):
                self.assertEqual(bool(strict), name in SENT)
