"""What fails is named and takes nothing else along."""

from unittest import mock

from django.db import DatabaseError

from quotes.ingest import batch
from quotes.models import Article, Quote
from tests.build import make_article
from tests.commands.extracting import DAM, FERRY, ExtractTestCase, record


class FailureTests(ExtractTestCase):
    def test_a_broken_record_is_named_and_the_rest_is_stored(self):
        path = self.write(record(), "{oops", record(FERRY))

        out, err, message = self.run_command(path)

        self.assertEqual(Article.objects.count(), 2)
        self.assertIn(f"{path}:2: is no valid JSON", err)
        self.assertEqual(len(err.splitlines()), 1)
        self.assertEqual(message, "1 failed and is named above; the rest is stored.")
        self.assertIn("3 articles: 2 new, 1 failed.", out)

    def test_an_address_of_another_outlet_is_refused(self):
        first = record(url="https://herald.example/1")
        second = record(outlet="Brenn Courier", url="https://herald.example/1")

        _, err, message = self.run_command(self.write(first, second))

        self.assertEqual(Article.objects.count(), 1)
        self.assertIn("https://herald.example/1", err)
        self.assertIsNotNone(message)

    def test_an_article_that_cannot_be_stored_leaves_nothing_behind(self):
        with mock.patch.object(
            batch, "write_quotations", side_effect=DatabaseError("disk full")
        ):
            _, err, message = self.run_command(self.write(record()))

        self.assertIn("in.jsonl:1: could not be stored: disk full", err)
        self.assertEqual(Article.objects.count(), 0)
        self.assertIsNotNone(message)

    def test_of_articles_stored_together_one_that_cannot_be_takes_none_along(self):
        write, together = batch.write_quotations, batch.store_new

        def fail_on_ferry(article, quotations, **options):
            written = write(article, quotations, **options)
            if article.text == FERRY:
                raise DatabaseError("disk full")
            return written

        def fail_with_ferry(found, outlets):
            stored = together(found, outlets)
            if any(record.text == FERRY for record, _ in found):
                raise DatabaseError("disk full")
            return stored

        with (
            mock.patch.object(batch, "write_quotations", fail_on_ferry),
            mock.patch.object(batch, "store_new", fail_with_ferry),
        ):
            _, err, _ = self.run_command(self.write(record(FERRY), record()))

        self.assertIn("in.jsonl:1: could not be stored: disk full", err)
        self.assertEqual(Article.objects.get().text, DAM)
        self.assertFalse(Quote.objects.filter(statement=None).exists())

    def test_a_fault_of_ours_with_one_article_takes_none_along(self):
        group = batch.group_quotes

        def fail_on_ferry(quotes):
            quotes = list(quotes)
            if any(quote.article.text == FERRY for quote in quotes):
                raise ValueError("could not convert “¹”")
            group(quotes)

        with mock.patch.object(batch, "group_quotes", fail_on_ferry):
            _, err, message = self.run_command(self.write(record(FERRY), record()))

        self.assertIn(
            "in.jsonl:1: could not be stored: ValueError: could not convert “¹”", err
        )
        self.assertEqual(Article.objects.get().text, DAM)
        self.assertEqual(message, "1 failed and is named above; the rest is stored.")

    def test_articles_that_cannot_be_linked_together_are_stored_one_by_one(self):
        group = batch.group_quotes

        def fail_on_several(quotes):
            if len({quote.article_id for quote in quotes}) > 1:
                raise DatabaseError("out of shared memory")
            group(quotes)

        with mock.patch.object(batch, "group_quotes", fail_on_several):
            _, err, message = self.run_command(self.write(record(FERRY), record()))

        self.assertEqual((err, message), ("", None))
        self.assertEqual(Article.objects.count(), 2)
        self.assertFalse(Quote.objects.filter(statement=None).exists())

    def test_what_was_pending_is_told_so_after_a_second_attempt(self):
        make_article(DAM)
        make_article(FERRY)
        group = batch.group_quotes

        def fail_on_several(quotes):
            if len({quote.article_id for quote in quotes}) > 1:
                raise DatabaseError("out of shared memory")
            group(quotes)

        with mock.patch.object(batch, "group_quotes", fail_on_several):
            out, _, _ = self.run_command()

        self.assertIn("2 articles: 2 pending until now.", out)

    def test_a_text_that_extraction_fails_on_is_kept_for_the_next_run(self):
        with mock.patch(
            "quotes.ingest.workers.extract_many", side_effect=ValueError("odd")
        ):
            _, err, message = self.run_command(self.write(record()))
        self.assertIn("extraction failed: ValueError: odd", err)
        self.assertIsNotNone(message)
        self.assertIsNone(Article.objects.get().extracted_at)

        self.run_command()

        self.assertIsNotNone(Article.objects.get().extracted_at)
        self.assertEqual(Quote.objects.count(), 2)

    def test_a_dry_run_names_what_would_be_refused(self):
        self.run_command(self.write(record(url="https://herald.example/1")))

        _, err, message = self.run_command(
            self.write(record(outlet="Courier", url="https://herald.example/1")),
            "--dry-run",
        )

        self.assertIn("an address belongs to one outlet", err)
        self.assertIsNotNone(message)

    def test_refuses_a_bad_date_before_doing_anything(self):
        _, _, message = self.run_command(
            self.write(record()), "--published", "yesterday"
        )

        self.assertIn("--published", message)
        self.assertEqual(Article.objects.count(), 0)

    def test_refuses_no_workers(self):
        self.assertIn("--workers", self.run_command(workers=0)[2])
