"""A remark that is printed for weeks: the words in marks, and what stands around."""

from datetime import UTC, datetime, timedelta
from unittest import TestCase as PlainTestCase

from django.test import TestCase

from quotes.linking.statements.group import group_quotes
from quotes.linking.wordings.words_in_marks import read_marked, remarks
from tests.build import make_article, make_quote, make_speaker

DAY = datetime(2031, 3, 4, 12, tzinfo=UTC)
AUDIT = (
    "The harbour auditor Ilse Brandauer looked at how the dockyard kept its ledgers "
    "of timber and rope. "
)
RECALLED = (
    "Weeks ago the auditor Ilse Brandauer closed her look at ledgers of the dockyard, "
    "where timber went missing; her verdict was "
)
OTHER = (
    "On a mild evening choirs sang in Tarn, and jurors tasted cider from nine "
    "orchards before lanterns were lit. The soloists were "
)


class RemarkTests(PlainTestCase):
    def test_rare_words_in_marks_are_known_again(self):
        self.assertEqual(
            remarks(read_marked("the ledgers “terribly clumsy”", False)),
            remarks(read_marked("Terribly clumsy.", True)),
        )

    def test_a_quality_is_known_by_its_noun_and_its_adjective(self):
        self.assertEqual(
            remarks(read_marked("Terribly clumsy.", True)),
            remarks(read_marked("what she called “terrible clumsiness”", False)),
        )

    def test_what_anybody_says_is_not(self):
        for text in ("“I hope not”", "a “good thing”", "ledgers terribly clumsy"):
            self.assertFalse(remarks(read_marked(text, False)), text)

    def test_a_long_sentence_is_found_by_its_words(self):
        said = "Terribly clumsy ledgers embarrass every honest dockyard clerk here."
        self.assertFalse(remarks(read_marked(said, True)))


class RecalledTests(TestCase):
    def setUp(self):
        self.speaker = make_speaker("Ilse Brandauer", kind="person")

    def printed(self, before, text, day, *, speaker=None, stance="evaluates"):
        article = make_article(f"{before}{text} .", published_at=day)
        speaker = speaker or self.speaker
        return make_quote(
            text, article=article, kind="mixed", speaker=speaker, stance=stance
        )

    def one_statement(self, *quotes, together=True):
        for part in [quotes] if together else [[quote] for quote in quotes]:
            group_quotes(part)
        for quote in quotes:
            quote.refresh_from_db()
        return len({quote.statement_id for quote in quotes}) == 1

    def two(self, before=RECALLED, text="“terribly clumsy”", **fields):
        first = self.printed(AUDIT, "the ledgers “terribly clumsy”", DAY)
        later = self.printed(before, text, DAY + timedelta(days=40), **fields)
        return first, later

    def test_a_remark_is_recalled_where_the_matter_is_the_same(self):
        self.assertTrue(self.one_statement(*self.two()))

    def test_in_whichever_order_both_arrive(self):
        first, later = self.two()
        self.assertTrue(self.one_statement(first, later, together=False))

    def test_the_later_printing_may_arrive_first(self):
        first, later = self.two()
        self.assertTrue(self.one_statement(later, first, together=False))

    def test_of_another_matter_it_is_said_again(self):
        self.assertFalse(self.one_statement(*self.two(before=OTHER)))

    def test_of_another_speaker_it_is_another(self):
        other = make_speaker("Odo Fenwarth", kind="person")
        self.assertFalse(self.one_statement(*self.two(speaker=other)))

    def test_a_denial_is_another(self):
        self.assertFalse(self.one_statement(*self.two(stance="denies")))

    def test_words_without_marks_are_nobodys(self):
        self.assertFalse(
            self.one_statement(*self.two(text="that they were terribly clumsy"))
        )
