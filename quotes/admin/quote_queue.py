"""The order of the review queue, and what stands before and after a quote in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from quotes.models import Quote

DOUBT_FIRST = ["confidence", "pk"]
NEWEST_FIRST = ["-dated_at", "-pk"]


def neighbours(
    rows: QuerySet[Any], quote: Quote, *, order: list[str]
) -> tuple[int | None, int | None]:
    """Return the keys of the quotes before and after ``quote`` among ``rows``.

    ``quote`` itself need not be among them: a quote just decided on has left the
    queue, and its place in it still has neighbours. order: DOUBT_FIRST or
    NEWEST_FIRST. Two queries by index.
    """
    if order == DOUBT_FIRST:
        value = quote.confidence
        before = Q(confidence__lt=value) | Q(confidence=value, pk__lt=quote.pk)
        after = Q(confidence__gt=value) | Q(confidence=value, pk__gt=quote.pk)
    else:
        date = quote.dated_at
        before = Q(dated_at__gt=date) | Q(dated_at=date, pk__gt=quote.pk)
        after = Q(dated_at__lt=date) | Q(dated_at=date, pk__lt=quote.pk)
    ordered = rows.order_by(*order)
    keys_before = ordered.reverse().filter(before).values_list("pk", flat=True)
    keys_after = ordered.filter(after).values_list("pk", flat=True)
    return keys_before.first(), keys_after.first()
