"""New quotes that are stored once their statements are known: written once, not twice.

A row that is changed is written anew, with an entry in every index of its table. So
the quotes of new articles wait in memory while they are grouped, and whoever asks the
database for quotes meanwhile adds those that wait.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from quotes.linking.store.bulk_rows import insert_rows
from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.models import Article, Quote
from quotes.models.mistake_cost import exposure_of, least_doubt_of


@dataclass(frozen=True, slots=True, eq=False)
class WaitingQuote:
    """A quote that is not stored yet.

    pk: reserved for it. article: stored before, as ``values`` are to be: the columns
    of the quote that have no default.
    """

    pk: int
    article: Article
    values: dict[str, Any]

    @property
    def article_id(self) -> int:
        return self.article.pk


class Waiting:
    """Quotes that wait, by primary key, all of them new and standing."""

    def __init__(self, quotes: Iterable[object] = ()) -> None:
        """Take up those of ``quotes`` that wait."""
        self.quotes: Mapping[int, WaitingQuote] = {
            quote.pk: quote for quote in quotes if isinstance(quote, WaitingQuote)
        }
        self.articles = {q.article.pk: q.article for q in self.quotes.values()}
        self._of_article: dict[int, list[WaitingQuote]] = defaultdict(list)
        self._of_speaker: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
        for pk, quote in self.quotes.items():
            self._of_article[quote.article.pk].append(quote)
            quote.values.update({"statement_id": None} | _unexposed())
            at = quote.article.published_at
            if quote.values["speaker_id"] and at:
                self._of_speaker[quote.values["speaker_id"]].append((at, pk))

    @cached_property
    def originals(self) -> dict[int, tuple[int, int]]:
        """The original and its outlet of those articles that are wire copies.

        Asked for once, when they have been marked.
        """
        copies = Article.objects.filter(
            pk__in=self.articles, wire_copy_of__isnull=False
        )
        rows = copies.order_by().values_list(
            "pk", "wire_copy_of", "wire_copy_of__outlet"
        )
        return {
            pk: (original, outlet)
            for pk, original, outlet in rows
            if original is not None
        }

    def compared(self) -> dict[int, ComparedQuote]:
        """Return the quotes as ``load_compared_quotes`` does, once they are stored."""
        return {pk: _compared(quote) for pk, quote in self.quotes.items()}

    def of_articles(self, pks: Collection[int]) -> list[WaitingQuote]:
        """Return those of articles ``pks``."""
        return [
            quote for pk in self.articles.keys() & pks for quote in self._of_article[pk]
        ]

    def of_speaker(
        self, speaker: int, after: datetime, before: datetime
    ) -> list[tuple[datetime, int]]:
        """Return date and number of those of a speaker, dates inclusive."""
        held = self._of_speaker.get(speaker, ())
        return [(at, pk) for at, pk in held if after <= at <= before]

    def of(self, pks: Iterable[int]) -> list[WaitingQuote]:
        """Return those of ``pks`` that wait."""
        return [self.quotes[pk] for pk in pks if pk in self.quotes]

    def store(self) -> None:
        """Store all of them, with the statements they were given. One query."""
        rows = [quote.values for quote in self.quotes.values()]
        insert_rows(Quote, [*self.quotes], rows)


def _unexposed() -> dict[str, Any]:
    """The columns of a quote that is printed once, neither disputed nor reported."""
    return {
        "exposure": exposure_of(1),
        "least_doubt": least_doubt_of(disputed=False, reported=False),
    }


def _compared(quote: WaitingQuote) -> ComparedQuote:
    values, at = quote.values, quote.article.published_at
    return ComparedQuote(
        pk=quote.pk,
        text=values["text"],
        speaker_id=values["speaker_id"],
        relayed_by_id=values["relayed_by_id"],
        article_id=quote.article.pk,
        statement_id=values["statement_id"],
        # In UTC, as the database gives it back: the digest is made from it.
        published_at=at and at.astimezone(UTC),
        stance=str(values["stance"]),
        kind=str(values["kind"]),
        settled=False,
    )


NOTHING = Waiting()
"""No quote waits."""
