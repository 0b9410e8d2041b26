"""The sitemap: every page that stands, and no other, in files of bounded size."""

from unittest.mock import patch
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes import review
from quotes.pages import discovery
from tests.build import make_editor, make_quote, make_speaker, make_statement

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


class SitemapTests(TestCase):
    def read(self, address):
        answer = self.client.get(address)
        self.assertEqual(answer.status_code, 200, address)
        root = ElementTree.fromstring(answer.getvalue())  # noqa: S314
        return [place.text for place in root.findall(".//s:loc", NAMES)]

    def every_page(self):
        return {
            urlsplit(page).path
            for part in self.read("/sitemap.xml")
            for page in self.read(part)
        }

    def test_every_page_that_stands_and_no_other(self):
        editor = make_editor()
        mara, source = make_speaker("Mara Voß"), make_speaker("Mara Vos")
        review.merge_speakers(source=source, target=mara, by=editor)
        standing, rejected = make_quote(speaker=mara), make_quote(speaker=mara)
        withdrawn = make_quote(status="withdrawn")
        review.reject(quote=rejected, by=editor, reason="A headline")
        statement = make_statement(speaker=mara)
        gone = make_statement(quote_count=0)
        pages = self.every_page()

        for path in (
            f"/quotes/{standing.pk}/",
            f"/articles/{standing.article_id}/",
            f"/statements/{statement.pk}/",
            f"/outlets/{standing.outlet.slug}/",
        ):
            self.assertIn(path, pages)
        for row in (rejected, withdrawn):
            self.assertNotIn(f"/quotes/{row.pk}/", pages)
        self.assertNotIn(f"/statements/{gone.pk}/", pages)
        self.assertFalse([page for page in pages if source.slug in page.split("/")])
        for page in pages:
            self.assertEqual(self.client.get(page).status_code, 200, page)

    def test_a_file_is_one_range_of_ids_and_costs_one_query(self):
        with patch.object(discovery, "RANGE", 3):
            quotes = [make_quote() for _ in range(7)]
            parts = [part for part in self.read("/sitemap.xml") if "quotes" in part]
            # Ids go on where other tests left off: before them all files are empty.
            held = parts[quotes[0].pk // 3 :]
            pages = [self.read(part) for part in held]
            last = urlsplit(parts[-1]).path
            with CaptureQueriesContext(connection) as asked:
                self.client.get(last).getvalue()

        self.assertTrue(all(len(page) <= 3 for page in pages))
        self.assertEqual(sum(map(len, pages)), len(quotes))
        self.assertEqual(len(asked), 2)

    def test_a_reviewed_quote_says_when(self):
        quote = make_quote()
        review.confirm(quote=quote, by=make_editor())
        address = f"/sitemaps/quotes-{quote.pk // discovery.RANGE}.xml"
        part = self.client.get(address).getvalue().decode()

        self.assertIn("<lastmod>20", part)

    def test_an_empty_database_has_an_empty_index(self):
        self.assertEqual(self.read("/sitemap.xml"), [])
        for address in ("/sitemaps/quotes-0.xml", "/sitemaps/ships-0.xml"):
            self.assertEqual(self.client.get(address).status_code, 404)
