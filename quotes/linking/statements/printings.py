"""The printings of statements: what a statement is computed from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from quotes.linking.store.waiting_quotes import NOTHING, Waiting, WaitingQuote
from quotes.models import Quote


@dataclass(frozen=True, slots=True)
class Printing:
    """The columns of a quote that its statement is computed from."""

    statement_id: int | None
    pk: int
    text: str
    speaker_id: int | None
    outlet_id: int
    published_at: datetime | None
    kind: str
    stance: str
    clause: str
    confidence: float
    reviewed_at: datetime | None
    wire_copy_of: int | None
    original_outlet: int | None


def printings_of_quotes(
    pks: Iterable[int], waiting: Waiting = NOTHING
) -> dict[int, Printing]:
    """Return the standing ones of quotes ``pks``, by primary key, in its order.

    waiting: those that are not stored. A query for the others, one for all that wait.
    """
    pks = set(pks)
    found = [_of_waiting(quote, waiting) for quote in waiting.of(pks)]
    if stored := pks - waiting.quotes.keys():
        found += _stored(Quote.objects.standing(), pk__in=stored)
    return {printing.pk: printing for printing in sorted(found, key=_by_number)}


def printings_of_statements(
    pks: Iterable[int], waiting: Waiting = NOTHING, *, standing: bool = True
) -> list[Printing]:
    """Return the printings of statements ``pks``, by primary key.

    standing: only those that stand. waiting: quotes that are not stored.
    """
    pks = set(pks)
    quotes = Quote.objects.standing() if standing else Quote.objects.all()
    found = _stored(quotes, statement__in=pks)
    found += [
        _of_waiting(quote, waiting)
        for quote in waiting.quotes.values()
        if quote.values["statement_id"] in pks
    ]
    return sorted(found, key=_by_number)


def known_since(
    quotes: Iterable[int], waiting: Waiting = NOTHING
) -> dict[int, datetime]:
    """Return since when each quote has stood in its statement with its speaker.

    That is when its article came in; or when an editor said so.
    """
    pks = set(quotes)
    rows = (
        Quote.objects.filter(pk__in=pks - waiting.quotes.keys())
        .order_by()
        .values_list(
            "pk", "article__ingested_at", "placement__made_at", "status", "reviewed_at"
        )
    )
    since = {quote.pk: quote.article.ingested_at for quote in waiting.of(pks)}
    for pk, ingested_at, placed_at, status, reviewed_at in rows:
        corrected_at = reviewed_at if status == Quote.Status.CORRECTED else None
        moments = (ingested_at, placed_at, corrected_at)
        since[pk] = max(moment for moment in moments if moment)
    return since


def _by_number(printing: Printing) -> int:
    return printing.pk


def _stored(quotes: QuerySet[Quote], **which: Any) -> list[Printing]:
    """Those of ``quotes`` that meet the conditions ``which``."""
    rows = quotes.filter(**which).order_by()
    return [
        Printing(*row)
        for row in rows.values_list(
            "statement_id", "pk", "text", "speaker_id", "outlet_id", "published_at",
            "kind", "stance", "clause", "confidence", "reviewed_at",
            "article__wire_copy_of",
            "article__wire_copy_of__outlet",
        )
    ]  # fmt: skip


def _of_waiting(quote: WaitingQuote, waiting: Waiting) -> Printing:
    values, article = quote.values, quote.article
    original, outlet = waiting.originals.get(article.pk, (None, None))
    at = article.published_at
    return Printing(
        statement_id=values["statement_id"],
        pk=quote.pk,
        text=values["text"],
        speaker_id=values["speaker_id"],
        outlet_id=article.outlet_id,
        published_at=at and at.astimezone(UTC),
        kind=values["kind"],
        stance=values["stance"],
        clause=values["clause"],
        confidence=values["confidence"],
        reviewed_at=None,
        wire_copy_of=original,
        original_outlet=outlet,
    )
