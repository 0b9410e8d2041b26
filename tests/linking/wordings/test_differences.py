"""How printings differ, and what readers are told about it."""

from unittest import TestCase

from quotes.linking.wordings.differences import compare_printings


def gravest(one, other):
    comparison = compare_printings(one, other)
    first = comparison.differences[0]
    return str(comparison.type), str(first.aspect), first.sentence


class LengthTests(TestCase):
    def test_one_number_among_thousands_of_words_is_found(self):
        words = [f"{word} {number}" for number in range(3) for word in WORDS * 300]
        fullest = " ".join([*words, "there were 31 boats", *words])

        self.assertEqual(
            gravest(fullest, fullest.replace("31 boats", "13 boats"))[:2],
            ("substituted", "number"),
        )


WORDS = ("harbour", "lantern", "ferry", "quay")


class TypeTests(TestCase):
    def test_each_type(self):
        fullest = "We built this bridge by hand, and we will build it again, friends."
        for printing, expected in (
            (fullest, "identical"),
            ("We built this bridge, by hand; and we will build it again friends",
             "punctuation"),
            ("We built this bridge by hand", "truncated"),
            ("We built this bridge by hand … and we will build it", "ellipsis"),
            ("[The masons] built this bridge by hand, and we will build it again, "
             "friends.", "bracketed"),
            ("We made this bridge by hand, and we will build it again, friends.",
             "substituted"),
            ("Our own hands put up the crossing; they shall put it up once more",
             "translated/paraphrased"),
        ):  # fmt: skip
            with self.subTest(printing):
                self.assertEqual(
                    str(compare_printings(fullest, printing).type), expected
                )

    def test_identical_has_no_differences(self):
        self.assertEqual(compare_printings("a b", "a b").differences, ())


class MeaningTests(TestCase):
    def test_a_figure(self):
        self.assertEqual(
            gravest("They saved 186 people", "They saved 168 people"),
            ("substituted", "number", "“168” instead of “186”: the figures differ."),
        )

    def test_a_negation_left_out(self):
        self.assertEqual(
            gravest("The crew were not told", "The crew were told"),
            ("truncated", "negation",
             "Without “not”: what was denied reads as said."),
        )  # fmt: skip

    def test_a_name(self):
        self.assertEqual(
            gravest("I trust Ana Tarn", "I trust Ana Lind"),
            ("substituted", "name", "“Lind” instead of “Tarn”: the names differ."),
        )

    def test_another_spelling_of_a_name_is_no_other_name(self):
        comparison = compare_printings("I trust Demidzei", "I trust Demidzey")
        self.assertFalse(comparison.changes_meaning)

    def test_modality(self):
        self.assertEqual(
            gravest("We may sign", "We will sign")[1:],
            ("modality",
             "“will” instead of “may”: one is more certain than the other."),
        )  # fmt: skip

    def test_a_dropped_condition(self):
        self.assertEqual(
            gravest("We will sign if the council agrees", "We will sign"),
            ("truncated", "condition",
             "Without “if the council agrees”: a condition is left out."),
        )  # fmt: skip

    def test_what_changes_the_meaning_comes_first(self):
        comparison = compare_printings(
            "The homeland lost 40 ships", "The motherland lost 400 ships"
        )
        self.assertEqual(
            [str(d.aspect) for d in comparison.differences], ["number", "wording"]
        )
        self.assertEqual(
            comparison.differences[1].sentence,
            "“motherland” instead of “homeland”; probably another translation.",
        )

    def test_offsets_are_those_of_the_printing(self):
        printing = "They saved 168 people"
        (difference,) = compare_printings("They saved 186 people", printing).differences
        self.assertEqual(printing[difference.start : difference.end], "168")

    def test_an_omission_is_where_the_words_would_stand(self):
        printing = "the boats left, then the tide"
        (difference,) = compare_printings(
            "the boats left at noon, then the tide", printing
        ).differences
        self.assertEqual(
            (difference.before, printing[difference.start :]),
            ("at noon", "then the tide"),
        )

    def test_a_repeated_word_does_not_move_an_omission(self):
        printing = "the quay held and the wall fell"
        (difference,) = compare_printings(
            "the quay held and only the wall fell", printing
        ).differences
        self.assertEqual(printing[difference.start :], "the wall fell")

    def test_a_paraphrase_that_denies_elsewhere_denies_all_the_same(self):
        comparison = compare_printings(
            "We were not told that the light was out",
            "Nobody had informed them about the dark beacon",
        )
        self.assertEqual(str(comparison.type), "translated/paraphrased")
        self.assertNotIn("negation", [str(d.aspect) for d in comparison.differences])

    def test_a_paraphrase_that_denies_what_was_said_is_marked(self):
        self.assertEqual(
            gravest(
                "We were told that the light was out",
                "Nobody had informed them about the dark beacon",
            )[1],
            "negation",
        )
