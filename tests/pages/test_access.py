"""Who may read the pages, how often, and what their headers promise."""

import pytest
from django.conf import settings
from django.test import TestCase, override_settings

from quotes.review.api_tokens import create_token
from quotes.review.reports import file_report, key_of
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import links_of

# Pages, feeds and data are asked on both by tests/walk/: here, who may and how often.
pytestmark = pytest.mark.any_database

PAGES = {
    "/": "/api/v1/quotes/",
    "/?q=dam": "/api/v1/quotes/?q=dam",
    "/quotes/{quote}/": "/api/v1/quotes/{quote}/",
    "/speakers/": "/api/v1/speakers/",
    "/speakers/?q=mara": "/api/v1/speakers/?q=mara",
    "/speakers/mara/": "/api/v1/speakers/mara/",
    "/statements/{statement}/": "/api/v1/statements/{statement}/",
    "/statements/": "/api/v1/statements/",
    "/statements/?q=dam&min_outlets=0": "/api/v1/statements/?q=dam&min_outlets=0",
    "/outlets/": "/api/v1/outlets/",
    "/disputes/": "/api/v1/statements/?disputed=true&ordering=-disputed_at",
    "/outlets/post/": "/api/v1/outlets/post/",
    "/articles/{article}/": "/api/v1/articles/{article}/",
    "/about/": "/api/v1/",
    "/check/": "/api/v1/",
    "/compare/": "/api/v1/quotes/facets/",
    "/compare/?speaker=mara": "/api/v1/quotes/facets/?speaker=mara",
    "/corrections/": "/api/v1/corrections/",
    "/changed/?since=2031-03-17": "/api/v1/corrections/?since=2031-03-17",
    "/follow/quotes/?q=dam": "/api/v1/",
    "/follow/speaker/?speaker=mara": "/api/v1/",
    "/follow/disputes/": "/api/v1/",
    "/quotes/{quote}/report/": "/api/v1/quotes/{quote}/",
    "/reports/{report}/": "/api/v1/reports/{report}/",
}
FORMS = ("/check/", "/follow/", "/quotes/{quote}/report/")
FEEDS = ("/feeds/quotes.atom", "/feeds/disputes.atom", "/feeds/corrections.atom")


def make_rows():
    statement = make_statement("The dam holds", dispute="distinct")
    article = make_article("“The dam holds,” she said.", outlet=make_outlet("Post"))
    quote = make_quote(
        "The dam holds",
        article=article,
        speaker=make_speaker("Mara"),
        statement=statement,
    )
    report = file_report(quote=quote, reason="words", explanation="One is missing.")
    return {
        "quote": quote.pk,
        "statement": statement.pk,
        "article": article.pk,
        "report": key_of(report),
    }


class EveryPageTests(TestCase):
    def setUp(self):
        self.rows = make_rows()

    def test_page_leads_to_its_data_and_the_data_is_there(self):
        for page, data in PAGES.items():
            with self.subTest(page):
                response = self.client.get(page.format(**self.rows))
                self.assertEqual(response.status_code, 200)
                address = data.format(**self.rows)
                self.assertIn(address, links_of(response))
                self.assertEqual(self.client.get(address).status_code, 200)

    def test_no_link_leads_nowhere(self):
        followed = set()
        for page in PAGES:
            for address in links_of(self.client.get(page.format(**self.rows))):
                if address.startswith(("#", "/api/", "https://")):
                    continue
                with self.subTest(page, address=address):
                    target = f"/{address}" if address.startswith("?") else address
                    if address.startswith("?") and page != "/":
                        target = page.partition("?")[0] + address
                    if target in followed:
                        continue
                    followed.add(target)
                    self.assertEqual(self.client.get(target).status_code, 200)

    def test_nothing_from_elsewhere_and_nothing_inline_may_run(self):
        for page in [*PAGES, "/nowhere/", "/quotes/0/", "/?x=1", "/login/"]:
            with self.subTest(page):
                response = self.client.get(page.format(**self.rows))
                policy = response["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe", policy)
                self.assertNotContains(
                    response, "<style", status_code=response.status_code
                )
                self.assertNotContains(
                    response, " style=", status_code=response.status_code
                )

    def test_pages_are_read_only(self):
        for page in [*PAGES, *FEEDS]:
            if page.startswith(FORMS):
                continue
            with self.subTest(page):
                response = self.client.post(page.format(**self.rows))
                self.assertEqual(response.status_code, 405)


@override_settings(API_PUBLIC=False)
class ClosedTests(TestCase):
    def setUp(self):
        self.rows = make_rows()

    def test_strangers_are_sent_to_log_in(self):
        for page in PAGES:
            with self.subTest(page):
                response = self.client.get(page.format(**self.rows))
                self.assertEqual(response.status_code, 302)
                self.assertTrue(response["Location"].startswith("/login/?next=/"))

    def test_whoever_logs_in_comes_to_the_page_asked_for(self):
        make_editor("ines")

        response = self.client.post(
            "/login/",
            {"username": "ines", "password": "a long pass phrase", "next": "/about/"},
        )

        self.assertRedirects(response, "/about/")

    def test_login_leads_to_no_other_site(self):
        make_editor("ines")

        response = self.client.post(
            "/login/",
            {
                "username": "ines",
                "password": "a long pass phrase",
                "next": "https://elsewhere.example/",
            },
        )

        self.assertRedirects(response, "/")

    def test_private_pages_are_kept_by_no_shared_cache(self):
        self.client.force_login(make_editor())

        kept = self.client.get("/about/")["Cache-Control"]

        self.assertEqual(set(kept.split(", ")), {"private", "no-cache"})

    def test_feeds_open_to_a_token_and_to_nobody_else(self):
        _, secret = create_token(name="reader", by=make_editor())

        for feed in FEEDS:
            for header, status in (
                ({}, 401),
                ({"Authorization": "Bearer qt_wrong"}, 401),
                ({"Authorization": f"Bearer {secret}"}, 200),
            ):
                with self.subTest(feed, header=header):
                    response = self.client.get(feed, headers=header)
                    self.assertEqual(response.status_code, status)


@override_settings(API_RATES={**settings.API_RATES, "read-anonymous": "1/day"})
class LimitTests(TestCase):
    def test_pages_and_feeds_share_the_limit_of_the_api(self):
        self.assertEqual(self.client.get("/about/").status_code, 200)

        for address in ("/about/", "/feeds/disputes.atom", "/api/v1/quotes/"):
            with self.subTest(address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, 429)
                self.assertGreater(int(response["Retry-After"]), 0)
