"""Who may read, and how often."""

from django.conf import settings
from django.test import TestCase, override_settings

from tests.build import make_editor

URL = "/api/v1/outlets/"


def rates(rate):
    return {**settings.API_RATES, "read-anonymous": rate}


class LimitTests(TestCase):
    @override_settings(API_RATES=rates("2/day"))
    def test_every_answer_tells_the_limit_and_the_last_straw_says_how_long(self):
        left = [self.client.get(URL)["RateLimit-Remaining"] for _ in (1, 2)]
        refused = self.client.get(URL)

        self.assertEqual(left, ["1", "0"])
        self.assertEqual(refused.status_code, 429)
        self.assertEqual(refused["RateLimit-Limit"], "2")
        self.assertEqual(refused["Retry-After"], refused["RateLimit-Reset"])
        self.assertEqual(refused["Content-Type"], "application/problem+json")

    @override_settings(API_RATES=rates("1/day"))
    def test_errors_count_and_tell_too(self):
        response = self.client.get(URL, {"x": "1"})

        self.assertEqual(
            (response.status_code, response["RateLimit-Remaining"]), (400, "0")
        )
        self.assertEqual(self.client.get(URL).status_code, 429)

    @override_settings(API_RATES=rates("1/day"))
    def test_an_account_has_a_limit_of_its_own(self):
        self.client.get(URL)
        self.client.force_login(make_editor())

        self.assertEqual(self.client.get(URL).status_code, 200)

    @override_settings(API_RATES=rates("1/day"))
    def test_a_reader_cannot_pose_as_another_address(self):
        self.client.get(URL, headers={"x-forwarded-for": "192.0.2.1"})
        second = self.client.get(URL, headers={"x-forwarded-for": "192.0.2.2"})

        self.assertEqual(second.status_code, 429)


@override_settings(API_PUBLIC=False)
class ClosedTests(TestCase):
    def test_strangers_read_nothing(self):
        for path in [URL, "/api/v1/quotes/1/", "/api/v1/quotes/?format=csv"]:
            with self.subTest(path):
                response = self.client.get(path)
                self.assertIn(response.status_code, (401, 403))
                self.assertIn("RateLimit-Limit", response)

    def test_an_account_reads(self):
        self.client.force_login(make_editor())

        self.assertEqual(self.client.get(URL).status_code, 200)

    def test_the_documentation_stays_open(self):
        for path in ("/api/v1/schema/", "/api/v1/docs/"):
            self.assertEqual(self.client.get(path).status_code, 200)
