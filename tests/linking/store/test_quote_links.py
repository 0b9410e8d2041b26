"""Links of quotes: what is kept, found again and forgotten, on either database."""

from unittest import mock

from django.test import TestCase

from quotes.linking.store import quote_links as stored
from quotes.linking.store.quote_links import (
    Link,
    forget_links,
    links_around,
    store_links,
)
from quotes.models import QuoteLink
from tests.build import make_quote


class LinkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.pks = sorted(make_quote(f"Number {n}").pk for n in range(6))

    def link(self, first, second, probability=0.8, *, sure=False):
        return Link(self.pks[first], self.pks[second], probability, sure)

    def all(self):
        rows = QuoteLink.objects.order_by("first", "second")
        return [Link(*row) for row in rows.values_list(
            "first_id", "second_id", "probability", "sure"
        )]  # fmt: skip

    def test_of_two_linked_twice_the_surer_verdict_stands(self):
        store_links([self.link(0, 1, 0.7), self.link(0, 1, 0.9)])
        store_links([self.link(0, 1, 0.6, sure=True)])
        store_links([self.link(0, 1, 0.5)])
        store_links([])
        self.assertEqual(self.all(), [self.link(0, 1, 0.9, sure=True)])

    def test_all_that_hangs_together_is_found(self):
        chain = [self.link(n, n + 1) for n in range(4)]
        store_links(chain)
        self.assertEqual(links_around([self.pks[2]]), chain)
        self.assertEqual(links_around([self.pks[5]]), [])

    def test_it_is_bounded(self):
        store_links([self.link(n, n + 1) for n in range(5)])
        with mock.patch.object(stored, "MOST_TOGETHER", 2):
            self.assertLess(len(links_around([self.pks[0]])), 4)

    def test_whom_one_held_together_stay_so_when_it_is_read_anew(self):
        store_links([self.link(0, 1, sure=True), self.link(1, 2, sure=True)])
        store_links([self.link(2, 3, sure=True), self.link(1, 4)])

        beside = forget_links([self.pks[1], self.pks[2]])

        self.assertEqual(beside, {self.pks[n] for n in (0, 3, 4)})
        self.assertEqual(self.all(), [self.link(0, 3, 1.0, sure=True)])
