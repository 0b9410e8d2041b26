"""Canonical addresses: one spelling for all addresses of one article."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quotes.ingest.canonical_addresses import (
    canonical_address,
    key_of,
    keys_of,
    trusted_canonical,
)
from tests.properties import examples

ARTICLE = "https://herald.example/a/ferry"


class CanonicalTests(TestCase):
    def test_spellings_of_one_article(self):
        for url in (
            "http://herald.example/a/ferry",
            "https://WWW.Herald.example/a/ferry/",
            "https://herald.example:443/a/ferry",
            "http://herald.example:80/a/ferry",
            "https://herald.example./a/ferry",
            "https://m.herald.example/a/ferry",
            "https://amp.herald.example/a/ferry",
            "https://herald.example/a/ferry/amp/",
            "https://herald.example/amp/a/ferry",
            "https://herald.example/a/ferry?outputType=amp",
            "https://herald.example/a/ferry#comments",
            "https://herald.example/a/ferry?utm_source=post&fbclid=1",
            "https://herald.example/a/%66erry",
            "https://herald.example/a//ferry",
            "https://www-herald-example.cdn.ampproject.org/c/s/herald.example/a/ferry",
            "https://www.google.com/amp/s/herald.example/a/ferry",
        ):
            with self.subTest(url):
                self.assertEqual(canonical_address(url), ARTICLE)

    def test_what_tells_articles_apart_is_kept(self):
        for url in (
            "https://herald.example/a/ferry?id=3",
            "https://herald.example/a/Ferry",
            "https://sport.herald.example/a/ferry",
            "https://herald.example:8080/a/ferry",
            "https://herald.example/a/ferry/amplified",
            "https://herald.example/a/ferry#!/page/2",
            "https://m.example/a/ferry",
        ):
            with self.subTest(url):
                self.assertNotEqual(key_of(url), key_of(ARTICLE))

    def test_the_order_of_parameters_is_none(self):
        self.assertEqual(
            key_of("https://h.example/?b=2&a=1"), key_of("https://h.example/?a=1&b=2")
        )

    def test_hosts_in_letters_of_any_script(self):
        self.assertEqual(
            canonical_address("https://bücher.example/ä"),
            "https://xn--bcher-kva.example/%C3%A4",
        )

    def test_a_front_page_is_nobody_s_canonical_address(self):
        self.assertIsNone(trusted_canonical(ARTICLE, "https://herald.example/"))
        self.assertIsNone(trusted_canonical(ARTICLE, "https://other.example/a/ferry"))
        self.assertEqual(len(keys_of(ARTICLE, "https://www.herald.example/b")), 2)

    @examples(200)
    @given(st.text(max_size=40) | st.from_regex(r"https?://[^\s/]{1,20}/\S{0,30}"))
    def test_any_text_has_one_and_it_is_its_own(self, url):
        address = canonical_address(url)
        self.assertEqual(len(key_of(url)), 32)
        self.assertEqual(canonical_address(address), address)
