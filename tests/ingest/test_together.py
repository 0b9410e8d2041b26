"""Articles stored together are what they are one by one: rows, speakers, groups."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta, timezone
from functools import cache
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.extraction import extract_many
from quotes.ingest import batch, together
from quotes.ingest.loading import store_extracted
from quotes.ingest.outcomes import State, Task
from quotes.ingest.records import Defaults, read_record
from quotes.ingest.storing import (
    find_or_make_outlet,
    record_failure,
    store_article,
    write_quotations,
)
from quotes.linking.statements.wire_copies import store_article_keys
from quotes.linking.store.compared_quotes import load_compared_quotes
from quotes.linking.store.fingerprints import unlinked
from quotes.models import (
    Article,
    ArticleAddress,
    ArticleKey,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    Speaker,
    SpeakerAlias,
    SpeakerSuggestion,
    Statement,
)
from tests.benchmarks.extracted import articles

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles" / "articles.jsonl"
NUMBERS = {
    *("id", "article_id", "outlet_id", "speaker_id", "relayed_by_id", "statement_id"),
    *("affiliation_id", "merged_into_id", "wire_copy_of_id"),
}
TIMES = {"ingested_at", "extracted_at", "seen_at", "disputed_at", "made_at"} | {
    "created_at"
}


def fixtures():
    """The invented articles with what the rules find in them: read once."""
    return list(_fixtures())


@cache
def _fixtures():
    lines = FIXTURES.read_text("utf-8").splitlines()
    records = [
        read_record(json.loads(line), origin=f"{number}", defaults=Defaults())
        for number, line in enumerate(lines)
    ]
    with mock.patch.dict("os.environ", {"QUOTES_MODEL": "none"}):
        found = list(extract_many([one.text for one in records]))
    return tuple(zip(records, found, strict=True))


def made(count):
    return [(one.record, one.quotations) for one in articles(0, count)]


def load(items, together):
    """Store ``items`` and return the database without numbers, and undo it."""
    with transaction.atomic():
        outcomes = list(store_extracted(items, together=together))
        held = snapshot()
        transaction.set_rollback(True)
    return [(one.state, one.id if one.task.record.id else "") for one in outcomes], held


def store_waiting(items, together):
    """Store the articles of ``items``, and as a second step what was found in them."""
    with transaction.atomic():
        outlets = {}
        stored = [(store_article(record, outlets), found) for record, found in items]
        store_article_keys([article for article, _ in stored[::2]])
        # One has been tried before in vain, and one has been looked at by an editor.
        record_failure(stored[0][0], "no memory")
        write_quotations(stored[1][0], stored[1][1])
        Article.objects.filter(pk=stored[1][0].pk).update(extracted_at=None)
        tasks = [
            (
                Task("here", article.text, article=Article.objects.get(pk=article.pk)),
                found,
            )
            for article, found in stored
        ]
        outcomes = [
            one
            for start in range(0, len(tasks), together)
            for one in batch.store_together(tasks[start : start + together])
        ]
        held = snapshot()
        transaction.set_rollback(True)
    return [one.state for one in outcomes], held


def snapshot():
    """Every row that storing and linking write, by what it says and whom it names."""
    articles = {a.pk: (a.outlet.name, a.text_hash) for a in Article.objects.all()}
    speakers = {s.pk: s.slug for s in Speaker.objects.all()}
    quotes = {
        q.pk: (articles[q.article_id], q.start, q.end) for q in Quote.objects.all()
    }
    groups = {}
    for pk, statement in Quote.objects.values_list("pk", "statement_id"):
        groups.setdefault(statement, set()).add(quotes[pk])
    named = {
        "article_id": articles,
        "wire_copy_of_id": articles,
        "speaker_id": speakers,
        "relayed_by_id": speakers,
        "affiliation_id": speakers,
        "merged_into_id": speakers,
        "quote_id": quotes,
        "candidate_id": speakers,
        "statement_id": {pk: frozenset(held) for pk, held in groups.items()},
    }
    held = {}
    for model in (
        *(Article, ArticleAddress, ArticleKey, Quote, QuoteFingerprint, QuoteKey),
        *(Speaker, SpeakerAlias, SpeakerSuggestion, Statement),
    ):
        kept = model.objects.order_by()
        if model is Statement:
            # What is left of one that lost all its quotes differs from run to run.
            kept = kept.filter(quote_count__gt=0)
        rows = Counter(
            repr(sorted(told(row, named).items(), key=lambda pair: pair[0]))
            for row in kept.values()
        )
        held[model.__name__] = rows
    links = QuoteLink.objects.order_by().values_list(
        "first_id", "second_id", "probability", "sure"
    )
    held["QuoteLink"] = Counter(
        (*sorted((quotes[first], quotes[second])), round(probability, 9), sure)
        for first, second, probability, sure in links
    )
    return held


def told(row, named):
    kept = {}
    for name, value in row.items():
        if name in TIMES or name in ("id", "outlet_id", "digest"):
            kept[name] = value is None
        elif name in named:
            kept[name] = value and told_of(named[name].get(value))
        elif name == "extracted":
            kept[name] = {**value, "speaker": None, "relayed_by": None}
        else:
            kept[name] = value
    return kept


def told_of(value):
    return sorted(value) if isinstance(value, frozenset) else value


class SameTests(TestCase):
    maxDiff = 4_000

    def check(self, items, batches=(7, 50)):
        """Compare with what each article's own queries make of the same batches."""
        for size in batches:
            with mock.patch.object(batch, "FEWEST_TOGETHER", 10**9):
                states, slow = load(items, size)
            with self.subTest(together=size):
                self.compare((states, slow), load(items, size))
        return states, slow

    def compare(self, one, other):
        self.assertEqual(one[0], other[0])
        for name, rows in one[1].items():
            self.assertEqual(sorted(other[1][name] - rows), [], f"{name}: more")
            self.assertEqual(sorted(rows - other[1][name]), [], f"{name}: less")

    def test_invented_articles_as_extraction_finds_quotations(self):
        items = fixtures()

        _, alone = self.check(items)

        self.assertGreater(sum(alone["Quote"].values()), 100)
        self.assertGreater(sum(alone["SpeakerSuggestion"].values()), 0)

    def test_articles_that_wait_for_their_quotes(self):
        items = [*made(30), *fixtures()[::3]]

        with mock.patch.object(batch, "FEWEST_TOGETHER", 10**9):
            slow = store_waiting(items, 12)
        with CaptureQueriesContext(connection) as asked:
            fast = store_waiting(items, 12)

        self.compare(slow, fast)
        self.assertGreater(sum(fast[1]["Quote"].values()), 300)
        marked = [one for one in asked if "extraction_attempts" in one["sql"][:300]]
        self.assertLess(len(marked), len(items))

    # Each of both is stored on both by the tests above and below: here, compared.
    @pytest.mark.any_database
    def test_one_by_one_and_all_at_once(self):
        items = fixtures()

        one, all_at_once = load(items, 1), load(items, len(items))

        # Of quotes of the same words within a day the first that came has the keys,
        # and of links of what is surely one there are as many as hold it together.
        del one[1]["QuoteKey"], one[1]["QuoteLink"]
        self.compare(one, all_at_once)

    # The same articles are stored on both by the tests above.
    @pytest.mark.any_database
    def test_the_same_in_another_order(self):
        items = fixtures()
        random.Random(5).shuffle(items)  # noqa: S311

        self.check(items, batches=(50,))

    def test_made_up_articles_of_many_speakers(self):
        _, alone = self.check(made(60), batches=(9, 60))

        self.assertGreater(sum(alone["Statement"].values()), 100)

    def test_articles_that_come_again_and_in_versions(self):
        items = made(12)
        changed = items[2][0]
        moved = articles(500, 1).__next__()
        again = [items[1], items[5], (changed, items[2][1]), items[1]]
        version = (
            type(changed)(
                **{
                    name: getattr(moved.record if name == "text" else changed, name)
                    for name in changed.__dataclass_fields__
                }
            ),
            moved.quotations,
        )

        items = [*items, *again, version, *made(14)[12:]]
        one, all_at_once = load(items, 1), load(items, len(items))
        states = one[0]
        for held in (one[1], all_at_once[1]):
            del held["QuoteKey"], held["QuoteLink"]

        self.assertEqual(one[1], all_at_once[1])
        self.assertIn(State.UNCHANGED, [state for state, _ in states])
        self.assertIn(State.VERSION, [state for state, _ in states])


class LinkedTests(TestCase):
    def test_what_was_grouped_before_it_was_stored_is_known_to_be_linked(self):
        east = timezone(timedelta(hours=3))
        items = [
            (replace(record, published_at=record.published_at.astimezone(east)), found)
            for record, found in made(5)
        ]

        list(store_extracted(items, together=5))

        held = load_compared_quotes(Quote.objects.values_list("pk", flat=True))
        self.assertEqual(len(held), 50)
        self.assertEqual(unlinked(held), [])


class CostTests(TestCase):
    def test_a_batch_of_new_articles_takes_a_number_of_queries_that_does_not_grow(self):
        costs = []
        for first, count in ((1_000, 10), (2_000, 40)):
            items = [(one.record, one.quotations) for one in articles(first, count)]
            for name in sorted({record.outlet for record, _ in items}):
                find_or_make_outlet(name)
            with (
                mock.patch.object(batch, "group_quotes"),
                CaptureQueriesContext(connection) as queries,
            ):
                list(store_extracted(items, together=count))
            costs.append(len(queries))
        # Three for every 64 speakers, whose numbers are taken together.
        self.assertLess(costs[1], costs[0] + 15)
        self.assertLess(costs[1], 60)

    def test_what_is_asked_meanwhile_is_stored_first(self):
        asked = []
        link = together.link_new_quotes

        def ask(article, *rest):
            asked.append((Article.objects.count(), Quote.objects.count()))
            return link(article, *rest)

        with mock.patch.object(together, "link_new_quotes", ask):
            list(store_extracted(made(3), together=3))

        self.assertEqual(asked, [(3, 0), (3, 10), (3, 20)])
        self.assertFalse(Article.objects.filter(extracted_at=None).exists())
