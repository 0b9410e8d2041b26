"""Fetching from real servers that are slow, endless, wrong or unfriendly."""

import gzip
import os
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from threading import Event
from unittest import TestCase, mock

from quotes.ingest.fetching.client import PATIENCE, read_content_type, seconds_of
from quotes.ingest.fetching.errors import FetchError
from tests.ingest.servers import HTML, Clock, closed_port, fetcher, serving

PAGE = "<p>“Yes,” said Ana Tarn.</p>"


class FetchTestCase(TestCase):
    def setUp(self):
        self.server = self.enterContext(serving())
        self.clock = Clock()

    def get(self, path="/", *, known=None, **fields):
        self.fetcher = fetcher(self.clock, **fields)
        return self.fetcher.get(self.server.address(path), **known or {})

    def refuse(self, path="/", **fields):
        with self.assertRaises(FetchError) as caught:
            self.get(path, **fields)
        return caught.exception


class AnswerTests(FetchTestCase):
    def test_an_answer_says_what_it_is_and_when_it_came(self):
        headers = HTML | {
            "ETag": '"1"',
            "Last-Modified": "Sat, 01 Mar 2031 10:00:00 GMT",
        }
        self.server.answers["/a"] = (200, headers, PAGE)

        answer = self.get("/a")

        self.assertEqual(answer.body.decode(), PAGE)
        self.assertEqual((answer.content_type, answer.charset), ("text/html", "utf-8"))
        self.assertEqual(answer.address, self.server.address("/a"))
        self.assertEqual(answer.etag, '"1"')
        self.assertLess(datetime.now(UTC) - answer.fetched_at, timedelta(minutes=1))

    def test_we_say_who_we_are_and_bring_no_cookies(self):
        self.server.answers["/"] = (200, HTML | {"Set-Cookie": "a=b"}, PAGE)

        self.get(agent="herald-desk/1 (desk@herald.example)")
        self.fetcher.get(self.server.address("/"))

        headers = self.server.asked[-1][1]
        self.assertEqual(headers["User-Agent"], "herald-desk/1 (desk@herald.example)")
        self.assertNotIn("Cookie", headers)

    def test_what_has_not_changed_is_not_sent_again(self):
        def answer(handler):
            known = handler.headers.get("If-None-Match")
            return (304, {}, "") if known == '"1"' else (200, HTML, PAGE)

        self.server.answers["/"] = answer

        answered = self.get(known={"etag": '"1"', "last_modified": "Sat, 1 Mar 2031"})

        self.assertTrue(answered.unchanged)
        headers = self.server.asked[-1][1]
        self.assertEqual(headers["If-Modified-Since"], "Sat, 1 Mar 2031")

    def test_packed_answers_are_unpacked(self):
        packed = {
            "gzip": gzip.compress(PAGE.encode()),
            "deflate": zlib.compress(PAGE.encode()),
        }
        for name, body in packed.items():
            with self.subTest(name):
                headers = HTML | {"Content-Encoding": name}
                self.server.answers["/"] = (200, headers, body)
                self.assertEqual(self.get().body.decode(), PAGE)

    def test_a_proxy_of_the_environment_is_not_asked(self):
        self.server.answers["/"] = PAGE
        proxy = f"http://127.0.0.1:{closed_port()}"
        with mock.patch.dict(os.environ, {"http_proxy": proxy, "HTTP_PROXY": proxy}):
            self.assertEqual(self.get().body.decode(), PAGE)


class LimitTests(FetchTestCase):
    def test_a_server_that_takes_too_long_is_left(self):
        answered = Event()

        def answer(handler):
            handler.server.stopped.wait(60)
            answered.set()
            return (200, HTML, PAGE)

        self.server.answers["/"] = answer

        error = self.refuse(limits={"seconds": 0.2})

        self.assertIn("more than 0.2 seconds", str(error))
        self.assertFalse(answered.is_set())

    def test_a_byte_now_and_then_is_too_slow_in_headers_and_in_the_body(self):
        for part in (b"HTTP/1.0 200 OK\r\nX: ", b"HTTP/1.0 200 OK\r\n\r\n"):
            with self.subTest(part):
                answered = Event()

                def answer(handler, part=part, answered=answered):
                    handler.wfile.write(part)
                    for _ in range(1_200):
                        handler.wfile.write(b"x")
                        handler.wfile.flush()
                        if handler.server.stopped.wait(0.05):
                            return
                    answered.set()

                self.server.answers["/"] = answer

                error = self.refuse(limits={"seconds": 0.2})

                self.assertIn("more than 0.2 seconds", str(error))
                self.assertFalse(answered.is_set())

    def test_an_answer_without_end_is_cut_off(self):
        def answer(handler):
            handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
            while not handler.server.stopped.is_set():
                handler.wfile.write(b"x" * 65536)

        self.server.answers["/"] = answer

        self.assertIn(
            "more than 100,000 bytes", str(self.refuse(limits={"size": 100_000}))
        )

    def test_a_gzip_bomb_is_not_unpacked(self):
        bomb = gzip.compress(b"\0" * 30_000_000)
        self.server.answers["/"] = (200, HTML | {"Content-Encoding": "gzip"}, bomb)

        self.assertIn(
            "more than 100,000 bytes", str(self.refuse(limits={"size": 100_000}))
        )

    def test_what_is_not_packed_as_it_says(self):
        self.server.answers["/"] = (200, HTML | {"Content-Encoding": "gzip"}, PAGE)

        self.assertIn("not packed as it says", str(self.refuse()))

    def test_an_answer_that_breaks_off(self):
        self.server.answers["/"] = (200, HTML | {"Content-Length": "5000"}, PAGE)

        error = self.refuse()

        self.assertIn("connection failed", str(error))
        self.assertEqual(len(self.server.paths()), 3)

    def test_a_length_that_is_no_number(self):
        self.server.answers["/"] = (200, HTML | {"Content-Length": "many"}, PAGE)

        self.assertEqual(self.get().body.decode(), PAGE)

    def test_what_is_no_http(self):
        self.server.answers["/"] = lambda handler: handler.wfile.write(
            b"\0\1\2 hello\n"
        )

        self.assertIn("connection failed", str(self.refuse()))

    def test_nobody_listens(self):
        with self.assertRaisesRegex(FetchError, "connection failed"):
            fetcher(self.clock).get(f"http://127.0.0.1:{closed_port()}/")

    def test_tls_where_none_is_spoken(self):
        address = self.server.address("/").replace("http:", "https:")

        with self.assertRaisesRegex(FetchError, "TLS|connection failed"):
            fetcher(self.clock).get(address)


class RedirectTests(FetchTestCase):
    def test_redirects_are_followed_to_their_end(self):
        self.server.answers["/a"] = (301, {"Location": "b?x=1"}, "")
        self.server.answers["/b?x=1"] = (
            307,
            {"Location": self.server.address("/c")},
            "",
        )
        self.server.answers["/c"] = PAGE

        self.assertEqual(self.get("/a").address, self.server.address("/c"))

    def test_redirects_in_a_circle(self):
        self.server.answers["/a"] = (302, {"Location": "/b"}, "")
        self.server.answers["/b"] = (302, {"Location": "/a"}, "")

        self.assertIn("in a circle", str(self.refuse("/a")))

    def test_redirects_without_end(self):
        for number in range(20):
            to = {"Location": f"/{number + 1}"}
            self.server.answers[f"/{number}"] = (302, to, "")

        self.assertIn("more than 5 times", str(self.refuse("/0")))
        self.assertEqual(len(self.server.paths()), 6)


class ManagersTests(FetchTestCase):
    """Servers that ask for patience, and those that have nothing."""

    def test_a_server_that_asks_us_to_wait_a_moment_is_asked_again_then(self):
        answers = iter([(429, {"Retry-After": "7"}, ""), (200, HTML, PAGE)])
        self.server.answers["/"] = lambda handler: next(answers)

        self.assertEqual(self.get().body.decode(), PAGE)
        self.assertEqual(self.clock.slept, [7.0])

    def test_one_that_asks_for_an_hour_is_left_alone_for_an_hour(self):
        self.server.answers["/"] = (429, {"Retry-After": "3600"}, "")
        self.server.answers["/b"] = PAGE

        error = self.refuse()

        self.assertEqual(error.retry_after, 3600)
        with self.assertRaisesRegex(FetchError, "left alone for 3600 seconds"):
            self.fetcher.get(self.server.address("/b"))
        self.assertEqual(self.server.paths(), ["/"])
        self.clock.now += 3601
        self.assertEqual(
            self.fetcher.get(self.server.address("/b")).body.decode(), PAGE
        )

    def test_errors_of_the_server_are_tried_again_after_growing_pauses(self):
        self.server.answers["/"] = (500, {}, "")

        self.assertIn("answers 500", str(self.refuse()))
        self.assertEqual(len(self.server.paths()), 3)
        self.assertEqual(self.clock.slept, [1.0, 2.0])

    def test_what_is_not_there_is_asked_for_once(self):
        self.server.answers["/gone"] = (410, {}, "")

        self.assertIn("answers 404", str(self.refuse("/none")))
        self.assertTrue(self.refuse("/gone").gone)
        self.assertEqual(self.server.paths(), ["/none", "/gone"])

    def test_one_request_at_a_time_with_a_pause_between(self):
        self.server.answers["/"] = PAGE
        one = fetcher(self.clock, delay=2)

        for _ in range(3):
            one.get(self.server.address("/"))

        # Before the first comes robots.txt.
        self.assertEqual(self.clock.slept, [2.0, 2.0, 2.0])

    def test_how_seconds_are_told(self):
        later = datetime.now(UTC) + timedelta(seconds=100)
        self.assertEqual(seconds_of(" 120 "), 120)
        self.assertAlmostEqual(
            seconds_of(format_datetime(later, usegmt=True)), 100, delta=3
        )
        for value in ("", "soon", "-5", "1e9", "٣"):
            self.assertIsNone(seconds_of(value), value)
        self.assertEqual(seconds_of("9" * 50), 86_400)

    def test_how_types_are_told(self):
        self.assertEqual(
            read_content_type('Text/HTML; x=y; Charset="ISO-8859-1"'),
            ("text/html", "iso-8859-1"),
        )
        self.assertEqual(read_content_type(""), ("", ""))


class RobotsTests(FetchTestCase):
    def test_what_robots_may_not_read_is_not_fetched(self):
        self.server.answers["/robots.txt"] = (
            "User-agent: *\nDisallow: /private/*.html$\n"
        )
        self.server.answers["/private/a.html"] = PAGE
        self.server.answers["/b"] = PAGE

        self.assertIn("robots.txt does not let", str(self.refuse("/private/a.html")))
        self.assertEqual(self.get("/b").body.decode(), PAGE)
        self.assertEqual(self.server.paths(), ["/b"])

    def test_a_rule_for_us_by_name_goes_before_the_rule_for_all(self):
        rules = "User-agent: quotes-project\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
        self.server.answers["/robots.txt"] = rules

        self.assertIn("robots.txt", str(self.refuse("/b")))

    def test_a_redirect_to_what_is_forbidden_is_not_followed(self):
        self.server.answers["/robots.txt"] = "User-agent: *\nDisallow: /no\n"
        self.server.answers["/a"] = (302, {"Location": "/no"}, "")

        self.assertIn("robots.txt", str(self.refuse("/a")))
        self.assertEqual(self.server.paths(), ["/a"])

    def test_rules_that_cannot_be_read_forbid_and_none_at_all_allow(self):
        self.server.answers["/"] = PAGE
        self.server.answers["/robots.txt"] = (503, {}, "")
        self.assertIn("answers 503", str(self.refuse()))
        for status in (401, 403, 404, 410):
            self.server.answers["/robots.txt"] = (status, {}, "")
            self.assertEqual(self.get().body.decode(), PAGE)

    def test_rules_are_read_once_an_hour(self):
        self.server.answers["/"] = PAGE
        one = fetcher(self.clock)
        for pause in (0, 3000, 1000):
            self.clock.now += pause
            one.get(self.server.address("/"))

        paths = [path for path, _ in self.server.asked]
        self.assertEqual(paths.count("/robots.txt"), 2)

    def test_the_pause_that_a_site_asks_for_is_kept_up_to_a_bound(self):
        for told, kept in (("5", 5.0), ("900", PATIENCE)):
            with self.subTest(told):
                rules = f"User-agent: *\nCrawl-delay: {told}\n"
                self.server.answers["/robots.txt"] = rules
                self.server.answers["/"] = PAGE
                self.clock = Clock()
                one = fetcher(self.clock)
                one.get(self.server.address("/"))
                one.get(self.server.address("/"))
                self.assertEqual(self.clock.slept, [kept])

    def test_rules_of_any_bytes_and_any_length(self):
        self.server.answers["/"] = PAGE
        for rules in (
            b"\xff\xfe\0Disallow",
            b"#" * 2_000_000,
            b"User-agent: *\nDisallow",
        ):
            self.server.answers["/robots.txt"] = (200, {}, rules)
            self.assertEqual(self.get().body.decode(), PAGE)
