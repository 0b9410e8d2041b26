"""What search promises, run on SQLite and on PostgreSQL alike."""

from datetime import UTC, datetime
from unittest import mock

from django.db import connection
from django.test import TestCase

from quotes import search
from quotes.models import Quote, Statement
from tests.build import make_article, make_quote, make_statement


def found(words):
    """Texts that ``words`` find, in the order they were made."""
    return list(
        Quote.objects.search(words).order_by("pk").values_list("text", flat=True)
    )


class MatchingTests(TestCase):
    def matches(self, words, text):
        make_quote(text)
        return found(words) == [text]

    def test_every_word_must_occur_in_any_order(self):
        make_quote("We raise taxes")
        both = make_quote("Pensions fall while taxes rise")

        self.assertEqual(found("taxes pensions"), [both.text])

    def test_words_match_in_every_inflection(self):
        for text, words in [
            ("They were running", "runs"),
            ("A terrible, possibly final mistake", "possible"),
            ("Our technologies", "technology"),
            ("He revved the engine", "rev"),
        ]:
            with self.subTest(words):
                self.assertTrue(self.matches(words, text))

    def test_short_words_are_not_stemmed(self):
        make_quote("They left us there")

        self.assertEqual(found("u"), [])

    def test_stop_words_count(self):
        make_quote("To be honest")
        both = make_quote("To be or not to be")

        self.assertEqual(found("to be or not"), [both.text])

    def test_a_quoted_phrase_matches_neighbours_in_order(self):
        make_quote("not the dam but the bridge will hold")
        phrase = make_quote("the dam will hold")

        self.assertEqual(found('"dam will hold"'), [phrase.text])

    def test_a_minus_excludes(self):
        make_quote("taxes and pensions")
        only = make_quote("taxes and roads")

        self.assertEqual(found("taxes -pensions"), [only.text])

    def test_a_minus_excludes_a_phrase(self):
        make_quote("raise taxes now")
        only = make_quote("taxes we raise")

        self.assertEqual(found('taxes -"raise taxes"'), [only.text])

    def test_exclusions_alone_find_nothing(self):
        make_quote("taxes")

        self.assertEqual(found("-pensions"), [])

    def test_or_binds_the_two_terms_beside_it(self):
        first = make_quote("taxes on salt")
        second = make_quote("levies on salt")
        make_quote("levies on ships")

        self.assertEqual(found("taxes OR levies salt"), [first.text, second.text])

    def test_or_in_small_letters_is_a_word(self):
        make_quote("sooner than later")
        kept = make_quote("sooner or later")

        self.assertEqual(found("sooner or later"), [kept.text])

    def test_accents_and_case_do_not_count(self):
        for text, words in [
            ("Die Straße nach Łódź", "strasse LODZ"),
            ("São João", "sao joao"),
            ("He came by ferry", "FÉRRY"),
            ("Smørrebrød", "smorrebrod"),
            ("Всё в ПОРЯДКЕ", "порядке"),
            ("İstanbul", "istanbul"),
        ]:
            with self.subTest(words):
                self.assertTrue(self.matches(words, text))

    def test_punctuation_divides_words_alike_in_query_and_text(self):
        for text, words in [
            ("We don’t know", "don't"),
            ("A well-known dam", "known"),
            ("An ill-famed quay", "ill-famed"),
            ("Write to desk@paper.example", "desk"),
            ("See paper.example/dams/north", "north"),
            ("It cost 3.5 million", "3.5"),
            ("It cost 1,200 crowns", "200"),
            ("the A.B.C. dock", "a.b.c"),
        ]:
            with self.subTest(text):
                self.assertTrue(self.matches(words, text))

    def test_a_divided_word_is_a_phrase(self):
        make_quote("known as well")

        self.assertEqual(found("well-known"), [])

    def test_scripts_without_case_are_searched_by_word(self):
        self.assertTrue(self.matches("हिन्दी", "यह हिन्दी है"))

    def test_blank_and_wordless_input_finds_nothing(self):
        make_quote("taxes")

        for words in ["", "   ", "-", '""', "…", "🙂", "OR", "\x00"]:
            with self.subTest(words):
                self.assertEqual(found(words), [])

    def test_odd_input_is_taken_for_words(self):
        make_quote("raise taxes")

        for words in [
            '"raise taxes',
            'raise" taxes',
            "raise\x00taxes",
            "(raise & taxes)",
            "raise:* taxes",
            "raise 🙂 taxes",
            "“raise taxes”",
            "OR raise OR",
            "raise* taxes^",
        ]:
            with self.subTest(words):
                self.assertEqual(found(words), ["raise taxes"])

    def test_ten_kilobytes_are_cut_to_the_first_terms(self):
        make_quote("raise taxes")

        self.assertEqual(found("raise " * 2000), ["raise taxes"])

    def test_a_very_long_word_finds_nothing(self):
        make_quote("raise taxes")

        self.assertEqual(found("x" * 10_000), [])

    def test_statements_are_searched_too(self):
        kept = make_statement("The dam will hold")
        make_statement("The bridge will not")

        query = search.parse_query("dams")

        self.assertEqual(list(search.find(Statement.objects.all(), query)), [kept])


class UpkeepTests(TestCase):
    def test_a_changed_text_is_found_by_its_new_words_only(self):
        quote = make_quote("old words")
        quote.text = "new phrase"
        quote.save()

        self.assertEqual((found("old"), found("new")), ([], ["new phrase"]))

    def test_rows_written_in_bulk_are_found(self):
        article = make_article("“One dam,” she said. “Two quays.”")
        Quote.objects.bulk_create(
            Quote(
                article=article,
                outlet=article.outlet,
                text=text,
                start=start,
                end=start + len(text),
                spans=[[start, start + len(text)]],
                kind="direct",
                confidence=1,
            )
            for text, start in [("One dam", 1), ("Two quays", 22)]
        )

        self.assertEqual(found("quay"), ["Two quays"])

    def test_a_text_too_long_for_an_index_is_stored_and_found_by_its_beginning(self):
        text = "start " + " ".join(f"w{n}" for n in range(300_000))
        make_quote(text)

        self.assertEqual(len(found("start w7")), 1)


class RelevanceTests(TestCase):
    def ranked(self, words):
        query = search.parse_query(words)
        rows = search.find(Quote.objects.newest_first(), query)
        texts = dict(rows.values_list("pk", "text"))
        return [(texts[key], score) for key, score in search.rank(rows, query)]

    def test_scores_are_the_same_on_both_databases(self):
        for text in [
            "taxes",
            "taxes and more taxes",
            "We will not raise taxes in this parliament or the next",
        ]:
            make_quote(text)

        self.assertEqual(
            self.ranked("tax"),
            [
                ("taxes", 0.060793),
                ("taxes and more taxes", 0.032727),
                ("We will not raise taxes in this parliament or the next", 0.016958),
            ],
        )

    def test_words_near_each_other_come_first(self):
        far = "raise the dam before anybody thinks of higher taxes"
        near = "raise taxes before anybody thinks of a higher dam"
        make_quote(near)
        make_quote(far)

        self.assertEqual([text for text, _ in self.ranked("raise taxes")], [near, far])

    def test_exclusions_do_not_spoil_the_order(self):
        make_quote("taxes in a long sentence about roads and ships")
        make_quote("taxes")

        self.assertEqual(
            [text for text, _ in self.ranked("taxes -pensions")],
            ["taxes", "taxes in a long sentence about roads and ships"],
        )

    def test_only_the_newest_matches_are_ranked(self):
        old = make_quote("taxes", published_at=datetime(2001, 1, 1, tzinfo=UTC))
        for year in (2002, 2003):
            make_quote("taxes up", published_at=datetime(year, 1, 1, tzinfo=UTC))
        query = search.parse_query("taxes")
        rows = search.find(Quote.objects.newest_first(), query)
        with mock.patch.object(search, "RANKED_MATCHES", 2):
            keys = [key for key, _ in search.rank(rows, query)]

        self.assertNotIn(old.pk, keys)


class IndexUseTests(TestCase):
    def test_the_condition_names_the_index(self):
        sql = str(Quote.objects.search("taxes").query)
        expected = "search_vector" if connection.vendor == "postgresql" else "MATCH"

        self.assertIn(expected, sql)
