"""Statements in all their printings, and disputes about who made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.utils.safestring import mark_safe

from quotes import search
from quotes.api.base import bounded
from quotes.api.errors import BadRequest
from quotes.api.filters import params_of
from quotes.api.finding import find_any_statement, standing
from quotes.api.gone import why_statement_is_gone
from quotes.api.params import read_params
from quotes.api.resources.statements import MOST_PRINTINGS
from quotes.api.statement_filters import (
    DISPUTE_FILTERS,
    LATEST_ARISEN,
    SETTLED_ONES,
    STATEMENT_FILTERS,
)
from quotes.api.statement_views import StatementList
from quotes.models import Quote, Statement
from quotes.models.disputed import is_disputed
from quotes.pages.base import page, show
from quotes.pages.counts_over_time import Counted, plot_context
from quotes.pages.head import Card, shorten, statement_data
from quotes.pages.in_words import name_errors
from quotes.pages.listing import (
    CURSOR,
    PAGE_SIZE,
    Listing,
    cursor_address,
    given_params,
    order_of,
)
from quotes.pages.statement_wordings import grid_of, testimonies_of, wordings_of
from quotes.telling import LABELS, headline

DISPUTES = {
    Statement.Dispute.DISTINCT: "Outlets name different speakers.",
    Statement.Dispute.RELAY: "Some name an intermediary as the speaker.",
    Statement.Dispute.GRANULARITY: "Some name a body, others its official.",
    Statement.Dispute.JOINT: "Some name one speaker, others several together.",
}
DISPUTE_PARAMS = params_of((*DISPUTE_FILTERS, SETTLED_ONES)) | CURSOR
IN_DISPUTE_FORM = ("dispute", "settled", "cursor")
"""What the form has fields for, or does not keep; the rest travels with it, hidden."""
STATEMENT_PARAMS = {
    **params_of(STATEMENT_FILTERS),
    "ordering": StatementList.params["ordering"],
    **CURSOR,
}
OUTLET_CHOICES = (("2", "two or more"), ("3", "three or more"), ("5", "five or more"))
"""By how many independent outlets printed, as the form offers it."""


def tell_dispute(kind: str | None) -> str:
    """Return in words how outlets disagree, "" where they do not."""
    return DISPUTES[Statement.Dispute(kind)] if kind else ""


@page
def statement(request: HttpRequest, number: int) -> HttpResponse:
    """One statement: every wording, who printed it, and who is said to have spoken."""
    found = find_any_statement(str(number))
    if found is None:
        raise Http404("There is no statement of this number.")
    if found.merged_into_id:
        target = reverse("pages:statement", args=[standing(found).pk])
        return HttpResponsePermanentRedirect(target)
    data = reverse("api:statement", args=[found.pk])
    if reason := why_statement_is_gone(found):
        gone = {"statement": found, "reason": reason}
        return show(request, "statement_gone", gone, data=data, status=410)
    printings = (
        Quote.objects.standing()
        .filter(statement=found)
        .for_display()
        .order_by("dated_at", "pk")
    )
    rows = list(printings[: MOST_PRINTINGS + 1])
    quotes = rows[:MOST_PRINTINGS]
    wordings = wordings_of(quotes, found.text)
    moments = [quote.published_at for quote in quotes if quote.published_at]
    counted = Counted(moments, len(quotes), len(rows) > MOST_PRINTINGS)
    context = {
        "statement": found,
        "speaker": found.speaker,
        "dispute": tell_dispute(found.dispute),
        "wordings": wordings,
        "grid": grid_of(quotes, wordings),
        "testimonies": testimonies_of(quotes),
        "capped": len(rows) > MOST_PRINTINGS,
        "linked_data": statement_data(request, found),
        "card": _card(found),
        **plot_context(counted, "Printings"),
    }
    export = f"{reverse('api:quotes')}?statement={found.pk}"
    return show(request, "statement", context, data=data, export=export)


def _card(row: Statement) -> Card:
    speaker = row.speaker.name if row.speaker else "Unnamed speaker"
    printed = f"Printed by {row.outlet_count} independent outlets."
    told = f"{tell_dispute(row.dispute)} {printed}".strip()
    return Card(shorten(headline(speaker, row.stance, row.words)), told, "article")


@page
def statements(request: HttpRequest) -> HttpResponse:
    """Statements, the newest first; searched and narrowed."""
    given = given_params(request)
    query = given.copy()
    query.pop("cursor", None)
    data = reverse("api:statements")
    data = f"{data}?{query.urlencode()}" if query else data
    context: dict[str, Any] = {
        "given": given,
        "outlet_choices": OUTLET_CHOICES,
        "continued": "cursor" in given,
    }
    try:
        values = read_params(given, STATEMENT_PARAMS)
        view = StatementList()
        rows = view.filtered(values)
        order = order_of(view.orders, values)
    except BadRequest as refused:
        context["errors"] = name_errors(refused.errors)
        return show(request, "statements", context, data=data, status=400)
    with bounded(rows.db):
        found = view.page(rows, order, {**values, "page_size": PAGE_SIZE})
    asked = values.get("speaker", ())
    context["speakers"] = asked if isinstance(asked, tuple) else (asked,)
    context["listing"] = Listing(
        [row | {"kind": tell_dispute(row["dispute"])} | _marks(row, values)
         for row in found.rows],
        cursor_address(given, found.next),
        cursor_address(given, found.previous),
    )  # fmt: skip
    return show(request, "statements", context, data=data, export=data)


def _marks(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """How a row is shown: what was looked for marked, and whether it is disputed."""
    words = values.get("q")
    said = row["clause"] or row["text"]
    marked = search.highlight(said, words) if words else None
    return {
        "marked": mark_safe(marked) if marked else said,  # noqa: S308 - escapes
        "stance_label": LABELS.get(row["stance"], ""),
        "is_disputed": is_disputed(
            row["dispute"], row["dispute_grade"], row["resolved_at"]
        ),
    }


@page
def disputes(request: HttpRequest) -> HttpResponse:
    """Statements that outlets attribute to different speakers.

    The dispute that arose last comes first, however old the statement is. Open
    ones; with ``settled`` those that an editor has settled.
    """
    given = given_params(request)
    values = read_params(given, DISPUTE_PARAMS)
    view = StatementList()
    open_ones = {} if values.get("settled") else {"disputed": True}
    # The page, too, has to know all filters: lists without any are remembered.
    values |= open_ones | {"ordering": LATEST_ARISEN.name}
    rows = view.filtered(values)
    order = order_of(view.orders, values)
    with bounded(rows.db):
        found = view.page(rows, order, {**values, "page_size": PAGE_SIZE})
    named = _named([row["id"] for row in found.rows])
    listing = Listing(
        [
            row
            | {
                "kind": tell_dispute(row["dispute"]),
                "named": named[row["id"]],
                "words": row["clause"] or row["text"],
                "stance_label": LABELS.get(row["stance"], ""),
            }
            for row in found.rows
        ],
        cursor_address(given, found.next),
        cursor_address(given, found.previous),
    )
    context: dict[str, Any] = {
        "given": given,
        "listing": listing,
        "hidden": [(name, given[name]) for name in DISPUTE_PARAMS
                   if name in given and name not in IN_DISPUTE_FORM],
        "kinds": Statement.Dispute.choices,
        "settled": not open_ones,
        "continued": "cursor" in given,
    }  # fmt: skip
    query = given.copy()
    for name in ("cursor", "settled"):
        query.pop(name, None)
    context["follow_query"] = f"?{query.urlencode()}" if query else ""
    query = given.copy()
    query.pop("cursor", None)
    if open_ones:
        query["disputed"] = "true"
    query["ordering"] = LATEST_ARISEN.name
    data = f"{reverse('api:statements')}?{query.urlencode()}"
    feed = reverse("pages:dispute-feed")
    return show(request, "disputes", context, data=data, feed=feed, export=data)


def _named(statements: list[int]) -> dict[int, list[dict[str, Any]]]:
    """Return by statement whom its quotes name, and in how many articles. One query."""
    counts: dict[int, dict[tuple[str, str], int]] = defaultdict(
        lambda: defaultdict(int)
    )
    pairs = (
        Quote.objects.standing()
        .filter(statement__in=statements, speaker__isnull=False)
        .order_by("dated_at", "pk")
        .values_list("statement_id", "speaker__name", "speaker__slug")
    )
    for pk, name, slug in pairs:
        counts[pk][name, slug] += 1
    return {
        pk: [
            {"name": name, "slug": slug, "count": count}
            for (name, slug), count in counts[pk].items()
        ]
        for pk in statements
    }
