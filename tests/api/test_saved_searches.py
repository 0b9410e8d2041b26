"""Saved searches: whose they are, what they may hold, how many, and their end."""

import json

from django.test import SimpleTestCase, TestCase, override_settings

from quotes.api.saved_searches import PARAMS
from quotes.api.shapes.components import COMPONENTS
from quotes.models import SavedSearch
from quotes.review.api_tokens import create_token, revoke_token
from tests.api.test_schema import validate
from tests.build import make_editor, make_speaker

URL = "/api/v1/saved-searches/"


class SavedSearchCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.token, cls.secret = create_token(name="Newsroom", by=cls.editor)
        _, cls.other_secret = create_token(name="Another", by=cls.editor)
        cls.mara = make_speaker("Mara")

    def ask(self, method, path=URL, body=None, secret=None):
        return self.client.generic(
            method,
            path,
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"authorization": f"Bearer {secret or self.secret}"},
        )

    def save(self, parameters=None, *, kind="quotes", secret=None, **more):
        parameters = {**(parameters or {}), **more}
        body = {"name": "The dam", "kind": kind, "parameters": parameters}
        return self.ask("POST", body=body, secret=secret)


class OwnerTests(SavedSearchCase):
    def test_what_was_saved_is_answered_and_listed(self):
        response = self.save(q="dam", speaker="mara", min_confidence=0.5, reviewed=True)

        self.assertEqual(response.status_code, 201)
        saved = response.json()
        validate(saved, "SavedSearch")
        self.assertEqual(response["Location"], saved["url"])
        self.assertEqual(
            saved["parameters"],
            {
                "q": "dam",
                "speaker": "mara",
                "min_confidence": "0.5",
                "reviewed": "true",
            },
        )
        row = SavedSearch.objects.get()
        self.assertEqual((row.token, row.user, row.name), (self.token, None, "The dam"))
        listed = self.ask("GET").json()
        validate(listed, "SavedSearchPage")
        self.assertEqual(listed["results"], [saved])
        self.assertEqual(self.ask("GET", saved["url"]).json(), saved)

    def test_strangers_are_told_to_send_a_token(self):
        for method in ("get", "post"):
            with self.subTest(method):
                response = getattr(self.client, method)(URL)
                self.assertEqual(response.status_code, 401)
                self.assertEqual(response["Content-Type"], "application/problem+json")
                self.assertEqual(response["WWW-Authenticate"], "Bearer")

    def test_what_it_is_for_is_told_to_all_who_may_read(self):
        for path in (URL, f"{URL}1/"):
            with self.subTest(path):
                told = self.client.options(path)
                self.assertEqual(told.status_code, 200)
                self.assertIn("our own", told.json()["description"])
        with override_settings(API_PUBLIC=False):
            self.assertEqual(self.client.options(URL).status_code, 401)
            self.assertEqual(self.ask("OPTIONS").status_code, 200)

    def test_others_neither_see_nor_delete_it(self):
        path = self.save(q="dam").json()["url"]

        listed = self.ask("GET", secret=self.other_secret)
        statuses = [
            self.ask(method, path, secret=self.other_secret).status_code
            for method in ("GET", "DELETE")
        ]

        self.assertEqual(listed.json()["results"], [])
        self.assertEqual(statuses, [404, 404])
        self.assertEqual(SavedSearch.objects.count(), 1)

    def test_deleted_it_is_gone(self):
        path = self.save(q="dam").json()["url"]

        response = self.ask("DELETE", path)

        self.assertEqual((response.status_code, response.content), (204, b""))
        self.assertEqual(self.ask("GET", path).status_code, 404)

    def test_an_account_saves_its_own(self):
        self.client.force_login(self.editor)
        body = {"name": "Mine", "kind": "disputes", "parameters": {}}

        response = self.client.post(URL, body, content_type="application/json")

        self.assertEqual(response.status_code, 201)
        self.assertEqual(SavedSearch.objects.get().user, self.editor)
        self.assertEqual(self.ask("GET").json()["results"], [])

    def test_a_revoked_token_owns_nothing_any_more(self):
        self.save(q="dam")
        revoke_token(token=self.token, by=self.editor)

        self.assertEqual(self.ask("GET").status_code, 401)

    @override_settings(API_SAVED_SEARCHES=2)
    def test_an_owner_has_so_many_and_no_more(self):
        statuses = [self.save(q=word).status_code for word in ("a", "b", "c")]
        refused = self.save(q="d")

        self.assertEqual(statuses, [201, 201, 409])
        self.assertIn("delete one first", refused.json()["detail"])
        self.assertEqual(self.save(q="a", secret=self.other_secret).status_code, 201)

    def test_listing_costs_the_same_for_one_and_for_three(self):
        self.ask("GET")  # notes the token's use
        for word in ("a", "b", "c"):
            self.save(q=word)
            with self.assertNumQueries(2):  # the token, the searches
                self.ask("GET")


class DocumentTests(SimpleTestCase):
    def test_it_lists_the_parameters_that_are_taken(self):
        taken = {name for params in PARAMS.values() for name in params}

        sent = COMPONENTS["SearchToSave"]["properties"]["parameters"]
        self.assertEqual(set(sent["properties"]), taken)


class RefusalTests(SavedSearchCase):
    def test_parameters_are_read_as_the_search_reads_them(self):
        for kind, name, parameters in [
            ("quotes", "kind", {"kind": "loud"}),
            ("quotes", "speaker", {"speaker": "nobody"}),
            ("quotes", "speeker", {"speeker": "mara"}),
            ("quotes", "q", {"q": ""}),
            ("quotes", "q", {"q": "\x00"}),
            ("quotes", "q", {"q": "x" * 1001}),
            ("quotes", "q", {"q": "\ud800"}),
            ("quotes", "q", {"q": ["dam"]}),
            ("quotes", "q", {"q": None}),
            ("quotes", "cursor", {"cursor": "x"}),
            ("quotes", "ordering", {"ordering": "relevance"}),
            ("speaker", "speaker", {"q": "dam"}),
            ("disputes", "dispute", {"dispute": "loud"}),
            ("disputes", "kind", {"kind": "direct"}),
            ("disputes", "settled", {"settled": "true"}),
        ]:
            with self.subTest(parameters, kind=kind):
                response = self.save(parameters, kind=kind)
                self.assertEqual(response.status_code, 400)
                (error,) = response.json()["errors"]
                self.assertEqual(error["parameter"], f"parameters.{name}")

    def test_bad_bodies_are_refused_by_name(self):
        good = {"name": "x", "kind": "quotes", "parameters": {}}
        for name, change in [
            ("name", {"name": " "}),
            ("name", {"name": 1}),
            ("kind", {"kind": "alerts"}),
            ("kind", {"kind": ["quotes"]}),
            ("parameters", {"parameters": "q=dam"}),
            ("feed", {"feed": "x"}),
        ]:
            with self.subTest(change):
                response = self.ask("POST", body={**good, **change})
                self.assertEqual(response.status_code, 400)
                (error,) = response.json()["errors"]
                self.assertEqual(error["parameter"], name)

    def test_a_key_that_is_no_text_is_refused_and_not_our_fault(self):
        body = '{"name": "x", "kind": "quotes", "parameters": {"\\ud800": "x"}}'

        response = self.client.generic(
            "POST",
            URL,
            body,
            content_type="application/json",
            headers={"authorization": f"Bearer {self.secret}"},
        )

        self.assertEqual(response.status_code, 400)
