"""The same words in quotation marks, cut differently, are one utterance."""

from datetime import UTC, datetime, timedelta
from unittest import TestCase as PlainTestCase

import pytest
from django.test import TestCase

from quotes.linking.statements.group import group_quotes
from quotes.linking.wordings.wording import read_wording
from quotes.linking.wordings.words_in_marks import (
    quoted_alike,
    read_marked,
    share_run,
    shared_runs,
    telling_stems,
)
from tests.build import make_article, make_quote, make_speaker

# What is grouped is asked on both by ../statements/: here, which words are one.
pytestmark = pytest.mark.any_database

DAY = datetime(2031, 3, 17, tzinfo=UTC)
MATTER = (
    "Mayor Ilse Brandauer spoke about the harbour crane of Ferrow and the levy that "
    "councillors of the dockyard committee are to vote on."
)
LONG = (
    "I like Orla, but these are hard weeks for the town. We need patience. And "
    "I'm just not quite there yet."
)
FRAGMENT = "she was “not quite there yet” on the levy"


def runs(one, other, *, direct=(True, False)):
    texts = zip((one, other), direct, strict=True)
    first, second = (read_marked(text, whole) for text, whole in texts)
    found = [run.stems.split() for run in shared_runs(first, second)]
    # Whether there are any is asked first, of many more.
    assert share_run(first, second) == bool(found)
    return found


class MarkedTests(PlainTestCase):
    def test_what_is_left_of_a_sentence_stands_in_the_other(self):
        found = runs(LONG, FRAGMENT)
        self.assertEqual(found, [["not", "quit", "ther", "yet"]])

    def test_words_outside_of_marks_are_nobodys(self):
        for text in (FRAGMENT.replace("“", "").replace("”", ""), "the “levy”"):
            self.assertEqual(runs(LONG + " The levy.", text), [], text)

    def test_two_apostrophes_are_marks(self):
        self.assertEqual(len(runs(LONG, "she was ''not quite there yet'' on it")), 1)

    def test_no_run_goes_across_what_was_left_out(self):
        for gap in ("…", "[all]", "..."):
            cut = f"We were not {gap} quite there yet"
            self.assertEqual(runs(cut, "“not quite there”"), [], gap)

    def test_what_everybody_says_proves_nothing(self):
        self.assertEqual(runs("There it is. I don't know.", "“I don't know” it"), [])

    def test_a_short_sentence_among_others_proves_nothing(self):
        said = "You know what ledgers are for. To prove theft. That is all."
        self.assertEqual(runs(said, "He used them to prove theft", direct=(1, 1)), [])
        self.assertEqual(len(runs(said, "they are “to prove theft”")), 1)

    def test_a_name_in_few_words_is_what_a_thing_is_called(self):
        self.assertEqual(runs("Save the old Ferrow Dock", "for “the Ferrow Dock”"), [])


class NearestTests(PlainTestCase):
    """Of what two articles print, which is cut from which."""

    CRANE, LEVY = "the crane will be “painted yellow”", "“nobody pays” for planks"
    BOTH = "Nobody pays in this town. And the crane will be painted yellow in June."

    def alike(self, ones, others):
        def said(text):
            marked = read_marked(text, "“" not in text)
            return marked, telling_stems(read_wording(text))

        return quoted_alike([said(text) for text in ones], [said(t) for t in others])

    def test_two_sentences_of_one_quotation_are_not_joined_by_it(self):
        self.assertEqual(len(self.alike([self.CRANE], [self.BOTH])), 1)
        self.assertEqual(len(self.alike([self.LEVY], [self.BOTH])), 1)
        for ones in ([self.CRANE, self.LEVY], [self.LEVY, self.CRANE]):
            found = self.alike(ones, [self.BOTH])
            self.assertEqual(found, [(ones.index(self.CRANE), 0)])

    def test_either_article_may_come_first(self):
        ones, others = [self.LEVY, self.CRANE], [self.BOTH, LONG]
        turned = [(j, i) for i, j in self.alike(others, ones)]
        self.assertEqual(self.alike(ones, others), turned)

    def test_two_cuts_of_one_sentence_are_both_meant(self):
        longer = "“I'm just not quite there yet,”"
        found = self.alike([FRAGMENT, longer], [LONG])
        self.assertEqual(found, [(0, 0), (1, 0)])


class CutTests(TestCase):
    def setUp(self):
        self.speaker = make_speaker("Ilse Brandauer", kind="person")

    def quotes(self, *printed, **fields):
        """Quotes of one speaker, each ``(article, text, kind)``; their statements."""
        fields = {"speaker": self.speaker, **fields}
        quotes = [
            make_quote(text, kind=kind, article=article, **fields)
            for article, text, kind in printed
        ]
        group_quotes(quotes)
        for quote in quotes:
            quote.refresh_from_db()
        return [quote.statement_id for quote in quotes]

    def article(self, *texts, day=DAY, matter=MATTER):
        return make_article("\n".join((matter, *texts)), published_at=day)

    def pair(
        self,
        one=LONG,
        other=FRAGMENT,
        *,
        kind="direct",
        day=DAY,
        matter=MATTER,
        more="",
    ):
        first = self.article(one)
        second = self.article(other, more, day=day, matter=matter)
        return self.quotes((first, one, kind), (second, other, "mixed"))

    def test_a_fragment_and_the_sentence_that_has_it(self):
        whole, fragment = self.pair()
        self.assertEqual(whole, fragment)

    def test_the_same_two_words_of_longer_reports(self):
        called, had_been = self.pair(
            "her keeping of the dockyard ledgers “terribly clumsy”",
            "while two clerks had been “terribly clumsy” with the papers of the mint, "
            "“no decent court” would hear of it",
            kind="mixed",
        )
        self.assertEqual(called, had_been)

    def test_a_fragment_beside_the_sentence_that_has_it(self):
        first, second = self.article(LONG), self.article(LONG, FRAGMENT)
        long, again, fragment = self.quotes(
            (first, LONG, "direct"), (second, LONG, "direct"),
            (second, FRAGMENT, "mixed"),
        )  # fmt: skip
        self.assertEqual(long, again)
        self.assertEqual(long, fragment)

    def test_weeks_later_it_may_be_said_again(self):
        whole, fragment = self.pair(day=DAY + timedelta(days=20))
        self.assertNotEqual(whole, fragment)

    def test_of_another_event_it_may_be_another(self):
        whole, fragment = self.pair(
            matter="Fishermen in Tarn counted eels on a quiet Sunday evening. Herons "
            "waded past the sluices, an accordion wheezed, lanterns swayed over "
            "kayaks, and grandmothers roasted chestnuts beside a derelict windmill.",
            more="Blizzards closed Alpine passes; sledges rescued stranded skiers.",
        )
        self.assertNotEqual(whole, fragment)

    def test_what_an_article_has_again_and_again_is_a_phrase(self):
        phrase = "Not quite, wrote a reader; not quite, wrote more: quite quite quite."
        whole, fragment = self.pair(more=phrase * 3)
        self.assertNotEqual(whole, fragment)

    def test_another_figure_keeps_apart(self):
        one = "We lack 14 votes. And I'm just not quite there yet."
        whole, fragment = self.pair(one, "with 9 votes she was “not quite there yet”")
        self.assertNotEqual(whole, fragment)

    def test_the_order_of_arrival_makes_no_difference(self):
        first, second, third = (
            self.article(LONG), self.article(FRAGMENT),
            self.article("“I'm just not quite there yet,”", day=DAY + timedelta(2)),
        )  # fmt: skip
        for printed in (
            (third, "I'm just not quite there yet,", "direct"),
            (second, FRAGMENT, "mixed"),
            (first, LONG, "direct"),
        ):
            self.quotes(printed)
        statements = set(self.speaker.quotes.values_list("statement", flat=True))
        self.assertEqual(len(statements), 1)
