from unittest import TestCase

from quotes.evaluation.text_tokens import jaccard, tokenize, tokens_in


class TokenTests(TestCase):
    def test_marks_and_blanks_are_no_tokens(self):
        self.assertEqual(tokenize("“Ab,” c-d"), [(1, 3), (6, 7), (8, 9)])

    def test_a_range_holds_the_tokens_it_touches(self):
        tokens = tokenize("ab cd ef")

        self.assertEqual(tokens_in(tokens, [(1, 4)]), {0, 1})

    def test_a_range_between_tokens_holds_none(self):
        self.assertEqual(tokens_in(tokenize("ab cd ef"), [(2, 3)]), set())

    def test_several_ranges_are_united(self):
        self.assertEqual(tokens_in(tokenize("ab cd ef"), [(0, 2), (6, 8)]), {0, 2})

    def test_jaccard_is_the_share_of_the_union(self):
        self.assertEqual(jaccard(frozenset({1, 2}), frozenset({2, 3, 4})), 0.25)

    def test_nothing_has_nothing_in_common_with_nothing(self):
        self.assertEqual(jaccard(frozenset(), frozenset()), 0.0)
