"""Queries are read, and matches marked, the same wherever they run."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from quotes.search import highlight, parse_query
from quotes.search.highlight import find_matches
from quotes.search.postgres import compile_match as compile_for_postgres
from quotes.search.query import MOST_TERMS, Query
from quotes.search.sqlite import compile_match as compile_for_sqlite
from quotes.search.words import split_words, stem_of, words_of


class ParsingTests(SimpleTestCase):
    def test_each_construct_is_read(self):
        for text, wanted, unwanted in [
            ("a b", (((("a",),)), ((("b",),))), ()),
            ('"a b"', ((("a", "b"),),), ()),
            ("“a b” c", ((("a", "b"),), (("c",),)), ()),
            ("a OR b OR c", ((("a",), ("b",), ("c",)),), ()),
            ("a OR b c", ((("a",), ("b",)), (("c",),)), ()),
            ("a -b", ((("a",),),), (("b",),)),
            ('a -"b c"', ((("a",),),), (("b", "c"),)),
            ("a - b", ((("a",),), (("b",),)), ()),
            ("a-b", ((("a", "b"),),), ()),
            ('"a b', ((("a", "b"),),), ()),
            ("OR a OR", ((("a",),),), ()),
            ("a OR -b", ((("a",),),), (("b",),)),
            ("Don’t", ((("don", "t"),),), ()),
            ("-a", (), (("a",),)),
            ('"" . -', (), ()),
        ]:
            with self.subTest(text):
                self.assertEqual(parse_query(text), Query(wanted, unwanted))

    def test_terms_beyond_the_most_are_left_out_and_that_is_said(self):
        self.assertFalse(parse_query("a " * MOST_TERMS).truncated)
        query = parse_query("a " * (MOST_TERMS + 1))

        self.assertTrue(query.truncated)
        self.assertEqual(len(query.wanted), MOST_TERMS)

    def test_each_database_has_its_syntax(self):
        query = parse_query('taxes OR "raise us" -cuts')

        self.assertEqual(
            compile_for_postgres(query),
            "('taxes' | 'raise' <-> 'uŝ') & !('cuts')",
        )
        self.assertEqual(
            compile_for_sqlite(query), '(("taxes" OR "raise us")) NOT ("cuts")'
        )

    @given(st.text())
    def test_no_input_raises_or_smuggles_syntax(self, text):
        query = parse_query(text)
        for phrase in [*(p for group in query.wanted for p in group), *query.unwanted]:
            for word in phrase:
                self.assertNotRegex(word, r"""['"\\\s&|!()<>:*]""")


class WordTests(SimpleTestCase):
    def test_words_are_folded(self):
        self.assertEqual(
            split_words("Łódź’s 3.5 STRASSEN—naïve!"),
            ["lodz", "s", "3", "5", "strassen", "naive"],
        )

    def test_stems_are_those_of_both_databases(self):
        self.assertEqual(
            [stem_of(word) for word in ["possibly", "technologies", "us", "Running"]],
            ["possibl", "technolog", "uŝ", "run"],
        )

    @given(st.text())
    def test_offsets_point_at_the_words(self, text):
        for word in words_of(text):
            self.assertEqual(stem_of(text[word.start : word.end]), word.stem)


class HighlightTests(SimpleTestCase):
    def mark(self, text, words):
        return highlight(text, parse_query(words))

    def test_matches_are_marked_in_the_words_of_the_text(self):
        for text, words, marked in [
            ("Taxes rise", "tax", "<mark>Taxes</mark> rise"),
            ("São João", "joao", "São <mark>João</mark>"),
            ("a b a c", '"a c"', "a b <mark>a c</mark>"),
            ("raise, taxes", '"raise taxes"', "<mark>raise, taxes</mark>"),
            ("cuts and taxes", "taxes -cuts", "cuts and <mark>taxes</mark>"),
            ("<i>tax</i>", "tax", "&lt;i&gt;<mark>tax</mark>&lt;/i&gt;"),
            ("no match & none", "tax", "no match &amp; none"),
        ]:
            with self.subTest(text=text, words=words):
                self.assertEqual(self.mark(text, words), marked)

    def test_overlapping_matches_are_one(self):
        self.assertEqual(find_matches("a b c", parse_query('"a b" "b c"')), [(0, 5)])
