from datetime import UTC, datetime
from unittest import TestCase

from quotes.ingest.sources.feed import read_listing

HERE = "https://herald.example/feed"
MORNING = datetime(2031, 5, 17, 8, 0, tzinfo=UTC)


def listing(text):
    return read_listing(text.encode(), HERE)


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>H</title>
<link>https://herald.example/</link><ttl>60</ttl>
<item><title>The  dam</title><link>/2031/dam?a=1&amp;b=2</link>
<author>desk@herald.example (Cy Moor)</author>
<pubDate>Sat, 17 May 2031 10:00:00 +0200</pubDate></item>
<item><guid>https://herald.example/2031/mill</guid><title>Mill</title></item>
<item><title>Nowhere</title></item>
<item><link>javascript:alert(1)</link></item>
<item><link>https://herald.example/2031/mill</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>H</title>
<entry><title type="html">The &lt;b&gt;dam&lt;/b&gt;</title><id>urn:1</id>
<link rel="enclosure" href="https://herald.example/a.mp3"/>
<link rel="alternate" href="https://herald.example/2031/dam"/>
<author><name>Cy Moor</name></author><updated>2031-05-17T08:00:00Z</updated></entry>
</feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
<loc> https://herald.example/2031/dam </loc><lastmod>2031-05-17</lastmod><news:news>
<news:publication><news:name>H</news:name></news:publication>
<news:publication_date>2031-05-17T10:00:00+02:00</news:publication_date>
<news:title>The dam</news:title></news:news></url></urlset>"""


class ListingTests(TestCase):
    def test_rss(self):
        found = listing(RSS)

        self.assertEqual(
            [entry.address for entry in found.entries],
            [
                "https://herald.example/2031/dam?a=1&b=2",
                "https://herald.example/2031/mill",
            ],
        )
        first = found.entries[0]
        self.assertEqual((first.title, first.published), ("The dam", MORNING))
        self.assertEqual(found.ttl, 3600)

    def test_atom(self):
        (entry,) = listing(ATOM).entries

        self.assertEqual(entry.address, "https://herald.example/2031/dam")
        self.assertEqual((entry.author, entry.published), ("Cy Moor", MORNING))

    def test_what_a_feed_says_anew_is_told_by_its_digest(self):
        one, same = listing(ATOM).entries[0], listing(ATOM).entries[0]
        other = listing(ATOM.replace("T08:", "T09:")).entries[0]

        self.assertEqual(one.digest, same.digest)
        self.assertNotEqual(one.digest, other.digest)

    def test_a_sitemap_of_news(self):
        (entry,) = listing(SITEMAP).entries

        self.assertEqual(entry.address, "https://herald.example/2031/dam")
        self.assertEqual((entry.title, entry.published), ("The dam", MORNING))

    def test_a_sitemap_of_sitemaps(self):
        found = listing(
            "<sitemapindex><sitemap><loc>https://herald.example/1.xml.gz</loc></sitemap>"
            "<sitemap><loc>2.xml</loc></sitemap></sitemapindex>"
        )

        self.assertEqual(
            found.sitemaps,
            ("https://herald.example/1.xml.gz", "https://herald.example/2.xml"),
        )

    def test_a_feed_that_is_broken_is_read_as_far_as_it_goes(self):
        (first, *_) = listing(RSS[: RSS.index("<item><title>Nowhere")]).entries

        self.assertEqual(first.title, "The dam")

    def test_what_is_none(self):
        for text in ("", "hello", "<rss", "<urlset><url>", "{}", "<html></html>"):
            with self.subTest(text), self.assertRaises(ValueError):
                listing(text)

    def test_entities_open_no_file(self):
        declared = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        text = declared + RSS.split("?>")[1].replace("The  dam", "&x;")

        for entry in listing(text).entries:
            self.assertNotIn("root:", entry.title)
