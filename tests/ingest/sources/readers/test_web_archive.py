import gzip
from datetime import UTC, datetime
from unittest import TestCase

from quotes.ingest.sources.item import Failure
from tests.ingest.sources.readers.test_page import PROSE, page
from tests.ingest.sources.reading import read

ADDRESS = "https://herald.example/2031/dam"


def archive(*answers, packed=True):
    """A WARC of these: (address, status, type, body)."""
    records = [WARC % {b"length": 0, b"type": b"warcinfo", b"address": b"urn:x"}]
    for address, status, kind, body in answers:
        body = body.encode() if isinstance(body, str) else body
        head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode()
        told = {
            b"type": b"response",
            b"address": address.encode(),
            b"length": len(head + body),
        }
        records.append(WARC % told + head + body)
    # Each record is packed by itself.
    ended = [record + b"\r\n\r\n" for record in records]
    return b"".join(map(gzip.compress, ended) if packed else ended)


WARC = (
    b"WARC/1.0\r\nWARC-Type: %(type)s\r\nWARC-Target-URI: %(address)s\r\n"
    b"WARC-Date: 2031-05-17T09:30:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    b"Content-Type: application/http; msgtype=response\r\n"
    b"Content-Length: %(length)d\r\n\r\n"
)
PAGE = (ADDRESS, "200 OK", "text/html; charset=utf-8", page())


class WebArchiveTests(TestCase):
    def test_pages_are_articles_packed_or_not(self):
        for packed in (True, False):
            data = archive(
                ("https://herald.example/a.png", "200 OK", "image/png", b"\x89PNG"),
                PAGE,
                ("https://herald.example/b", "404 Not Found", "text/html", page()),
                ("https://herald.example/c", "301 Moved", "text/html", ""),
                packed=packed,
            )

            (record,) = read("warc", data, name="in.warc")

            self.assertIn(PROSE[0], record.text)
            self.assertEqual(record.url, ADDRESS)
            told = record.provenance
            self.assertEqual((told.kind, told.source), ("warc", "in.warc#3"))
            self.assertEqual(told.fetched_at, datetime(2031, 5, 17, 9, 30, tzinfo=UTC))
            self.assertIn("warcio", told.reader)
            self.assertIn("trafilatura", told.reader)

    def test_a_page_that_cannot_be_read_is_named_by_place_and_address(self):
        empty = (ADDRESS, "200 OK", "text/html", "<p></p>")

        failure, record = read("warc", archive(empty, PAGE), name="in.warc")

        self.assertEqual(failure.origin, f"in.warc#2 {ADDRESS}")
        self.assertIn(PROSE[0], record.text)

    def test_an_archive_without_pages_or_that_is_none_or_breaks_off(self):
        whole = archive(PAGE, PAGE)
        for data in (
            b"",
            b"no archive",
            archive(packed=False),
            whole[: len(whole) - 40],
        ):
            with self.subTest(data[:10]):
                failures = [
                    found
                    for found in read("warc", data, name="in.warc")
                    if isinstance(found, Failure)
                ]
                self.assertEqual(len(failures), 1)
