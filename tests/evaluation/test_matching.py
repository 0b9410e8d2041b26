from unittest import TestCase

from quotes.evaluation.matching import (
    Pair,
    is_relay_right,
    is_source_right,
    is_speaker_right,
    match,
)
from quotes.evaluation.tokenised import TokenisedText
from tests.evaluation.build import PIER, TEXT, quote


def tokenised(*quotes):
    return TokenisedText(TEXT).quotes(quotes)


class MatchTests(TestCase):
    def test_the_larger_overlap_is_taken_first(self):
        ours = tokenised(quote("We"), quote("We will build the pier"))

        self.assertEqual(match(tokenised(PIER), ours), [Pair(0, 1, 1.0)])

    def test_each_quote_is_matched_once(self):
        ours = tokenised(quote("We will"), quote("build the pier"))

        self.assertEqual(match(tokenised(PIER), ours), [Pair(0, 1, 0.6)])

    def test_of_equal_overlaps_the_same_source_wins(self):
        ours = tokenised(
            quote("We will build the pier", source="Ness"),
            quote("We will build the pier", source="Marlow"),
        )

        self.assertEqual(match(tokenised(PIER), ours), [Pair(0, 1, 1.0)])

    def test_of_equal_overlaps_the_same_cue_wins_over_the_same_source(self):
        ours = tokenised(
            quote("We will build the pier", source="Marlow", cue="added"),
            quote("We will build the pier", source="Ness", cue="said"),
        )

        self.assertEqual(match(tokenised(PIER), ours), [Pair(0, 1, 1.0)])

    def test_an_alternative_content_counts_as_well(self):
        other = quote("We will build the pier", contents=(quote("it was").content,))

        pairs = match(tokenised(other), tokenised(quote("it was")))

        self.assertEqual(pairs, [Pair(0, 0, 1.0)])

    def test_a_pair_is_close_from_half_on(self):
        self.assertTrue(Pair(0, 0, 0.5).is_close)
        self.assertFalse(Pair(0, 0, 0.49).is_close)


class SourceTests(TestCase):
    def right(self, gold, ours):
        return is_source_right([frozenset(gold)], frozenset(ours))

    def test_half_of_the_shorter_is_enough(self):
        self.assertTrue(self.right({1, 2, 3, 4}, {3, 9}))

    def test_less_than_half_of_the_shorter_is_not(self):
        self.assertFalse(self.right({1, 2, 3}, {3, 4, 5}))

    def test_nobody_is_right_where_nobody_is_annotated(self):
        self.assertTrue(self.right((), ()))

    def test_nobody_is_wrong_where_somebody_is_annotated(self):
        self.assertFalse(self.right({1}, ()))

    def test_somebody_is_wrong_where_nobody_is_annotated(self):
        self.assertFalse(self.right((), {1}))

    def test_any_acceptable_source_is_right(self):
        self.assertTrue(
            is_source_right([frozenset({1}), frozenset({5})], frozenset({5}))
        )


class NameTests(TestCase):
    def speaker_right(self, ours, **gold):
        annotated, predicted = tokenised(
            quote("We will", **gold), quote("We will", speaker=ours)
        )
        return is_speaker_right(annotated, predicted)

    def relay_right(self, ours, gold, accepted=()):
        annotated, predicted = tokenised(
            quote("We will", relayed_by=gold, relayed_by_accepted=accepted),
            quote("We will", relayed_by=ours),
        )
        return is_relay_right(annotated, predicted)

    def test_case_diacritics_and_punctuation_do_not_matter(self):
        self.assertTrue(
            self.speaker_right(("jerome  ONeil",), speaker=("Jérôme Oneil",))
        )
        self.assertTrue(self.speaker_right(("Mina O Dell",), speaker=("Mina O’Dell",)))

    def test_another_accepted_name_is_right(self):
        self.assertTrue(
            self.speaker_right(("the mayor",), speaker=("A",), accepted=("The mayor",))
        )

    def test_no_name_is_wrong(self):
        self.assertFalse(self.speaker_right((), speaker=("Ness",)))

    def test_only_the_first_of_several_predicted_names_counts(self):
        self.assertFalse(self.speaker_right(("Tarn", "Ness"), speaker=("Ness",)))

    def test_no_relay_on_both_sides_is_right(self):
        self.assertTrue(self.relay_right((), ()))

    def test_a_relay_where_nobody_relays_is_wrong(self):
        self.assertFalse(self.relay_right(("Pier News",), ()))

    def test_a_relay_left_out_is_wrong(self):
        self.assertFalse(self.relay_right((), ("Pier News",)))

    def test_another_accepted_relay_is_right(self):
        self.assertTrue(self.relay_right(("PN",), ("Pier News",), ("PN",)))
