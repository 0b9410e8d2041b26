"""Grouping again: what was withdrawn, read anew or linked otherwise since."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.linking.statements.group import group_quotes
from quotes.linking.store.quote_links import Link, store_links
from quotes.models import Quote, Statement, StatementPlacement
from tests.build import make_editor, make_speaker
from tests.linking.statements.grouping import (
    CUT,
    OTHER,
    ROPE,
    holders,
    partition,
    quote,
)


class ReadAnewTests(TestCase):
    def test_a_withdrawn_quote_no_longer_counts(self):
        ana = make_speaker("Ana Tarn")
        quotes = [quote(speaker=ana), quote(CUT, speaker=ana)]
        group_quotes(quotes)
        Quote.objects.filter(pk=quotes[0].pk).update(status="withdrawn")

        group_quotes(quotes)

        statement = Statement.objects.get()
        self.assertEqual((statement.quote_count, statement.text), (1, CUT))

    def test_a_quote_read_anew_moves(self):
        ana = make_speaker("Ana Tarn")
        quotes = [quote(speaker=ana), quote(speaker=ana)]
        group_quotes(quotes)
        Quote.objects.filter(pk=quotes[1].pk).update(text=OTHER)

        group_quotes(quotes)

        self.assertEqual(partition(quotes), [[ROPE], [OTHER]])
        self.assertEqual(Statement.objects.count(), 2)

    def test_the_statement_of_a_single_printing_read_anew_keeps_its_address(self):
        single = quote(speaker=make_speaker("Ana Tarn"))
        group_quotes([single])
        before = Statement.objects.get()
        Quote.objects.filter(pk=single.pk).update(text=OTHER)

        group_quotes([single])

        after = Statement.objects.get()
        self.assertEqual((after.pk, after.text), (before.pk, OTHER))
        self.assertEqual(Quote.objects.get(pk=single.pk).statement_id, after.pk)

    def test_of_printings_that_part_the_first_keeps_the_address(self):
        quotes = [quote(speaker=make_speaker("Ana Tarn")) for _ in range(2)]
        group_quotes(quotes)
        before = Statement.objects.get()
        for one, text in zip(quotes, (ROPE[::-1], OTHER), strict=True):
            Quote.objects.filter(pk=one.pk).update(text=text)

        group_quotes(quotes)

        self.assertEqual(partition(quotes), sorted([[ROPE[::-1]], [OTHER]]))
        self.assertEqual(Quote.objects.get(pk=quotes[0].pk).statement, before)

    def test_of_as_many_the_first_printing_keeps_it_whichever_was_stored_first(self):
        ana = make_speaker("Ana Tarn")
        later = quote(speaker=ana, days=1)
        first = quote(speaker=ana)
        group_quotes([later, first])
        before = Statement.objects.get()
        for one, text in ((later, ROPE[::-1]), (first, OTHER)):
            Quote.objects.filter(pk=one.pk).update(text=text)

        group_quotes([later, first])

        self.assertEqual(Quote.objects.get(pk=first.pk).statement, before)
        self.assertNotEqual(Quote.objects.get(pk=later.pk).statement, before)

    def test_a_statement_that_nobody_stands_in_leads_where_its_printing_went(self):
        ana = make_speaker("Ana Tarn")
        quotes = [quote(speaker=ana), quote(OTHER, speaker=ana)]
        group_quotes(quotes)
        deserted = Quote.objects.get(pk=quotes[1].pk).statement
        Quote.objects.filter(pk=quotes[1].pk).update(text=CUT)

        group_quotes(quotes)

        joined = Quote.objects.get(pk=quotes[0].pk).statement
        self.assertEqual(partition(quotes), [sorted([CUT, ROPE])])
        deserted.refresh_from_db()
        self.assertEqual((deserted.merged_into, deserted.quote_count), (joined, 0))

    def test_many_read_anew_take_no_more_queries_than_some(self):
        counts = []
        for many, days in ((5, 0), (20, 900)):
            ana = make_speaker(f"Ana Tarn {days}")
            quotes = [quote(f"{ROPE} {n}", speaker=ana, days=days) for n in range(many)]
            group_quotes(quotes)
            for one in quotes:
                Quote.objects.filter(pk=one.pk).update(text=f"{OTHER} {one.pk}")
            with CaptureQueriesContext(connection) as queries:
                group_quotes(quotes)
            counts.append(len(queries))
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_the_keys_of_a_text_go_to_whoever_else_prints_it(self):
        ana = make_speaker("Ana Tarn")
        quotes = [quote(speaker=ana, days=n / 10) for n in range(3)]
        group_quotes(quotes)
        self.assertEqual(holders(), {quotes[0].pk})
        Quote.objects.filter(pk=quotes[0].pk).update(text=OTHER)

        group_quotes(quotes)

        self.assertEqual(holders(), {quotes[0].pk, quotes[2].pk})
        self.assertEqual(partition(quotes), sorted([[ROPE], [OTHER]]))

    def test_keys_go_to_printings_of_those_days(self):
        days = (400, 1, 0.2, 1.8)
        far, first, before, after = (quote(days=at) for at in days)
        group_quotes([far, first, before, after])
        self.assertEqual(holders(), {far.pk, first.pk})
        Quote.objects.filter(pk=first.pk).update(status=Quote.Status.WITHDRAWN)

        group_quotes([first])

        self.assertEqual(holders(), {far.pk, before.pk, after.pk})


class LinksTests(TestCase):
    """What one link had joined is parted once others are known to be surer."""

    WORDS = (
        ROPE,
        "Lemons are cheaper in Brenholm",
        "Every bridge was counted twice",
        OTHER,
    )

    def setUp(self):
        self.ana = make_speaker("Ana Tarn")
        self.quotes = [quote(words, speaker=self.ana) for words in self.WORDS]
        group_quotes(self.quotes)
        self.link(1, 2, 0.6)
        self.copy(1)

    def link(self, first, second, probability):
        pks = self.quotes[first].pk, self.quotes[second].pk
        store_links([Link(*pks, probability, sure=False)])

    def copy(self, number):
        """Group another printing of that quote: what hangs together is looked at."""
        group_quotes([quote(self.WORDS[number], speaker=self.ana)])

    def statements(self):
        return [Quote.objects.get(pk=one.pk).statement for one in self.quotes]

    def test_a_group_is_parted_and_its_address_leads_where_its_first_went(self):
        before = self.statements()
        self.assertEqual(before[1], before[2])
        self.link(0, 1, 0.9)
        self.link(2, 3, 0.9)

        self.copy(0)

        first, second, third, fourth = self.statements()
        self.assertEqual((first, third), (second, fourth))
        self.assertNotEqual(second, third)
        self.assertEqual(second, before[0])
        before[1].refresh_from_db()
        self.assertEqual(before[1].merged_into, second)
        counts = [one.quote_count for one in (second, third)]
        self.assertEqual(counts, [4, 2])

    def test_what_an_editor_shaped_is_not_parted(self):
        placed = Quote.objects.get(pk=self.quotes[2].pk)
        StatementPlacement.objects.create(quote=placed, made_by=make_editor())
        self.link(0, 1, 0.9)
        self.link(2, 3, 0.9)

        self.copy(0)

        statements = self.statements()
        self.assertEqual(statements[1], statements[2])

    def test_nothing_is_written_where_nothing_changes(self):
        before = list(Statement.objects.order_by("pk").values())

        group_quotes(self.quotes)

        self.assertEqual(list(Statement.objects.order_by("pk").values()), before)
