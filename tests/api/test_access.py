"""Who may read, and how often."""

import pytest
from django.conf import settings
from django.test import TestCase, override_settings

from quotes.models import ApiToken, ErrorReport
from quotes.review import ReviewError
from quotes.review.api_tokens import create_token, revoke_token
from quotes.review.reports import settle_report
from tests.build import make_editor, make_quote

URL = "/api/v1/outlets/"


def rates(rate):
    return {**settings.API_RATES, "read-anonymous": rate}


# What is counted is kept in a cache.
@pytest.mark.any_database
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


# It is refused before a database is asked.
@pytest.mark.any_database
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


class TokenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.token, cls.secret = create_token(name="Newsroom script", by=cls.editor)

    def get(self, secret, scheme="Bearer"):
        return self.client.get(URL, headers={"authorization": f"{scheme} {secret}"})

    def test_only_the_hash_is_kept(self):
        self.assertNotIn(self.secret, str(ApiToken.objects.values().get()))
        self.assertTrue(self.secret.startswith(self.token.start))

    def test_a_token_raises_the_limit(self):
        self.assertEqual(self.get(self.secret)["RateLimit-Limit"], "3000")

    @override_settings(API_PUBLIC=False)
    def test_a_token_opens_what_is_closed(self):
        self.assertEqual(self.get(self.secret).status_code, 200)

    def test_its_last_use_is_noted_but_not_every_one(self):
        self.get(self.secret)
        first = ApiToken.objects.get().last_used_at
        self.get(self.secret)

        self.assertIsNotNone(first)
        self.assertEqual(ApiToken.objects.get().last_used_at, first)

    def test_an_unknown_token_is_refused_even_where_reading_is_public(self):
        for secret in ["qt_wrong", "", "a b", "é", self.token.digest]:
            with self.subTest(secret):
                response = self.get(secret)
                self.assertEqual(response.status_code, 401)
                self.assertEqual(response["WWW-Authenticate"], "Bearer")
                self.assertIn("RateLimit-Remaining", response)

    def test_a_revoked_token_is_refused(self):
        revoke_token(token=self.token, by=self.editor)

        self.assertEqual(self.get(self.secret).status_code, 401)
        with self.assertRaises(ReviewError):
            revoke_token(token=self.token, by=self.editor)

    def test_a_token_without_a_name_is_not_made(self):
        with self.assertRaises(ReviewError):
            create_token(name=" ", by=self.editor)


# Headers alone.
@pytest.mark.any_database
class OtherSitesTests(TestCase):
    def test_pages_of_other_sites_may_read_and_see_the_limits(self):
        response = self.client.get(URL, headers={"origin": "https://tool.example"})

        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        self.assertNotIn("Access-Control-Allow-Credentials", response)
        self.assertIn("RateLimit-Remaining", response["Access-Control-Expose-Headers"])

    def test_the_admin_is_not_for_other_sites(self):
        response = self.client.get(
            "/admin/login/", headers={"origin": "https://tool.example"}
        )

        self.assertNotIn("Access-Control-Allow-Origin", response)


class ReportTests(TestCase):
    def post(self, **body):
        return self.client.post(
            f"/api/v1/quotes/{self.quote.pk}/report/",
            body,
            content_type="application/json",
        )

    def setUp(self):
        self.quote = make_quote()

    def test_a_report_reaches_the_queue(self):
        response = self.post(
            reason="speaker", explanation="It was her deputy.", expected="Jon Orlo"
        )

        self.assertEqual(response.status_code, 201)
        report = ErrorReport.objects.get()
        self.assertEqual(
            (report.quote, report.reason, report.explanation, report.expected),
            (self.quote, "speaker", "It was her deputy.", "Jon Orlo"),
        )
        self.assertEqual(response.json()["id"], report.pk)

    def test_the_same_report_is_filed_once(self):
        for _ in (1, 2):
            self.post(reason="other", explanation="Odd.")

        self.assertEqual(ErrorReport.objects.count(), 1)

    def test_bad_reports_are_refused_by_name(self):
        for name, body in [
            ("reason", {"reason": "dull", "explanation": "x"}),
            ("reason", {"reason": ["speaker"], "explanation": "x"}),
            ("explanation", {"reason": "other"}),
            ("explanation", {"reason": "other", "explanation": ""}),
            ("explanation", {"reason": "other", "explanation": "\x00"}),
            ("expected", {"reason": "other", "explanation": "x", "expected": 1}),
            ("expected", {"reason": "other", "explanation": "x", "expected": {}}),
            ("by", {"reason": "other", "explanation": "x", "by": "me"}),
        ]:
            with self.subTest(body):
                response = self.post(**body)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json()["errors"][0]["parameter"], name)

    def test_there_is_nothing_to_report_about_no_quote(self):
        response = self.client.post("/api/v1/quotes/0/report/")

        self.assertEqual(response.status_code, 404)

    def test_a_report_is_settled_once(self):
        self.post(reason="other", explanation="Odd.")
        report, editor = ErrorReport.objects.get(), make_editor()
        settle_report(
            report=report, accepted=False, by=editor, reason="It is printed so."
        )

        self.assertEqual(ErrorReport.objects.get().status, "dismissed")
        with self.assertRaises(ReviewError):
            settle_report(report=report, accepted=True, by=editor, reason="No.")
