"""Every format of every command that exports says what the API says, row by row."""

import argparse
import csv
import io
import json

from django.core.management import call_command, get_commands, load_command_class
from django.test import TestCase, override_settings

from quotes.models import Quote
from tests.walk.rows import Rows
from tests.walk.test_api import UNLIMITED, is_cell

SITE = "http://testserver"
FORMATS = {"csv", "jsonl", "jsonld"}


def exports():
    """Commands of ours that export, with the choices of their ``--format``."""
    for name, app in sorted(get_commands().items()):
        if app == "quotes" and name.startswith("export_"):
            parser = load_command_class(app, name).create_parser("manage.py", name)
            actions = {action.dest: action for action in parser._actions}
            yield name, actions


@override_settings(API_RATES=UNLIMITED)
class ExportWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def api(self, **query):
        """Quotes as pages of JSON give them, the oldest first."""
        query = {"ordering": "published_at", "page_size": 200, **query}
        found = self.client.get("/api/v1/quotes/", query).json()
        self.assertIsNone(found["next"])
        self.assertTrue(found["results"])
        return found["results"]

    def export(self, *arguments, name="export_quotes"):
        out = io.StringIO()
        call_command(name, *arguments, stdout=out)
        return out.getvalue()

    def test_every_format_is_known_here(self):
        (command,) = exports()
        name, actions = command
        self.assertEqual(name, "export_quotes")
        self.assertEqual(set(actions["format"].choices), FORMATS)

    def test_lines_are_the_rows_of_the_api(self):
        text = self.export("--format", "jsonl", "--site", SITE)

        self.assertEqual([json.loads(line) for line in text.splitlines()], self.api())

    def test_cells_are_the_rows_of_the_api(self):
        text = self.export("--format", "csv", "--site", SITE)
        of_api = self.client.get(
            "/api/v1/quotes/", {"format": "csv", "ordering": "published_at"}
        )

        self.assertEqual(text, b"".join(of_api.streaming_content).decode())
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        for row, shown in zip(rows, self.api(), strict=True):
            self.assertTrue(is_cell(row["text"], shown["text"]))

    def test_linked_data_is_that_of_the_api(self):
        text = self.export("--format", "jsonld", "--site", SITE)
        documents = [json.loads(line) for line in text.splitlines()]

        for document, row in zip(documents, self.api(), strict=True):
            of_api = self.client.get(row["url"], {"format": "jsonld"}).json()
            self.assertEqual(document, of_api)

    def test_all_of_them_tell_which_do_not_stand(self):
        for kind, status_of in (
            ("jsonl", lambda row: row["status"]),
            ("jsonld", lambda row: row["creativeWorkStatus"]),
        ):
            lines = self.export("--format", kind, "--all").splitlines()
            statuses = [status_of(json.loads(line)) for line in lines]
            stored = Quote.objects.values_list("status", flat=True)
            self.assertEqual(sorted(statuses), sorted(stored))

    def test_every_flag_answers(self):
        (command,) = exports()
        flags = [
            action.option_strings[0]
            for action in command[1].values()
            if isinstance(action, argparse._StoreTrueAction)
            and not action.option_strings[0].startswith("--no-")
            and action.dest not in {"force_color", "skip_checks", "traceback"}
        ]
        self.assertGreater(len(flags), 2)
        for flag in flags:
            with self.subTest(flag):
                self.assertGreater(len(self.export(flag).splitlines()), 5)
