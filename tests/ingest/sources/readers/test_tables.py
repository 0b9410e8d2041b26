import json
from datetime import UTC, datetime
from unittest import TestCase

from quotes.ingest.sources.item import Failure
from tests.ingest.sources.reading import read


def table(data, **fields):
    return read("csv", data, name="in.csv", **fields)


class TableTests(TestCase):
    def test_a_row_is_a_record(self):
        heading = "id,outlet,url,title,byline,published_at,language,text"
        row = 'a1,Herald,https://h.example/1,Dam,Cy,2031-05-17,en-GB,"“Yes,” said Bo."'

        (record,) = table(f"{heading}\n{row}\n")

        self.assertEqual(
            (record.id, record.outlet, record.url, record.title, record.byline),
            ("a1", "Herald", "https://h.example/1", "Dam", "Cy"),
        )
        self.assertEqual(record.published_at, datetime(2031, 5, 17, tzinfo=UTC))
        self.assertEqual((record.language, record.text), ("en-GB", "“Yes,” said Bo."))
        self.assertEqual(record.provenance.source, "in.csv:2")

    def test_a_text_of_many_lines_and_the_line_that_the_next_row_is_on(self):
        first, second = table('text\n"One.\n\nTwo ""x"".\r\n"\nThree.\n')

        self.assertEqual(first.text, 'One.\n\nTwo "x".\r\n')
        self.assertEqual((first.origin, second.origin), ("in.csv:2", "in.csv:6"))

    def test_separators_other_names_and_columns_left_out(self):
        for separator in ",;\t|":
            names = ("Headline", "BODY", "_section", "Date")
            cells = ("Dam", "A.", "news", "2031-05-17")
            data = f"{separator.join(names)}\n{separator.join(cells)}"
            with self.subTest(separator):
                (record,) = table(data)
                self.assertEqual((record.title, record.text), ("Dam", "A."))

    def test_encodings_of_spreadsheets(self):
        for charset in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
            with self.subTest(charset):
                (record,) = table('text\n"“Grün,” said Jürgen."\n'.encode(charset))
                self.assertEqual(record.text, "“Grün,” said Jürgen.")

    def test_broken_rows_are_named_and_the_others_are_read(self):
        rows = ("A.,Herald", "B.", "C.,Herald,more", "", ",Herald", "D.,Herald")

        found = table("text,outlet\n" + "\n".join(rows))

        told = [f"{f.origin} {f.reason}" for f in found if isinstance(f, Failure)]
        self.assertEqual(
            [one.split(":")[1][:40] for one in told],
            [
                "3 has 1 cells, where the heading has 2",
                "4 has 3 cells, where the heading has 2",
                "6 the text is empty",
            ],
        )
        self.assertEqual(len(found), 5)

    def test_a_heading_that_is_none(self):
        for heading, told in (
            ("title,outlet", "no column “text”"),
            ("text,outlit", "unknown column 'outlit'"),
            ("text,body", "two columns are the field 'text'"),
            ("", "no column “text”"),
        ):
            with self.subTest(heading):
                (failure,) = table(f"{heading}\nA.,B\n")
                self.assertIn(told, failure.reason)
                self.assertEqual(failure.origin, "in.csv:1")

    def test_a_row_in_another_encoding_than_those_before(self):
        rows = b"text\n" + "Grün. ".encode() * 200_000 + b"\nGr\xfcn.\nRot.\n"

        first, broken, last = table(rows)

        self.assertIn("is no utf-8", broken.reason)
        self.assertEqual((first.text[:5], last.text), ("Grün.", "Rot."))

    def test_a_quotation_mark_that_never_closes(self):
        found = table('text\n"' + "A line.\n" * 10)

        self.assertEqual(len(found), 1)


class JsonTests(TestCase):
    def test_json_lines_in_another_encoding(self):
        line = json.dumps({"text": "“Grün,” said Jo."}, ensure_ascii=False)

        (record,) = read("jsonl", line.encode("cp1252"))

        self.assertEqual(record.text, "“Grün,” said Jo.")
        self.assertEqual(len(record.provenance.repairs), 1)

    def test_the_text_of_a_record_is_stored_as_it_is(self):
        broken = "â€œGo,â€\x9d she said."

        (record,) = read("jsonl", json.dumps({"text": broken}))

        self.assertEqual(record.text, broken)
