"""Texts are UTF-8: no other charset of a Content-Type reaches Python's codecs."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.test import Client, RequestFactory, SimpleTestCase, TestCase

from quotes_project.charsets import OnlyUtf8, ReadableContentType
from quotes_project.wsgi import application

# It is refused before a database is asked.
pytestmark = pytest.mark.any_database

PATHS = (
    "/",
    "/login/",
    "/admin/login/",
    "/quotes/1/report/",
    "/feeds/quotes.atom",
    "/api/v1/quotes/",
    "/api/v1/verify/",
    "/api/v1/docs/",
    "/nowhere/",
)
OTHERS = ("bz2", "rot13", "idna", "hex", "punycode", "undefined", "latin-1", "x", "")


def client_of_server(**options):
    """A client that asks as servers do, through what stands before Django's request."""
    client = Client(**options)
    handler = client.handler
    application = ReadableContentType(lambda environ, start: handler(environ))
    client.handler = lambda environ: application(environ, None)
    return client


class EveryAddressTests(TestCase):
    def setUp(self):
        self.client = client_of_server()

    def ask(self, path, charset):
        form = f"application/x-www-form-urlencoded; charset={charset}"
        yield self.client.get(path, {"q": "dam"}, CONTENT_TYPE=form)
        yield self.client.generic("POST", path, "username=%E2%82%AC", form)
        json = f"application/json; charset={charset}"
        yield self.client.generic("POST", path, '{"text": "x"}', json)

    def test_any_charset_but_utf_8_is_refused(self):
        for path in PATHS:
            for charset in OTHERS:
                for response in self.ask(path, charset):
                    with self.subTest(path, charset=charset):
                        self.assertEqual(response.status_code, 415)
                        self.assertIn("UTF-8", response.content.decode())

    def test_a_program_is_told_in_the_form_of_every_refusal(self):
        response = self.client.get(
            "/api/v1/quotes/", CONTENT_TYPE="text/plain; charset=latin-1"
        )

        self.assertEqual(response["Content-Type"], "application/problem+json")
        self.assertEqual(response.json()["status"], 415)

    def test_utf_8_may_be_named_however_it_is_written(self):
        for charset in ("utf-8", "UTF-8", '"utf-8"', "utf8"):
            with self.subTest(charset):
                response = self.client.post(
                    "/api/v1/verify/",
                    '{"text": "“Ä”"}',
                    content_type=f"application/json; charset={charset}",
                )
                self.assertEqual(response.status_code, 200)


class MultipartTests(TestCase):
    """Django decodes the parts of a form by the charset of the request alone."""

    def test_the_charset_of_a_part_reaches_no_codec(self):
        for header in (
            "Content-Disposition: form-data; name*=bz2''username",
            "Content-Disposition: form-data; name*=idna''username",
            "Content-Disposition: form-data; name*=nope''username; filename*=hex''x",
            'Content-Disposition: form-data; name="_charset_"',
            'Content-Disposition: form-data; name="username"\r\n'
            "Content-Type: text/plain; charset=punycode",
            'Content-Disposition: form-data; name="username"; filename="f"\r\n'
            "Content-Type: text/plain; charset=bz2",
        ):
            body = f"--B\r\n{header}\r\n\r\nbz2\r\n--B--\r\n"
            for path in ("/login/", "/admin/login/"):
                with self.subTest(header, path=path):
                    response = self.client.post(
                        path, body, content_type="multipart/form-data; boundary=B"
                    )
                    self.assertContains(response, "This field is required")


class ContentTypeBeforeDjangoTests(SimpleTestCase):
    """What a server hands to the application: Django's request is not yet made."""

    def status_of(self, content_type):
        requests = []
        application = ReadableContentType(
            lambda environ, start: [requests.append(WSGIRequest(environ))]
        )
        environ = {**RequestFactory()._base_environ(), "CONTENT_TYPE": content_type}
        application(environ, None)
        return OnlyUtf8(lambda request: HttpResponse())(requests[0]).status_code

    def test_one_that_cannot_be_read_is_refused(self):
        for content_type in (
            "text/plain; charset*=nope''x",
            "text/plain; charset*=undefined''x",
            "text/plain; x*=idna''" + "a" * 8000,
            "text/plain; charset=a\0b",
            "text/plain; charset*0=bz;charset*1=2",
            "text/plain; charset=utf-8; charset=bz2",
            "multipart/form-data; boundary*=nope''x",
        ):
            with self.subTest(content_type[:60]):
                self.assertEqual(self.status_of(content_type), 415)

    def test_one_that_can_is_handed_on(self):
        for content_type in ("", "text/plain", "text/plain; charset=utf-8; x=1"):
            with self.subTest(content_type):
                self.assertEqual(self.status_of(content_type), 200)

    def test_servers_run_what_guards_it(self):
        self.assertIsInstance(application, ReadableContentType)


class CrossOriginTests(SimpleTestCase):
    def test_a_page_elsewhere_may_read_the_refusal(self):
        response = client_of_server().get(
            "/api/v1/",
            CONTENT_TYPE="text/plain; charset=bz2",
            headers={"Origin": "https://elsewhere.example"},
        )

        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
