"""Lists and counts that indexes alone make quick on PostgreSQL."""

import unittest

from django.db import connection
from django.test import TestCase

from quotes.api.statement_filters import FIRST_ARISEN, LATEST_ARISEN
from quotes.api.statement_views import StatementList
from quotes.models import Article, Quote, Speaker, Statement
from quotes.models.disputed import DISPUTED, SETTLED
from tests.build import make_editor, make_quote, make_speaker


class StandingTests(TestCase):
    def test_a_speakers_quotes_that_stand_are_counted(self):
        speaker, editor = make_speaker(), make_editor()
        for status in Quote.Status:
            reviewed = status not in ("extracted", "withdrawn")
            make_quote(
                speaker=speaker,
                status=status,
                reviewed_at="2026-01-01T00:00Z" if reviewed else None,
                reviewed_by=editor if reviewed else None,
            )
        make_quote(speaker=make_speaker())

        with self.assertNumQueries(2):
            self.assertEqual(Quote.objects.count_standing_of(speaker), 3)


@unittest.skipUnless(connection.vendor == "sqlite", "This is about SQLite.")
class SqlitePlanTests(TestCase):
    def test_the_few_of_many_are_found_by_an_index(self):
        quotes, statements = Quote.objects, Statement.objects.order_by()
        for rows, index in (
            (quotes.filter(relayed_by=1), "quote_by_relay"),
            (quotes.filter(reviewed_by=1).order_by(), "quote_by_review"),
            (quotes.filter(status="withdrawn"), "quote_by_status"),
            (statements.filter(merged_into=1), "statement_merged"),
            (statements.filter(resolved_by=1), "statement_by_settler"),
        ):
            with self.subTest(str(rows.query)):
                self.assertRegex(
                    rows.values("pk").explain(),
                    f"SEARCH .* USING (COVERING )?INDEX {index} ",
                )


@unittest.skipUnless(connection.vendor == "postgresql", "This is about PostgreSQL.")
class PlanTests(TestCase):
    def plan(self, rows):
        with connection.cursor() as cursor:
            for way in ("seqscan", "sort", "bitmapscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        return rows.explain()

    def test_speakers_of_a_letter_come_in_order_from_an_index(self):
        rows = Speaker.objects.beginning_with("A").order_by("name", "pk")

        self.assertIn("speaker_by_initial", self.plan(rows))

    def test_what_does_not_stand_is_counted_in_an_index(self):
        rows = Quote.objects.filter(speaker=1, status__in=Quote.NOT_STANDING)

        self.assertIn("quote_not_standing", self.plan(rows.order_by().values("pk")))

    def test_the_few_that_are_relayed_or_decided_on_are_found_by_an_index(self):
        quotes, statements = Quote.objects, Statement.objects.order_by()
        for rows, index in (
            (quotes.filter(relayed_by=1), "quote_by_relay"),
            (quotes.filter(relayed_by__in=[1, 2]).order_by(), "quote_by_relay"),
            (quotes.filter(reviewed_by=1).order_by(), "quote_by_review"),
            (quotes.filter(status="corrected"), "quote_by_status"),
            (quotes.filter(status="withdrawn"), "quote_by_status"),
            (statements.filter(merged_into__in=[1, 2]), "statement_merged"),
            (statements.filter(resolved_by=1), "statement_by_settler"),
        ):
            with self.subTest(str(rows.query)):
                self.assertIn(f"using {index} on", self.plan(rows.values("pk")))

    def test_what_the_desk_lists_comes_in_order_from_an_index(self):
        quotes = Quote.objects.unreviewed().exclude(status="withdrawn")
        for rows, index in (
            (quotes.order_by("-mistake_cost", "pk"), "quote_by_mistake_cost"),
            (
                Quote.objects.filter(reviewed_by__isnull=False).newest_first(),
                "quote_decided",
            ),
            (
                Statement.objects.filter(DISPUTED).order_by("-outlet_count", "-pk"),
                "statement_to_settle",
            ),
            (
                Article.objects.failed().order_by("extraction_failed_at", "pk"),
                "article_failed",
            ),
        ):
            with self.subTest(index):
                self.assertIn(index, self.plan(rows[:1001].values("pk")))

    def test_disputes_come_in_order_from_an_index(self):
        for condition in (DISPUTED, SETTLED):
            with self.subTest(condition):
                rows = Statement.objects.filter(condition)

                self.assertIn(
                    "statement_by_dispute",
                    self.plan(rows.order_by("-dated_at", "-pk")),
                )

    def test_disputes_come_in_the_order_they_arose_from_an_index(self):
        rows = StatementList().filtered({"disputed": True, "ordering": "-disputed_at"})
        for order, scan in ((LATEST_ARISEN, "Scan"), (FIRST_ARISEN, "Scan Backward")):
            with self.subTest(order.name):
                self.assertIn(
                    f"Index {scan} using statement_by_arising",
                    self.plan(order.sorted(rows)),
                )
