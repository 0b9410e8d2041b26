import io
import json
import os
import tempfile
from pathlib import Path
from unittest import TestCase, mock

from quotes.ingest.readers import Failure, count_articles, read_sources
from quotes.ingest.records import Defaults

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
        return list(read_sources(sources, defaults=defaults))

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

    def test_a_folder_is_searched_in_order_and_other_files_left(self):
        self.write("b.txt", "B.")
        self.write("a/c.txt", "C.")
        self.write("a/readme.md", "no article")

        self.assertEqual([r.text for r in self.read(str(self.folder))], ["C.", "B."])

    def test_refuses_an_empty_folder(self):
        (failure,) = self.read(str(self.folder))

        self.assertIn("holds no .txt", failure.reason)

    def test_refuses_a_missing_file(self):
        (failure,) = self.read(str(self.folder / "none.txt"))

        self.assertIn("no such file", failure.reason)

    def test_refuses_a_kind_of_file_it_cannot_read(self):
        (failure,) = self.read(self.write("a.pdf", "x"))

        self.assertIn("not a kind of file", failure.reason)

    def test_refuses_another_encoding_and_names_the_remedy(self):
        (failure,) = self.read(self.write("a.txt", "Grün".encode("latin-1")))

        self.assertIn("no UTF-8", failure.reason)
        self.assertIn("iconv", failure.reason)

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

    def test_a_file_without_end_is_not_held_in_memory(self):
        for name in ("a.txt", "b.jsonl"):
            with (self.folder / name).open("wb") as file:
                file.truncate(200_000_000)  # a hole: it takes no room on the disk

        one, other = self.read(str(self.folder))

        self.assertIn("more than 20,000,000 bytes", one.reason)
        self.assertIn("longer than 121,000,000 bytes", other.reason)
        self.assertEqual(count_articles([str(self.folder)]), 2)

    def test_counting_takes_every_line_that_is_not_blank(self):
        lines = self.write("a.jsonl", "{}\n\n{}\n")
        text = self.write("b.txt", "B.")

        self.assertEqual(count_articles([lines, text]), 3)
        self.assertIsNone(count_articles([text, "-"]))
