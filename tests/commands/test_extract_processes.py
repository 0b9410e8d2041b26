"""The main job in several processes, killed half way, on a database of its own."""

import io
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TestCase

from quotes.extraction import extract
from quotes.models import Quote, Speaker
from tests.commands.test_extract_quotes import record
from tests.forked import Forked

QUOTES = """
    SELECT a.text_hash, q.start, q.end, s.slug, q.confidence
    FROM quotes_quote q JOIN quotes_article a ON a.id = q.article_id
    LEFT JOIN quotes_speaker s ON s.id = q.speaker_id ORDER BY 1, 2, 3
"""
ARTICLES = "SELECT text_hash, extractor_version FROM quotes_article ORDER BY 1"


# Other processes extract, and open no database.
@pytest.mark.any_database
class WorkerTests(TestCase):
    """Several processes, and one that is killed."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "in.jsonl"
        lines = [record(f"“Number {n},” said Ana Tarn.") for n in range(20)]
        self.path.write_text("\n".join(lines))

    def test_two_workers_store_what_one_stores(self):
        call_command("extract_quotes", str(self.path), workers=2, stdout=io.StringIO())

        self.assertEqual(
            list(Quote.objects.order_by("pk").values_list("text", flat=True)),
            [f"Number {n}," for n in range(20)],
        )
        self.assertEqual(Speaker.objects.count(), 1)


class DatabaseTests(unittest.TestCase):
    def test_a_database_without_tables_names_the_remedy(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "in.jsonl"
            path.write_text(record())

            process = manage(Path(folder) / "new.db", "extract_quotes", str(path))

        self.assertEqual(process.returncode, 1)
        self.assertIn("manage.py migrate", process.stderr)
        self.assertNotIn("Traceback", process.stderr)


def rows(database):
    """What a database holds, without numbers and times, which differ by run."""
    with closing(sqlite3.connect(database)) as file:
        return [file.execute(query).fetchall() for query in (QUOTES, ARTICLES)]


def environment(database):
    """The rules alone, which are read sooner than the weights."""
    return {
        "DATABASE_URL": f"sqlite:///{database}",
        "PATH": "/usr/bin:/bin",
        "QUOTES_MODEL": "none",
    }


def manage(database, *arguments, **options):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment(database),
        capture_output=True,
        text=True,
        **options,
    )


class KilledTests(unittest.TestCase):
    """In a file of its own."""

    @pytest.fixture(autouse=True)
    def with_migrated(self, migrated, django_db_blocker):
        self.migrated = migrated
        if connection.vendor != "sqlite":
            self.skipTest("SQLite is asked.")
        with (
            mock.patch.dict(os.environ, {"QUOTES_MODEL": "none"}),
            django_db_blocker.unblock(),
        ):
            extract("“Boats,” said Ana Tarn.")  # What reads is loaded for all of them.
            yield

    def test_killed_half_way_and_run_again_ends_as_one_clean_run(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "in.jsonl"
            lines = [record(f"“It was boat {n},” said Ana Tarn.") for n in range(60)]
            source.write_text("\n".join(lines))
            clean, killed = Path(folder) / "clean.db", Path(folder) / "killed.db"
            for copy in (clean, killed):
                shutil.copy(self.migrated, copy)
            command = ["extract_quotes", str(source), "--workers", "1"]
            self.run_whole(*command, database=clean)

            process = Forked(*command, "--format", "table", database=killed)
            process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.assertEqual(process.returncode, -signal.SIGKILL)
            half, whole = rows(killed), rows(clean)
            self.run_whole(*command, database=killed)

            self.assertNotEqual(half, whole)
            self.assertEqual(rows(killed), whole)

    def run_whole(self, *command, database):
        process = Forked(*command, database=database)
        _, complaints = process.communicate()
        self.assertEqual(process.returncode, 0, complaints)
