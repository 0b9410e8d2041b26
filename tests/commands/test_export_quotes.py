"""The export holds every quote, once, whole, with a checksum that fits."""

import hashlib
import json
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from tests.api.test_details import make_disputed_quote
from tests.build import make_quote


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
