"""Counts of quotes per speaker, outlet, kind and month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpResponseBase
from rest_framework.request import Request

from quotes import search
from quotes.api.answers import answer
from quotes.api.base import JSON_ALONE, ApiView, bounded
from quotes.api.filters import narrow
from quotes.api.links import Links
from quotes.api.params import read_params
from quotes.api.quote_filters import NEWEST_FIRST, QUOTE_FILTERS, QUOTE_PARAMS
from quotes.api.quote_views import listed_quotes
from quotes.models import Outlet, Quote, Speaker

COUNTED = 1000
"""The newest matches that are counted; all others are left out, and that is said."""

LONGEST = 20
"""Speakers and outlets listed, those with most quotes."""


def count_among(rows: QuerySet[Quote]) -> tuple[list[tuple[Any, ...]], bool]:
    """Return speaker, outlet, kind, date and stance of the quotes to count, and more.

    That is the newest ``COUNTED`` of ``rows``, each as (speaker id, outlet id, kind,
    date of publication, stance), and whether there are more. Bounded in time.
    """
    newest = NEWEST_FIRST.sorted(rows).values_list(
        "speaker_id", "outlet_id", "kind", "published_at", "stance"
    )
    with bounded(rows.db):
        found = search.read_newest(newest, COUNTED + 1, list)
    return found[:COUNTED], len(found) > COUNTED


class QuoteFacets(ApiView):
    """Facets."""

    summary = (
        "How many quotes there are per speaker, outlet, kind, stance and month under"
        f" the same filters as the list, among the newest {COUNTED}."
    )
    answers: ClassVar = {"GET": "Facets"}
    params: ClassVar = {**QUOTE_PARAMS, **JSON_ALONE}

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        rows = narrow(listed_quotes(values), QUOTE_FILTERS, values)
        counted, approximate = count_among(rows)
        links = Links.of(request)
        return answer(
            request,
            {
                "counted": len(counted),
                "approximate": approximate,
                "speaker": _named(Speaker, (row[0] for row in counted), links),
                "outlet": _named(Outlet, (row[1] for row in counted), links),
                "kind": _valued(row[2] for row in counted),
                "stance": _valued(row[4] for row in counted),
                "month": sorted(
                    _valued(f"{row[3]:%Y-%m}" for row in counted if row[3]),
                    key=lambda entry: entry["value"],
                    reverse=True,
                ),
            },
        )


def _most(values: Iterable[Any]) -> list[tuple[Any, int]]:
    """Values and their counts, the most frequent first, equal ones in order."""
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def _valued(values: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"value": value, "count": count} for value, count in _most(values)]


def _named(
    model: Any, keys: Iterable[int | None], links: Links
) -> list[dict[str, Any]]:
    most = _most(key for key in keys if key is not None)[:LONGEST]
    names = model.objects.in_bulk([key for key, _ in most])
    resource = f"{model._meta.model_name}s"
    return [
        {
            "id": key,
            "url": links.to(resource, names[key].slug),
            "name": names[key].name,
            "slug": names[key].slug,
            "count": count,
        }
        for key, count in most
        if key in names
    ]
