"""Grouping: what becomes one statement, whatever order articles come in."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes.linking.statements import group
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.link import Link
from quotes.linking.store.links import store_links
from quotes.linking.wordings.minhash import hash_text, pair_keys
from quotes.linking.wordings.printed import read_wording
from quotes.models import (
    Quote,
    QuoteKey,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from tests.build import make_article, make_editor, make_quote, make_speaker

DAY = datetime(2031, 3, 17, tzinfo=UTC)
ROPE = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."
CUT = "Our patience is a rope, and the mayor of Tarn has burned it"
OTHER = "The harbour will open on Thursday, weather permitting, said nobody sober."


def quote(text=ROPE, *, days=0, **fields):
    return make_quote(text, published_at=DAY + timedelta(days=days), **fields)


def partition(quotes):
    groups = {}
    for row in Quote.objects.filter(pk__in=[q.pk for q in quotes]):
        groups.setdefault(row.statement_id, set()).add(row.text)
    return sorted(map(sorted, groups.values()))


def holders():
    return set(QuoteKey.objects.values_list("quote", flat=True))


class GroupingTests(TestCase):
    def test_printings_of_one_utterance_are_one_statement(self):
        ana = make_speaker("Ana Tarn")
        full, cut, other = (quote(text, speaker=ana) for text in (ROPE, CUT, OTHER))

        group_quotes([full, cut, other])

        self.assertEqual(partition([full, cut, other]), [sorted([CUT, ROPE]), [OTHER]])
        statement = Quote.objects.get(pk=cut.pk).statement
        self.assertEqual(
            (statement.text, statement.speaker, statement.quote_count,
             statement.outlet_count, statement.dispute, statement.first_published_at),
            (ROPE, ana, 2, 2, None, DAY),
        )  # fmt: skip

    def test_two_speakers_of_the_same_words_are_a_dispute(self):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        quotes = [quote(speaker=ana), quote(speaker=bo)]

        group_quotes(quotes)

        statement = Statement.objects.get()
        self.assertEqual((statement.dispute, statement.speaker), ("distinct", None))

    def test_two_rare_words_are_one_key_and_are_stored_once(self):
        self.assertIn(hash_text("dog marmot"), pair_keys(read_wording("Dog marmot")))

        group_quotes([quote("Dog marmot")])

        key = QuoteKey.objects.filter(key=hash_text("dog marmot"))
        self.assertEqual(key.count(), 1)

    def test_two_speakers_of_the_same_words_years_apart_are_two(self):
        quotes = [
            quote(speaker=make_speaker("Ana Tarn")),
            quote(speaker=make_speaker("Bo Lind"), days=800),
        ]
        group_quotes(quotes)
        self.assertEqual(Statement.objects.count(), 2)

    def test_every_order_gives_the_same_groups(self):
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        rows = [(ROPE, ana), (CUT, ana), (OTHER, ana), (ROPE, bo)]
        found = set()
        for order in permutations(rows):
            quotes = [quote(text, speaker=speaker) for text, speaker in order]
            for one in quotes:
                group_quotes([one])
            found.add(str(partition(quotes)))
            Quote.objects.all().delete()
        self.assertEqual(len(found), 1)

    def test_an_article_is_never_cut_in_two(self):
        words = [f"{number} {OTHER}" for number in range(4)]
        articles = [make_article(" ".join(words)) for _ in range(2)]
        # In turns, as whoever collects quotes may hand them over.
        quotes = [
            make_quote(text, article=articles[number % 2])
            for number, text in enumerate(words)
        ]

        with mock.patch.object(group, "BATCH", 3):
            batches = list(group._batches(quotes))

        first, second, third, fourth = quotes
        self.assertEqual(batches, [[first, third], [second, fourth]])

    def test_the_same_again_writes_nothing(self):
        quotes = [quote(), quote(CUT)]
        group_quotes(quotes)
        before = list(Statement.objects.values())
        lock = connection.vendor == "postgresql"
        # savepoint, stale quotes, these quotes, their digests, release
        with self.assertNumQueries(5 + lock):
            group_quotes(quotes)
        self.assertEqual(list(Statement.objects.values()), before)

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

    def test_what_is_stored_but_not_linked_yet_is_not_looked_at(self):
        ana = make_speaker("Ana Tarn")
        first, second = quote(speaker=ana), quote(CUT, speaker=ana)
        group_quotes([first])
        self.assertEqual(Quote.objects.get(pk=second.pk).statement, None)

        group_quotes([second])

        self.assertEqual(partition([first, second]), [sorted([CUT, ROPE])])


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


class EditorsTests(TestCase):
    def setUp(self):
        self.ana = make_speaker("Ana Tarn")
        self.quotes = [quote(speaker=self.ana), quote(CUT, speaker=self.ana)]
        group_quotes(self.quotes)

    def test_a_placed_quote_stays_though_its_words_change(self):
        placed = Quote.objects.get(pk=self.quotes[1].pk)
        StatementPlacement.objects.create(quote=placed, made_by=make_editor())
        Quote.objects.filter(pk=placed.pk).update(text=OTHER)

        group_quotes(self.quotes)

        self.assertEqual(
            Quote.objects.get(pk=placed.pk).statement_id, placed.statement_id
        )

    def test_what_was_rejected_is_not_taken_along_by_what_is_read_anew(self):
        ana = make_speaker("Bo Lind")
        stays, rejected = quote(OTHER, speaker=ana), quote(OTHER, speaker=ana)
        group_quotes([stays, rejected])
        before = Quote.objects.get(pk=rejected.pk).statement
        Quote.objects.filter(pk=rejected.pk).update(
            status=Quote.Status.REJECTED,
            reviewed_at=timezone.now(),
            reviewed_by=make_editor(),
        )
        Quote.objects.filter(pk=stays.pk).update(text=ROPE, speaker=self.ana)

        group_quotes([stays])

        self.assertEqual(Quote.objects.get(pk=rejected.pk).statement, before)
        before.refresh_from_db()
        self.assertEqual((before.merged_into, before.quote_count), (None, 0))
        self.assertEqual(partition([*self.quotes, stays]), [sorted([CUT, ROPE])])

    def test_statements_told_apart_are_never_joined(self):
        other = Statement.objects.create(text=ROPE)
        Quote.objects.filter(pk=self.quotes[1].pk).update(statement=other)
        first, second = sorted(
            Quote.objects.values_list("statement_id", flat=True).distinct()
        )
        StatementDistinction.objects.create(
            first_id=first, second_id=second, made_by=make_editor()
        )

        group_quotes([quote(speaker=self.ana)])

        self.assertEqual(
            set(Statement.objects.values_list("merged_into", flat=True)), {None}
        )

    def test_a_settled_dispute_survives(self):
        statement = Statement.objects.get()
        Statement.objects.filter(pk=statement.pk).update(
            dispute="distinct",
            speaker=self.ana,
            resolution="The recording decides.",
            resolved_by=make_editor(),
            resolved_at=timezone.now(),
        )

        group_quotes([quote(speaker=make_speaker("Bo Lind"))])

        statement.refresh_from_db()
        self.assertEqual(
            (statement.dispute, statement.speaker, statement.quote_count),
            ("distinct", self.ana, 3),
        )
