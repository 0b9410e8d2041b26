"""Keys that had numbers, have none, and have a primary key."""

from datetime import UTC, datetime

from django.core.management import call_command
from django.test import TransactionTestCase

from quotes.linking.store.bulk import insert_article_keys, insert_quote_keys
from quotes.models import QuoteKey
from tests.migrations.moving import move_to


class KeysWithoutNumbersTests(TransactionTestCase):
    """Keys stay, and are numbered again where the code before wants numbers."""

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_there_and_back(self):
        day = datetime(2031, 3, 17, tzinfo=UTC)
        insert_quote_keys([(1, day, [3, -3]), (2, day, [3])])
        insert_article_keys([(1, day, [5])])

        old = move_to("0021_unchecked_fingerprints")
        numbers = old.get_model("quotes", "QuoteKey").objects.values_list("id")
        self.assertEqual(sorted(numbers), [(1,), (2,), (3,)])
        self.assertEqual(old.get_model("quotes", "ArticleKey").objects.get().id, 1)
        call_command("migrate", verbosity=0)

        self.assertEqual(
            sorted(QuoteKey.objects.values_list("quote_id", "key", "dated_at")),
            [(1, -3, day), (1, 3, day), (2, 3, day)],
        )
        QuoteKey.objects.filter(quote_id=1).delete()
        self.assertEqual(QuoteKey.objects.get().pk, (3, day, 2))
