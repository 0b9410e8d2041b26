import gzip
import hashlib
import io
import json
import os
import tempfile
from pathlib import Path
from unittest import TestCase, mock

from quotes.ingest.records import Defaults
from quotes.ingest.sources import Failure, Reading, count_articles, read_sources

HERALD = Defaults(outlet="Harbour Herald")


class ReadSourcesTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    def read(self, *sources, defaults=HERALD):
        return list(read_sources(sources, Reading(defaults)))

    def test_a_text_file_is_one_article_line_ends_and_all(self):
        path = self.write("one.txt", b"First.\r\nSecond.\r\n")

        (record,) = self.read(path)

        self.assertEqual((record.id, record.text), ("one", "First.\r\nSecond.\r\n"))

    def test_a_broken_line_is_named_and_the_others_are_read(self):
        good = json.dumps({"outlet": "Herald", "text": "Yes."})
        path = self.write("in.jsonl", f"{good}\n{{oops\n\n{good}\n")

        first, broken, last = self.read(path)

        self.assertEqual((first.text, last.text), ("Yes.", "Yes."))
        self.assertEqual(broken.origin, f"{path}:2")
        self.assertIn("no valid JSON", broken.reason)
        self.assertEqual(last.origin, f"{path}:4")

    def test_json_nested_too_deeply_is_a_failure(self):
        (failure,) = self.read(self.write("deep.jsonl", "[" * 100_000))

        self.assertIn("nested too deeply", failure.reason)

    def test_a_byte_order_mark_does_not_break_the_first_line(self):
        path = self.write("in.jsonl", '\ufeff{"outlet": "Herald", "text": "Yes."}')

        (record,) = self.read(path)

        self.assertEqual(record.text, "Yes.")

    def test_a_folder_is_searched_in_order_and_other_kinds_are_named(self):
        self.write("b.txt", "B.")
        self.write("a/c.txt", "C.")
        self.write("a/picture.jpg", "no article")
        self.write(".hidden.jpg", "")
        self.write(".git/d.txt", "D.")

        first, other, last = self.read(str(self.folder))

        self.assertEqual((first.text, last.text), ("C.", "B."))
        self.assertEqual(other.origin, str(self.folder / "a/picture.jpg"))
        self.assertIn("not a kind of file", other.reason)

    def test_every_kind_is_read_packed_too(self):
        line = json.dumps({"outlet": "Herald", "text": "A."})
        files = {
            "a.txt": "A.",
            "b.jsonl": line,
            "c.csv": "text,outlet\nA.,Herald\n",
            "d.tsv": "text\toutlet\nA.\tHerald\n",
            "e.json": json.dumps({"type": "text", "body_text": "A."}),
            "f.json": line,
        }
        for name, text in files.items():
            self.write(f"{name}.gz", gzip.compress(text.encode()))

        records = self.read(str(self.folder))

        self.assertEqual([record.text for record in records], ["A."] * 6)
        self.assertEqual(records[0].id, "a")

    def test_a_packed_file_that_is_broken_or_never_ends_is_named(self):
        whole = gzip.compress(b"A." * 1000)
        self.write("a.txt.gz", whole[:-12])
        self.write("b.txt.gz", b"no gzip")
        self.write("c.jsonl.gz", whole[:10] + b"\xff" * 9)
        self.write("d.txt.gz", gzip.compress(b"\0" * 30_000_000))

        failures = self.read(str(self.folder))

        self.assertEqual(
            [f.reason.split(":")[0] for f in failures], ["cannot be read"] * 4
        )
        self.assertIn("more than 20,000,000 bytes", failures[3].reason)
        self.assertEqual(count_articles([str(self.folder)]), 4)

    def test_refuses_an_empty_folder(self):
        (failure,) = self.read(str(self.folder))

        self.assertIn("this folder holds no file", failure.reason)

    def test_refuses_a_missing_file(self):
        (failure,) = self.read(str(self.folder / "none.txt"))

        self.assertIn("no such file", failure.reason)

    def test_refuses_a_kind_of_file_it_cannot_read(self):
        (failure,) = self.read(self.write("a.pdf", "x"))

        self.assertIn("not a kind of file", failure.reason)

    def test_another_encoding_is_read_and_that_is_recorded(self):
        printed = "“Grün,” said Jürgen Sol."
        (record,) = self.read(self.write("a.txt", printed.encode("cp1252")))

        self.assertEqual(record.text, printed)
        self.assertEqual(
            record.provenance.repairs, ("read as windows-1252, which is a guess",)
        )

    def test_a_record_says_where_it_is_from(self):
        line = json.dumps({"outlet": "Herald", "text": "A."})
        path = self.write("a.jsonl", f"{line}\n{line}\n")

        *_, record = read_sources([path], Reading(HERALD, keep_raw=True))

        told = record.provenance
        self.assertEqual((told.kind, told.source), ("jsonl", f"{path}:2"))
        self.assertEqual(told.raw, line.encode())
        self.assertEqual(told.raw_sha256, hashlib.sha256(line.encode()).hexdigest())
        self.assertEqual(told.reader, "jsonl 1")
        self.assertIsNone(self.read(path)[0].provenance.raw)

    def test_a_bare_text_needs_an_outlet(self):
        (failure,) = self.read(self.write("a.txt", "Yes."), defaults=Defaults())

        self.assertIsInstance(failure, Failure)
        self.assertIn("--outlet", failure.reason)

    def read_input(self, data):
        stream = io.TextIOWrapper(io.BytesIO(data))
        with mock.patch("sys.stdin", stream):
            return self.read("-")

    def test_standard_input_holds_json_lines(self):
        (record,) = self.read_input(b'{"outlet": "Herald", "text": "Yes."}\n')

        self.assertEqual(record.origin, "standard input:1")

    def test_standard_input_holds_one_bare_text_otherwise(self):
        (record,) = self.read_input(b"\xe2\x80\x9cYes,\xe2\x80\x9d said Ana.")

        self.assertEqual(record.text, "“Yes,” said Ana.")

    def test_standard_input_may_begin_with_a_byte_order_mark(self):
        (record,) = self.read_input(
            b'\xef\xbb\xbf{"outlet": "Herald", "text": "Yes."}\n'
        )

        self.assertEqual(record.text, "Yes.")

    def test_a_broken_first_line_does_not_make_standard_input_one_text(self):
        broken, record = self.read_input(b'{oops\n{"outlet": "Herald", "text": "A."}')

        self.assertEqual(broken.origin, "standard input:1")
        self.assertEqual(record.text, "A.")

    def test_a_number_too_long_to_read_is_a_failure(self):
        digits = "9" * 5000
        failure, record = self.read(
            self.write("a.jsonl", f'{{"id": {digits}}}\n{{"text": "Yes."}}')
        )

        self.assertIn("no valid JSON", failure.reason)
        self.assertEqual(record.text, "Yes.")

    def test_a_name_too_long_for_a_file_is_a_failure(self):
        (failure,) = self.read("x" * 5000)

        self.assertIn("cannot be read", failure.reason)

    def test_a_pipe_among_the_files_is_named_and_the_others_are_read(self):
        self.write("b.txt", "“Go,” she said.")
        for name in ("a.jsonl", "c.txt"):
            os.mkfifo(self.folder / name)
        (self.folder / "d.txt").symlink_to("/dev/zero")

        failures = [f for f in self.read(str(self.folder)) if isinstance(f, Failure)]
        self.assertEqual(
            [failure.reason for failure in failures],
            [
                "cannot be read: is no regular file but a pipe",
                "cannot be read: is no regular file but a pipe",
                "cannot be read: is no regular file but a device",
            ],
        )
        self.assertEqual(len(self.read(str(self.folder))), 4)
        self.assertEqual(count_articles([str(self.folder)]), 4)

    def test_what_is_packed_twice_is_named_and_no_text(self):
        packed = gzip.compress(gzip.compress("“Yes,” said Ana Tarn.".encode()))
        (self.folder / "a.txt.gz").write_bytes(packed)

        (failure,) = self.read(str(self.folder))

        self.assertIn("packed twice", failure.reason)

    def test_a_file_without_end_is_not_held_in_memory(self):
        for name in ("a.txt", "b.jsonl"):
            with (self.folder / name).open("wb") as file:
                file.truncate(200_000_000)  # a hole: it takes no room on the disk

        one, other = self.read(str(self.folder))

        self.assertIn("more than 20,000,000 bytes", one.reason)
        self.assertIn("longer than 121,000,000 bytes", other.reason)
        self.assertEqual(count_articles([str(self.folder)]), 2)

    def test_standard_input_may_be_packed_a_page_or_an_item(self):
        line = gzip.compress(b'{"outlet": "Herald", "text": "Yes."}\n')
        page = f"<!doctype html><p>{'“Yes,” said Ana Tarn, and left. ' * 20}</p>"

        self.assertEqual(self.read_input(line)[0].text, "Yes.")
        (record,) = self.read_input(page.encode())
        self.assertEqual(record.provenance.kind, "html")
        self.assertIn("“Yes,” said Ana Tarn", record.text)

    def test_counting_takes_every_line_that_is_not_blank(self):
        lines = self.write("a.jsonl", "{}\n\n{}\n")
        text = self.write("b.txt", "B.")

        self.assertEqual(count_articles([lines, text]), 3)
        self.assertIsNone(count_articles([text, "-"]))
