"""The same articles in any order, and in four processes at once: the same groups, of
the same speakers under the same names."""

import io
import os
import random
import sqlite3
import tempfile
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from quotes.extraction import extract, extract_many
from quotes.ingest import workers
from tests.forked import Forked

ARTICLES = Path(__file__).parents[2] / "fixtures" / "articles" / "articles.jsonl"
PROCESSES = 4
PRINTINGS = """
    SELECT q.statement_id, a.text, q.start, q.text, coalesce(s.name, '')
    FROM quotes_quote q JOIN quotes_article a ON a.id = q.article_id
    LEFT JOIN quotes_speaker s ON s.id = q.speaker_id
"""
SPEAKERS = "SELECT count(*) FROM quotes_speaker"


# The rules alone: what is linked is asked here, not what is found.
RULES = {"QUOTES_MODEL": "none"}


class OrderTests(TransactionTestCase):
    """The invented articles, each time into an empty database, by the main command.

    In this process, but where several are asked. They do not see a database in memory:
    on SQLite a file serves them.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = ARTICLES.read_text(encoding="utf-8").splitlines()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        cls.enterClassContext(mock.patch.dict(os.environ, RULES))
        # In this process each text is read once: what is found in it does not depend
        # on when it comes.
        read = cache(extract)
        cls.enterClassContext(
            mock.patch.object(
                workers, "extract_many", lambda texts, seconds: map(read, texts)
            )
        )

    found = speakers = None

    def expected(self):
        """The groups of all in their order: found once, and asked by every test."""
        cls = type(self)
        if cls.found is None:
            cls.found = self.groups_of(self.lines)
            cls.speakers = self.rows(SPEAKERS)
        return cls.found

    # Whatever order four processes come to is asked on both by the test below.
    @pytest.mark.any_database
    def test_another_order_gives_the_same_groups(self):
        expected = self.expected()
        mixed = random.Random(3).sample(self.lines, len(self.lines))  # noqa: S311

        for name, lines in (("backwards", self.lines[::-1]), ("mixed", mixed)):
            with self.subTest(name):
                self.assertEqual(self.groups_of(lines), expected)

    # A second run is asked on both by tests/commands/test_extract_quotes.py.
    @pytest.mark.any_database
    def test_a_second_run_changes_no_group(self):
        expected = self.groups_of(self.lines)

        self.read(self.lines)

        self.assertEqual(groups(self.rows(PRINTINGS)), expected)

    def test_four_processes_at_once_give_the_same_groups(self):
        expected = self.expected()
        self._fixture_teardown()
        file, rows = self.database()

        self.run_at_once([self.lines[n::PROCESSES] for n in range(PROCESSES)], file)

        self.assertEqual(groups(rows(PRINTINGS)), expected)
        self.assertEqual(rows(SPEAKERS), self.speakers)

    def groups_of(self, lines):
        """Read into an empty database, and grouped."""
        self._fixture_teardown()
        self.read(lines)
        return groups(self.rows(PRINTINGS))

    def read(self, lines):
        path = self.write("all", lines)
        call_command("extract_quotes", path, workers=1, stdout=io.StringIO())

    def write(self, name, lines):
        path = self.folder / f"{name}.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")
        return str(path)

    def rows(self, query):
        with connection.cursor() as cursor:
            cursor.execute(query)
            return cursor.fetchall()

    def database(self):
        """An empty one for other processes, as a file where it is no server's, and how
        to ask it."""
        if connection.vendor != "sqlite":
            return None, self.rows
        path = self.folder / "quotes.sqlite3"
        file = sqlite3.connect(path)
        self.addCleanup(file.close)
        connection.connection.backup(file)
        return path, lambda query: file.execute(query).fetchall()

    def run_at_once(self, parts, file):
        """Every part by a process of its own, all of them at once."""
        started = []
        for number, lines in enumerate(parts):
            path = self.write(f"part-{number}", lines)
            command = ("extract_quotes", path, "--workers", "1")
            started.append(Forked(*command, database=file, first=read_for_oneself))
        for process in started:
            _, said = process.communicate()
            self.assertEqual(process.returncode, 0, said)


def read_for_oneself():
    """In another process: not what this one has read."""
    workers.extract_many = extract_many


def groups(printings):
    """The quotes of each statement: article, first character, words, speaker."""
    found = {}
    for statement, *printed in printings:
        found.setdefault(statement, set()).add(tuple(printed))
    return sorted(sorted(members) for members in found.values())
