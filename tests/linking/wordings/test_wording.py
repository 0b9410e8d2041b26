"""Reading printed words: whatever stands in them."""

import sys
import unicodedata
from unittest import TestCase

from quotes.linking.wordings.wording import count_elsewhere, count_stems, read_wording
from quotes.linking.wordings.words import tokenize


class TokenTests(TestCase):
    def stems(self, text):
        return [token.stem for token in tokenize(text)]

    def test_number_words_are_figures(self):
        self.assertEqual(
            self.stems("fourteen thousand, 14,000 and two hundred"),
            ["14000", "14000", "and", "200"],
        )

    def test_the_mark_of_a_footnote_is_a_word(self):
        self.assertEqual(
            self.stems("sound.¹ Two hundred people"), ["sound", "1", "200", "peopl"]
        )

    def test_digits_of_other_scripts_are_figures(self):
        (token,) = tokenize("\N{DEVANAGARI DIGIT FOUR}\N{DEVANAGARI DIGIT TWO}")
        self.assertTrue(token.is_number)

    def test_every_letter_and_figure_can_be_read(self):
        """Those that fold to another, or to nothing, among them."""
        printed = [
            character
            for character in filter(str.isalnum, map(chr, range(sys.maxunicode + 1)))
            if unicodedata.category(character) != "Lo"
            or unicodedata.decomposition(character)
        ]
        for start in range(0, len(printed), 100):
            characters = printed[start : start + 100]
            text = ". ".join(
                f"Two hundred {c} came, {c}five million" for c in characters
            )
            wording = read_wording(text, count_elsewhere(text, count_stems(text)))
            self.assertGreaterEqual(len(wording.tokens), 3 * len(characters))
