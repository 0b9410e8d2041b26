"""The front page: search, its filters, and what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from quotes.api.errors import BadRequest
from quotes.api.params import read_params
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.quote_views import QuoteList
from quotes.models import Outlet, Quote, Speaker
from quotes.pages.base import page, show
from quotes.pages.facets import count_facets
from quotes.pages.listing import address_with, given_params, list_quotes
from quotes.pages.wording import LABELS, name_errors

FILTERS = tuple(QUOTE_PARAMS)
PARAMS = {name: QuoteList.params[name] for name in (*FILTERS, "ordering", "cursor")}

IN_FORM = (
    "q",
    "kind",
    "reviewed",
    "fragment",
    "min_confidence",
    "published_after",
    "published_before",
    "ordering",
)
"""What the form has fields for; the rest travels with it, hidden."""

LIKELIHOODS = (("0.5", "more likely right than wrong"), ("0.8", "likely right"),
               ("0.95", "very likely right"))  # fmt: skip
ORDERINGS = (
    ("-published_at", "newest first"),
    ("published_at", "oldest first"),
    ("relevance", "best match first"),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the address without it."""

    label: str
    value: str
    address: str


@page
def search(request: HttpRequest) -> HttpResponse:
    """Quotes, searched and narrowed; all of them, the newest first, without filter."""
    given = given_params(request)
    context: dict[str, Any] = {
        "given": given,
        "hidden": [(name, given[name]) for name in FILTERS
                   if name in given and name not in IN_FORM],
        "kinds": Quote.Kind.choices,
        "likelihoods": LIKELIHOODS,
        "orderings": ORDERINGS,
        "narrowed": any(given.get(name) for name in IN_FORM[1:]),
    }  # fmt: skip
    query = given.copy()
    query.pop("cursor", None)
    data = _with_query(reverse("api:quotes"), query)
    query.pop("ordering", None)
    feed = _with_query(reverse("pages:quote-feed"), query)
    try:
        values = read_params(given, PARAMS)
        listing = list_quotes(request, values, given)
    except BadRequest as refused:
        return show(
            request,
            "search",
            context | {"errors": name_errors(refused.errors)},
            data=data,
            status=400,
        )
    context |= {
        "listing": listing,
        "facets": count_facets(QuoteList().filtered(values), given),
        "chosen": _chosen(given, values),
        "continued": "cursor" in given,
        "follow_url": _with_query(reverse("pages:follow", args=["quotes"]), query),
    }
    return show(request, "search", context, data=data, feed=feed)


def _with_query(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path


def _chosen(given: QueryDict, values: Mapping[str, Any]) -> list[Chosen]:
    return [
        Chosen(
            LABELS[name],
            _told(str(given[name]), values[name]),
            address_with(given, **{name: None}),
        )
        for name in FILTERS
        if name in values
    ]


def _told(raw: str, value: Any) -> str:
    """A filter's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Speaker | Outlet):
        return value.name
    return raw
