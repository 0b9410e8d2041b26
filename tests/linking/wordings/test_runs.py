"""Whether words are a run of printed ones, and what marks of omission stand for."""

from unittest import TestCase

from quotes.linking.verification.spans_to_check import spans_in
from quotes.linking.wordings.runs import locate

PRINTED = (
    "The dam will hold until spring, and nobody in the valley should sell a house. "
    "I do not think that the mayor of Orle knows it."
)


class LocateTests(TestCase):
    def check(self, part, *asked):
        for words in asked:
            with self.subTest(words):
                self.assertEqual(locate(words, PRINTED).part, part)

    def test_all_of_it(self):
        self.check("whole", PRINTED, PRINTED.upper(), PRINTED.replace(",", " –"))

    def test_a_run_of_it(self):
        self.check(
            "run", "nobody in the valley should sell", "hold until SPRING; and nobody",
            "the mayor of Orle knows it", "“The dam will hold”",
        )  # fmt: skip

    def test_marked_omissions(self):
        self.check(
            "abridged", "The dam will hold … in the valley",
            "The dam will hold [...] should sell a house",
            "The dam will hold... sell a house. I do not think",
        )  # fmt: skip

    def test_parts_in_another_order(self):
        self.check("reversed", "should sell a house … The dam will hold")

    def test_other_words(self):
        self.check(
            "none", "The dam will break", "The dam hold", "", "…", "the dam … breaks",
            "hold until spring nobody in the valley", "am will hold until spring",
        )  # fmt: skip

    def test_where_it_stands(self):
        for asked in ("nobody in the VALLEY", "dam will hold … the valley"):
            run = locate(asked, PRINTED)
            found = PRINTED[run.start : run.end].lower()
            self.assertTrue(found.endswith("valley"), found)
            self.assertIn(found[:3], ("nob", "dam"))

    def test_what_is_left_out_may_turn_the_meaning(self):
        self.assertEqual(locate("I … think that the mayor", PRINTED).part, "none")
        run = locate("The dam will hold … should sell a house", PRINTED)
        self.assertEqual((run.part, run.turns), ("abridged", "nobody"))
        self.assertEqual(
            locate("The dam will … hold", "The dam will hold").part, "whole"
        )

    def test_a_denial_just_before_is_told(self):
        self.assertEqual(locate("think that the mayor knows", PRINTED).part, "none")
        self.assertEqual(locate("think that the mayor of Orle", PRINTED).negated, "not")
        self.assertEqual(locate("The dam will hold", PRINTED).negated, "")
        self.assertEqual(locate("I do not think that the", PRINTED).negated, "")

    def test_a_mark_that_the_printing_has_is_none(self):
        printed = "The dam will hold … until spring."
        self.assertEqual(locate("will hold until spring", printed).part, "run")
        self.assertEqual(locate("dam … will hold … until", printed).part, "run")


class SpansTests(TestCase):
    def words(self, text):
        spans = spans_in(text)
        return [text[a:b] for a, b in spans.all], spans.instead

    def test_what_stands_in_marks(self):
        found = self.words("He said “it rains” and “it pours”.")
        self.assertEqual(found, (["it rains", "it pours"], False))

    def test_a_short_text_without_marks_is_one_and_what_it_reports(self):
        found, instead = self.words("Ana Tarn said that the dam will hold.")
        self.assertEqual(found[0], "Ana Tarn said that the dam will hold.")
        self.assertEqual((found[1:], instead), (["the dam will hold"], True))

    def test_a_long_text_without_marks_is_what_it_reports_or_its_sentences(self):
        text = "It rained on the dam all day. " * 30
        found, instead = self.words(text)
        self.assertEqual(len(found), 30)
        self.assertFalse(instead)
        found, _ = self.words(text + "Ana Tarn said that the dam will hold.")
        self.assertEqual(found, ["the dam will hold"])
