"""What is found among quotes that come in together, and among those stored."""

from datetime import UTC, datetime, timedelta
from random import Random
from unittest.mock import patch

from django.test import TestCase

from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.pairs import candidate_pairs
from quotes.linking.statements.pairs.candidate_pairs import store_and_pair
from quotes.linking.store import compared_quotes as quotes_read_module
from quotes.linking.store import fingerprints, lookups
from quotes.linking.store.compared_quotes import load_compared_quotes
from quotes.linking.store.fingerprints import fingerprints_of
from quotes.linking.store.linking_rows import insert_quote_keys
from quotes.models import Quote, QuoteFingerprint
from tests.build import make_quote, make_speaker

DAY = datetime(2031, 3, 17, tzinfo=UTC)


class TogetherTests(TestCase):
    """In memory as in the database: the same answers to the same questions."""

    def setUp(self):
        chance = Random(3)  # noqa: S311 - the same every time
        speakers = [make_speaker(), make_speaker()]
        self.rows, self.asked, self.speakers = [], [], {}
        for number in range(30):
            # Apart by minutes, too: of one moment either may be the newer.
            at = DAY + timedelta(days=chance.randrange(9), minutes=number)
            quote = make_quote(published_at=at, speaker=chance.choice(speakers))
            keys = chance.sample(range(-9, 9), 3)
            self.rows.append((quote.pk, at, keys))
            window = lookups.around(at, timedelta(days=chance.randrange(3)))
            self.asked.append((quote.pk, keys, *window))
            self.speakers[quote.pk] = quote.speaker_id
        insert_quote_keys(self.rows)
        self.together = candidate_pairs.BatchIndex(
            ((at, pk, keys) for pk, at, keys in self.rows),
            [keys for _, keys, _, _ in self.asked],
        )

    def test_as_in_the_database(self):
        for limit in (1, 24):
            with self.subTest(limit), patch.object(candidate_pairs, "PER_KEY", limit):
                found = self.together.find(self.asked)
                self.assertGreater(len(found), 20)
                self.assertEqual(
                    sorted(found),
                    sorted(lookups.find_by_key(self.asked, limit=limit)),
                )

    def test_of_the_same_speaker_as_in_the_database(self):
        found = self.together.find(self.asked, self.speakers)
        self.assertEqual(
            sorted(found),
            sorted(lookups.find_by_key(self.asked, limit=24, speakers=self.speakers)),
        )
        self.assertLess(len(found), len(self.together.find(self.asked)))


class SpeakerTests(TestCase):
    def test_the_nearest_of_one_speaker_before_and_after_are_looked_at(self):
        speaker = make_speaker()
        quotes = [
            make_quote(
                f"Word{hour}", published_at=DAY + timedelta(hours=hour), speaker=speaker
            )
            for hour in (30, 0, 10, 40, 20)
        ]
        late, _, early, _, middle = (quote.pk for quote in quotes)
        fresh = list(load_compared_quotes([middle]).values())
        with patch.object(candidate_pairs, "PER_SPEAKER", 1):
            found = store_and_pair(fresh, fingerprints_of(fresh))
        self.assertEqual(found, {(late, middle), (early, middle)})


class GroupTests(TestCase):
    TEXTS = (
        "The ferry has been repaired by the harbour crew",
        "The ferry has been mended by the harbour crew",
        "Divers have found the bell of the Orle below the bridge",
    )

    def make(self):
        return [make_quote(text, published_at=DAY) for text in self.TEXTS]

    def statements(self):
        return list(Quote.objects.order_by("pk").values_list("statement", flat=True))

    def test_what_comes_in_together_is_grouped_as_what_comes_in_in_turn(self):
        group_quotes(self.make())
        first, second, third = self.statements()
        self.assertEqual(first, second)
        self.assertNotEqual(first, third)
        for quote in self.make():
            group_quotes([quote])
        self.assertEqual(self.statements(), [first, second, third] * 2)

    def test_whatever_is_stale_is_linked_again_with_the_next(self):
        quotes = self.make()
        group_quotes(quotes)
        before = self.statements()
        QuoteFingerprint.objects.update(digest=QuoteFingerprint.STALE)
        with patch.object(fingerprints, "MOST_STALE", 1):
            group_quotes([])
        stale = QuoteFingerprint.objects.filter(digest=QuoteFingerprint.STALE)
        self.assertEqual(stale.count(), 0)
        self.assertEqual(self.statements(), before)

    def test_quotes_and_their_fingerprints_are_loaded_by_two_queries(self):
        quotes = self.make()
        for linked in (False, True):
            with self.assertNumQueries(2):
                quotes_read = load_compared_quotes([quote.pk for quote in quotes])
            self.assertEqual([quotes_read[q.pk].known for q in quotes], [linked] * 3)
            group_quotes(quotes)
        with self.assertNumQueries(0):
            self.assertEqual(load_compared_quotes([]), {})
        with (
            self.assertNumQueries(4),
            patch.object(quotes_read_module, "MOST_PER_QUERY", 2),
        ):
            self.assertEqual(
                load_compared_quotes(quotes_read).keys(), quotes_read.keys()
            )

    def test_quotes_come_in_their_order_wherever_the_database_keeps_them(self):
        first, second, third = (quote.pk for quote in self.make())
        Quote.objects.filter(pk=first).update(confidence=0.4)  # PostgreSQL moves it
        for asked in ([first, second, third], [third, second, first]):
            self.assertEqual(list(load_compared_quotes(asked)), [first, second, third])
