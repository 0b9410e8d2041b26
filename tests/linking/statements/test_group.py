"""Grouping: what becomes one statement, whatever order articles come in."""

from itertools import permutations
from unittest import mock

import pytest
from django.db import connection
from django.test import TestCase
from django.utils import timezone

from quotes.linking.statements import group
from quotes.linking.statements.group import group_quotes
from quotes.linking.wordings.minhash import hash_text, pair_keys
from quotes.linking.wordings.wording import read_wording
from quotes.models import (
    Quote,
    QuoteKey,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from tests.build import make_article, make_editor, make_quote, make_speaker
from tests.linking.statements.grouping import CUT, DAY, OTHER, ROPE, partition, quote


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

    def test_two_people_in_one_article_say_much_alike_and_two_things(self):
        told = (
            "she would release the transcripts of her paid speeches to shipowners",
            "her to release transcripts of all paid speeches to the shipowners",
        )
        ana, bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        article = make_article(f"{told[0]}. {told[1]}.", published_at=DAY)
        quotes = [
            make_quote(text, article=article, speaker=speaker, kind="indirect")
            for text, speaker in zip(told, (ana, bo), strict=True)
        ]

        group_quotes(quotes)

        self.assertEqual(len(partition(quotes)), 2)

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

    # Orders are asked on both by tests/linking/test_orders.py.
    @pytest.mark.any_database
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

    def test_what_is_stored_but_not_linked_yet_is_not_looked_at(self):
        ana = make_speaker("Ana Tarn")
        first, second = quote(speaker=ana), quote(CUT, speaker=ana)
        group_quotes([first])
        self.assertEqual(Quote.objects.get(pk=second.pk).statement, None)

        group_quotes([second])

        self.assertEqual(partition([first, second]), [sorted([CUT, ROPE])])


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
