"""The front page: search, its filters, and what they find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from quotes.api.base import bounded
from quotes.api.errors import BadRequest
from quotes.api.params import read_params
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.quote_views import QuoteList
from quotes.models import Outlet, Quote, Speaker
from quotes.pages.base import page, show
from quotes.pages.compare_views import PARAMS as COMPARED
from quotes.pages.counts_over_time import says_something, search_address
from quotes.pages.facets import count_facets
from quotes.pages.in_words import LABELS, name_errors
from quotes.pages.listing import address_with, given_params, list_quotes
from quotes.pages.name_lists import near_names
from quotes.pages.timeline import draw_timeline
from quotes.telling import LABELS as STANCES

FILTERS = tuple(QUOTE_PARAMS)
PARAMS = {name: QuoteList.params[name] for name in (*FILTERS, "ordering", "cursor")}

IN_FORM = (
    "q",
    "stance",
    "kind",
    "reviewed",
    "fragment",
    "min_confidence",
    "published_after",
    "published_before",
    "ordering",
)
"""What the form has fields for; the rest travels with it, hidden."""

LONGEST_NAME = 5
"""Words of a search that may be somebody's name."""
MOST_TRIED = 5
"""Filters without which it is tried whether something would be found."""

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
        "stances": STANCES.items(),
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
    facets = count_facets(QuoteList().filtered(values), given)
    timeline = draw_timeline(facets.moments)
    context |= {
        "listing": listing,
        "facets": facets,
        "timeline": timeline if timeline and says_something(timeline) else None,
        "plot_narrow": search_address(given),
        "among": facets.counted if facets.approximate else 0,
        "undated": facets.counted - len(facets.moments),
        "chosen": _chosen(given, values),
        "compare_url": _compare_address(given, values),
        "continued": "cursor" in given,
        "follow_url": _with_query(reverse("pages:follow", args=["quotes"]), query),
    }
    if not listing.rows and "cursor" not in given:
        context |= _help(given, values)
    return show(request, "search", context, data=data, feed=feed, export=data)


def _with_query(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path


def _chosen(given: QueryDict, values: Mapping[str, Any]) -> list[Chosen]:
    """The filters in force, each with the address without it; several values singly."""
    chosen = []
    for name in FILTERS:
        value = values.get(name)
        if isinstance(value, tuple):
            for one in value:
                rest = ",".join(other.slug for other in value if other is not one)
                address = address_with(given, **{name: rest})
                chosen.append(Chosen(LABELS[name], one.name, address))
        elif name in values:
            told = _told(str(given[name]), value)
            chosen.append(
                Chosen(LABELS[name], told, address_with(given, **{name: None}))
            )
    return chosen


def _compare_address(given: QueryDict, values: Mapping[str, Any]) -> str:
    """The page that shows the chosen speakers side by side, "" where none is chosen."""
    if "speaker" not in values:
        return ""
    query = QueryDict(mutable=True)
    for name in COMPARED.keys() & given.keys():
        query[name] = str(given[name])
    return _with_query(reverse("pages:compare"), query)


def _help(given: QueryDict, values: Mapping[str, Any]) -> dict[str, Any]:
    """What may help where nothing was found: filters too many, speakers meant.

    A query for each filter, each bounded in time.
    """
    names = [name for name in FILTERS if name in values]
    without = []
    for name in names[:MOST_TRIED] if len(names) > 1 else []:
        rest = {other: value for other, value in values.items() if other != name}
        rows = QuoteList().filtered(rest)
        with bounded(rows.db):
            found = bool(list(rows.order_by().values_list("pk")[:1]))
        if found:
            without.append((LABELS[name], address_with(given, **{name: None})))
    words = given.get("q", "").replace('"', " ").strip()
    may_be_name = 0 < len(words.split()) <= LONGEST_NAME
    return {"without": without, "near": near_names(words) if may_be_name else []}


def _told(raw: str, value: Any) -> str:
    """A filter's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Speaker | Outlet):
        return value.name
    return raw
