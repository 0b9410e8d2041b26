"""No two values are left out that could meet."""

from itertools import product

from django.test import SimpleTestCase

from tests.walk.pairs import under_filter

SEARCHES = (None, "harbour", "taxes")


class PairsTests(SimpleTestCase):
    def asked(self, orders, refused):
        return {pair: pair not in refused for pair in product(SEARCHES, orders)}

    def test_every_filter_meets_every_search_and_every_order(self):
        # Only a search has what fits best.
        asked = self.asked(("date", "-date", "name", "fit"), {(None, "fit")})

        for number in range(9):
            with self.subTest(number):
                pairs = under_filter(number, asked)
                self.assertTrue(all(asked[pair] for pair in pairs))
                self.assertEqual({search for search, _ in pairs}, set(SEARCHES))
                self.assertEqual(len({order for _, order in pairs}), 4)
                self.assertLess(len(pairs), 6)

    def test_an_order_that_wants_a_filter_is_asked_with_every_search(self):
        refused = set(product(SEARCHES, ["disputed"]))

        pairs = under_filter(1, self.asked(("date", "disputed"), refused))

        self.assertLessEqual(refused, set(pairs))
        self.assertEqual(len(pairs), 2 * len(SEARCHES))

    def test_a_list_without_orders_or_searches(self):
        self.assertEqual(under_filter(3, {(None, None): True}), [(None, None)])
