"""Migrations are code: they run from nothing, and back to nothing."""

import ast
from pathlib import Path

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import SimpleTestCase, TestCase, TransactionTestCase

from quotes import migrations
from quotes.models import Quote, SpeakerAlias
from quotes.search import find_names
from tests.build import make_quote, make_speaker
from tests.migrations.live_tables import described
from tests.test_layers import imports_of

FOLDER = Path(migrations.__file__).parent


def our_tables():
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name.startswith("quotes_"))


def permitted(group):
    return sorted(
        Group.objects.get(name=group).permissions.values_list("codename", flat=True)
    )


class MigrationTests(TransactionTestCase):
    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_every_step_can_be_undone_and_done_again_around_rows_that_are_there(self):
        speaker = make_speaker("Ines Kolb")
        quote = make_quote("The dam will hold", speaker=speaker)
        before = described(connection, our_tables())

        call_command("migrate", "quotes", "0001", verbosity=0)
        self.assert_nothing_is_left_below_the_first()
        call_command("migrate", "quotes", verbosity=0)

        self.assertEqual(described(connection, our_tables()), before)
        self.assertEqual(list(Quote.objects.search("dams")), [quote])
        found = find_names(SpeakerAlias.objects.all(), "kolb")
        self.assertEqual([pk for pk, _ in found], [speaker.pk])
        self.assert_editors_may_what_they_might()

    def assert_nothing_is_left_below_the_first(self):
        """Undo that one too, and take it back: the database was made by doing it."""
        self.assertFalse(Group.objects.filter(name="Editors").exists())
        connection.disable_constraint_checking()
        with transaction.atomic():
            call_command("migrate", "quotes", "zero", verbosity=0)
            self.assertEqual(our_tables(), [])
            transaction.set_rollback(True)
        connection.enable_constraint_checking()

    def assert_editors_may_what_they_might(self):
        self.assertEqual(
            permitted("Editors"),
            [
                "add_feed", "add_outlet", "add_proposal", "add_speaker",
                "add_speakeralias", "change_delivery", "change_errorreport",
                "change_feed", "change_outlet", "change_proposal", "change_quote",
                "change_speaker", "change_speakersuggestion", "change_statement",
                "change_subscription", "delete_savedsearch", "delete_speakeralias",
                "view_article", "view_delivery", "view_errorreport", "view_feed",
                "view_outlet", "view_proposal", "view_quote", "view_savedsearch",
                "view_speaker", "view_speakeralias", "view_speakersuggestion",
                "view_statement", "view_subscription",
            ],
        )  # fmt: skip


class FormerTests(TestCase):
    def test_a_database_of_a_development_version_is_refused_and_left_alone(self):
        MigrationRecorder(connection).record_applied("quotes", "0001_schema")
        before = described(connection, our_tables())

        with self.assertRaises(SystemCheckError) as caught:
            call_command("migrate", verbosity=0, skip_checks=False)

        self.assertIn("made by a development version", str(caught.exception))
        self.assertIn("docs/operators.md", str(caught.exception))
        self.assertEqual(described(connection, our_tables()), before)


class SourceTests(SimpleTestCase):
    def test_none_imports_live_code(self):
        for path in sorted(FOLDER.glob("0*.py")):
            with self.subTest(path.name):
                ours = [
                    name
                    for name in imports_of(path.read_text())
                    if name.split(".")[0] in ("quotes", "quotes_project")
                ]
                self.assertEqual(ours, [])

    def test_data_is_moved_apart_from_tables(self):
        for path in sorted(FOLDER.glob("0*.py")):
            names = {
                node.attr
                for node in ast.walk(ast.parse(path.read_text()))
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == "migrations"
            } - {"Migration", "swappable_dependency"}
            with self.subTest(path.name):
                self.assertTrue(names)
                self.assertTrue(names == {"RunPython"} or "RunPython" not in names)
