"""Lists of quotes as pages show them: the API's filters, order and paging."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.safestring import mark_safe

from quotes import search
from quotes.api.base import bounded
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.links import Links
from quotes.api.pagination import Cursor, CursorParam, Order
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.quote_views import QuoteList
from quotes.api.resources.quotes import QUOTE
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED
from quotes.pages.tracking import is_tracking
from quotes.telling import LABELS, told_words

PAGE_SIZE = 20

CURSOR = {"cursor": CursorParam()}
SEVERAL = {name for name, param in QUOTE_PARAMS.items() if param.several > 1}
"""Filters that take several values."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list; ``next`` and ``previous`` are addresses, or empty."""

    rows: list[dict[str, Any]]
    next: str = ""
    previous: str = ""


def given_params(request: HttpRequest) -> QueryDict:
    """Return the query string without what a form sent empty, and without tracking.

    The addresses of further pages, feeds and data are made from it: they have no
    tracking in them, either. What takes several values has them in one, with commas
    between, so that whoever reads, changes or saves it has one text to deal with.
    """
    given = request.GET.copy()
    for name in filter(is_tracking, list(given)):
        del given[name]
    for name, values in list(given.lists()):
        kept = [value for value in values if value.strip()]
        if len(kept) > 1 and name in SEVERAL:
            given[name] = ",".join(kept)
        elif kept:
            given.setlist(name, kept)
        else:
            del given[name]
    return given


def address_with(given: QueryDict, **changes: str | None) -> str:
    """Return this page's address with parameters set, or left out where None.

    The place in the list is left out too: it belongs to the list as it was.
    """
    query = given.copy()
    for name, value in {"cursor": None, **changes}.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}"


def list_quotes(
    request: HttpRequest, values: Mapping[str, Any], given: QueryDict
) -> Listing:
    """Return the page of quotes that ``values`` ask for, as read by ``read_params``.

    given: the query string, from which the addresses beside it are made.
    """
    view = QuoteList()
    rows = view.filtered(values)
    order = order_of(view.orders, values)
    with bounded(rows.db):
        found = view.page(rows, order, {**values, "page_size": PAGE_SIZE})
    return Listing(
        show_rows(request, found.rows, values.get("q")),
        cursor_address(given, found.next),
        cursor_address(given, found.previous),
    )


def order_of(orders: Sequence[Order], values: Mapping[str, Any]) -> Order:
    """Return the order asked for, the first where none is.

    Raises BadRequest where the cursor belongs to another order, or relevance is
    asked for without words.
    """
    name = values.get("ordering") or orders[0].name
    order = next(order for order in orders if order.name == name)
    if "cursor" in values and not order.fits(values["cursor"]):
        raise BadRequest(
            ParameterError("cursor", "It belongs to a list in another order.")
        )
    if name == "relevance" and "q" not in values:
        raise BadRequest(ParameterError("ordering", "Only together with q."))
    return order


def cursor_address(given: QueryDict, cursor: Cursor | None) -> str:
    return address_with(given, cursor=cursor.encode()) if cursor else ""


def show_rows(
    request: HttpRequest, rows: list[dict[str, Any]], query: search.Query | None = None
) -> list[dict[str, Any]]:
    """Return fetched ``rows`` of quotes as templates show them. One query."""
    links = Links.of(request)
    disputed = set(
        Statement.objects.filter(
            DISPUTED, pk__in={row["statement_id"] for row in rows} - {None}
        ).values_list("pk", flat=True)
    )
    return [
        QUOTE.listed.show(row, links)
        | {
            "published_at": row["published_at"],
            "is_disputed": row["statement_id"] in disputed,
            "stance_label": LABELS.get(row["stance"], ""),
            "in_marks": row["kind"] == Quote.Kind.DIRECT and words == row["text"],
            "marked": mark_safe(search.highlight(words, query))  # noqa: S308 - escapes
            if query
            else words,
        }
        for row in rows
        for words in (
            told_words(row["kind"], row["stance"], row["text"], row["clause"]),
        )
    ]
