"""extract/ and verify/: one text at a time in a process, for a limited time."""

import threading
import time
from unittest import mock

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import override_settings
from rest_framework.test import APIClient, APITestCase

from quotes.api import work
from tests.build import make_quote

# No database is asked whose turn it is; what is looked up, test_verify.py asks on both.
pytestmark = pytest.mark.any_database

URLS = ("/api/v1/extract/", "/api/v1/verify/")
DENSE = "“Go,” he said. “Stay,” said Ana Tarn. "


class TurnTests(APITestCase):
    def ask(self, url, text, client=None):
        return (client or self.client).post(url, {"text": text}, format="json")

    def test_who_comes_meanwhile_is_sent_away_at_once(self):
        with work._turn:
            for url in URLS:
                begun = time.monotonic()
                response = self.ask(url, "“Go,” she said.")
                with self.subTest(url):
                    self.assertEqual(response.status_code, 503, response.content)
                    # Long before the other's turn would have to end.
                    self.assertLess(time.monotonic() - begun, settings.API_WORK_SECONDS)
                    self.assertEqual(response["Retry-After"], "10")
                    self.assertEqual(
                        response["Content-Type"], "application/problem+json"
                    )
                    self.assertIn("at most 10 seconds", response.json()["detail"])
            self.assertEqual(self.client.get("/api/v1/quotes/").status_code, 200)

    def test_who_comes_afterwards_is_served(self):
        for url in URLS * 2:
            response = self.ask(url, "“Go,” she said.")
            self.assertEqual(response.status_code, 200, response.content)

    def test_the_turn_ends_however_the_work_ends(self):
        with mock.patch("quotes.extraction.extract", side_effect=KeyError("fault")):
            self.client.raise_request_exception = False
            self.assertEqual(self.ask(URLS[0], "x").status_code, 500)
        self.assertEqual(self.ask(URLS[0], "x").status_code, 200)

    @override_settings(API_WORK_SECONDS=0.002)
    def test_the_time_of_a_text_is_limited(self):
        make_quote("Go")
        for url in URLS:
            begun = time.thread_time()
            response = self.ask(url, (DENSE * 20 + "\n") * 1)
            with self.subTest(url):
                self.assertEqual(response.status_code, 413, response.content)
                self.assertIn("0.002 seconds", response.json()["detail"])
                self.assertLess(time.thread_time() - begun, 30)

    def test_two_at_once_in_two_threads(self):
        """One is served, the other told to come back: nobody waits for the other."""
        answers = []

        def ask():
            answers.append(self.ask(URLS[0], DENSE * 100, APIClient()).status_code)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(sorted(answers)[1:], [503, 503])
        self.assertIn(sorted(answers)[0], (200, 413))


class LengthTests(APITestCase):
    def test_known_readers_may_send_more(self):
        reader = get_user_model().objects.create_user("reader")
        with override_settings(
            API_EXTRACT_CHARACTERS=40,
            API_EXTRACT_CHARACTERS_ANONYMOUS=20,
            API_VERIFY_CHARACTERS_ANONYMOUS=20,
        ):
            for url in URLS:
                for length, anonymous, known in ((20, 200, 200), (21, 413, 200)):
                    for user, expected in ((None, anonymous), (reader, known)):
                        self.client.force_authenticate(user)
                        body = {"text": "x" * length}
                        response = self.client.post(url, body, format="json")
                        with self.subTest(url, length=length, user=user):
                            self.assertEqual(response.status_code, expected)

    def test_the_document_tells_both(self):
        document = self.client.get("/api/v1/schema/", {"format": "json"})
        if document.status_code != 200:
            document = self.client.get("/api/v1/schema/")
        text = document.content.decode()
        for told in ("At most 100000 characters", "20000 without", "35000 without"):
            self.assertIn(told, text)
