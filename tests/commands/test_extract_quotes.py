import io
import json
import tempfile
from pathlib import Path
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.test import TestCase
from django.utils import timezone

from quotes.ingest import pipeline
from quotes.models import Article, Outlet, Quote, Speaker, SpeakerAlias, Statement
from tests.build import make_article, make_editor, make_speaker

DAM = "“The dam will hold,” said Ana Tarn, an engineer. “It always has,” she added."
FERRY = "The ferry was late, according to Bo Lind."


def record(text=DAM, **fields):
    return json.dumps({"outlet": "Harbour Herald", "text": text} | fields)


class ExtractQuotesTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, *lines, name="in.jsonl"):
        path = self.folder / name
        path.write_text("\n".join(lines))
        return str(path)

    def run_command(self, *arguments, **options):
        """Run it; return (standard output, standard error, error message or None)."""
        out, err, message = io.StringIO(), io.StringIO(), None
        try:
            call_command(
                "extract_quotes",
                *arguments,
                stdout=out,
                stderr=err,
                **{"workers": 1} | options,
            )
        except CommandError as error:
            message = str(error)
        return out.getvalue(), err.getvalue(), message

    def snapshot(self):
        return [
            list(model.objects.order_by("pk").values())
            for model in (Outlet, Article, Speaker, Quote)
        ]

    def test_articles_quotes_and_speakers_are_stored(self):
        path = self.write(
            record(id="d1", url="https://herald.example/1", published_at="2031-05-17")
        )

        self.assertEqual(self.run_command(path)[1:], ("", None))

        article = Article.objects.get()
        self.assertEqual(article.text, DAM)
        self.assertEqual(article.outlet.slug, "harbour-herald")
        self.assertIsNotNone(article.extracted_at)
        quotes = article.quotes.order_by("start")
        self.assertEqual(
            [(quote.text, quote.speaker.name) for quote in quotes],
            [("The dam will hold,", "Ana Tarn"), ("It always has,", "Ana Tarn")],
        )
        self.assertEqual(quotes[0].published_at, article.published_at)
        self.assertEqual(quotes[0].outlet, article.outlet)

    def test_the_same_input_twice_changes_nothing(self):
        path = self.write(record(), record(FERRY))
        self.run_command(path)
        before = self.snapshot()

        out, _, message = self.run_command(path)

        self.assertIsNone(message)
        self.assertEqual(self.snapshot(), before)
        self.assertIn("2 articles: 2 already stored.", out)

    def test_a_broken_record_is_named_and_the_rest_is_stored(self):
        path = self.write(record(), "{oops", record(FERRY))

        out, err, message = self.run_command(path)

        self.assertEqual(Article.objects.count(), 2)
        self.assertIn(f"{path}:2: is no valid JSON", err)
        self.assertEqual(len(err.splitlines()), 1)
        self.assertEqual(message, "1 failed and is named above; the rest is stored.")
        self.assertIn("3 articles: 2 new, 1 failed.", out)

    def test_an_address_with_another_text_is_refused(self):
        first = record(url="https://herald.example/1")
        second = record("Another text.", url="https://herald.example/1")

        _, err, message = self.run_command(self.write(first, second))

        self.assertEqual(Article.objects.count(), 1)
        self.assertIn("https://herald.example/1", err)
        self.assertIsNotNone(message)

    def test_an_article_that_cannot_be_stored_leaves_nothing_behind(self):
        with mock.patch.object(
            pipeline, "write_quotations", side_effect=DatabaseError("disk full")
        ):
            _, err, message = self.run_command(self.write(record()))

        self.assertIn("in.jsonl:1: could not be stored: disk full", err)
        self.assertEqual(Article.objects.count(), 0)
        self.assertIsNotNone(message)

    def test_of_articles_stored_together_one_that_cannot_be_takes_none_along(self):
        write = pipeline.write_quotations

        def fail_on_ferry(article, quotations, **options):
            written = write(article, quotations, **options)
            if article.text == FERRY:
                raise DatabaseError("disk full")
            return written

        with mock.patch.object(pipeline, "write_quotations", fail_on_ferry):
            _, err, _ = self.run_command(self.write(record(FERRY), record()))

        self.assertIn("in.jsonl:1: could not be stored: disk full", err)
        self.assertEqual(Article.objects.get().text, DAM)
        self.assertFalse(Quote.objects.filter(statement=None).exists())

    def test_a_fault_of_ours_with_one_article_takes_none_along(self):
        group = pipeline.group_quotes

        def fail_on_ferry(quotes):
            if any(quote.article.text == FERRY for quote in quotes):
                raise ValueError("could not convert “¹”")
            group(quotes)

        with mock.patch.object(pipeline, "group_quotes", fail_on_ferry):
            _, err, message = self.run_command(self.write(record(FERRY), record()))

        self.assertIn(
            "in.jsonl:1: could not be stored: ValueError: could not convert “¹”", err
        )
        self.assertEqual(Article.objects.get().text, DAM)
        self.assertEqual(message, "1 failed and is named above; the rest is stored.")

    def test_articles_that_cannot_be_linked_together_are_stored_one_by_one(self):
        group = pipeline.group_quotes

        def fail_on_several(quotes):
            if len({quote.article_id for quote in quotes}) > 1:
                raise DatabaseError("out of shared memory")
            group(quotes)

        with mock.patch.object(pipeline, "group_quotes", fail_on_several):
            _, err, message = self.run_command(self.write(record(FERRY), record()))

        self.assertEqual((err, message), ("", None))
        self.assertEqual(Article.objects.count(), 2)
        self.assertFalse(Quote.objects.filter(statement=None).exists())

    def test_what_was_pending_is_told_so_after_a_second_attempt(self):
        make_article(DAM)
        make_article(FERRY)
        group = pipeline.group_quotes

        def fail_on_several(quotes):
            if len({quote.article_id for quote in quotes}) > 1:
                raise DatabaseError("out of shared memory")
            group(quotes)

        with mock.patch.object(pipeline, "group_quotes", fail_on_several):
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

    def test_without_a_source_it_does_what_is_pending(self):
        make_article(DAM)
        make_article(FERRY, extracted_at=timezone.now())

        out, _, _ = self.run_command()

        self.assertIn("1 article: 1 pending until now.", out)
        self.assertEqual(Quote.objects.count(), 2)

    def test_extracting_again_never_changes_what_an_editor_decided(self):
        path = self.write(record())
        self.run_command(path)
        quote = Quote.objects.order_by("start").first()
        Quote.objects.filter(pk=quote.pk).update(
            speaker=make_speaker("Cleo Marsh"),
            status=Quote.Status.CORRECTED,
            reviewed_by=make_editor(),
            reviewed_at=timezone.now(),
        )
        before = Quote.objects.filter(pk=quote.pk).values().get()

        self.run_command(path, "--reextract")
        self.run_command("--reextract")

        self.assertEqual(Quote.objects.filter(pk=quote.pk).values().get(), before)
        self.assertEqual(Quote.objects.count(), 2)

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

    def test_stops_at_the_limit_and_goes_on_from_there(self):
        path = self.write(record(), record(FERRY), record("It rained."))

        for count in (1, 2, 3):
            self.run_command(path, "--limit", "1")
            self.assertEqual(Article.objects.count(), count)

    def test_a_dry_run_names_what_would_be_refused(self):
        self.run_command(self.write(record(url="https://herald.example/1")))

        _, err, message = self.run_command(
            self.write(record("Other.", url="https://herald.example/1")), "--dry-run"
        )

        self.assertIn("another text", err)
        self.assertIsNotNone(message)

    def test_what_a_stored_article_lacks_is_filled_and_nothing_else(self):
        self.run_command(self.write(record(title="Dam")))

        out, _, message = self.run_command(
            self.write(record(title="Other", published_at="2031-05-17"))
        )

        self.assertIsNone(message)
        self.assertIn("1 already stored", out)
        article = Article.objects.get()
        self.assertEqual(article.title, "Dam")
        self.assertEqual(article.published_at.date().isoformat(), "2031-05-17")
        self.assertEqual(
            set(Quote.objects.values_list("published_at", flat=True)),
            {article.published_at},
        )

    def test_once_dated_an_article_is_linked_with_others_of_its_days(self):
        text = (
            "“The goats of Ferrow vote more wisely than the council of Brackwater "
            "ever did,” said Ana Tarn."
        )
        other = text.replace("Ana Tarn", "Bo Lind")
        self.run_command(self.write(record(text)))
        self.run_command(
            self.write(record(other, outlet="Echo", published_at="2031-05-17"))
        )
        self.assertFalse(Statement.objects.filter(dispute__isnull=False).exists())

        self.run_command(self.write(record(text, published_at="2031-05-17")))
        self.run_command(self.write(record(FERRY)))

        disputed = Statement.objects.filter(dispute="distinct", quote_count=2)
        self.assertEqual(disputed.count(), 1)

    def test_a_run_writes_no_history(self):
        self.run_command(self.write(record()))

        for model in (Article, Outlet, Speaker, SpeakerAlias, Quote):
            with self.subTest(model.__name__):
                self.assertTrue(model.objects.exists())
                self.assertEqual(model.history.count(), 0)

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

    def test_refuses_a_bad_date_before_doing_anything(self):
        _, _, message = self.run_command(
            self.write(record()), "--published", "yesterday"
        )

        self.assertIn("--published", message)
        self.assertEqual(Article.objects.count(), 0)

    def test_refuses_no_workers(self):
        self.assertIn("--workers", self.run_command(workers=0)[2])
