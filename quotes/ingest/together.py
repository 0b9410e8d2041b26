"""New articles of one batch, stored together.

Stored one by one, an article of ten quotes takes some twenty queries. Here a run of
articles of which nothing is stored yet is linked in memory, one after another, and
written at once: articles, addresses, speakers, names and quotes a statement each.
Whoever asks the database for what waits has it stored first, so that every answer is
the one that it would have been.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from quotes.extraction import Quotation, extractor_version
from quotes.ingest.provenance import keep_raw
from quotes.ingest.quote_rows import insert_quotes
from quotes.ingest.records import Record
from quotes.ingest.storing import addresses_of, find_or_make_outlet, new_article
from quotes.ingest.sync import link_new_quotes, one_per_envelope, speakers_of
from quotes.linking.speakers.link import register_of
from quotes.linking.speakers.register import Register
from quotes.linking.store.keys import mark_stale
from quotes.models import Article, ArticleAddress, Outlet
from quotes.models.article import hash_text
from quotes.models.numbers import reserve_numbers

_ASKS_SPEAKERS = re.compile(r"\bquotes_speaker(alias)?\b")
_ASKS_ARTICLES = re.compile(r"\bquotes_(quote|article|articleaddress)\b")

Found = tuple[Record, list[Quotation]]
"""A record of a new article, and what was found in its text."""


class StoredQuote(NamedTuple):
    """A quote that has been written, by its number."""

    pk: int


def store_new(
    found: Sequence[Found], outlets: Mapping[str, Outlet]
) -> tuple[list[Article], list[StoredQuote]]:
    """Store new articles with their quotes; return both, the articles in their order.

    found: of which ``find_match`` says that they are new, and of which no two are one.
    outlets: those that are known, by name. The quotes are to be grouped by
    ``group_quotes`` in the same transaction, which holds ``lock_linking``. Ten queries
    or so, however many articles there are; more where names are in doubt.
    """
    together = _New(found)
    together.take_numbers()
    together.make_outlets(outlets)
    return together.articles, together.link_all()


class Together:
    """Articles that wait to be marked as read, with their quotes and speakers.

    quotations: those found in each of ``articles``, of which no quote is stored.
    """

    def __init__(
        self, articles: Sequence[Article], quotations: Sequence[list[Quotation]]
    ) -> None:
        self.articles, self.quotations = list(articles), quotations
        self.stored: list[int] = []
        self._register: Register | None = None
        # Articles before the first are linked, those before the second are stored.
        self._linked = self._written = 0
        self._quotes: list[dict[str, Any]] = []
        self._unmarked: list[int] = []
        self._is_storing = False
        self._now = timezone.now()

    def link_all(self) -> list[StoredQuote]:
        """Link and store all of them; return their quotes, to be grouped."""
        for number in range(len(self.articles)):
            self.link(number)
        self.close_register()
        return [StoredQuote(pk) for pk in self.stored]

    def link(self, number: int) -> None:
        """Link article ``number``, the next one, and have its quotes wait."""
        self._linked = number + 1
        if self._register is None:
            self._register = register_of(
                (article, speakers_of(one_per_envelope(quotations).values()))
                for article, quotations in zip(
                    self.articles[number:], self.quotations[number:], strict=True
                )
            )
        article = self.articles[number]
        with connection.execute_wrapper(self._store_what_is_asked):
            values = link_new_quotes(article, self.quotations[number], self._register)
        if self._written > number:
            self._unmarked.append(article.pk)
        # Not before: what has been extracted from has been linked before.
        article.extracted_at = self._now
        article.extractor_version = extractor_version()
        copied = {
            "article_id": article.pk,
            "outlet_id": article.outlet_id,
            "published_at": article.published_at,
        }
        self._quotes += [copied | columns for columns in values]
        if self._register.is_outdated:
            self.close_register()

    def close_register(self) -> None:
        """Store all that waits, and what follows for speakers better known now."""
        self._store()
        if self._register is not None:
            mark_stale(self._register.learned_of())
            self._register = None

    def _store_what_is_asked(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: Any,
        many: bool,
        context: Mapping[str, Any],
    ) -> Any:
        """Store what waits before a query that may be about it."""
        register = self._register
        if not (self._is_storing or register is None or register.is_storing):
            if _ASKS_ARTICLES.search(sql):
                self._store()
            elif _ASKS_SPEAKERS.search(sql):
                register.save()
        return execute(sql, params, many, context)

    def _store(self) -> None:
        self._is_storing = True
        if self._register is not None:
            self._register.save()
        waiting = slice(self._written, self._linked)
        self.store_articles(waiting)
        self.stored += insert_quotes(self._quotes)
        self._quotes = []
        if self._unmarked:
            # Stored while they were linked.
            self.mark_read(self._unmarked)
            self._unmarked = []
        self._written = self._linked
        self._is_storing = False

    def store_articles(self, waiting: slice) -> None:
        """Store those of ``articles`` as they stand, the last perhaps not linked."""
        raise NotImplementedError

    def mark_read(self, pks: Sequence[int]) -> None:
        """Have stored articles say that they have been extracted from."""
        Article.objects.filter(pk__in=pks).update(
            extracted_at=self._now, extractor_version=extractor_version()
        )


class _New(Together):
    """Articles of which nothing is stored."""

    def __init__(self, found: Sequence[Found]) -> None:
        self.records = [record for record, _ in found]
        super().__init__(
            [new_article(record) for record in self.records],
            [quotations for _, quotations in found],
        )

    def take_numbers(self) -> None:
        """Give every article its primary key."""
        numbers = reserve_numbers(Article, len(self.articles))
        for article, pk in zip(self.articles, numbers, strict=True):
            article.pk = pk
            article.text_hash = hash_text(article.text)

    def make_outlets(self, outlets: Mapping[str, Outlet]) -> None:
        """Give every article its outlet, made where it is none of ``outlets``."""
        known = dict(outlets)
        for article, record in zip(self.articles, self.records, strict=True):
            if record.outlet not in known:
                known[record.outlet] = find_or_make_outlet(record.outlet)
            article.outlet = known[record.outlet]

    def store_articles(self, waiting: slice) -> None:
        articles, records = self.articles[waiting], self.records[waiting]
        Article.objects.bulk_create(articles)
        addresses = [
            address
            for article, record in zip(articles, records, strict=True)
            for address in addresses_of(article, record)
        ]
        ArticleAddress.objects.bulk_create(addresses, ignore_conflicts=True)
        for record in records:
            keep_raw(record.provenance)
