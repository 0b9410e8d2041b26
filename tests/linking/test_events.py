"""Invented events in several outlets’ words: what is grouped and what is not."""

from itertools import permutations

import pytest
from django.db import transaction
from django.test import TestCase

from quotes.linking.statements.group import group_quotes
from quotes.models import Quote, Statement
from tests.linking.invented_events import event_names, pairs, store_event

LEAST = {"events": (0.9, 0.62), "hard": (0.7, 0.24)}
"""Precision and recall of all events of a folder together."""


def group(articles):
    for article in articles:
        group_quotes([told.quote for told in article])


def groups():
    return dict(Quote.objects.values_list("pk", "statement_id"))


class EventTests(TestCase):
    def test_what_reports_one_utterance_is_together_and_little_else(self):
        self.check("events")

    # What is grouped is asked on both by the test above.
    @pytest.mark.any_database
    def test_so_it_is_in_short_reports_of_other_words(self):
        self.check("hard")

    def check(self, folder):
        least_precision, least_recall = LEAST[folder]
        right = found = annotated = apart = 0
        for name in event_names(folder):
            with self.subTest(name):
                articles = store_event(name, folder)
                group(articles)
                told = [told for article in articles for told in article]
                truth = pairs({one.quote.pk: one.statement for one in told})
                held = {pk: groups()[pk] for pk in (one.quote.pk for one in told)}
                grouped = pairs(held)
                right += len(truth & grouped)
                found += len(grouped)
                annotated += len(truth)
                apart += len(told) * (len(told) - 1) // 2 - len(truth)
        self.assertGreaterEqual((annotated, apart), (30, 60))
        self.assertGreaterEqual(right / found, least_precision)
        self.assertGreaterEqual(right / annotated, least_recall)

    # What is grouped is asked on both by the test above.
    @pytest.mark.any_database
    def test_nobody_is_said_to_contradict_another(self):
        for name in event_names():
            group(store_event(name))
        disputed = Statement.objects.filter(dispute=Statement.Dispute.DISTINCT)
        self.assertEqual(list(disputed.values_list("text", flat=True)), [])

    # On both: test_orders.
    @pytest.mark.any_database
    def test_the_order_of_articles_makes_no_difference(self):
        for name in ("bank", "cyber"):
            partitions = set()
            for order in permutations(range(3)):
                before = transaction.savepoint()
                articles = store_event(name)
                numbers = [told.quote.pk for article in articles for told in article]
                group([articles[number] for number in order])
                held = groups()
                grouped = pairs({pk: held[pk] for pk in numbers})
                first = numbers[0]
                partitions.add(frozenset((a - first, b - first) for a, b in grouped))
                transaction.savepoint_rollback(before)
            self.assertEqual(len(partitions), 1, name)
