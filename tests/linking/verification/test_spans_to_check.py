"""Quotation marks of every language, as verification finds them in a reader's text."""

from itertools import product
from unittest import TestCase

from quotes.extraction.text.marks import quoted_spans
from quotes.linking.verification.spans_to_check import with_english_marks

PAIRS = (
    "„“", "„”", '„"', "‚‘", "‚’", "«»", "»«", "»»", "‹›", "›‹", "「」", "『』", "｢｣",
    "《》", "〝〞", "〝〟", "””", "‟”", "❝❞", "❮❯", "＂＂", '""', "“”", "‘’", "''",
)  # fmt: skip
SURROUNDINGS = (
    ("", " ist es."),
    ("Er sagte: ", ""),
    ("Er sagte: ", ", und ging."),
    ("They wrote (", ")."),
    ("They wrote ", ". And left."),
    ("Line.\n", "\nLine."),
)


def inner(text):
    marked = with_english_marks(text)
    assert len(marked) == len(text)
    return [text[slice(*span.inner)] for span in quoted_spans(marked) if span.closed]


class MarkTests(TestCase):
    def test_every_pair_in_every_place(self):
        for (opening, closing), (before, after) in product(PAIRS, SURROUNDINGS):
            text = f"{before}{opening}We go now{closing}{after}"
            with self.subTest(text):
                self.assertEqual(inner(text), ["We go now"])

    def test_blanks_within_french_marks(self):
        for blank, after in product(" \u00a0\u202f", (", dit-il.", ". Bien.", "")):
            text = f"Il dit : «{blank}Nous partons{blank}»{after}"
            with self.subTest(text):
                self.assertEqual(inner(text), ["Nous partons"])

    def test_several_languages_in_one_text(self):
        text = "« Nous », „Wir“, 「私」 and “We”, »vi», 'they' said."

        self.assertEqual(inner(text), ["Nous", "Wir", "私", "We", "vi"])

    def test_quotations_within_quotations_stay_whole(self):
        for text, expected in (
            ("«Он сказал: „Мы идём“», — сказала она", "Он сказал: „Мы идём“"),
            ("„Er sagte: ‚Wir gehen‘“, sagte sie", "Er sagte: ‚Wir gehen‘"),
            ("“He said «no» to me,” she said", "He said «no» to me,"),
            ("« Nous « partons » demain », dit-il", "Nous « partons » demain"),
            ("「彼は『はい』と言った」", "彼は『はい』と言った"),
        ):
            with self.subTest(text):
                self.assertEqual(inner(text), [expected])

    def test_an_apostrophe_closes_nothing(self):
        self.assertEqual(inner("‚Wir geh’n nun‘, sagte er."), ["Wir geh’n nun"])

    def test_marks_without_a_partner_are_none(self):
        for text in ("„We go", "We go»", "„One\nTwo“", "», «", "„“", "‚"):
            with self.subTest(text):
                self.assertEqual(inner(text), [])

    def test_english_text_stays_as_it_is(self):
        text = '“Go,” she said of the ‘camp’ 6" wide. “Stay.\n\n“Rest.” “a “b” c”'

        self.assertEqual(with_english_marks(text), text)
