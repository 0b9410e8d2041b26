"""Look-ups by key, the same on both databases: bounded, and the newest first."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from unittest.mock import patch

from django.db import connection
from django.test import TestCase

from quotes.linking.store import lookups
from quotes.linking.store.linking_rows import (
    EVERY_KEY,
    insert_article_keys,
    insert_fingerprints,
    insert_quote_keys,
    quote_key_rows,
)
from quotes.linking.store.lookups import (
    around,
    by_index_alone,
    find_articles,
    find_by_key,
    find_by_speaker,
    find_by_text,
    in_index_order,
    key_ranges,
    lookup_by_key,
)
from quotes.models import ArticleKey, Quote, QuoteFingerprint, QuoteKey
from quotes.models.among import Numbers
from quotes.server_memory import AS_INSTALLED
from tests.build import make_article, make_quote, make_speaker

DAY = datetime(2031, 3, 17, tzinfo=UTC)
LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
KEY, OTHER_KEY = -(2**63), 2**63 - 1


def day(number):
    return DAY + timedelta(days=number)


def settings():
    """Those of the planner that are not as PostgreSQL has them by itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE setting <> reset_val"
            " AND (name LIKE 'enable%%' OR name IN"
            " ('jit', 'max_parallel_workers_per_gather')) ORDER BY name"
        )
        return cursor.fetchall()


class FindTests(TestCase):
    def setUp(self):
        self.ana, self.bo = make_speaker("Ana Tarn"), make_speaker("Bo Lind")
        self.quotes = [
            make_quote(f"Text {n}", published_at=day(n), speaker=speaker)
            for n, speaker in enumerate((self.ana, self.bo, self.ana, self.bo))
        ]
        insert_quote_keys([(q.pk, q.published_at, [KEY]) for q in self.quotes])
        self.pks = [quote.pk for quote in self.quotes]

    def find(self, *questions, find=find_by_key, **options):
        options = {"limit": 10} | options
        with in_index_order():
            return sorted(row[:2] for row in find(questions, **options))

    def test_quotes_with_the_key_within_the_dates(self):
        self.assertEqual(
            self.find((-1, [KEY, OTHER_KEY], day(1), day(2))),
            [(-1, self.pks[1]), (-1, self.pks[2])],
        )

    def test_no_more_than_the_limit_and_the_newest_of_them(self):
        self.assertEqual(
            self.find((-1, [KEY], LONG_AGO, day(9)), limit=2),
            [(-1, self.pks[2]), (-1, self.pks[3])],
        )

    def test_a_quote_does_not_find_itself_nor_takes_a_place(self):
        newest = self.pks[3]
        self.assertEqual(
            self.find((newest, [KEY], LONG_AGO, day(9)), limit=1),
            [(newest, self.pks[2])],
        )

    def test_of_the_same_speaker_only(self):
        first = self.pks[0]
        self.assertEqual(
            self.find((first, [KEY], LONG_AGO, day(9)), speakers={first: self.ana.pk}),
            [(first, self.pks[2])],
        )

    def test_each_of_another_speaker(self):
        first, second = self.pks[:2]
        questions = [(pk, [KEY], LONG_AGO, day(9)) for pk in (first, second)]
        self.assertEqual(
            self.find(*questions, speakers={first: self.bo.pk, second: self.ana.pk}),
            [(first, second), (first, self.pks[3]), (second, first),
             (second, self.pks[2])],
        )  # fmt: skip

    def test_each_asks_for_its_own(self):
        self.assertEqual(
            self.find((-1, [KEY], day(0), day(0)), (-2, [KEY], day(3), day(3))),
            [(-2, self.pks[3]), (-1, self.pks[0])],
        )

    def test_by_speaker(self):
        self.assertEqual(
            self.find((-1, [self.bo.pk], day(0), day(9)), find=find_by_speaker),
            [(-1, self.pks[1]), (-1, self.pks[3])],
        )

    def test_by_text(self):
        insert_fingerprints([(self.pks[0], KEY, 1, (), day(0))])
        self.assertEqual(
            self.find((-1, [KEY], day(0), day(9)), find=find_by_text),
            [(-1, self.pks[0])],
        )

    def test_articles(self):
        article = make_article()
        insert_article_keys([(article.pk, LONG_AGO, [KEY])])
        self.assertEqual(
            self.find((-1, [KEY], *around(LONG_AGO, timedelta(4))), find=find_articles),
            [(-1, article.pk)],
        )

    def test_nothing_asked_is_nothing_found_without_a_query(self):
        with self.assertNumQueries(0):
            self.assertEqual(find_by_key([], limit=1), [])

    def test_one_query_whatever_is_asked(self):
        for count in (1, 50):
            asked = [(-n, [KEY] * 30, day(0), day(9)) for n in range(1, count + 1)]
            with self.assertNumQueries(1):
                find_by_key(asked, limit=1)

    def test_by_ranges_of_keys_as_at_once(self):
        asked = [(-1, [KEY, 0, OTHER_KEY], day(0), day(9)), (-2, [3], day(0), day(9))]
        keys = [KEY, -1, 0, 3, OTHER_KEY]
        QuoteKey.objects.all().delete()
        rows = quote_key_rows([(q.pk, q.published_at, keys) for q in self.quotes])
        found = []
        with patch.object(lookups, "KEYS_AT_HAND", 1), self.memory_as_installed():
            ranges = key_ranges(4)
        for part in ranges:
            lookup = lookup_by_key(asked, limit=10)
            self.assertEqual(lookup.find(part), [])
            rows.insert(part)
            found += lookup.find(part)
        self.assertEqual(sorted(found), self.find(*asked))
        self.assertEqual(QuoteKey.objects.count(), len(keys) * len(self.quotes))

    def memory_as_installed(self):
        return patch.object(lookups, "_shared_buffers", return_value=AS_INSTALLED)

    def test_with_more_memory_ranges_are_fewer(self):
        with patch.object(lookups, "_shared_buffers", return_value=16 * AS_INSTALLED):
            self.assertEqual(key_ranges(48_000), [EVERY_KEY])

    def test_ranges_leave_no_key_out_and_overlap_nowhere(self):
        with patch.object(lookups, "KEYS_AT_HAND", 10), self.memory_as_installed():
            for count in (0, 14, 1000):
                ranges = key_ranges(count)
                self.assertEqual((ranges[0][0], ranges[-1][1]), EVERY_KEY)
                for (_, last), (first, _) in pairwise(ranges):
                    self.assertEqual(last + 1, first)
            expected = 100 if connection.vendor == "postgresql" else 1
            self.assertEqual(len(ranges), expected)

    def test_by_index_alone_no_table_is_read_whole_and_all_is_as_ever_afterwards(self):
        if connection.vendor != "postgresql":
            self.skipTest("Settings of PostgreSQL.")
        asked = Quote.objects.filter(pk__among=Numbers(range(5_000)))
        with connection.cursor() as cursor:
            # Else it has as many pages as tests before have left.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE quotes_quote CASCADE")
        before = settings()
        self.assertIn("Seq Scan", asked.explain())
        with by_index_alone():
            self.assertNotIn("Seq Scan", asked.explain())
        self.assertEqual(settings(), before)

    def test_by_index_alone_within_another_leaves_the_outer_one_as_it_is(self):
        if connection.vendor != "postgresql":
            self.skipTest("Settings of PostgreSQL.")
        before = settings()
        with by_index_alone():
            outer = settings()
            with by_index_alone():
                self.assertEqual(settings(), outer)
            self.assertEqual(settings(), outer)
        self.assertNotEqual(outer, before)
        self.assertEqual(settings(), before)

    def test_the_setting_ends_with_the_look_up(self):
        if connection.vendor != "postgresql":
            self.skipTest("A setting of PostgreSQL.")
        with connection.cursor() as cursor:
            for inside, expected in ((True, "off"), (False, "on")):
                if inside:
                    with in_index_order():
                        cursor.execute("SHOW enable_bitmapscan")
                else:
                    cursor.execute("SHOW enable_bitmapscan")
                self.assertEqual(cursor.fetchone(), (expected,))


class RowsTests(TestCase):
    def test_what_is_copied_in_comes_back(self):
        quote = make_quote()
        elsewhere = (("o'brien\\", 2), ('"tab\t', 1), ("größe", 3))

        insert_fingerprints([(quote.pk, KEY, OTHER_KEY, elsewhere, DAY)])
        insert_quote_keys([(quote.pk, DAY, [OTHER_KEY, KEY]), (quote.pk, DAY, [])])
        insert_article_keys([(quote.article_id, LONG_AGO, [KEY])])

        stored = QuoteFingerprint.objects.get()
        self.assertEqual(
            (stored.quote_id, stored.text_key, stored.digest, stored.dated_at),
            (quote.pk, KEY, OTHER_KEY, DAY),
        )
        self.assertEqual(stored.elsewhere, [list(pair) for pair in elsewhere])
        self.assertEqual(
            sorted(QuoteKey.objects.values_list("key", "dated_at", "quote")),
            [(KEY, DAY, quote.pk), (OTHER_KEY, DAY, quote.pk)],
        )
        self.assertEqual(
            list(ArticleKey.objects.values_list("key", "dated_at", "article")),
            [(KEY, LONG_AGO, quote.article_id)],
        )

    def test_microseconds_are_kept(self):
        quote = make_quote()
        moment = DAY + timedelta(microseconds=1)
        insert_quote_keys([(quote.pk, moment, [KEY])])
        self.assertEqual(QuoteKey.objects.get().dated_at, moment)

    def test_no_rows_are_no_query(self):
        with self.assertNumQueries(0):
            insert_quote_keys([])
            insert_quote_keys([(1, DAY, [])])
            insert_fingerprints([])
