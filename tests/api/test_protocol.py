"""HTTP itself: what is compressed, named, asked for beforehand, or has no body."""

import gzip
import re

import pytest
from django.test import TestCase
from django.utils import timezone

from tests.build import make_quote, make_speaker
from tests.pages.test_access import FEEDS, PAGES, make_rows

ADDRESSES = (
    *PAGES,
    *FEEDS,
    *(f"/api/v1/{path}" for path in ("", "quotes/", "schema/", "docs/", "nowhere/")),
    "/api/v1/quotes/?format=csv",
    "/api/v1/quotes/?format=jsonl",
    "/api/v1/extract/",
    "/admin/login/",
    "/nowhere/",
)


class EveryAddressTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = make_rows()
        for number in range(30):
            make_quote(f"The dam holds, they say, in town {number}")

    def setUp(self):
        self.addresses = [address.format(**self.rows) for address in ADDRESSES]

    # Every address is walked on both: here, headers and bodies.
    @pytest.mark.any_database
    def test_whatever_is_long_is_compressed_and_the_same(self):
        for address in self.addresses:
            with self.subTest(address):
                plain = self.client.get(address)
                small = self.client.get(address, headers={"Accept-Encoding": "gzip"})
                content = plain.getvalue()
                if len(content) < 200:
                    continue
                self.assertIn("Accept-Encoding", plain["Vary"])
                self.assertEqual(small["Content-Encoding"], "gzip")
                self.assertEqual(
                    without_secrets(gzip.decompress(small.getvalue())),
                    without_secrets(content),
                )

    # Every address is walked on both: here, headers.
    @pytest.mark.any_database
    def test_compressed_or_not_an_answer_has_one_validator(self):
        for address in ("/api/v1/quotes/", "/api/v1/schema/", *FEEDS):
            for encoding in ("gzip", "identity"):
                with self.subTest(address, encoding=encoding):
                    headers = {"Accept-Encoding": encoding}
                    etag = self.client.get(address, headers=headers)["ETag"]
                    again = self.client.get(address, headers={"If-None-Match": etag})
                    self.assertEqual(etag[:3], 'W/"')
                    self.assertEqual(again.status_code, 304)
                    self.assertEqual(again["ETag"], etag)

    # Every address is walked on both: here, headers.
    @pytest.mark.any_database
    def test_head_has_the_headers_of_get_and_no_body(self):
        for address in self.addresses:
            with self.subTest(address):
                # The test client itself takes bodies off: look before it does.
                bodies = []
                handler = self.client.handler
                inner = handler.get_response

                def watched(request, inner=inner, bodies=bodies):
                    response = inner(request)
                    bodies.append(response.getvalue())
                    return response

                handler.get_response = watched
                head = self.client.head(address)
                handler.get_response = inner
                got = self.client.get(address)
                self.assertEqual(bodies, [b""])
                self.assertEqual(head.status_code, got.status_code)
                self.assertEqual(head["Content-Type"], got["Content-Type"])
                self.assertEqual(head.get("ETag"), got.get("ETag"))

    def test_head_of_an_export_reads_its_first_rows_alone(self):
        """As many as tell whether it can be answered."""
        with self.assertNumQueries(1):
            self.client.head("/api/v1/articles/?format=csv")


def without_secrets(content):
    """CSRF tokens are written anew for each answer, and when a form was opened."""
    return re.sub(rb'csrfmiddlewaretoken" value="\w+"|"form:[\w:-]+"', b"", content)


# Every list is walked on both: here, a header.
@pytest.mark.any_database
class FileNameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_quote(speaker=make_speaker("Mara Lind"))

    def test_a_file_says_what_it_is(self):
        day = timezone.localdate().isoformat()
        for query, name in (
            ("quotes/?format=csv", "quotes"),
            (
                "quotes/?format=csv&speaker=mara-lind&fields=text&page_size=5",
                "quotes_speaker-mara-lind",
            ),
            (
                "quotes/?format=csv&published_after=2031-03-17&q=%22the+dam%22+-x",
                "quotes_published-after-2031-03-17_q-the-dam-x",
            ),
            ("statements/?format=csv&disputed=true", "statements_disputed-true"),
            ("speakers/?format=csv", "speakers"),
            ("articles/?format=csv", "articles"),
            ("outlets/?format=csv", "outlets"),
            ("corrections/?format=csv", "corrections"),
            (f"quotes/?format=csv&q={'x' * 900}", f"quotes_q-{'x' * 111}"),
            ("quotes/?format=csv&q=%22%0D%0AX:+%D1%83%22", "quotes_q-x"),
        ):
            with self.subTest(query[:70]):
                response = self.client.get(f"/api/v1/{query}")
                self.assertEqual(response.status_code, 200)
                self.assertEqual(
                    response["Content-Disposition"],
                    f'attachment; filename="{name}_{day}.csv"',
                )


# Headers alone.
@pytest.mark.any_database
class PreflightTests(TestCase):
    def test_a_page_elsewhere_may_ask_whether_something_changed(self):
        for header in ("if-none-match", "if-modified-since", "authorization"):
            with self.subTest(header):
                response = self.client.options(
                    "/api/v1/quotes/",
                    headers={
                        "Origin": "https://elsewhere.example",
                        "Access-Control-Request-Method": "GET",
                        "Access-Control-Request-Headers": header,
                    },
                )
                self.assertEqual(response.status_code, 200)
                allowed = response["Access-Control-Allow-Headers"].split(", ")
                self.assertIn(header, allowed)
