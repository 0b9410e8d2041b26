"""What migrations made is what the models say: column by column, on both databases.

The tables are made a second time, from the models alone, and the two are compared.
Without that, a model can name a key, an index or a constraint which no database has,
and nobody learns it until somebody makes the tables in another way.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from tests.migrations.live_tables import described

BESIDE = "made_of_models"

# What search adds on PostgreSQL, and no model may know: quotes.search.postgres asks
# for it by name.
SEARCH = {
    "quotes_article": ("quotes_article_title_search", "quotes_article_text_search"),
    "quotes_quote": ("search_vector", "quotes_quote_search"),
    "quotes_statement": ("search_vector", "quotes_statement_search"),
    "quotes_speakeralias": ("quotes_speakeralias_trigrams",),
}


def managed_models():
    models = apps.get_app_config("quotes").get_models(include_auto_created=True)
    return [model for model in models if model._meta.managed]


@contextmanager
def tables_of_models():
    """Make every table from its model; yield what they are like, by table."""
    tables = [model._meta.db_table for model in managed_models()]
    if connection.vendor == "sqlite":
        beside = connection.copy()
        beside.settings_dict = {**connection.settings_dict, "NAME": ":memory:"}
        try:
            create_all(beside, managed_models())
            yield described(beside, tables)
        finally:
            beside.close()
        return
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {BESIDE}")
        cursor.execute(f"SET search_path TO {BESIDE}, public")
    try:
        create_all(connection, managed_models())
        yield described(connection, tables, schema=BESIDE)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET search_path TO DEFAULT")
            cursor.execute(f"DROP SCHEMA {BESIDE} CASCADE")


def create_all(beside, models):
    if beside.vendor == "sqlite":
        beside.disable_constraint_checking()
    with beside.schema_editor() as editor:
        for model in models:
            # A table between two is made with the one that names it.
            if not model._meta.auto_created:
                editor.create_model(model)


class AgreementTests(TransactionTestCase):
    def test_each_table_is_what_its_model_says(self):
        with tables_of_models() as wanted:
            live = described(connection, wanted)

        for table, parts in wanted.items():
            found = {
                part
                for part in live[table]
                if not any(name in part for name in SEARCH.get(table, ()))
            }
            with self.subTest(table):
                self.assertEqual(
                    {"lacking": parts - found, "unasked": found - parts},
                    {"lacking": set(), "unasked": set()},
                )

    def test_search_has_what_it_asks_for(self):
        if connection.vendor != "postgresql":
            self.skipTest("On SQLite, search has tables of its own.")
        live = described(connection, SEARCH)

        for table, names in SEARCH.items():
            for name in names:
                with self.subTest(name):
                    self.assertTrue(any(name in part for part in live[table]))
