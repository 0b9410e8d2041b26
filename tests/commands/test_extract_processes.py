"""The main job in several processes, killed half way, on a database of its own."""

import io
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from django.core.management import call_command
from django.test import TestCase

from quotes.models import Quote, Speaker
from tests.commands.test_extract_quotes import record


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
    code = (
        "from quotes.models import Article, Quote\n"
        "import json\n"
        "print(json.dumps(sorted(Quote.objects.values_list("
        "'article__text_hash', 'start', 'end', 'speaker__slug', 'confidence')"
        ") + sorted(Article.objects.values_list('text_hash', 'extractor_version'))))"
    )
    return manage(database, "shell", "-v0", "-c", code).stdout


def manage(database, *arguments, **options):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={"DATABASE_URL": f"sqlite:///{database}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        **options,
    )


class KilledTests(unittest.TestCase):
    """In a file of its own, whatever database the tests run on."""

    def test_killed_half_way_and_run_again_ends_as_one_clean_run(self):
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "in.jsonl"
            lines = [record(f"“It was boat {n},” said Ana Tarn.") for n in range(60)]
            source.write_text("\n".join(lines))
            clean, killed = Path(folder) / "clean.db", Path(folder) / "killed.db"
            manage(clean, "migrate", "-v0", check=True)
            shutil.copy(clean, killed)
            command = ["extract_quotes", str(source), "--workers", "1"]
            manage(clean, *command, check=True)

            process = subprocess.Popen(
                [sys.executable, "-u", "manage.py", *command, "--format", "table"],
                env={"DATABASE_URL": f"sqlite:///{killed}", "PATH": "/usr/bin:/bin"},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert process.stdout is not None
            process.stdout.readline()
            process.send_signal(signal.SIGKILL)
            process.communicate()
            half = rows(killed)
            manage(killed, *command, check=True)

            self.assertNotEqual(half, rows(clean))
            self.assertEqual(rows(killed), rows(clean))
