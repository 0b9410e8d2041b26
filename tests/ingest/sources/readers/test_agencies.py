"""NewsML-G2 and ninjs, as agencies send them."""

import json
from datetime import UTC, datetime
from unittest import TestCase

from quotes.ingest.sources.item import Failure
from tests.ingest.sources.reading import read

NAR = "http://iptc.org/std/nar/2006-10-01/"
TEXT = "“The dam will hold,” said Ana\u00a0Tarn.\nThe council has not read it."
XHTML = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title></head><body>'
    "<p>“The dam\n will <b>hold</b>,” said Ana&#160;Tarn.</p><figure><figcaption>Eve "
    "said no</figcaption></figure><table><tr><td>No</td></tr></table>"
    "<p>The council has not read it.</p></body></html>"
)
USABLE = '<pubStatus qcode="stat:usable"/>'
INLINE = f"<inlineXML>{XHTML}</inlineXML>"
NITF = (
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.head><hedline>'
    "<hl1>Dam</hl1></hedline><byline>By Cy</byline></body.head><body.content>"
    "<p>“The dam will hold,” said Ana&#160;Tarn.</p><media><media-caption>Eve said no"
    "</media-caption></media><p>The council has not read it.</p></body.content>"
    "<body.end><tagline>Eve</tagline></body.end></body></nitf>"
)


def item(
    content=f"<inlineXML>{XHTML}</inlineXML>", *, kind="text", meta=USABLE, more=""
):
    return (
        f'<newsItem xmlns="{NAR}" guid="urn:newsml:nord:1" version="2" '
        'standard="NewsML-G2" xml:lang="en-GB"><itemMeta>'
        f'<itemClass qcode="ninat:{kind}"/><provider qcode="nprov:NORD">'
        "<name>Nordwire</name></provider>"
        "<versionCreated>2031-05-17T11:00:00+02:00</versionCreated>"
        f"{meta}</itemMeta><contentMeta>{more}"
        "<contentCreated>2031-05-17T09:30:00+02:00</contentCreated>"
        "<creator><name>Cy Moor</name></creator><headline>Dam holds</headline>"
        f"</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def newsml(data):
    return read("newsml", data, name="in.xml")


class NewsmlTests(TestCase):
    def test_an_item_of_text(self):
        (record,) = newsml(item())

        self.assertEqual(record.text, TEXT)
        self.assertEqual(record.id, "urn:newsml:nord:1")
        self.assertEqual((record.outlet, record.title), ("Nordwire", "Dam holds"))
        self.assertEqual((record.byline, record.language), ("Cy Moor", "en-GB"))
        self.assertEqual(record.published_at, datetime(2031, 5, 17, 7, 30, tzinfo=UTC))
        self.assertEqual(record.provenance.source, "in.xml")

    def test_every_content_that_is_inline(self):
        plain = TEXT.replace("\n", "&#10;")
        escaped = XHTML.replace("&", "&amp;").replace("<", "&lt;")
        for content in (
            f"<inlineXML>{NITF}</inlineXML>",
            f'<inlineData contenttype="text/plain">{plain}</inlineData>',
            f'<inlineData contenttype="text/html">{escaped}</inlineData>',
            f'<remoteContent href="a.jpg"/><inlineXML>{XHTML}</inlineXML>',
        ):
            with self.subTest(content[:40]):
                (record,) = newsml(item(content))
                self.assertEqual(record.text, TEXT)

    def test_a_message_of_several_items_and_a_picture(self):
        items = item() + item(kind="picture") + item(more="<by>By Di Noll</by>")
        message = f'<newsMessage xmlns="{NAR}"><itemSet>{items}</itemSet></newsMessage>'

        first, second = newsml(message)

        self.assertEqual(second.byline, "By Di Noll")
        self.assertNotEqual(first.origin, "in.xml")

    def test_what_its_agency_does_not_let_out_is_named(self):
        for meta, told in (
            ('<pubStatus qcode="stat:canceled"/>', "is canceled by its provider"),
            (
                '<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/withheld"/>',
                "is withheld by its provider",
            ),
            ("<embargoed>2999-01-01T00:00:00Z</embargoed>", "is embargoed until 2999"),
        ):
            with self.subTest(told):
                (failure,) = newsml(item(meta=meta))
                self.assertIn(told, failure.reason)

    def test_what_is_no_newsml(self):
        for data, told in (
            ("<a><b></a>", "no well-formed XML"),
            ("", "no well-formed XML"),
            ("<html><p>x</p></html>", "is no NewsML-G2 but <html>"),
            ("<rss/>", "is a feed or sitemap: name its address"),
            (item(kind="picture"), "holds no item of text"),
            (item(""), "the text is empty"),
            ('<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>', "declares a document type"),
        ):
            with self.subTest(data[:30]):
                (failure,) = newsml(data)
                self.assertIsInstance(failure, Failure)
                self.assertIn(told, failure.reason)

    def test_entities_open_no_file_and_do_not_grow(self):
        ten = {n: f"&a{n - 1};" * 10 for n in range(1, 12)}
        lines = "".join(f'<!ENTITY a{n} "{value}">' for n, value in ten.items())
        for declared in (
            '<!ENTITY b SYSTEM "file:///etc/passwd">',
            f'<!ENTITY a0 "ha">{lines}<!ENTITY b "&a11;">',
        ):
            data = (
                f"<!DOCTYPE newsItem [{declared}]>{item().replace('Dam holds', '&b;')}"
            )
            (failure,) = newsml(data)
            self.assertIsInstance(failure, Failure)
            self.assertNotIn("root:", failure.reason)


def ninjs(data):
    return read("ninjs", json.dumps(data), name="in.json")


SECOND = {
    "uri": "https://nord.example/1",
    "type": "text",
    "versioncreated": "2031-05-17T11:00:00+02:00",
    "firstcreated": "2031-05-17T09:30:00+02:00",
    "language": "en-GB",
    "by": "Cy Moor",
    "infosources": [{"role": "provider", "name": "Nordwire"}],
    "headlines": [
        {"role": "short", "value": "Dam"},
        {"role": "main", "value": "Dam holds"},
    ],
    "bodies": [
        {"role": "plain", "contenttype": "text/plain", "value": "All on one line."},
        {"role": "main", "contenttype": "application/xhtml+xml", "value": XHTML},
    ],
}


class NinjsTests(TestCase):
    def test_the_second_generation_and_the_third(self):
        capital = {"versioncreated": "versionCreated", "firstcreated": "firstCreated"}
        third = {capital.get(name, name): value for name, value in SECOND.items()}
        third["bodies"] = [
            {("contentType" if n == "contenttype" else n): v for n, v in body.items()}
            for body in SECOND["bodies"]
        ]
        for data in (SECOND, third, [SECOND], {"items": [SECOND]}):
            (record,) = ninjs(data)
            self.assertEqual(record.text, TEXT)
            self.assertEqual((record.title, record.byline), ("Dam holds", "Cy Moor"))
            self.assertEqual(record.outlet, "Nordwire")
            self.assertEqual(record.url, "https://nord.example/1")
            self.assertEqual(
                record.published_at, datetime(2031, 5, 17, 7, 30, tzinfo=UTC)
            )

    def test_the_first_generation(self):
        (record,) = ninjs(
            {
                "uri": "urn:nord:1",
                "versioncreated": "20310517T093000Z",
                "headline": "Dam holds",
                "byline": "Cy Moor",
                "body_text": "All on one line.",
                "body_xhtml": XHTML,
                "copyrightholder": "Nordwire",
            }
        )

        self.assertEqual((record.text, record.title), (TEXT, "Dam holds"))
        self.assertEqual((record.id, record.url), ("urn:nord:1", None))
        self.assertEqual(record.published_at, datetime(2031, 5, 17, 9, 30, tzinfo=UTC))

    def test_plain_text_where_there_is_no_other(self):
        (record,) = ninjs({"body_text": "“Yes,” said Bo.\n\nAnd left."})

        self.assertEqual(record.text, "“Yes,” said Bo.\n\nAnd left.")
        self.assertEqual(record.outlet, "Harbour Herald")

    def test_pictures_are_no_articles_and_records_are(self):
        picture = {"type": "picture", "headline": "The dam"}

        (record,) = ninjs([picture, {"text": "“Yes,” said Bo."}])

        self.assertEqual(record.provenance.reader, "json 1")
        (failure,) = ninjs(picture)
        self.assertIn("holds no item of text", failure.reason)

    def test_what_is_withheld_broken_or_empty_is_named(self):
        for data, told in (
            (SECOND | {"pubstatus": "canceled"}, "canceled by its provider"),
            (SECOND | {"embargoed": "2999-01-01T00:00:00Z"}, "embargoed until 2999"),
            (SECOND | {"bodies": []}, "the text is empty"),
            ([], "holds no item of text"),
            ("text", "is no JSON object"),
            ({"text": 5}, "text is no text but int"),
        ):
            with self.subTest(told):
                (failure,) = ninjs(data)
                self.assertIn(told, failure.reason)
        (failure,) = read("ninjs", "{oops")
        self.assertIn("no valid JSON", failure.reason)
