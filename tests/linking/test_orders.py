"""The same articles in any order, and in four processes at once: the same groups, of
the same speakers under the same names."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection
from django.test import TransactionTestCase

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "fixtures" / "articles" / "articles.jsonl"
PROCESSES = 4
PRINTINGS = """
    SELECT q.statement_id, a.text, q.start, q.text, coalesce(s.name, '')
    FROM quotes_quote q JOIN quotes_article a ON a.id = q.article_id
    LEFT JOIN quotes_speaker s ON s.id = q.speaker_id
"""
SPEAKERS = "SELECT count(*) FROM quotes_speaker"


class OrderTests(TransactionTestCase):
    """The invented articles, each time into an empty database, by the main command.

    Other processes do not see a database in memory: on SQLite a file serves.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = ARTICLES.read_text(encoding="utf-8").splitlines()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.file = cls.folder / "quotes.sqlite3"
        cls.empty = cls.folder / "empty.sqlite3"
        if connection.vendor == "sqlite":
            cls.manage(
                "migrate", "-v0", database=f"sqlite:///{cls.empty}"
            ).communicate()

    found = speakers = None

    def expected(self):
        """The groups of all in their order: found once, and asked by every test."""
        cls = type(self)
        if cls.found is None:
            cls.found = self.groups_of([self.lines])
            cls.speakers = self.rows(SPEAKERS)
        return cls.found

    def test_another_order_gives_the_same_groups(self):
        expected = self.expected()
        mixed = random.Random(3).sample(self.lines, len(self.lines))  # noqa: S311

        for name, lines in (("backwards", self.lines[::-1]), ("mixed", mixed)):
            with self.subTest(name):
                self.assertEqual(self.groups_of([lines]), expected)

    def test_a_second_run_changes_no_group(self):
        expected = self.groups_of([self.lines])

        self.run_at_once([self.lines])

        self.assertEqual(self.groups(), expected)

    def test_four_processes_at_once_give_the_same_groups(self):
        expected = self.expected()

        found = self.groups_of([self.lines[n::PROCESSES] for n in range(PROCESSES)])

        self.assertEqual(found, expected)
        self.assertEqual(self.rows(SPEAKERS), self.speakers)

    def groups_of(self, parts):
        """Into an empty database, every part by a process of its own, all at once."""
        if connection.vendor == "sqlite":
            for leftover in self.folder.glob(f"{self.file.name}*"):
                leftover.unlink()
            shutil.copy(self.empty, self.file)
        else:
            self._fixture_teardown()
        self.run_at_once(parts)
        return self.groups()

    def run_at_once(self, parts):
        started = []
        for number, lines in enumerate(parts):
            path = self.folder / f"part-{number}.jsonl"
            path.write_text("\n".join(lines), encoding="utf-8")
            command = ("extract_quotes", str(path), "--workers", "1")
            started.append(self.manage(*command, database=self.address()))
        for process in started:
            _, said = process.communicate()
            self.assertEqual(process.returncode, 0, said)

    @staticmethod
    def manage(*arguments, database):
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            # The rules alone: what is linked is asked here, not what is found.
            env={**os.environ, "DATABASE_URL": database, "QUOTES_MODEL": "none"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def groups(self):
        """The quotes of each statement: article, first character, words, speaker."""
        found = {}
        for statement, *printed in self.rows(PRINTINGS):
            found.setdefault(statement, set()).add(tuple(printed))
        return sorted(sorted(members) for members in found.values())

    def rows(self, query):
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.file) as file:
                return file.execute(query).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def address(self):
        """The database, as DATABASE_URL names it."""
        if connection.vendor == "sqlite":
            return f"sqlite:///{self.file}"
        given = urlsplit(os.environ["DATABASE_URL"])
        return given._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
