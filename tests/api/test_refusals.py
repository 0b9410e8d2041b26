"""What is refused: always by name, never ignored, never a fault of ours."""

import json
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import TestCase, override_settings
from django.urls import reverse

from quotes.api import lists
from quotes.api.urls import urlpatterns
from tests.build import make_editor, make_quote

URL = "/api/v1/quotes/"


class ParameterTests(TestCase):
    def errors(self, path=URL, **params):
        response = self.client.get(path, params)
        self.assertEqual(response.status_code, 400, response.content)
        self.assertEqual(response["Content-Type"], "application/problem+json")
        return response.json()["errors"]

    def test_an_unknown_parameter_is_named_with_the_known_ones(self):
        (error,) = self.errors(speker="1")

        self.assertEqual(error["parameter"], "speker")
        self.assertEqual(
            error["detail"], "There is no such parameter here. Did you mean speaker?"
        )
        self.assertIn("speaker", error["allowed"])

    def test_a_bad_choice_is_named_with_the_good_ones(self):
        self.assertEqual(
            self.errors(kind="spoken"),
            [
                {
                    "parameter": "kind",
                    "detail": "'spoken' is not a choice.",
                    "allowed": ["direct", "indirect", "mixed"],
                }
            ],
        )

    def test_every_fault_is_named_at_once(self):
        named = {error["parameter"] for error in self.errors(kind="x", q="", y="1")}

        self.assertEqual(named, {"kind", "q", "y"})

    def test_each_bad_value_is_refused(self):
        for name, value in [
            ("q", ""),
            ("q", "   "),
            ("q", "\x00"),
            ("q", "-pensions"),
            ("q", "x" * 1001),
            ("q", "x " * 33),
            ("speaker", "nobody"),
            ("speaker", "99999999999999999999"),
            ("article", "²"),
            ("statement", "1.5"),
            ("fragment", "maybe"),
            ("reviewed", "2"),
            ("published_after", "yesterday"),
            ("published_after", "2024-02-30"),
            ("published_before", "0001-01-01T00:00:00+14:00"),
            ("min_confidence", "1.1"),
            ("min_confidence", "nan"),
            ("min_confidence", "-inf"),
            ("page_size", "0"),
            ("page_size", "201"),
            ("page_size", "1.5"),
            ("page_size", "9" * 30),
            ("count", "yes"),
            ("fields", "id,words"),
            ("fields", "highlight"),
            ("format", "xml"),
            ("ordering", "text"),
            ("ordering", "relevance"),
            ("highlight", "true"),
        ]:
            with self.subTest(name=name, value=value):
                (error,) = self.errors(**{name: value})
                self.assertEqual(error["parameter"], name)

    def test_a_parameter_given_twice_is_refused(self):
        response = self.client.get(f"{URL}?kind=direct&kind=mixed")

        self.assertEqual(
            response.json()["errors"],
            [{"parameter": "kind", "detail": "Given more than once."}],
        )

    def test_details_and_counts_take_no_unknown_parameter_either(self):
        for path in [f"{URL}{make_quote().pk}/", f"{URL}facets/", "/api/v1/"]:
            with self.subTest(path):
                self.assertEqual(self.errors(path, x="1")[0]["parameter"], "x")

    def test_words_without_any_word_are_refused_by_name(self):
        for path in (URL, f"{URL}facets/", "/api/v1/statements/", "/api/v1/speakers/"):
            for words in ('"', "''", '""', "🙂", "\ufeff", "%", "OR -", "–"):
                if path.endswith("speakers/") and words == "OR -":
                    continue
                with self.subTest(path, words=words):
                    (error,) = self.errors(path, q=words)
                    self.assertEqual(error["parameter"], "q")
                    self.assertRegex(error["detail"], "^(No|Empty)")

    def test_odd_words_are_searched_without_a_fault(self):
        for words in [
            "a & | !",
            "'a",
            'a "',
            "🙂 a",
            "x" * 900,
            "NEAR(a b)",
        ]:
            with self.subTest(words):
                response = self.client.get(URL, {"q": words, "highlight": "true"})
                self.assertEqual(response.status_code, 200)

    def test_a_method_that_is_not_taken_names_those_that_are(self):
        response = self.client.post(URL)

        self.assertEqual(response.status_code, 405)
        self.assertEqual(response["Allow"], "GET, HEAD, OPTIONS")

    def test_a_search_that_takes_too_long_is_given_up(self):
        late = OperationalError("canceling statement due to statement timeout")
        with mock.patch.object(lists, "page_of", side_effect=late):
            response = self.client.get(URL)

        self.assertEqual(response.status_code, 503)

    def test_a_fault_of_ours_is_a_problem_too(self):
        self.client.raise_request_exception = False
        with mock.patch.object(lists, "page_of", side_effect=ZeroDivisionError):
            response = self.client.get(URL)

        self.assertEqual(response.status_code, 500)
        self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_a_head_is_a_get_without_a_body(self):
        response = self.client.head(URL)

        self.assertEqual((response.status_code, response.content), (200, b""))
        self.assertIn("ETag", response)

    def test_options_lists_parameters_with_their_types(self):
        answer = self.client.options(URL).json()

        self.assertEqual(answer["parameters"]["fragment"]["type"], "flag")
        self.assertEqual(
            answer["parameters"]["kind"]["allowed"], ["direct", "indirect", "mixed"]
        )


# It asks a database nothing.
@pytest.mark.any_database
class ExtractTests(TestCase):
    def post(self, body, content_type="application/json"):
        content = body if isinstance(body, str | bytes) else json.dumps(body)
        return self.client.post("/api/v1/extract/", content, content_type=content_type)

    def test_quotations_come_back_in_the_interchange_format(self):
        text = "“The dam will hold until spring,” said Mara Lindqvist, an engineer."

        (quote,) = self.post({"text": text}).json()["quotes"]

        ((start, end),) = quote["content"]
        self.assertEqual(text[start:end], "The dam will hold until spring,")
        self.assertEqual(quote["speaker"], "Mara Lindqvist")

    def test_bad_bodies_are_refused(self):
        for body in [
            "",
            "{",
            [],
            "null",
            {},
            {"text": ""},
            {"text": "  "},
            {"text": 1},
            {"text": None},
            {"text": "x", "more": 1},
            '{"text": "\\ud800"}',
            b'{"text": "\xff"}',
        ]:
            with self.subTest(body):
                response = self.post(body)
                self.assertEqual(response.status_code, 400, response.content)
                self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_another_media_type_is_refused(self):
        self.assertEqual(self.post("text=x", "text/plain").status_code, 415)

    @override_settings(API_EXTRACT_CHARACTERS=10)
    def test_a_text_too_long_is_refused(self):
        self.assertEqual(self.post({"text": "x" * 11}).status_code, 413)

    @override_settings(API_EXTRACT_CHARACTERS=10)
    def test_a_body_too_long_is_not_even_read(self):
        self.assertEqual(self.post('{"text": ' + " " * 1000).status_code, 413)

    def test_odd_text_is_no_fault(self):
        for text in ["\x00", "“", "🙂" * 50, "שלום", "a"]:
            with self.subTest(text):
                self.assertIn(self.post({"text": text}).status_code, (200, 400))


# It is refused before a database is asked.
@pytest.mark.any_database
class DeepBodyTests(TestCase):
    def test_every_address_that_takes_a_body_refuses_what_is_nested_too_deeply(self):
        self.client.force_login(make_editor("ines"))
        key = make_quote().pk
        taken = [
            entry
            for entry in urlpatterns
            if entry.name
            and getattr(entry.callback.cls, "body", "")
            # A form is no JSON, and nests nothing.
            and entry.callback.cls.body_type == "application/json"
        ]
        self.assertGreater(len(taken), 3)
        for entry in taken:
            path = reverse(f"api:{entry.name}", args=[key] if ":" in str(entry.pattern)
                           else [])  # fmt: skip
            for depth in (200, 5_000, 100_000):
                body = '{"text": ' + "[" * depth + "]" * depth + "}"
                with self.subTest(path, depth=depth):
                    response = self.client.post(path, body, "application/json")
                    if response.status_code == 413:  # longer than is taken here
                        self.assertEqual(depth, 100_000)
                        continue
                    self.assertEqual(response.status_code, 400, response.content)
                    self.assertIn("nested too deeply", response.json()["detail"])
