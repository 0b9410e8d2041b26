"""What is derived, step by step, each for some rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import F, Model, Q

from quotes.linking.statements.exposure import set_exposures
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.statements.wire_copies import store_article_keys
from quotes.linking.store.compared_quotes import count_in_articles, load_compared_quotes
from quotes.linking.store.fingerprints import fingerprints_of
from quotes.linking.store.linking_rows import insert_fingerprints, insert_quote_keys
from quotes.models import (
    Article,
    ArticleKey,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    Speaker,
    SpeakerAlias,
    Statement,
)
from quotes.models.article import sha256_of
from quotes.rebuilding.names import refill_names
from quotes.search import reindex


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of derived data, computed again for rows of ``model`` at a time.

    rebuild: takes primary keys and returns how many of their rows changed, as far
    as that can be told; to be called in a transaction, under the lock of linking.
    at_once: rows of one transaction.
    """

    name: str
    title: str
    model: type[Model]
    rebuild: Callable[[Sequence[int]], int]
    at_once: int


def _copies(pks: Sequence[int]) -> int:
    """What quotes copy from their article, so that lists need not join for it."""
    rows = Quote.objects.filter(pk__in=pks).select_related("article")
    right = Q(outlet=F("article__outlet"), dated_at=F("article__dated_at"))
    wrong = list(rows.exclude(right).defer("article__text"))
    for quote in wrong:
        quote.outlet_id = quote.article.outlet_id
        quote.published_at = quote.article.published_at
    Quote.objects.bulk_update(wrong, ["outlet", "published_at"])
    return len(wrong)


def _article_keys(pks: Sequence[int]) -> int:
    """The hash of each text, and what finds other articles of much the same text."""
    articles = list(Article.objects.filter(pk__in=pks).order_by("pk"))
    changed = []
    for article in articles:
        digest = sha256_of(article.text)
        if digest != article.text_hash:
            article.text_hash = digest
            changed.append(article)
    Article.objects.bulk_update(changed, ["text_hash"])
    keys = ArticleKey.objects.filter(article__in=pks)
    known = set(keys.values_list("article", flat=True))
    keys.delete()
    # Without keys before, linking has not looked at it yet: it will make them.
    store_article_keys(article for article in articles if article.pk in known)
    return len(changed)


def _quote_keys(pks: Sequence[int]) -> int:
    """What finds quotes of the same or like words. Who was linked stays so."""
    quotes = [quote for quote in load_compared_quotes(pks).values() if quote.known]
    stale = {q.pk for q in quotes if q.linked_as == QuoteFingerprint.STALE}
    QuoteKey.objects.filter(quote__in=pks).delete()
    held = QuoteFingerprint.objects.filter(quote__in=pks)
    before = {pk: (key, at) for pk, key, at in held.values_list(*_FOUND_BY)}
    held.delete()
    count_in_articles(quotes)
    taken = fingerprints_of(quotes)
    rows = [
        (pk, key, QuoteFingerprint.STALE if pk in stale else digest, elsewhere, at)
        for pk, key, digest, elsewhere, at in taken.rows
    ]
    insert_fingerprints(rows)
    insert_quote_keys(taken.keyed)
    return sum(before[pk] != (key, at) for pk, key, _, _, at in rows)


_FOUND_BY = ("quote", "text_key", "dated_at")


def _statements(pks: Sequence[int]) -> int:
    """What follows from a statement's quotes: text, counts, who disagrees."""
    standing = Statement.objects.filter(pk__in=pks, merged_into=None)
    return refresh_statements(standing.values_list("pk", flat=True))


def _exposures(pks: Sequence[int]) -> int:
    """What the order of the editors' queue goes by."""
    return set_exposures(Quote.objects.filter(pk__in=pks))


def _search(model: type[Model]) -> Callable[[Sequence[int]], int]:
    def rebuild(pks: Sequence[int]) -> int:
        reindex(model, pks)
        return 0  # The databases do not tell.

    return rebuild


STEPS = (
    Step("names", "Names", Speaker, refill_names, 1_000),
    Step("articles", "Articles", Article, _article_keys, 200),
    Step("quotes", "Quotes", Quote, _copies, 5_000),
    Step("keys", "Keys of quotes", Quote, _quote_keys, 1_000),
    Step("statements", "Statements", Statement, _statements, 500),
    Step("queue", "Order of the queue", Quote, _exposures, 5_000),
    Step("search-quotes", "Search in quotes", Quote, _search(Quote), 5_000),
    Step(
        "search-statements",
        "Search in statements",
        Statement,
        _search(Statement),
        5_000,
    ),
    Step("search-names", "Search in names", SpeakerAlias, _search(SpeakerAlias), 5_000),
)
