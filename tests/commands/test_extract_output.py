"""What ``extract_quotes`` prints, as JSON Lines and as a table."""

import json

import pytest

from quotes.models import Article
from tests.commands.extracting import DAM, FERRY, ExtractTestCase, record

# What is stored is asked on both by test_extract_quotes.py: here, how it is printed.
pytestmark = pytest.mark.any_database


class OutputTests(ExtractTestCase):
    def test_a_dry_run_prints_and_stores_nothing(self):
        out, _, _ = self.run_command(
            self.write(record(id="d1")), "--dry-run", "--format", "jsonl"
        )

        line = json.loads(out)
        self.assertEqual(line["id"], "d1")
        self.assertEqual(line["quotes"][0]["speaker"], "Ana Tarn")
        self.assertEqual(Article.objects.count(), 0)

    def test_json_lines_give_ranges_of_the_records_text(self):
        path = self.write(record(id="d1"), record(FERRY))

        out, _, _ = self.run_command(path, "--format", "jsonl")

        first, second = (json.loads(line) for line in out.splitlines())
        self.assertEqual(first["id"], "d1")
        self.assertEqual(second["id"], str(Article.objects.get(text=FERRY).pk))
        (start, end), *_ = first["quotes"][0]["content"]
        self.assertEqual(DAM[start:end], "The dam will hold,")
        self.assertEqual(first["quotes"][0]["speaker_kind"], "person")

    def test_json_lines_of_stored_articles_are_those_of_the_first_run(self):
        path = self.write(record(id="d1"))
        first, _, _ = self.run_command(path, "--format", "jsonl")

        again, _, _ = self.run_command(path, "--format", "jsonl")

        self.assertEqual(again, first)

    def test_json_lines_show_the_statements_of_the_whole_run(self):
        said = "“The dam at Ferrow will hold for a hundred years,” said Ana Tarn."
        path = self.write(
            *(
                record(f"{said} Part {n}.", outlet=f"Outlet {n}", id=f"d{n}")
                for n in range(3)
            )
        )

        first, _, _ = self.run_command(path, "--format", "jsonl")
        again, _, _ = self.run_command(path, "--format", "jsonl")

        lines = [json.loads(line)["quotes"][0] for line in first.splitlines()]
        self.assertEqual(len({line["statement"] for line in lines}), 1)
        self.assertEqual(again, first)

    def test_a_text_file_is_named_after_its_stem(self):
        path = self.write(DAM, name="day one.txt")

        out, _, _ = self.run_command(path, "--outlet", "Herald", "--format", "jsonl")

        self.assertEqual(json.loads(out)["id"], "day one")

    def test_the_table_shows_speaker_and_words(self):
        out, _, _ = self.run_command(
            self.write(record(published_at="2031-05-17")), "--format", "table"
        )

        self.assertIn("Harbour Herald · 17 May 2031 (new)", out)
        self.assertIn("Ana Tarn", out)
        self.assertIn("The dam will hold,", out)

    def test_an_article_without_quotations_says_so(self):
        out, _, _ = self.run_command(self.write(record("It rained.")), format="table")

        self.assertIn("No quotations found.", out)

    def test_items_come_out_in_the_order_they_went_in(self):
        old = [record(f"Old {n}.", id=f"o{n}") for n in range(3)]
        self.run_command(self.write(*old))
        new = [record(f"New {n}.", id=f"n{n}") for n in range(9)]

        out, _, _ = self.run_command(
            self.write(*new[:5], *old, *new[5:]), "--format", "jsonl"
        )

        self.assertEqual(
            [json.loads(line)["id"] for line in out.splitlines()],
            ["n0", "n1", "n2", "n3", "n4", "o0", "o1", "o2", "n5", "n6", "n7", "n8"],
        )
