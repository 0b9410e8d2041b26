"""Groups by support: one wrong link joins nothing, and no order matters."""

import random
from unittest import TestCase

from quotes.linking.statements.clustering.average_linkage import PrintedQuote, joined
from quotes.linking.store.quote_links import Link


def groups(links, places):
    """The groups of the quotes in ``places``, as sets."""
    held = {pk: {pk} for pk in places}
    for first, second in joined(links, places):
        both = held[first] | held[second]
        held.update(dict.fromkeys(both, both))
    return {frozenset(group) for group in held.values()}


def places(*articles, wordings=None):
    """Quotes 1, 2, …, each of the article given, in words of its own."""
    return {
        pk: PrintedQuote(float(pk), (wordings or {}).get(pk, f"wording {pk}"), article)
        for pk, article in enumerate(articles, 1)
    }


def weak(first, second, probability=0.8):
    return Link(first, second, probability, sure=False)


def sure(first, second):
    return Link(first, second, 1.0, sure=True)


class SupportTests(TestCase):
    def test_one_wrong_link_joins_no_two_groups(self):
        triangles = [weak(a, b) for a, b in ((1, 2), (2, 3), (1, 3))]
        triangles += [weak(a, b) for a, b in ((4, 5), (5, 6), (4, 6))]

        found = groups([*triangles, weak(3, 4, 0.7)], places(*range(6)))

        self.assertEqual(found, {frozenset({1, 2, 3}), frozenset({4, 5, 6})})

    def test_one_of_three_is_enough_and_one_of_four_is_not(self):
        for size, alone in ((3, False), (4, True)):
            with self.subTest(size):
                many = range(1, size + 1)
                links = [weak(a, b, 0.9) for a in many for b in many if a < b]
                links.append(weak(1, size + 1, 0.7))
                found = groups(links, places(*range(size + 1)))
                self.assertEqual(frozenset({size + 1}) in found, alone)

    def test_a_chain_is_parted_at_its_weakest_link(self):
        chain = [weak(1, 2, 0.9), weak(2, 3, 0.6), weak(3, 4, 0.9)]
        found = groups(chain, places(1, 2, 3, 4))
        self.assertEqual(found, {frozenset({1, 2}), frozenset({3, 4})})

    def test_what_is_sure_holds_through_any_number_and_through_who_is_gone(self):
        links = [sure(1, 2), sure(2, 3), sure(3, 4)]
        standing = places(1, 2, 3, 4)
        del standing[2]
        self.assertEqual(groups(links, standing), {frozenset({1, 3, 4})})

    def test_copies_of_one_text_have_one_vote(self):
        copies = dict.fromkeys(range(1, 9), "the same words")
        links = [sure(pk, pk + 1) for pk in range(1, 8)] + [weak(1, 9)]
        found = groups(links, places(*range(9), wordings=copies))
        self.assertEqual(found, {frozenset(range(1, 10))})

    def test_two_of_one_article_say_nothing_about_each_other(self):
        links = [weak(1, 3, 0.9), weak(2, 3), weak(1, 4, 0.9), weak(3, 4)]
        found = groups(links, places(7, 7, 8, 9))
        self.assertEqual(found, {frozenset({1, 2, 3, 4})})

    def test_numbers_and_order_do_not_matter(self):
        chance = random.Random(5)  # noqa: S311
        for _ in range(60):
            size = chance.randint(2, 12)
            held = places(*(chance.randint(1, 9) for _ in range(size)))
            pairs = [(a, b) for a in held for b in held if a < b]
            links = [
                Link(a, b, chance.choice((0.6, 0.7, 0.9)), chance.random() < 0.15)
                for a, b in chance.sample(pairs, min(len(pairs), 2 * size))
            ]
            expected = groups(links, held)
            numbers = chance.sample(range(100), size)
            anew = dict(zip(held, numbers, strict=True))
            moved = [
                Link(*sorted((anew[a], anew[b])), probability, is_sure)
                for a, b, probability, is_sure in chance.sample(links, len(links))
            ]
            found = groups(moved, {anew[pk]: place for pk, place in held.items()})
            named = {frozenset(anew[pk] for pk in group) for group in expected}
            self.assertEqual(found, named)
