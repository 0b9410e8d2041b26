"""Which wordings are one utterance, and which only look alike."""

from datetime import timedelta
from unittest import TestCase

from quotes.linking.statements.pairs.same_utterance import (
    Circumstances,
    Relation,
    same_utterance,
)
from quotes.linking.wordings.similarity import compare
from quotes.linking.wordings.wording import count_elsewhere, count_stems, read_wording

SAME_DAY = Circumstances(Relation.SAME, same_article=False, apart=timedelta(0))
YEARS_LATER = Circumstances(Relation.SAME, same_article=False, apart=timedelta(900))
HERE = Circumstances(Relation.SAME, same_article=True, apart=timedelta(0))
ANOTHER = Circumstances(Relation.OTHER, same_article=False, apart=timedelta(0))
ANOTHER_HERE = Circumstances(Relation.OTHER, same_article=True, apart=timedelta(0))

ROPE = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."


def joined(one, other, circumstances=SAME_DAY):
    likeness = compare(read_wording(one), read_wording(other))
    return same_utterance(likeness, circumstances) > 0


class SameUtteranceTests(TestCase):
    def test_cut_repunctuated_interrupted_and_respelled(self):
        for other in (
            "Our patience is a rope",
            "our patience is a rope — and the mayor of Tarn has burned it, both ends",
            "Our patience is a rope … and the mayor has burned it at both ends.",
            "Our patience is a rope, and the [mayor] has burned it at both ends.",
            "Our pateince is a rope, and the mayor of Tarn has burnt it at both ends.",
        ):
            with self.subTest(other):
                self.assertTrue(joined(ROPE, other))

    def test_reported_indirectly(self):
        self.assertTrue(
            joined(
                "The sea asks nobody for a passport.",
                "the sea asked nobody for a passport and never would",
            )
        )

    def test_another_translation(self):
        self.assertTrue(
            joined(
                "We will plant a thousand trees where the prison stood",
                "On the site of the jail one thousand trees are to be planted",
            )
        )

    def test_number_words_are_figures(self):
        self.assertTrue(
            joined("boats are searching for eleven people", "searching for 11 people")
        )


class LookAlikeTests(TestCase):
    def test_one_article_prints_another_sentence_in_other_words(self):
        text = "The ferry must sail at dawn because the children wait for bread"
        reworded = "The children wait for bread, so at dawn the ferry has to sail"
        self.assertTrue(joined(text, reworded))
        self.assertFalse(joined(text, reworded, HERE))
        voice = HERE._replace(relation=Relation.RELATED)
        self.assertTrue(joined(text, reworded, voice))
        self.assertTrue(joined(text, text + ", and for milk", HERE))

    def test_a_single_word_is_no_cut(self):
        long = (
            "the council of Tarn was being hypocritical when it took the harbour dues"
        )
        self.assertFalse(joined(long, "hypocritical"))
        self.assertTrue(joined(long, "hypocritical when it took the dues"))

    def test_other_figures_are_another_utterance(self):
        self.assertFalse(
            joined("We have lost 12 houses to the flood", "We have lost 19 houses")
        )

    def test_a_long_text_with_one_misprinted_figure_is_the_same(self):
        text = "Our crews brought {} people out of the water in the channel at dawn"
        self.assertTrue(joined(text.format(186), text.format(168)))

    def test_what_an_article_repeats_makes_no_two_quotes_one(self):
        article = count_stems("The bridge over the Orle. " * 4)
        wordings = [
            read_wording(text, count_elsewhere(text, article))
            for text in (
                "The bridge over the Orle will be repaired before winter",
                "The bridge over the Orle cost more than the town could pay",
            )
        ]
        self.assertEqual(same_utterance(compare(*wordings), SAME_DAY), 0)

    def test_a_stock_phrase_by_two_people_stays_two(self):
        phrase = "Our thoughts are with the families"
        self.assertFalse(joined(phrase, phrase, ANOTHER))
        self.assertTrue(joined(phrase, phrase))

    def test_the_words_of_two_people_are_one_where_they_are_their_own(self):
        self.assertTrue(joined(ROPE, ROPE, ANOTHER))
        self.assertFalse(joined(ROPE, ROPE, ANOTHER_HERE))

    def test_in_other_words_two_people_do_the_same_with_them(self):
        wall = "she would release the transcripts of her paid speeches to shipowners"
        asked = "her to release transcripts of all paid speeches to the shipowners"
        self.assertTrue(joined(wall, asked, ANOTHER))
        self.assertFalse(joined(wall, asked, ANOTHER._replace(same_stance=False)))
        self.assertTrue(joined(ROPE, ROPE, ANOTHER._replace(same_stance=False)))

    def test_years_later_only_words_of_their_own_are_the_same(self):
        self.assertTrue(joined(ROPE, ROPE, YEARS_LATER))
        self.assertFalse(joined("No comment.", "No comment.", YEARS_LATER))
        self.assertTrue(joined("No comment.", "No comment."))
