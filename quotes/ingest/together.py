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
from quotes.ingest.records import Record
from quotes.ingest.storing import addresses_of, find_or_make_outlet, new_article
from quotes.ingest.sync import link_new_quotes, one_per_envelope, speakers_of
from quotes.linking.speakers.disambiguation.register import Register
from quotes.linking.speakers.link import register_of
from quotes.linking.store.bulk_rows import insert_rows
from quotes.linking.store.fingerprints import mark_stale
from quotes.linking.store.waiting_quotes import Waiting, WaitingQuote
from quotes.linking.store.write_behind import wait_for_rows
from quotes.models import Article, ArticleAddress, Outlet, Quote
from quotes.models.article import sha256_of
from quotes.models.numbers import reserve_numbers

_ASKS_SPEAKERS = re.compile(r"\bquotes_speaker(alias)?\b")
_ASKS_QUOTES = re.compile(r"\bquotes_quote\b")

Found = tuple[Record, list[Quotation]]
"""A record of a new article, and what was found in its text."""


class StoredQuote(NamedTuple):
    """A quote that has been stored, by its number."""

    pk: int


def store_new(
    found: Sequence[Found], outlets: Mapping[str, Outlet]
) -> tuple[list[Article], list[StoredQuote | WaitingQuote]]:
    """Store new articles; return them in their order, and their quotes.

    Quotes wait to be stored by ``group_quotes``, but for those that somebody asked the
    database for. No other quotes may be stored before.

    found: of which ``find_match`` says that they are new, and of which no two are one.
    outlets: those that are known, by name. The quotes are to be grouped by
    ``group_quotes`` in the same transaction, which holds ``lock_linking``. Ten queries
    or so, however many articles there are; more where names are in doubt.
    """
    together = _New(found)
    together.take_numbers()
    together.make_outlets(outlets)
    return together.articles, together.link_all()


def store_waiting(
    quotes: Sequence[Quote | StoredQuote | WaitingQuote],
) -> list[Quote | StoredQuote | WaitingQuote]:
    """Store those of ``quotes`` that wait; return all of them, as stored."""
    Waiting(quotes).store()
    return [
        StoredQuote(quote.pk) if isinstance(quote, WaitingQuote) else quote
        for quote in quotes
    ]


class ArticleBatch:
    """Articles that are marked as read, with their quotes and speakers.

    quotations: those found in each of ``articles``, of which no quote is stored.
    """

    def __init__(
        self, articles: Sequence[Article], quotations: Sequence[list[Quotation]]
    ) -> None:
        self.articles, self.quotations = list(articles), quotations
        self.stored: list[int] = []
        self._register: Register | None = None
        self._quotes: list[dict[str, Any]] = []
        self._is_storing = False
        self._now = timezone.now()

    def link_all(self) -> list[StoredQuote | WaitingQuote]:
        """Link all of them; return their quotes, which wait but for some stored."""
        for number in range(len(self.articles)):
            self.link(number)
        self.close_register(keep_quotes=True)
        return [*map(StoredQuote, self.stored), *self.take_waiting()]

    def link(self, number: int) -> None:
        """Link article ``number``, the next one, and have its quotes wait."""
        if self._register is None:
            self._register = register_of(
                (article, speakers_of(one_per_envelope(quotations).values()))
                for article, quotations in zip(
                    self.articles[number:], self.quotations[number:], strict=True
                )
            )
            if number == 0:
                self._register.take_ahead()
                # Last of all: every query from here on waits until these are stored.
                self.store_articles()
        article = self.articles[number]
        with connection.execute_wrapper(self._store_what_is_asked):
            values = link_new_quotes(article, self.quotations[number], self._register)
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

    def close_register(self, *, keep_quotes: bool = False) -> None:
        """Store all that waits, and what follows for speakers better known now.

        keep_quotes: all but the quotes that wait.
        """
        self._store(keep_quotes=keep_quotes)
        if self._register is not None:
            mark_stale(self._register.learned_of())
            self._register = None

    def store_articles(self) -> None:
        """Store all of ``articles`` as read, before the first of them is linked.

        Nobody who asks for quotes, as linking does, finds one of an article without.
        """
        raise NotImplementedError

    def take_waiting(self) -> list[WaitingQuote]:
        """Return the quotes that have not been stored."""
        quotes, self._quotes = self._quotes, []
        if not quotes:
            return []
        articles = {article.pk: article for article in self.articles}
        numbers = reserve_numbers(Quote, len(quotes))
        return [
            WaitingQuote(pk, articles[values["article_id"]], values)
            for pk, values in zip(numbers, quotes, strict=True)
        ]

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
            if _ASKS_QUOTES.search(sql):
                self._store()
            elif _ASKS_SPEAKERS.search(sql):
                register.save()
            # What was stored just now may still be written (``write_behind``).
            wait_for_rows()
        return execute(sql, params, many, context)

    def _store(self, *, keep_quotes: bool = False) -> None:
        self._is_storing = True
        if self._register is not None:
            self._register.save()
        if self._quotes and not keep_quotes:
            numbers = reserve_numbers(Quote, len(self._quotes))
            insert_rows(Quote, numbers, self._quotes)
            self.stored += numbers
            self._quotes = []
        self._is_storing = False


class _New(ArticleBatch):
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
            article.text_hash = sha256_of(article.text)

    def make_outlets(self, outlets: Mapping[str, Outlet]) -> None:
        """Give every article its outlet, made where it is none of ``outlets``."""
        known = dict(outlets)
        for article, record in zip(self.articles, self.records, strict=True):
            if record.outlet not in known:
                known[record.outlet] = find_or_make_outlet(record.outlet)
            article.outlet = known[record.outlet]

    def store_articles(self) -> None:
        addresses = [
            address
            for article, record in zip(self.articles, self.records, strict=True)
            for address in addresses_of(article, record)
        ]
        ArticleAddress.objects.bulk_create(addresses, ignore_conflicts=True)
        for record in self.records:
            keep_raw(record.provenance)
        read = {
            "extracted_at": self._now,
            "extractor_version": extractor_version(),
        }
        insert_rows(
            Article,
            [article.pk for article in self.articles],
            [vars(article) | read for article in self.articles],
        )
