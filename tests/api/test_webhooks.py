"""Webhooks by the API: made, looked at with their log, ended; nobody sees another's."""

import json

from django.test import TestCase, override_settings

from quotes.api.saved_searches import save_search
from quotes.models import Delivery, Subscription
from quotes.review.api_tokens import create_token
from tests.api.test_schema import validate
from tests.build import make_editor

URL = "/api/v1/webhooks/"
HOOK = "https://newsroom.example/hook"


class WebhookApiTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.token, cls.secret = create_token(name="Newsroom", by=make_editor())
        cls.other, cls.other_secret = create_token(name="Other", by=make_editor())
        cls.saved = save_search(
            owner={"token": cls.token}, name="Dam", kind="quotes", parameters={}
        )

    def ask(self, method, path=URL, body=None, secret=None):
        return self.client.generic(
            method,
            path,
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"authorization": f"Bearer {secret or self.secret}"},
        )

    def make(self, **body):
        return self.ask("POST", body={"address": HOOK} | body)

    def test_the_secret_is_told_once(self):
        made = self.make(saved_search=self.saved.pk)

        self.assertEqual(made.status_code, 201)
        validate(made.json(), "WebhookMade")
        self.assertTrue(made.json()["secret"].startswith("whsec_"))
        listed, one = self.ask("GET"), self.ask("GET", made["Location"])
        validate(listed.json(), "WebhookPage")
        validate(one.json(), "WebhookDetail")
        for answer in (listed, one):
            self.assertNotContains(answer, "whsec_")

    def test_it_shows_its_log(self):
        made = self.make()
        row = Subscription.objects.get()
        Delivery.objects.create(
            subscription=row,
            event="correction-1",
            number=1,
            body={"type": "quote.corrected"},
            attempts=2,
            log=[{"at": "", "status": 500, "error": "", "seconds": 0.1}],
        )
        (told,) = self.ask("GET", made["Location"]).json()["deliveries"]

        validate(told, "Delivery")
        self.assertEqual((told["status"], told["last_status"]), ("pending", 500))

    def test_it_is_ended_and_keeps_its_log(self):
        made = self.make()
        self.assertEqual(self.ask("DELETE", made["Location"]).status_code, 204)
        self.assertEqual(
            self.ask("GET", made["Location"]).json()["ended_why"], "By its owner."
        )

    def test_nobody_sees_or_ends_another_s(self):
        made = self.make()
        for method in ("GET", "DELETE"):
            answer = self.ask(method, made["Location"], secret=self.other_secret)
            self.assertEqual(answer.status_code, 404)
        listed = self.ask("GET", secret=self.other_secret).json()
        self.assertEqual(listed["results"], [])
        self.assertEqual(self.client.get(URL).status_code, 401)

    def test_what_is_wrong_is_named(self):
        other = save_search(
            owner={"token": self.other}, name="Dam", kind="quotes", parameters={}
        )
        for body, place in (
            ({"address": "http://127.0.0.1/"}, "address"),
            ({"address": "ftp://a.example/"}, "address"),
            ({"address": 7}, "address"),
            ({"saved_search": other.pk}, "saved_search"),
            ({"saved_search": "1"}, "saved_search"),
            ({"saved_search": True}, "saved_search"),
            ({"saved_search": 10**30}, "saved_search"),
            ({"secret": "mine"}, "secret"),
        ):
            with self.subTest(body):
                answer = self.make(**body)
                self.assertEqual(answer.status_code, 400)
                (error,) = answer.json()["errors"]
                self.assertEqual(error["parameter"], place)

    @override_settings(API_SUBSCRIPTIONS=2)
    def test_nobody_has_more_than_so_many(self):
        first = self.make()
        self.assertEqual(self.make().status_code, 201)
        self.assertEqual(self.make().status_code, 409)
        self.ask("DELETE", first["Location"])
        self.assertEqual(self.make().status_code, 201)
