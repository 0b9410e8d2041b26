"""``extract_quotes`` on addresses of a real server, and what is kept of it."""

import gzip
import hashlib
from datetime import UTC, datetime

import pytest
from django.test import override_settings

from quotes.ingest.provenance import raw_path
from quotes.models import Article, Outlet
from tests.commands.extracting import ExtractTestCase, record
from tests.ingest.servers import serving
from tests.ingest.test_watching import XML, page, rss

# What is fetched is stored on both by tests/ingest/test_watching.py.
pytestmark = pytest.mark.any_database


@override_settings(FETCH_PRIVATE=True, FETCH_DELAY=0, FETCH_SECONDS=5)
class AddressTests(ExtractTestCase):
    def setUp(self):
        super().setUp()
        self.server = self.enterContext(serving())

    def serve(self, *paths):
        for path in paths:
            self.server.answers[path] = page(f"The dam at {path[1:]} holds")
        return [self.server.address(path) for path in paths]

    def test_an_article(self):
        (address,) = self.serve("/a")

        out, err, message = self.run_command(address)

        self.assertEqual((err, message), ("", None))
        self.assertIn("1 article: 1 new.", out)
        article = Article.objects.get()
        self.assertEqual((article.url, article.source), (address, address))
        self.assertEqual(article.outlet.name, "127.0.0.1")
        self.assertEqual(article.quotes.earliest("start").text, "The dam at a holds,")

    def test_the_same_twice_changes_nothing(self):
        (address,) = self.serve("/a")
        self.run_command(address)
        before = list(Article.objects.values())

        out, _, message = self.run_command(address)

        self.assertIsNone(message)
        self.assertIn("1 article: 1 already stored.", out)
        self.assertEqual(list(Article.objects.values()), before)

    def test_a_feed_with_an_item_that_fails(self):
        addresses = self.serve("/a", "/b", "/c")
        self.server.answers["/b"] = (200, {"Content-Type": "application/pdf"}, b"%PDF-")
        self.server.answers["/feed"] = (200, XML, rss(*addresses))
        feed = self.server.address("/feed")

        _, err, message = self.run_command(feed, outlet="Harbour Herald")

        self.assertIn(f"{addresses[1]}: is no article, feed or sitemap", err)
        self.assertIn("1 failed", message)
        articles = Article.objects.order_by("url")
        self.assertEqual([one.url for one in articles], [addresses[0], addresses[2]])
        self.assertEqual({one.found_in for one in articles}, {feed})
        self.assertEqual({one.outlet.name for one in articles}, {"Harbour Herald"})
        self.assertEqual(articles[0].published_at, datetime(2031, 5, 17, 8, tzinfo=UTC))

    def test_a_sitemap_that_is_packed_and_names_itself(self):
        (address,) = self.serve("/a")
        here = self.server.address("/map.xml.gz")
        places = f"<url><loc>{address}</loc></url>"
        inner = f"<urlset>{places}</urlset>"
        index = (
            f"<sitemapindex><sitemap><loc>{here}</loc></sitemap><sitemap><loc>"
            f"{self.server.address('/in.xml')}</loc></sitemap></sitemapindex>"
        )
        self.server.answers |= {
            "/map.xml.gz": (200, {}, gzip.compress(index.encode())),
            "/in.xml": (200, XML, inner),
        }

        self.assertEqual(self.run_command(here)[1:], ("", None))
        self.assertEqual(Article.objects.get().url, address)

    def test_a_packed_sitemap_that_never_ends(self):
        self.server.answers["/a"] = (200, {}, gzip.compress(b"\0" * 30_000_000))

        with override_settings(FETCH_BYTES=100_000):
            _, err, _ = self.run_command(self.server.address("/a"))

        self.assertIn("has more than 100,000 bytes", err)

    def test_a_private_address_is_refused(self):
        (address,) = self.serve("/a")
        with override_settings(FETCH_PRIVATE=False):
            _, err, message = self.run_command(address, "http://127.0.0.1/")

        self.assertIn("unless FETCH_PRIVATE=1", err)
        self.assertIn("FETCH_PRIVATE=1 allows it", err)
        self.assertIn("2 failed", message)
        self.assertEqual(self.server.asked, [])

    def test_an_outlet_is_known_by_the_domain_of_its_site(self):
        Outlet.objects.create(name="Coast Radio", domain="127.0.0.1")
        self.run_command(*self.serve("/a"), outlet="Harbour Herald")

        self.assertEqual(Article.objects.get().outlet.name, "Coast Radio")

    def test_an_address_with_another_text_has_a_version_more(self):
        (address,) = self.serve("/a")
        self.run_command(address)
        self.server.answers["/a"] = page("The dam may not hold")

        self.run_command(address)

        article = Article.objects.get()
        self.assertIn("The dam may not hold", article.text)
        self.assertEqual(article.versions.count(), 2)

    def test_a_wrong_charset_is_mended_and_that_is_stored(self):
        wrong = {"Content-Type": "text/html; charset=iso-8859-1"}
        self.server.answers["/a"] = (200, wrong, page("The dam “holds” é"))

        self.run_command(self.server.address("/a"))

        article = Article.objects.get()
        self.assertIn("“The dam “holds” é,”", article.text)
        self.assertEqual(
            article.repairs, ["read as utf-8, though it says windows-1252"]
        )

    def test_a_dry_run_fetches_and_stores_nothing(self):
        out, _, message = self.run_command(*self.serve("/a"), dry_run=True)

        self.assertIsNone(message)
        self.assertIn("1 read, nothing stored", out)
        self.assertFalse(Article.objects.exists())


class KeptTests(ExtractTestCase):
    def test_what_was_read_is_kept_once_where_that_is_wanted(self):
        line = record()
        with override_settings(KEEP_RAW=True, RAW_FOLDER=self.folder / "raw"):
            self.run_command(self.write(line))
            self.run_command(self.write(line))
            article = Article.objects.get()
            kept = raw_path(article.raw_sha256)

        self.assertEqual(article.raw_sha256, hashlib.sha256(line.encode()).hexdigest())
        self.assertEqual(gzip.decompress(kept.read_bytes()), line.encode())
        files = [path for path in (self.folder / "raw").rglob("*") if path.is_file()]
        self.assertEqual(files, [kept])

    def test_nothing_is_kept_otherwise(self):
        with override_settings(RAW_FOLDER=self.folder / "raw"):
            self.run_command(self.write(record()))

        self.assertFalse((self.folder / "raw").exists())

    def test_an_article_whose_bytes_cannot_be_kept_is_not_stored(self):
        (self.folder / "raw").write_text("a file where the folder should be")
        with override_settings(KEEP_RAW=True, RAW_FOLDER=self.folder / "raw"):
            _, err, message = self.run_command(self.write(record()))

        self.assertIn("could not be stored", err)
        self.assertIn("1 failed", message)
        self.assertFalse(Article.objects.exists())


class ProvenanceTests(ExtractTestCase):
    def test_the_api_tells_it_without_our_folders(self):
        path = self.write(record())
        self.run_command(path)
        article = Article.objects.get()
        self.assertEqual(article.source, f"{path}:1")

        told = self.client.get(f"/api/v1/articles/{article.pk}/").json()["provenance"]

        self.assertEqual(told["source"], "in.jsonl:1")
        self.assertEqual(told["source_kind"], "jsonl")
        self.assertEqual(told["reader"], "jsonl 1")
        self.assertEqual(told["repairs"], [])
        self.assertIsNone(told["fetched_at"])
        self.assertNotIn(str(self.folder), str(told))
