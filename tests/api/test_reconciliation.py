"""The reconciliation service: what it says of itself, and whom it finds."""

import json

import pytest
from django.db import connection
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from quotes import review
from tests.api.reconciling import (
    MANIFEST,
    RESULTS,
    SERVICE,
    ask,
)
from tests.build import make_alias, make_editor, make_speaker


def check(schema, data):
    Draft202012Validator(schema).validate(data)


class ServiceCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.office = make_speaker(
            "Harbour Office", kind="organisation", wikidata_id="Q10"
        )
        cls.mara = make_speaker(
            "Mara Lindqvist",
            kind="person",
            description="minister of harbours",
            affiliation=cls.office,
            wikidata_id="Q11",
        )
        make_alias(cls.mara, "Lindqvist")
        cls.oscar = make_speaker("Óscar Zelényi", kind="person")
        cls.namesakes = [
            make_speaker("Bo Tarn", kind="person", description=who)
            for who in ("a sailor", "a baker")
        ]
        cls.role = make_speaker("a harbour spokesperson", kind="unknown")

    def results(self, queries, **how):
        response = ask(self.client, queries, **how)
        self.assertEqual(response.status_code, 200, response.content)
        check(RESULTS, data := response.json())
        self.assertEqual(list(data), list(queries))
        for answer in data.values():
            scores = [one["score"] for one in answer["result"]]
            self.assertEqual(scores, sorted(scores, reverse=True))
            self.assertLessEqual(sum(one["match"] for one in answer["result"]), 1)
        return {key: answer["result"] for key, answer in data.items()}

    def one(self, query, **more):
        return self.results({"q0": {"query": query, **more}})["q0"]

    def match(self, query, **more):
        """The id of the match, or None."""
        found = [one["id"] for one in self.one(query, **more) if one["match"]]
        return int(found[0]) if found else None


# It asks a database nothing.
@pytest.mark.any_database
class ManifestTests(ServiceCase):
    def test_it_is_as_specified_and_leads_where_it_says(self):
        manifest = self.client.get(SERVICE).json()
        check(MANIFEST, manifest)
        self.assertEqual(
            [one["id"] for one in manifest["defaultTypes"]],
            ["person", "organisation", "group"],
        )
        page = manifest["view"]["url"].replace("{{id}}", str(self.mara.pk))
        self.assertRedirects(
            self.client.get(page), "/speakers/mara-lindqvist/", status_code=301
        )
        for service in manifest["suggest"].values():
            address = service["service_url"] + service["service_path"]
            self.assertEqual(self.client.get(address).status_code, 200, address)
        proposed = manifest["extend"]["propose_properties"]
        address = proposed["service_url"] + proposed["service_path"]
        self.assertEqual(self.client.get(address, {"type": "x"}).status_code, 200)

    def test_pages_of_other_sites_may_ask(self):
        for address in (SERVICE, f"{SERVICE}suggest/entity/?prefix=m"):
            answer = self.client.get(address, headers={"Origin": "https://x.example"})
            self.assertEqual(answer["Access-Control-Allow-Origin"], "*")

    def test_jsonp_calls_a_function_and_nothing_else(self):
        answer = self.client.get(SERVICE, {"callback": "jQuery.cb_1"})

        self.assertTrue(answer["Content-Type"].startswith("text/javascript"))
        text = answer.content.decode()
        self.assertTrue(text.startswith("/**/jQuery.cb_1("), text)
        check(MANIFEST, json.loads(text.removeprefix("/**/jQuery.cb_1(")[:-2]))
        for bad in ("alert(1)", "a;b", "a b", "é", "a" * 200, "a\n"):
            with self.subTest(bad):
                refused = self.client.get(SERVICE, {"callback": f"{bad}x)"})
                self.assertEqual(refused.status_code, 400)

    def test_jsonp_gives_nothing_to_who_is_logged_in(self):
        self.client.force_login(make_editor())
        answer = self.client.get(SERVICE, {"callback": "cb"})

        self.assertEqual(answer.status_code, 403)
        self.assertNotIn("identifierSpace", answer.content.decode())


class FindingTests(ServiceCase):
    def test_an_exact_name_is_a_match(self):
        (first, *_) = self.one("Mara Lindqvist")

        self.assertEqual(first["id"], str(self.mara.pk))
        self.assertEqual((first["score"], first["match"]), (100, True))
        self.assertEqual(
            first["description"], "minister of harbours; speaks for Harbour Office"
        )
        self.assertEqual(first["type"], [{"id": "person", "name": "Person"}])

    def test_spelling_is_forgiven_and_a_misspelt_name_is_no_match(self):
        self.assertEqual(self.match("OSCAR ZELENYI"), self.oscar.pk)
        (first, *_) = self.one("Oscar Zeleny")
        self.assertEqual((first["id"], first["match"]), (str(self.oscar.pk), False))
        self.assertLess(first["score"], 100)

    def test_namesakes_are_found_and_none_is_a_match(self):
        found = self.one("Bo Tarn")

        self.assertEqual(
            {one["id"] for one in found}, {str(one.pk) for one in self.namesakes}
        )
        self.assertIsNone(self.match("Bo Tarn"))
        self.assertIsNone(self.match("Bo Tarn", limit=1))

    def test_a_surname_alone_is_no_match_unless_something_confirms_it(self):
        self.assertIsNone(self.match("Lindqvist"))
        confirmed = [{"pid": "affiliation", "v": "Harbour Office"}]
        self.assertEqual(self.match("Lindqvist", properties=confirmed), self.mara.pk)

    def test_a_role_is_nobody_in_particular(self):
        (first, *_) = self.one("a harbour spokesperson")
        self.assertEqual(first["id"], str(self.role.pk))
        self.assertFalse(first["match"])

    def test_a_person_who_goes_by_a_role_is_nobody_in_particular_either(self):
        for name in ("spokesperson for the harbour", "Harbour Judge"):
            with self.subTest(name):
                make_speaker(name, kind="person")
                self.assertEqual(self.one(name)[0]["score"], 100)
                self.assertIsNone(self.match(name))
        known = make_speaker("Ida van der Berg", kind="person")
        self.assertEqual(self.match("Ida van der Berg"), known.pk)

    def test_types_leave_out_the_others(self):
        self.assertEqual(self.one("Harbour Office", type="person"), [
            one for one in self.one("Harbour Office", type="person")
            if one["id"] == str(self.role.pk)
        ])  # fmt: skip
        for written in ("organisation", "Organization", ["person", "organisation"],
                        "https://schema.org/Organization"):  # fmt: skip
            with self.subTest(written):
                self.assertEqual(
                    self.match("Harbour Office", type=written), self.office.pk
                )

    def test_properties_contradict(self):
        other = make_speaker("Coast Guard", kind="organisation")
        for pid, value in (
            ("affiliation", "Ministry of Bread"),
            ("affiliation", str(other.pk)),
            ("wikidata_id", "Q99"),
        ):
            with self.subTest(pid, value=value):
                asked = [{"pid": pid, "v": value}]
                (first, *_) = self.one("Mara Lindqvist", properties=asked)
                self.assertEqual(first["id"], str(self.mara.pk))
                self.assertFalse(first["match"])
                self.assertLess(first["score"], 100)

    def test_properties_alone_find(self):
        asked = {"properties": [{"pid": "wikidata_id", "v": ["Q11"]}]}
        (first,) = self.results({"a": asked})["a"]
        self.assertEqual((first["id"], first["match"]), (str(self.mara.pk), True))

    def test_an_id_beside_another_name_is_no_match(self):
        asked = [{"pid": "wikidata_id", "v": "Q11"}]
        self.assertIsNone(self.match("Harbour Office", properties=asked))

    def test_a_description_tells_namesakes_apart_in_order_and_not_for_sure(self):
        asked = [{"pid": "description", "v": "Baker"}]
        (first, second) = self.one("Bo Tarn", properties=asked)
        self.assertEqual(first["description"], "a baker")
        self.assertEqual((first["match"], second["match"]), (False, False))

    def test_an_entity_is_found_by_its_id_and_addresses(self):
        (first, *_) = self.one(str(self.mara.pk))
        self.assertEqual((first["id"], first["match"]), (str(self.mara.pk), False))
        self.assertEqual(self.match("Q11"), self.mara.pk)
        address = f"http://testserver/speakers/{self.mara.pk}/"
        self.assertEqual(self.match(address), self.mara.pk)

    def test_a_merged_speaker_is_found_as_its_target(self):
        source = make_speaker("Mara Lindquist", kind="person")
        review.merge_speakers(source=source, target=self.mara, by=make_editor())

        for name in ("Mara Lindquist", "Mara Lindqvist"):
            with self.subTest(name):
                self.assertEqual(self.match(name), self.mara.pk)
        (first, *_) = self.one(str(source.pk))
        self.assertEqual(first["id"], str(self.mara.pk))

    def test_a_batch_is_answered_by_its_names_and_by_either_method(self):
        batch = {
            "q0": {"query": "Mara Lindqvist"},
            "né": {"query": "Zelényi", "limit": 1},
            "none": {"query": "Nobody Whatsoever"},
        }
        by_form = self.results(batch)
        self.assertEqual(by_form, self.results(batch, method="get"))
        self.assertEqual(len(by_form["né"]), 1)
        self.assertEqual(by_form["none"], [])
        # Each on its own: the same alone as in company.
        self.assertEqual(by_form["q0"], self.one("Mara Lindqvist"))

    def test_a_client_of_the_first_version_asks_one_name(self):
        for query in ("Mara Lindqvist", json.dumps({"query": "Mara Lindqvist"})):
            answer = self.client.get(SERVICE, {"query": query}).json()
            self.assertEqual(answer["result"][0]["id"], str(self.mara.pk))

    def test_the_work_of_a_query_does_not_grow_with_what_is_found(self):
        queries = self._count("Mara Lindqvist")
        for number in range(30):
            make_speaker(f"Mara Lindqvist {number}", kind="person")
        self.assertEqual(self._count("Mara Lindqvist"), queries)

    def _count(self, name):
        with CaptureQueriesContext(connection) as asked:
            self.one(name)
        return len(asked)


# It is refused before a database is asked.
@pytest.mark.any_database
class RefusalTests(ServiceCase):
    def test_what_is_wrong_is_named(self):
        for batch, place in (
            ([], "queries"),
            ({"q": []}, "queries.q"),
            ({"q": {}}, "queries.q.query"),
            ({"q": {"query": " "}}, "queries.q.query"),
            ({"q": {"query": 7}}, "queries.q.query"),
            ({"q": {"query": "x" * 301}}, "queries.q.query"),
            ({"q": {"query": "x", "limit": 0}}, "queries.q.limit"),
            ({"q": {"query": "x", "limit": 1.5}}, "queries.q.limit"),
            ({"q": {"query": "x", "limit": True}}, "queries.q.limit"),
            ({"q": {"query": "x", "type": "ship"}}, "queries.q.type"),
            ({"q": {"query": "x", "kind": "person"}}, "queries.q.kind"),
            ({"q": {"query": "x", "type_strict": "no"}}, "queries.q.type_strict"),
            ({"q": {"query": "x", "properties": {}}}, "queries.q.properties"),
            (
                {"q": {"query": "x", "properties": [{"pid": "born", "v": "1"}]}},
                "queries.q.properties.0.pid",
            ),
            (
                {"q": {"query": "x", "properties": [{"pid": "description"}]}},
                "queries.q.properties.0.v",
            ),
            ({"q": {"query": "\ud800"}}, "queries"),
        ):
            with self.subTest(batch):
                response = ask(self.client, batch)
                self.assertEqual(response.status_code, 400)
                (error,) = response.json()["errors"]
                self.assertEqual(error["parameter"], place)

    def test_no_json_and_too_deep_json(self):
        for text in ("{", "NaN", "[" * 5000 + "]" * 5000):
            with self.subTest(text[:9]):
                answer = self.client.get(SERVICE, {"queries": text})
                self.assertEqual(answer.status_code, 400)

    def test_a_batch_that_is_too_large(self):
        batch = {f"q{number}": {"query": "x"} for number in range(21)}
        self.assertEqual(ask(self.client, batch).status_code, 413)

    @override_settings(API_WORK_SECONDS=-1)
    def test_a_batch_that_takes_too_long(self):
        answer = ask(self.client, {"q": {"query": "Bo Tarn"}})
        self.assertContains(answer, "send fewer", status_code=413)

    def test_other_media_types(self):
        answer = self.client.post(SERVICE, {}, content_type="application/json")
        self.assertEqual(answer.status_code, 415)

    # By the day, for where much else runs a minute may end between two batches.
    @override_settings(API_RATES={"read-anonymous": "5/day", "read-known": "5/day"})
    def test_a_batch_counts_as_several_requests(self):
        batch = {f"q{number}": {"query": "Bo Tarn"} for number in range(20)}
        first, second, third = (ask(self.client, batch) for _ in range(3))

        self.assertEqual(first.status_code, 200)
        self.assertEqual(first["RateLimit-Remaining"], "3")
        self.assertEqual((second.status_code, third.status_code), (200, 429))
        self.assertIn("Retry-After", third)
