import pytest
from django.test import SimpleTestCase, TestCase

from quotes import review
from quotes.models import Quote
from quotes.review.spans import check_spans, kind_of
from tests.build import make_article, make_editor, make_quote

# Every act is done on both by test_optimistic_locking.py: here, which ranges.
pytestmark = pytest.mark.any_database

TEXT = "“We plant,” said Ida Voss, “and we wait.” She called it “patience” for now."


def ranges(*parts):
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


class CheckSpansTests(SimpleTestCase):
    def test_ranges_are_sorted(self):
        spans = ranges("and we wait.", "We plant,")

        self.assertEqual(check_spans(TEXT, spans), [(1, 10), (28, 40)])

    def test_blanks_around_a_range_are_left_out(self):
        self.assertEqual(check_spans(TEXT, ranges(" said ")), [(12, 16)])

    def test_marks_that_enclose_a_range_are_left_out(self):
        self.assertEqual(check_spans(TEXT, ranges("“patience”")), [(57, 65)])

    def test_no_range_is_refused(self):
        self.assert_refused([], "Give at least one range of characters.")

    def test_range_outside_the_text_is_refused(self):
        self.assert_refused(
            [[0, len(TEXT) + 1]],
            "The range 0–76 does not lie in the article, which has 75 characters.",
        )

    def test_backward_range_is_refused(self):
        self.assert_refused([[9, 4]], "The range 9–4 does not lie in the article")

    def test_range_without_words_is_refused(self):
        self.assert_refused(ranges("” "), "There are no words in the range")

    def test_overlapping_ranges_are_refused(self):
        self.assert_refused([[1, 10], [4, 16]], "Two ranges overlap at character 4.")

    def test_range_of_something_else_than_numbers_is_refused(self):
        self.assert_refused([["1", "9"]], "'1'–'9' is no range of whole numbers.")

    def test_range_without_an_end_is_refused(self):
        self.assert_refused([[1]], "[1] is no range: give a start and an end.")

    def assert_refused(self, spans, message):
        with self.assertRaisesMessage(review.ReviewError, message):
            check_spans(TEXT, spans)


class KindTests(SimpleTestCase):
    def test_words_inside_marks_are_direct(self):
        self.assertEqual(kind_of(TEXT, ranges("We plant,", "and we wait.")), "direct")

    def test_words_without_marks_are_indirect(self):
        self.assertEqual(kind_of(TEXT, ranges("She called it")), "indirect")

    def test_some_words_inside_marks_are_mixed(self):
        self.assertEqual(kind_of(TEXT, ranges("it “patience” for now")), "mixed")

    def test_marks_without_words_around_them_change_nothing(self):
        self.assertEqual(kind_of(TEXT, ranges("“patience”")), "direct")


class CorrectSpanTests(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.article = make_article(TEXT)
        self.quote = make_quote("We plant,", article=self.article)

    def test_text_kind_and_envelope_follow_from_the_ranges(self):
        review.correct_span(
            quote=self.quote,
            spans=ranges("We plant,", "and we wait."),
            by=self.editor,
        )

        stored = Quote.objects.get()
        self.assertEqual(stored.spans, [[1, 10], [28, 40]])
        self.assertEqual((stored.start, stored.end), (1, 40))
        self.assertEqual(stored.text, "We plant, … and we wait.")
        self.assertEqual(stored.kind, "direct")
        self.assertEqual(stored.status, "corrected")

    def test_few_quoted_words_are_a_fragment(self):
        review.correct_span(
            quote=self.quote, spans=ranges("“patience”"), by=self.editor
        )

        stored = Quote.objects.get()
        self.assertEqual((stored.text, stored.is_fragment), ("patience", True))

    def test_place_of_another_quote_is_refused_and_nothing_changes(self):
        other = make_quote("patience", article=self.article)

        with self.assertRaisesMessage(
            review.ReviewError,
            f"Quote {other.pk} of this article already begins and ends there "
            "(characters 57–65): “patience”",
        ):
            review.correct_span(
                quote=self.quote, spans=ranges("“patience”"), by=self.editor
            )
        self.assertEqual(Quote.objects.get(pk=self.quote.pk).text, "We plant,")

    def test_same_place_in_another_article_is_free(self):
        make_quote("patience", article=make_article(TEXT))

        review.correct_span(quote=self.quote, spans=ranges("patience"), by=self.editor)

        self.assertEqual(Quote.objects.get(pk=self.quote.pk).text, "patience")
