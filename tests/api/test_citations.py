"""Citations as the libraries of reference managers read them."""

import json
from datetime import UTC, datetime

import bibtexparser
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from django.test import TestCase

from quotes import review
from tests.build import make_article, make_editor, make_outlet, make_quote, make_speaker

TITLE = r"50% off {dams} & \textbf{fear} #1: $5_000 ~^ “<b>new</b>”"
BYLINE = "By Ann Lee\nand Bo Tarn"
TEXT = "Mara Voss denied that she had sold the old dam. “It holds,” said Bo Tarn."


class CitationCase(TestCase):
    def setUp(self):
        self.article = make_article(
            TEXT,
            outlet=make_outlet("Harbour & Post"),
            title=TITLE,
            byline=BYLINE,
            url="https://news.example/a_b%20c?x={1}&y=~2#z",
            published_at=datetime(2031, 3, 3, 9, 30, tzinfo=UTC),
            language="en-GB",
        )
        self.speaker = make_speaker("Mara Voss")
        self.denied = make_quote(
            "she had sold the old dam",
            article=self.article,
            speaker=self.speaker,
            kind="indirect",
            stance="denies",
            clause="Mara Voss denied that she had sold the old dam",
        )

    def get(self, quote=None, **params):
        address = f"/api/v1/quotes/{(quote or self.denied).pk}/citation/"
        return self.client.get(address, params)

    def bibtex(self, quote=None):
        text = self.get(quote, format="bibtex").content.decode()
        library = bibtexparser.parse_string(
            text, append_middleware=[LatexDecodingMiddleware()]
        )
        self.assertEqual(library.failed_blocks, [], text)
        (entry,) = library.entries
        return {field.key: field.value for field in entry.fields}

    def ris(self, quote=None):
        (entry,) = rispy.loads(self.get(quote, format="ris").content.decode())
        return entry

    def csl(self, quote=None):
        (item,) = json.loads(self.get(quote, format="csl").content)
        return item

    def notes(self, quote=None):
        return [
            self.bibtex(quote)["note"],
            "\n".join(self.ris(quote)["notes"]),
            self.csl(quote)["note"],
        ]


class ReadingTests(CitationCase):
    def test_bibtexparser_reads_what_was_printed(self):
        entry = self.bibtex()

        # The decoder has another character for \\textasciicircum.
        title = entry["title"].removeprefix("{").removesuffix("}").replace("ˆ", "^")
        self.assertEqual(title, TITLE)
        self.assertEqual(entry["author"].strip("{}"), "Ann Lee and Bo Tarn")
        self.assertEqual(entry["journal"], "Harbour & Post")
        self.assertEqual(entry["year"], "2031")
        self.assertEqual((entry["month"], entry["day"]), ("mar", "3"))

    def test_its_braces_are_balanced_as_bibtex_counts_them(self):
        text = self.get(format="bibtex").content.decode()
        depth = 0
        for char in text:
            depth += {"{": 1, "}": -1}.get(char, 0)
            self.assertGreaterEqual(depth, 0)

        self.assertEqual(depth, 0)
        self.assertIn("url = {https://news.example/a_b%20c?x=%7B1%7D&y=~2#z},", text)

    def test_rispy_reads_what_was_printed(self):
        entry = self.ris()

        self.assertEqual(entry["type_of_reference"], "NEWS")
        self.assertEqual(entry["title"], TITLE)
        self.assertEqual(entry["authors"], ["Ann Lee and Bo Tarn"])
        self.assertEqual(entry["secondary_title"], "Harbour & Post")
        self.assertEqual((entry["year"], entry["date"]), ("2031", "2031/03/03"))
        self.assertEqual(entry["urls"], [self.article.url])

    def test_a_text_cannot_begin_a_line_of_its_own(self):
        self.article.title = "Dam\nER  - \nTY  - BOOK"
        self.article.save()

        self.assertEqual(self.ris()["title"], "Dam ER - TY - BOOK")

    def test_citeproc_writes_it_in_a_style(self):
        self.article.title = "Dam holds & stands"
        self.article.save()
        item = self.csl()
        source = CiteProcJSON([item])
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))

        (written,) = (str(entry) for entry in bibliography.bibliography())
        for part in ("Ann Lee and Bo Tarn", "2031", "Dam holds & stands",
                     "Harbour & Post", self.article.url):  # fmt: skip
            with self.subTest(part):
                self.assertIn(part, written)

    def test_all_formats_at_once_are_those_alone(self):
        answer = self.get().json()

        for name in ("bibtex", "ris"):
            alone = self.get(format=name)
            self.assertEqual(answer[name], alone.content.decode())
            self.assertIn("attachment", alone["Content-Disposition"])
        self.assertEqual(answer["csl"], [self.csl()])
        self.assertTrue(answer["line"].startswith("Mara Voss denied, as reported"))

    def test_the_accept_header_chooses_too(self):
        address = f"/api/v1/quotes/{self.denied.pk}/citation/"
        answer = self.client.get(address, headers={"Accept": "application/x-bibtex"})

        self.assertTrue(answer.content.startswith(b"@article{quote-"))

    def test_what_is_not_known_is_left_out(self):
        quote = make_quote("Good morning")

        self.assertNotIn("author", self.bibtex(quote))
        self.assertNotIn("authors", self.ris(quote))
        self.assertNotIn("issued", self.csl(quote))
        self.assertEqual(self.csl(quote)["title"], "[Article without title]")
        self.assertIn(f"/quotes/{quote.pk}/", self.csl(quote)["URL"])


class TruthTests(CitationCase):
    def test_a_denial_is_told_as_one_and_is_no_title(self):
        told = "Mara Voss denied, as reported: Mara Voss denied that she had sold"
        for note in self.notes():
            self.assertTrue(note.startswith(told), note)
        self.assertEqual(self.csl()["keyword"], "stance: denies")
        self.assertNotIn("she had sold", self.csl()["title"])

    def test_words_that_were_quoted_are_in_marks(self):
        quote = make_quote("It holds,", article=self.article, speaker=self.speaker)

        for note in self.notes(quote):
            self.assertTrue(note.startswith("Mara Voss: “It holds,”"), note)

    def test_it_says_that_nobody_checked_it_and_then_that_it_was_corrected(self):
        for note in self.notes():
            self.assertIn("No editor has checked this reading.", note)
        review.correct_speaker(
            quote=self.denied,
            speaker=make_speaker("Ines Hall"),
            by=make_editor(),
            reason="See page 2",
        )
        for note in self.notes():
            self.assertNotIn("No editor", note)
            self.assertIn("Corrected by the editors here on ", note)
            self.assertTrue(note.startswith("Ines Hall denied"), note)

    def test_what_was_taken_back_cannot_be_cited(self):
        review.reject(quote=self.denied, by=make_editor(), reason="A headline")
        withdrawn = make_quote(status="withdrawn")

        for quote in (self.denied, withdrawn):
            for name in ("json", "bibtex", "ris", "csl"):
                with self.subTest(quote=quote.pk, format=name):
                    self.assertEqual(self.get(quote, format=name).status_code, 410)

    def test_the_page_offers_each_format(self):
        page = self.client.get(f"/quotes/{self.denied.pk}/").content.decode()

        for name in ("bibtex", "ris", "csl"):
            self.assertIn(f"/citation/?format={name}", page)

    def test_no_such_quote(self):
        self.assertEqual(self.client.get("/api/v1/quotes/0/citation/").status_code, 404)
        self.assertEqual(self.get(format="word").status_code, 400)
