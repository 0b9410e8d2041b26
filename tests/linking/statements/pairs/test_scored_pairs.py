"""Economies of comparing pairs, and that they change no answer."""

from datetime import timedelta
from itertools import combinations
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quotes.linking.statements.pairs.same_utterance import (
    Circumstances,
    Relation,
    may_be_reworded,
    same_utterance,
    worth_a_look,
)
from quotes.linking.wordings.minhash import run_keys, run_keys_of
from quotes.linking.wordings.similarity import Likeness, compare, compare_all, related
from quotes.linking.wordings.wording import read_wording

WORDS = """
    the of and not harbour harbor bridge crane Orle Tarn divers flood 12 fifteen houses
    ferry patience rope mayor burned winter repaired never “Ferrow” tide
"""
texts = st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)
shares = st.floats(0, 1)
masses = st.floats(0, 20)
likenesses = st.builds(
    Likeness, characters=shares, part=shares, first=shares, second=shares,
    mass=masses, evidence=masses, meaning=shares, numbers_differ=st.booleans(),
    negation_differs=st.booleans(),
)  # fmt: skip


class CompareTests(TestCase):
    @given(texts, st.lists(texts, max_size=40))
    def test_together_is_as_one_by_one(self, text, others):
        one = read_wording(text)
        wordings = [read_wording(other) for other in others]
        for found, other in zip(compare_all(one, wordings), wordings, strict=True):
            for value, expected in zip(found, compare(one, other), strict=True):
                self.assertAlmostEqual(value, expected, places=4)

    @given(st.lists(texts, min_size=1, max_size=9))
    def test_what_is_unrelated_is_not_worth_a_look(self, several):
        wordings = [read_wording(text) for text in several]
        pairs = list(combinations(range(len(wordings)), 2))
        compared = related(wordings, pairs)
        self.assertLessEqual(set(compared), set(pairs))
        for i, j in set(pairs) - set(compared):
            self.assertEqual(worth_a_look([compare(wordings[i], wordings[j])]), [])

    def test_letters_words_or_meaning_in_common_are_enough(self):
        texts = [
            "Pateince burnd", "Patience burned", "The harbour floods",
            "A flood of the harbor", "The docks are under water", "Twelve cranes",
        ]  # fmt: skip
        wordings = [read_wording(text) for text in texts]
        self.assertEqual(
            related(wordings, [(0, 1), (2, 3), (2, 4), (0, 2), (1, 5), (3, 5)]),
            [(0, 1), (2, 3), (2, 4)],
        )

    @given(st.lists(texts, max_size=5))
    def test_runs_together_are_as_one_by_one(self, many):
        wordings = [read_wording(text) for text in many]
        self.assertEqual(run_keys_of(wordings), [run_keys(w) for w in wordings])

    @given(texts, texts)
    def test_wordings_with_a_long_run_in_common_share_a_key(self, left, right):
        run = "nine brown foxes leap over six lazy dogs near the old mill pond today"
        one = read_wording(f"{left} {run}")
        if len(one.tokens) <= 30:
            self.assertTrue(
                set(run_keys(one)) & set(run_keys(read_wording(f"{run} {right}")))
            )


class RelationTests(TestCase):
    @given(likenesses, st.sampled_from(Relation), st.booleans(), st.integers(0, 900))
    def test_nothing_makes_it_likelier_than_one_speaker(
        self, likeness, relation, same_article, days
    ):
        """Who speaks is asked of the database only where one speaker would do."""
        apart = timedelta(days=days)
        same, other = (
            same_utterance(likeness, Circumstances(who, same_article, apart))
            for who in (Relation.SAME, relation)
        )
        if not same:
            self.assertEqual(other, 0)

    @given(st.lists(likenesses, max_size=9), st.sampled_from(Relation), st.booleans())
    def test_what_is_not_worth_a_look_is_another_utterance(
        self, several, relation, same_article
    ):
        circumstances = Circumstances(relation, same_article, timedelta(0))
        looked_at = worth_a_look(several)
        for position, likeness in enumerate(several):
            if position not in looked_at:
                self.assertEqual(same_utterance(likeness, circumstances), 0)
                self.assertFalse(may_be_reworded(likeness, circumstances))

    def test_most_pairs_are_not_worth_a_look(self):
        one = read_wording("The ferry has been repaired, said the harbour crew.")
        others = ["Divers burned twelve houses.", "The ferry is repaired."]
        compared = compare_all(one, [read_wording(text) for text in others])
        self.assertEqual(worth_a_look(compared), [1])
