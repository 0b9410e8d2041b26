"""One article that costs more than it may holds up no run, and is named at its end."""

import io
import os
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from quotes import review
from quotes.extraction import extract
from quotes.models import Article, Quote
from tests.build import make_editor
from tests.commands.test_extract_quotes import record

SHORT = [
    record(f"“Boat {n} is back,” said Ana Tarn.", id=f"boat-{n}") for n in range(9)
]
# Each sentence another, so that none is read twice for one; minutes of work.
DENSE = " ".join(
    f"“Go by gate {n},” he said to Ana Tarn. She told him that {n + 1} was shut."
    for n in range(8_000)
)


class BudgetTests(TestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # What each stage does with its time is asked in tests/extraction: the rules
        # alone are loaded at once, which is none of an article's time.
        cls.enterClassContext(mock.patch.dict(os.environ, {"QUOTES_MODEL": "none"}))
        extract("“Boats,” said Ana Tarn.")

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.path = Path(folder) / "in.jsonl"

    def run_command(self, **options):
        """Return what it prints, what it complains of, and its exit status."""
        out, err, status = io.StringIO(), io.StringIO(), 0
        try:
            call_command(
                "extract_quotes", str(self.path), stdout=out, stderr=err, **options
            )
        except CommandError as error:
            err.write(f"{error}\n")
            status = error.returncode
        return out.getvalue(), err.getvalue(), status

    def assert_nine_of_ten(self, found, *, others, reason):
        printed, complaints, status = found
        self.assertIn(f"10 articles: 9 {others}, 1 failed.\n", printed)
        *named, summary = complaints.strip().splitlines()
        self.assertEqual(len(named), 1, complaints)
        self.assertIn("in.jsonl:3: set aside", named[0])
        self.assertIn(reason, named[0])
        self.assertIn("1 failed and is named above; the rest is stored.", summary)
        self.assertEqual(status, 1)
        self.assertEqual(
            set(Quote.objects.values_list("text", flat=True)),
            {f"Boat {n} is back," for n in range(9)},
        )
        self.assertEqual(Article.objects.pending().count(), 1)

    def check_time(self, *, workers, seconds):
        lines = [*SHORT[:2], record(DENSE, id="dense"), *SHORT[2:]]
        self.path.write_text("\n".join(lines))
        reason = f"it takes more than the {seconds} seconds of ARTICLE_SECONDS"
        with override_settings(ARTICLE_SECONDS=seconds):
            first = self.run_command(workers=workers)
            self.assert_nine_of_ten(first, others="new", reason=reason)
            # Whose time it was makes no difference to what is stored of it.
            if workers == 1:
                again = self.run_command(workers=workers)
                self.assert_nine_of_ten(again, others="already stored", reason=reason)

    # What is stored of an article that was set aside does not depend on the reason:
    # that of its length is asked on both.
    @pytest.mark.any_database
    def test_time_in_one_process(self):
        self.check_time(workers=1, seconds=2)

    @pytest.mark.any_database
    def test_time_in_two_processes(self):
        self.check_time(workers=2, seconds=2)

    def test_after_three_attempts_no_run_tries_again_and_each_says_so(self):
        long = record("The tide turned. " * 100 + "“Boat 9 is back,” said Ana Tarn.")
        self.path.write_text(long)
        with override_settings(ARTICLE_CHARACTERS=1_000):
            told = [self.run_command(workers=1)[1] for _ in range(3)]
        self.assertIn("and the next run tries again", told[1])
        self.assertIn("after 3 attempts no run tries again", told[2])
        article = Article.objects.get()
        self.assertEqual(article.extraction_attempts, 3)
        self.assertIn("more than the 1,000", article.extraction_error)
        self.assertFalse(Article.objects.pending().exists())

        # Allowed by now; yet nobody has asked for it.
        _, complaints, status = self.run_command(workers=1)
        self.assertIn("after 3 attempts no run tries again", complaints)
        self.assertEqual((status, Quote.objects.count()), (1, 0))
        err = io.StringIO()
        call_command("extract_quotes", workers=1, stdout=io.StringIO(), stderr=err)
        self.assertIn(f"article {article.pk} is left out: set aside", err.getvalue())
        self.assertEqual(Quote.objects.count(), 0)

        review.retry_extraction(article=article, by=make_editor())
        err = io.StringIO()
        call_command("extract_quotes", workers=1, stdout=io.StringIO(), stderr=err)

        self.assertEqual(err.getvalue(), "")
        self.assertEqual(Quote.objects.count(), 1)
        article.refresh_from_db()
        self.assertEqual(
            (article.extraction_error, article.extraction_failed_at), ("", None)
        )
        self.assertEqual(article.extraction_attempts, 0)

    def check_length(self, *, workers):
        long = record("The tide turned. " * 100 + "“Boat 9 is back,” said Ana Tarn.")
        self.path.write_text("\n".join([*SHORT[:2], long, *SHORT[2:]]))
        with override_settings(ARTICLE_CHARACTERS=1_000):
            found = self.run_command(workers=workers)
        reason = "1,732 characters are more than the 1,000"
        self.assert_nine_of_ten(found, others="new", reason=reason)

        printed, complaints, status = self.run_command(workers=workers)

        self.assertIn("10 articles: 1 pending until now, 9 already stored.\n", printed)
        self.assertEqual((complaints, status), ("", 0))
        self.assertEqual(Quote.objects.count(), 10)

    def test_length_in_one_process_and_a_run_that_allows_more(self):
        self.check_length(workers=1)

    @pytest.mark.any_database
    def test_length_in_two_processes_and_a_run_that_allows_more(self):
        self.check_length(workers=2)
