"""Migrations are code: they run from nothing, and back to nothing."""

from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from quotes.models import Quote
from tests.build import make_quote


def our_tables():
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name.startswith("quotes_"))


class MigrationTests(TransactionTestCase):
    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_every_step_can_be_undone_and_done_again(self):
        before = our_tables()

        call_command("migrate", "quotes", "zero", verbosity=0)
        self.assertEqual(our_tables(), [])

        call_command("migrate", "quotes", verbosity=0)
        self.assertEqual(our_tables(), before)
        quote = make_quote("The dam will hold")
        self.assertEqual(list(Quote.objects.search("dams")), [quote])
