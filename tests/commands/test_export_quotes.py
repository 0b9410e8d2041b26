"""The export holds every quote, once, whole, with a checksum that fits."""

import csv
import hashlib
import io
import json
import tempfile
from io import StringIO
from pathlib import Path
from unittest import mock, skipUnless

from django.core.management import CommandError, call_command
from django.test import TestCase

from tests.api.test_details import make_disputed_quote
from tests.build import make_quote
from tests.formats.test_files import small_files


def export(**options):
    out = StringIO()
    call_command("export_quotes", stdout=out, **options)
    return out.getvalue()


class ExportTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quote = make_disputed_quote()
        cls.withdrawn = make_quote("gone", status="withdrawn")

    def test_json_lines_are_the_rows_of_the_api(self):
        lines = export(site="http://testserver").splitlines()

        rows = self.client.get("/api/v1/quotes/").json()["results"]
        self.assertEqual([json.loads(line) for line in lines], rows)

    def test_csv_has_headings(self):
        heading, row = export(format="csv").splitlines()

        self.assertTrue(heading.startswith("id,url,text,speaker_id,speaker_name"))
        self.assertIn("Mara Lindqvist", row)

    def test_linked_data_is_that_of_the_api(self):
        (line,) = export(format="jsonld", site="http://testserver/").splitlines()

        answer = self.client.get(
            f"/api/v1/quotes/{self.quote.pk}/", {"format": "jsonld"}
        )
        self.assertEqual(json.loads(line), answer.json())

    def test_all_takes_in_the_withdrawn_ones(self):
        rows = [json.loads(line) for line in export(all=True).splitlines()]

        self.assertEqual(
            {row["id"] for row in rows}, {self.quote.pk, self.withdrawn.pk}
        )

    def test_a_file_gets_a_checksum(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "quotes.jsonl"
            export(output=path)

            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            self.assertEqual(
                (path.parent / "quotes.jsonl.sha256").read_text(),
                f"{digest}  quotes.jsonl\n",
            )
            self.assertEqual(len(list(path.parent.iterdir())), 2)

    def test_a_folder_that_is_not_there_is_named(self):
        with self.assertRaisesMessage(CommandError, "/nowhere/x: No such file"):
            export(output=Path("/nowhere/x"))

    def test_a_full_disk_leaves_nothing_behind_and_says_so(self):
        for index in range(30):
            make_quote(f"Quote {index} " + "x" * 100)
        for options in ({}, {"format": "csv"}, {"snapshot": True}):
            with tempfile.TemporaryDirectory() as folder, self.subTest(options):
                path = Path(folder) / "quotes"
                path.write_text("before")
                refused = self.assertRaisesMessage(CommandError, "Nothing was written")
                with small_files(1000), refused:
                    export(output=path, **options)
                self.assertEqual(list(Path(folder).iterdir()), [path])
                self.assertEqual(path.read_text(), "before")

    @skipUnless(Path("/dev/full").exists(), "there is no device that is always full")
    def test_output_that_cannot_be_written(self):
        refused = self.assertRaisesMessage(CommandError, "The output cannot be written")
        with (
            Path("/dev/full").open("w") as full,
            mock.patch("sys.stdout", full),
            refused,
        ):
            call_command("export_quotes", stdout=full)
        # It has been let go: nothing complained when it was closed.

    def test_cells_are_no_formulas(self):
        signs = ("=", "＝", "\u200b=", "\ufeff+", "\x1b-", "\t@")
        for number, sign in enumerate(signs):
            make_quote(f"{sign}cmd {number}")
        rows = csv.DictReader(io.StringIO(export(format="csv")))
        texts = [row["text"] for row in rows if "cmd" in row["text"]]
        self.assertEqual(len(texts), 6)
        self.assertTrue(all(text.startswith("'") for text in texts), texts)
