"""What editors decided, against links that are found, and looked at again, later."""

from django.test import TestCase
from django.utils import timezone

from quotes.linking.statements.exposure import set_exposures
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.quote_links import Link, store_links
from quotes.models import Quote, QuoteLink, StatementDistinction, StatementPlacement
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.linking.statements.grouping import CUT, DAY, OTHER, ROPE

LEMONS = "Lemons are cheaper in Brenholm"
BRIDGE = "Every bridge was counted twice"


def quote(text, **fields):
    return make_quote(text, published_at=DAY, **fields)


def statement_of(one):
    return Quote.objects.get(pk=one.pk).statement_id


class ToldApartTests(TestCase):
    """Two printings that an editor told apart, though links hold them together."""

    def setUp(self):
        self.ana = make_speaker("Ana Tarn")
        self.first = quote(ROPE, speaker=self.ana)
        self.second = quote(CUT, speaker=self.ana)
        group_quotes([self.first, self.second])
        self.assertTrue(QuoteLink.objects.exists())
        self.split_off(self.second)

    def split_off(self, one):
        editor = make_editor()
        origin = statement_of(one)
        made = make_statement(CUT)
        Quote.objects.filter(pk=one.pk).update(statement=made)
        StatementPlacement.objects.create(quote=one, made_by=editor)
        StatementDistinction.objects.create(
            first_id=origin, second=made, made_by=editor
        )

    def test_a_copy_of_one_stands_with_that_one(self):
        copy = quote(CUT, speaker=self.ana)
        group_quotes([copy])
        self.assertEqual(statement_of(copy), statement_of(self.second))
        self.assertNotEqual(statement_of(self.first), statement_of(self.second))

    def test_what_is_linked_with_one_alone_stands_with_that_one(self):
        for words in (LEMONS, BRIDGE):
            other = quote(words, speaker=self.ana)
            group_quotes([other])
            store_links([Link(self.second.pk, other.pk, 0.9, sure=True)])
            group_quotes([quote(words, speaker=self.ana)])
            self.assertEqual(statement_of(other), statement_of(self.second), words)


class ExposureTests(TestCase):
    def test_one_that_takes_the_place_of_another_counts_like_the_others(self):
        ana = make_speaker("Ana Tarn")
        first, second, third = (quote(ROPE, speaker=ana) for _ in range(3))
        group_quotes([first, second, third])
        other = quote(OTHER, speaker=ana)
        group_quotes([other])
        Quote.objects.filter(pk=third.pk).update(status=Quote.Status.WITHDRAWN)
        Quote.objects.filter(pk=other.pk).update(text=ROPE)

        group_quotes([third, other])

        self.assertEqual(statement_of(other), statement_of(first))
        self.assertEqual(set_exposures(Quote.objects.standing()), 0)


class ReadAnewTests(TestCase):
    def test_one_found_again_in_other_words_is_not_linked_by_its_former_ones(self):
        ana = make_speaker("Ana Tarn")
        first, second = quote(ROPE, speaker=ana), quote(CUT, speaker=ana)
        group_quotes([first, second])
        Quote.objects.filter(pk=second.pk).update(status=Quote.Status.WITHDRAWN)
        group_quotes([second])
        Quote.objects.filter(pk=second.pk).update(
            status=Quote.Status.EXTRACTED, text=OTHER
        )

        group_quotes([second])

        self.assertNotEqual(statement_of(first), statement_of(second))
        self.assertFalse(QuoteLink.objects.exists())


class ReviewedTests(TestCase):
    def test_a_statement_with_a_reviewed_quote_is_not_parted(self):
        ana = make_speaker("Ana Tarn")
        one, other = quote(LEMONS, speaker=ana), quote(BRIDGE, speaker=ana)
        group_quotes([one, other])
        store_links([Link(one.pk, other.pk, 0.6, sure=False)])
        group_quotes([quote(LEMONS, speaker=ana)])
        self.assertEqual(statement_of(one), statement_of(other))
        Quote.objects.filter(pk=other.pk).update(
            status=Quote.Status.CONFIRMED,
            reviewed_at=timezone.now(),
            reviewed_by=make_editor(),
        )
        QuoteLink.objects.filter(sure=False).delete()
        group_quotes([quote(LEMONS, speaker=ana), quote(BRIDGE, speaker=ana)])
        self.assertEqual(statement_of(one), statement_of(other))
