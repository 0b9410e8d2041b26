"""Drafts in pieces: together they are what the whole is."""

from functools import partial
from unittest import TestCase, mock

from hypothesis import given
from hypothesis import strategies as st

from quotes.extraction.budget import time_budget
from quotes.extraction.text.marks import quoted_spans
from quotes.linking.verification import drafts
from quotes.linking.verification.drafts import cut
from quotes.linking.verification.spans_to_check import with_english_marks
from tests.properties import examples
from tests.timing import cpu_seconds

PARAGRAPHS = (
    "“The dam holds,” she said. “It will hold for years.”",
    "„Der Damm hält“, sagte sie.",
    "“It opens here and goes on",
    "“and goes on in the next paragraph,” he said.",
    'A 24" screen, and "straight" marks.',
    "Nobody is quoted in this one, which is a little longer than the others are.",
    "‘Single ones’ she said.",
    "A stray ” mark.",
    "「そう」と言った。",
    "",
)
SEPARATORS = ("\n\n", "\n", "\r\n", "\r\n\r\n")


def texts():
    pairs = st.tuples(st.sampled_from(PARAGRAPHS), st.sampled_from(SEPARATORS))
    return st.lists(pairs, min_size=1, max_size=25).map(
        lambda parts: "".join(part + separator for part, separator in parts)
    )


def spans_of(draft):
    marked = with_english_marks(draft)
    return [span.inner for span in quoted_spans(marked) if span.closed]


class CutTests(TestCase):
    @examples(150)
    @given(texts(), st.integers(20, 300), st.integers(1, 5))
    def test_pieces_are_the_whole_and_cut_no_quotation(self, draft, size, most):
        with mock.patch.multiple(drafts, PIECE=size, MOST_QUOTATIONS=most):
            pieces = cut(draft)

        self.assertEqual("".join(draft[p.start : p.end] for p in pieces), draft)
        spans = spans_of(draft)
        found = [span for piece in pieces for span in piece.spans or ()]
        self.assertEqual(found, spans)
        for piece in pieces:
            self.assertLessEqual(piece.context, piece.start)
            self.assertEqual(
                piece.first, 1 + sum(start < piece.start for start, _ in spans)
            )
            for start, end in piece.spans or ():
                self.assertTrue(piece.start <= start < end <= piece.end)

    def test_long_ones_are_cut_at_paragraphs(self):
        paragraph = "“The dam holds,” she said, and no more.\n\n"
        pieces = cut(paragraph * 1000)

        self.assertGreater(len(pieces), 5)
        for piece in pieces:
            self.assertLessEqual(piece.end - piece.start, drafts.PIECE)
            self.assertLessEqual(len(piece.spans), drafts.MOST_QUOTATIONS)
            self.assertEqual(piece.start % len(paragraph), 0)

    def test_a_quotation_of_several_paragraphs_stays_together(self):
        goes_on = "“" + "It goes on and on. " * 100 + "\n\n"
        draft = "First.\n\n" + goes_on * 6 + "“And ends,” she said.\n\nLast.\n\n" * 3

        held = [p for p in cut(draft) if "goes on" in draft[p.start : p.end]]

        self.assertEqual(len(held), 1)

    def test_without_marks_anywhere_nothing_is_said_of_spans(self):
        self.assertEqual([p.spans for p in cut("She said that it holds.")], [None])
        marked = cut("“It holds,” she said.\n\n" + "No marks here.\n\n" * 1000)
        self.assertEqual({bool(p.spans) for p in marked}, {True, False})
        self.assertNotIn(None, [p.spans for p in marked])

    def test_a_huge_draft_takes_a_moment(self):
        for line in ("“The dam holds,” she said, and no more.\n\n", "“a”\n", "„a "):
            with self.subTest(line):
                draft = line * (200_000 // len(line))
                with time_budget(60):  # Nothing runs away.
                    spent = cpu_seconds(partial(cut, draft), readings=1)
                self.assertLess(spent, 5)
