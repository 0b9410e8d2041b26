from unittest import TestCase

from quotes.evaluation.regions import kind_of, quoted_regions
from quotes.evaluation.text_tokens import tokenize
from quotes.extraction import Kind
from tests.evaluation.build import GOLD, TEXT


def quoted(text):
    return [text[start:end] for start, end in quoted_regions(text)]


class RegionTests(TestCase):
    def test_typographic_and_plain_marks(self):
        self.assertEqual(quoted('A “b c” d "e" f'), ["b c", "e"])

    def test_a_quotation_runs_on_where_the_next_paragraph_opens_with_a_mark(self):
        text = "“One two.\n\n“Three four,” he said."

        self.assertEqual(quoted(text), ["One two.", "Three four,"])

    def test_a_mark_never_closed_is_no_quotation(self):
        self.assertEqual(quoted("He said “never closed.\nNext line"), [])

    def test_apostrophes_are_no_single_marks(self):
        text = "It's the rowers' choice, 'don't go there,' he said."

        self.assertEqual(quoted(text), ["don't go there,"])

    def test_single_marks_count_only_without_double_ones(self):
        self.assertEqual(quoted("He's 'here' and \"there\""), ["there"])

    def test_doubled_single_marks_are_double_and_keep_offsets(self):
        text = "She said ''never again.'' And ``no\"."

        self.assertEqual(
            [part.strip("'`") for part in quoted(text)], ["never again.", "no"]
        )


class KindTests(TestCase):
    def test_kinds_are_computed_from_the_text(self):
        tokens, regions = tokenize(TEXT), quoted_regions(TEXT)

        kinds = [kind_of(tokens, regions, quote.content) for quote in GOLD]

        self.assertEqual(kinds, [Kind.DIRECT, Kind.MIXED, Kind.INDIRECT])

    def test_content_without_a_token_is_indirect(self):
        self.assertEqual(kind_of([(0, 2)], [(0, 9)], [(2, 3)]), Kind.INDIRECT)
