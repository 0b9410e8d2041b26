"""What a search could be narrowed to, and how many quotes that leaves."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from quotes.api.facet_views import count_among
from quotes.models import Outlet, Quote, Speaker
from quotes.pages.listing import address_with
from quotes.telling import LABELS

NAMES = 10
"""Speakers and outlets offered, those with most quotes."""

MONTHS = 24


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a search, and how many of the counted quotes it leaves."""

    label: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """The choices of one filter."""

    title: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Facets:
    """counted: quotes looked at, the newest; approximate: there are more.

    moments: when they were published, those of them that have a date.
    """

    counted: int
    approximate: bool
    facets: list[Facet]
    moments: list[datetime]


def count_facets(rows: QuerySet[Quote], given: QueryDict) -> Facets:
    """Count ``rows`` by speaker, outlet, kind, stance and month. Three queries.

    given: the query string that led to ``rows``; a filter in it is not offered
    again.
    """
    counted, approximate = count_among(rows)
    months = Counter(
        (row[3].year, row[3].month) for row in counted if row[3] is not None
    )
    dated = {"published_after", "published_before"} & given.keys()
    facets = {
        "speaker": Facet("Speaker", _names(Speaker, [r[0] for r in counted], given)),
        "outlet": Facet("Outlet", _names(Outlet, [r[1] for r in counted], given)),
        "kind": Facet("Kind", _kinds((r[2] for r in counted), given)),
        "stance": Facet("Stance", _stances((r[4] for r in counted), given)),
        "month": Facet("Month", [] if dated else _months(months, given)),
    }
    return Facets(
        len(counted),
        approximate,
        [
            facet
            for name, facet in facets.items()
            if name not in given and facet.choices
        ],
        [row[3] for row in counted if row[3] is not None],
    )


def _names(model: Any, keys: list[int | None], given: QueryDict) -> list[Choice]:
    counts = Counter(key for key in keys if key is not None)
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:NAMES]
    rows = model.objects.in_bulk([key for key, _ in most])
    name = model._meta.model_name
    return [
        Choice(rows[key].name, count, address_with(given, **{name: rows[key].slug}))
        for key, count in most
        if key in rows
    ]


def _kinds(kinds: Iterable[str], given: QueryDict) -> list[Choice]:
    return [
        Choice(Quote.Kind(kind).label.lower(), count, address_with(given, kind=kind))
        for kind, count in Counter(kinds).most_common()
    ]


def _stances(stances: Iterable[str], given: QueryDict) -> list[Choice]:
    return [
        Choice(LABELS[stance], count, address_with(given, stance=stance))
        for stance, count in Counter(stances).most_common()
        if stance in LABELS
    ]


def _months(counts: Counter[tuple[int, int]], given: QueryDict) -> list[Choice]:
    choices = []
    for year, month in sorted(counts, reverse=True)[:MONTHS]:
        first = date(year, month, 1)
        address = address_with(
            given,
            published_after=first.isoformat(),
            published_before=_month_after(first),
        )
        choices.append(Choice(f"{first:%B %Y}", counts[year, month], address))
    return choices


def _month_after(first: date) -> str | None:
    """Return the first day of the month that follows; None after the last there is."""
    if (first.year, first.month) == (date.max.year, date.max.month):
        return None
    days = monthrange(first.year, first.month)[1]
    return (first + timedelta(days=days)).isoformat()
