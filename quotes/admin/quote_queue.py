"""The order of the review queue, and what stands before and after a quote in it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from quotes.models import Quote
from quotes.review import desk
from quotes.review.desk.waiting import behind

COST_FIRST = list(desk.QUOTES.order)
NEWEST_FIRST = ["-dated_at", "-pk"]


def neighbours(
    rows: QuerySet[Any], quote: Quote, *, order: list[str]
) -> tuple[int | None, int | None]:
    """Return the keys of the quotes before and after ``quote`` among ``rows``.

    ``quote`` itself need not be among them: a quote just decided on has left the
    queue, and its place in it still has neighbours. order: COST_FIRST or
    NEWEST_FIRST. Two queries by index.
    """
    backwards = tuple(
        term[1:] if term.startswith("-") else f"-{term}" for term in order
    )
    found = [
        rows.order_by(*terms).filter(behind(terms, quote)).values_list("pk", flat=True)
        for terms in (backwards, tuple(order))
    ]
    return found[0].first(), found[1].first()
