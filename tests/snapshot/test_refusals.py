"""A file that is no whole snapshot is refused, and leaves nothing."""

import json

from django.core.management import CommandError, call_command
from django.test import TestCase, TransactionTestCase

from quotes.models import Outlet, Speaker
from tests.build import make_quote
from tests.snapshot.snapshots import empty, export, load, make_everything, seal


class RefusalTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_everything()
        cls.content = export()

    def refuse(self, content, message):
        empty()
        with self.assertRaisesMessage(CommandError, f"{message}. Nothing was stored."):
            load(content)
        self.assertFalse(Outlet.objects.exists())
        self.assertFalse(Speaker.objects.exists())

    def test_a_database_that_has_rows(self):
        with self.assertRaisesMessage(CommandError, "the database already has outlets"):
            load(self.content)

    def test_another_byte(self):
        self.refuse(
            self.content.replace("will hold", "will fold"),
            "the checksum does not fit: it is not as it was written",
        )

    def test_an_end_that_is_missing(self):
        lines = self.content.splitlines(keepends=True)
        self.refuse("".join(lines[:-1]), "cut short: its last line is no “end” record")

    def test_another_format(self):
        self.refuse(
            '{"id":1}\n{"id":2}\n',
            "not a snapshot: its first line is no header of one",
        )

    def test_an_empty_file(self):
        self.refuse("", "not a snapshot: it has fewer than two lines")

    def test_what_is_not_json(self):
        self.refuse("id,text\n1,a\n", "line 1: not JSON in UTF-8")

    def test_what_is_nested_beyond_reason(self):
        for depth in (200, 100_000):
            line = "[" * depth + "]" * depth + "\n"
            told = "nested too deeply, in more than 100 levels"
            self.refuse(line + "{}\n", f"line 1: {told}")

    def test_a_later_version(self):
        self.refuse(
            self.content.replace('"version":1}', '"version":2}'),
            "a snapshot of version 2; this program reads version 1",
        )

    def test_a_row_left_out(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        lines = [line for line in lines if '"record":"error_report"' not in line]
        self.refuse(seal(lines), "1 error_report rows announced, 0 found")

    def test_keys_that_are_missing(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        number = next(n for n, line in enumerate(lines) if '"quote_key"' in line[:30])
        lines[number] = lines[number].replace('"keys":', '"hashes":')
        self.refuse(
            seal(lines),
            f"line {number + 1}: keys is missing or not a list of whole numbers",
        )

    def test_a_field_that_is_unknown(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        lines[2] = lines[2].replace('"country":', '"county":"","country":')
        self.refuse(seal(lines), "line 3: unknown fields: county")

    def test_a_value_of_another_kind(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        outlet = json.loads(lines[2]) | {"id": "one"}
        lines[2] = json.dumps(outlet) + "\n"
        self.refuse(seal(lines), "line 3: id: not a whole number: 'one'")


class DatabaseTests(TransactionTestCase):
    """Outside a test's transaction, where the import opens one of its own."""

    def test_a_row_that_refers_to_none_is_refused(self):
        make_quote()
        lines = export().splitlines(keepends=True)[:-1]
        call_command("flush", interactive=False, verbosity=0)
        lines = [line.replace('"relayed_by":null', '"relayed_by":77') for line in lines]

        with self.assertRaisesMessage(CommandError, "the database refuses it: "):
            load(seal(lines))

        self.assertFalse(Outlet.objects.exists())

    def test_a_file_that_the_database_refuses_leaves_nothing(self):
        make_quote()
        lines = export().splitlines(keepends=True)[:-1]
        call_command("flush", interactive=False, verbosity=0)
        broken = [
            line.replace('"confidence":0.9', '"confidence":1.5') for line in lines
        ]

        with self.assertRaisesMessage(CommandError, "the database refuses it: "):
            load(seal(broken))

        self.assertFalse(Outlet.objects.exists())
