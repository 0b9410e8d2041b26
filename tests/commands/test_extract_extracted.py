"""``extract_quotes --extracted``: what other machines found is stored as if here."""

import json

from django.db import transaction

from quotes.distributed.articles import extract_articles
from quotes.extraction.lines import line_text, write_line
from quotes.models import Article, Quote
from tests.commands.extracting import DAM, FERRY, ExtractTestCase, record

PRINTED_AGAIN = f"Rain fell. {DAM}"


def stored():
    """What the database says, without numbers and moments."""
    quotes = Quote.objects.select_related("speaker", "article__outlet").order_by(
        "start"
    )
    return sorted(
        (
            *(quote.article.outlet.name, quote.article.text, quote.text, quote.spans),
            *(quote.speaker and quote.speaker.name, quote.stance, quote.clause),
            *(quote.method, quote.confidence, quote.candidates),
            quote.statement.quote_count,
        )
        for quote in quotes
    )


class ExtractedTests(ExtractTestCase):
    def setUp(self):
        super().setUp()
        self.records = [
            record(id="dam", url="https://herald.example/dam"),
            record(FERRY),
            record(PRINTED_AGAIN, outlet="Brenn Courier"),
        ]

    def write_lines(self, *, name="lines.jsonl", **fields):
        lines = extract_articles(map(json.loads, self.records))
        return self.write(*(line_text(line | fields) for line in lines), name=name)

    def test_what_is_stored_is_what_one_machine_would_have_stored(self):
        with transaction.atomic():
            self.run_command(self.write(*self.records))
            found_here = stored()
            transaction.set_rollback(True)

        out, err, message = self.run_command(extracted=[self.write_lines()])

        self.assertEqual((err, message), ("", None))
        self.assertIn("3 articles: 3 new", out)
        self.assertEqual(stored(), found_here)
        self.assertGreater(len(found_here), 4)

    def test_the_same_lines_twice_change_nothing(self):
        path = self.write_lines()
        self.run_command(extracted=[path])
        before = stored()

        out, err, message = self.run_command(extracted=[path])

        self.assertEqual((err, message, stored()), ("", None, before))
        self.assertIn("3 already stored", out)

    def test_lines_of_another_extractor_are_named_and_not_stored(self):
        path = self.write_lines(extractor_version="1+0123456789")

        _, err, message = self.run_command(extracted=[path])

        self.assertEqual(Article.objects.count(), 0)
        self.assertIn(f"{path}:1: read by extractor '1+0123456789', and here is", err)
        self.assertEqual(message, "3 failed and are named above; the rest is stored.")

    def test_a_text_changed_on_the_way_is_named_and_the_others_are_stored(self):
        path = self.folder / "lines.jsonl"
        self.write_lines()
        path.write_text(path.read_text().replace("The ferry was", "The ferry is"))

        _, err, _ = self.run_command(extracted=[str(path)])

        self.assertEqual(Article.objects.count(), 2)
        self.assertIn(f"{path}:2: the text is not the one that was read", err)

    def test_an_article_that_could_not_be_read_there_is_kept_with_its_reason(self):
        line = write_line(json.loads(record()), "extraction failed: MemoryError")

        _, err, _ = self.run_command(extracted=[self.write(line_text(line))])

        article = Article.objects.get()
        self.assertIsNone(article.extracted_at)
        self.assertEqual(article.extraction_error, "extraction failed: MemoryError")
        self.assertIn("in.jsonl:1: extraction failed: MemoryError", err)

    def test_what_are_no_lines_is_named(self):
        (self.folder / "notes.txt").write_text("words")
        self.write(record(), "{oops", "7", name="records.jsonl")

        _, err, message = self.run_command(extracted=[str(self.folder)])

        self.assertEqual(
            [line.partition(": ")[2] for line in err.splitlines()],
            [
                "is no file of extracted lines: .jsonl or .jsonl.gz",
                "record is no JSON object",
                "is no valid JSON: Expecting property name enclosed in double quotes "
                "at column 2",
                "the line is no JSON object",
            ],
        )
        self.assertIn("4 failed", message)

    def test_a_dry_run_prints_and_stores_nothing(self):
        out, _, _ = self.run_command(
            extracted=[self.write_lines()], dry_run=True, format="jsonl", limit=1
        )

        (line,) = map(json.loads, out.splitlines())
        self.assertEqual((line["id"], len(line["quotes"])), ("dam", 2))
        self.assertEqual(Article.objects.count(), 0)

    def test_sources_beside_them_are_refused(self):
        _, _, message = self.run_command("in.jsonl", extracted=["lines.jsonl"])

        self.assertIn("leave SOURCE out", message)
