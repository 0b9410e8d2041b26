"""What was joined and parts again: links, statements and their addresses."""

from django.test import TestCase

from quotes import review
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.quote_links import Link, store_links
from quotes.models import Quote, QuoteLink, Statement
from tests.build import make_editor, make_speaker
from tests.linking.statements.grouping import OTHER, quote

LEMONS = "Lemons are cheaper in Brenholm"
BRIDGE = "Every bridge was counted twice"


def statement_of(one):
    return Quote.objects.get(pk=one.pk).statement


class UnmergedSpeakerTests(TestCase):
    """Two speakers were made one, a run took two quotes for one utterance, undone."""

    def setUp(self):
        self.editor = make_editor("ines")
        self.ana, self.bert = make_speaker("Ana Tarn"), make_speaker("Bert Ulm")
        self.hers, self.his = quote(LEMONS, speaker=self.ana), quote(BRIDGE)
        Quote.objects.filter(pk=self.his.pk).update(speaker=self.bert)
        group_quotes([self.hers, self.his])
        self.before = [statement_of(self.hers), statement_of(self.his)]
        review.merge_speakers(source=self.bert, target=self.ana, by=self.editor)
        store_links([Link(self.hers.pk, self.his.pk, 0.9)])
        self.copy = quote(LEMONS, speaker=self.ana)
        group_quotes([self.copy])
        self.assertEqual(statement_of(self.hers), statement_of(self.his))

    def unmerge(self):
        self.bert.refresh_from_db()
        review.unmerge_speakers(speaker=self.bert, by=self.editor)

    def test_what_only_they_held_together_parts(self):
        self.unmerge()

        self.assertNotEqual(statement_of(self.hers), statement_of(self.his))
        self.assertEqual(statement_of(self.hers), statement_of(self.copy))
        self.assertEqual(statement_of(self.hers).dispute, None)
        ends = {self.hers.pk, self.copy.pk}
        for first, second in QuoteLink.objects.values_list("first", "second"):
            self.assertEqual({first, second}, ends)

    def test_both_stand_under_the_addresses_they_had(self):
        self.unmerge()

        self.assertEqual([statement_of(self.hers), statement_of(self.his)], self.before)
        his = statement_of(self.his)
        self.assertEqual((his.merged_into, his.quote_count), (None, 1))
        self.assertEqual((his.text, his.speaker), (BRIDGE, self.bert))

    def test_readers_who_come_by_the_old_address_find_those_words(self):
        address = f"/api/v1/statements/{self.before[1].pk}/"
        moved = self.client.get(address)
        self.assertEqual(moved.status_code, 301)
        self.assertIn(f"/statements/{self.before[0].pk}/", moved["Location"])

        self.unmerge()

        found = self.client.get(address)
        self.assertEqual((found.status_code, found.json()["text"]), (200, BRIDGE))

    def test_a_later_run_changes_nothing(self):
        self.unmerge()
        statements = list(Statement.objects.order_by("pk").values())

        group_quotes(Quote.objects.order_by("pk"))

        self.assertEqual(list(Statement.objects.order_by("pk").values()), statements)

    def test_what_an_editor_placed_stays(self):
        third = quote(OTHER, speaker=self.ana)
        group_quotes([third])
        self.his.refresh_from_db()
        review.move_quote(quote=self.his, statement=statement_of(third), by=self.editor)
        self.unmerge()

        self.assertEqual(statement_of(self.his), statement_of(third))
        self.assertEqual(statement_of(self.hers), statement_of(self.copy))


class PartedByLinksTests(TestCase):
    def test_the_address_of_one_that_parts_again_leads_to_it(self):
        ana = make_speaker("Ana Tarn")
        quotes = [quote(words, speaker=ana) for words in (LEMONS, BRIDGE, OTHER)]
        group_quotes(quotes)
        before = [statement_of(one) for one in quotes]
        link = Link(quotes[0].pk, quotes[1].pk, 0.9)
        store_links([link])
        group_quotes([quote(LEMONS, speaker=ana)])
        self.assertEqual(statement_of(quotes[0]), statement_of(quotes[1]))

        QuoteLink.objects.filter(sure=False).delete()
        store_links([Link(quotes[1].pk, quotes[2].pk, 0.9)])
        group_quotes([quote(LEMONS, speaker=ana), quote(OTHER, speaker=ana)])

        self.assertNotEqual(statement_of(quotes[0]), statement_of(quotes[1]))
        self.assertEqual(statement_of(quotes[1]), statement_of(quotes[2]))
        self.assertEqual(statement_of(quotes[0]), before[0])
        before[1].refresh_from_db()
        self.assertEqual(before[1].merged_into, statement_of(quotes[1]))
