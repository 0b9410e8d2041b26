"""PostgreSQL searches by its index and folds as Python does."""

import unittest
from importlib import import_module

from django.db import connection
from django.test import SimpleTestCase, TestCase

from quotes.models import Quote
from quotes.search.words import rewrite_for_stemming, split_words
from tests.build import make_quote

on_postgres = unittest.skipUnless(
    connection.vendor == "postgresql", "This is about PostgreSQL."
)


def answer(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


@on_postgres
class FoldingTests(TestCase):
    def test_texts_are_folded_as_python_folds_queries(self):
        for text in [
            "Łódź’s 3.5 STRASSEN—naïve!",
            "Ægir’s œuvre, Þórr; ıçığ",
            "Всё в ПОРЯДКЕ",
            "“x”…y",
            "a\u200bb\u00a0c",
            "µm ª º ½ · x²",
        ]:
            with self.subTest(text):
                self.assertEqual(
                    answer("SELECT quotes_fold(%s)", text).split(), split_words(text)
                )

    def test_words_are_rewritten_as_python_rewrites_them(self):
        words = " possibly us s is technologies apology revved trekking assembly "
        self.assertEqual(
            answer("SELECT quotes_rewrite(%s)", words), rewrite_for_stemming(words)
        )


@on_postgres
class PlanTests(TestCase):
    def test_statistics_are_fine_enough_for_rare_words(self):
        target = answer(
            "SELECT attstattarget FROM pg_attribute WHERE attname = 'search_vector'"
            " AND attrelid = 'quotes_quote'::regclass"
        )
        self.assertEqual(target, 1000)

    def test_words_of_whole_articles_have_none(self):
        self.assertEqual(self.target_of_words(), 0)

    def test_the_migration_passes_where_their_index_is_left_out(self):
        migration = import_module("quotes.migrations.0006_no_statistics_of_words")
        with connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {migration.INDEX}")
        for step in (migration.keep, migration.leave_out):
            step(None, connection.schema_editor())

        self.assertIsNone(self.target_of_words())

    def target_of_words(self):
        return answer(
            "SELECT max(attstattarget) FROM pg_attribute"
            " WHERE attrelid = to_regclass('quotes_article_text_search')"
        )

    def test_a_rare_word_is_found_by_the_index(self):
        make_quote("The dam will hold")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Quote.objects.search("dam").order_by().explain()

        self.assertIn("quotes_quote_search", plan)


class SeparationTests(SimpleTestCase):
    def test_the_models_know_nothing_of_the_column(self):
        self.assertNotIn("search_vector", {f.name for f in Quote._meta.get_fields()})
