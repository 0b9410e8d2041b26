"""Looking up what editors told apart costs no more where they decided thousands."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes import review
from quotes.linking.store.told_apart import statements_told_apart, told_apart
from tests.build import make_editor, make_speaker


class ToldApartTests(TestCase):
    def test_two_queries_whatever_was_merged(self):
        editor = make_editor()
        ana, anna, bo, ida = map(make_speaker, ("Ana", "Anna", "Bo", "Ida"))
        review.tell_speakers_apart(one=anna, other=bo, by=editor)
        review.tell_speakers_apart(one=ana, other=ida, by=editor)
        review.merge_speakers(source=anna, target=ana, by=editor)

        with self.assertNumQueries(2):
            apart = told_apart([ana.pk, bo.pk])

        self.assertEqual(apart, {ana.pk: {bo.pk, ida.pk}, bo.pk: {ana.pk}})

    def test_nothing_is_asked_of_nobody(self):
        with self.assertNumQueries(0):
            self.assertEqual(told_apart([]), {})

    def test_decisions_are_found_in_two_indexes(self):
        """Not every one of them read, to be looked up among those asked for."""
        for find, table in (
            (told_apart, "quotes_speakerdistinction"),
            (statements_told_apart, "quotes_statementdistinction"),
        ):
            with self.subTest(table):
                plan = self.plan(find, table)
                self.assertRegex(plan, "MULTI-INDEX OR|BitmapOr")
                self.assertNotRegex(plan, "(?i)subplan|subquery")

    def plan(self, find, table):
        """How the database looks up the decisions about one row."""
        with CaptureQueriesContext(connection) as queries:
            find([1])
        asked = next(q["sql"] for q in queries if f'FROM "{table}"' in q["sql"])
        postgres = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            if postgres:
                # As for a table of any size; an empty one is read through.
                cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {'' if postgres else 'QUERY PLAN '}{asked}")
            return "\n".join(str(row) for row in cursor.fetchall())
