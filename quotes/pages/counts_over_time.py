"""Quotes counted over time, for the plots of pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from quotes.api.base import bounded
from quotes.api.quote_filters import NEWEST_FIRST
from quotes.models import Quote
from quotes.pages.timeline import Timeline, draw_timeline

COUNTED = 10_000
"""The newest quotes that a plot shows."""
LEAST_BARS = 2
"""Stretches of time with quotes in them from which a plot says something."""


@dataclass(frozen=True, slots=True)
class Counted:
    """When quotes were published, the newest ``COUNTED`` of them.

    count: how many they are, those without a date included; approximate: there are
    more.
    """

    moments: list[datetime]
    count: int
    approximate: bool

    @property
    def undated(self) -> int:
        return self.count - len(self.moments)


def count_newest(rows: QuerySet[Quote]) -> Counted:
    """Return when the newest of ``rows`` were published. One query, bounded in time."""
    newest = NEWEST_FIRST.sorted(rows).values_list("published_at", flat=True)
    with bounded(rows.db):
        found = list(newest[: COUNTED + 1])
    return Counted(
        [moment for moment in found[:COUNTED] if moment],
        min(len(found), COUNTED),
        len(found) > COUNTED,
    )


def plot_context(
    counted: Counted, what: str, narrow: QueryDict | None = None
) -> dict[str, object]:
    """Return what ``_timeline.html`` shows of ``counted``.

    narrow: the search that a stretch of time narrows. Without a plot where one
    stretch holds them all.
    """
    timeline = draw_timeline(counted.moments)
    return {
        "timeline": timeline if timeline and says_something(timeline) else None,
        "plot_what": what,
        "plot_narrow": search_address(narrow) if narrow is not None else "",
        "among": counted.count if counted.approximate else 0,
        "undated": counted.undated,
        "count": counted.count,
        "approximate": counted.approximate,
    }


def says_something(timeline: Timeline) -> bool:
    """Whether quotes lie in more than one stretch of time."""
    return sum(1 for bar in timeline.bars if bar.count) >= LEAST_BARS


def search_address(query: QueryDict) -> str:
    """Return the search for ``query``, ready for one more parameter behind it."""
    kept = query.copy()
    for name in ("cursor", "published_after", "published_before"):
        kept.pop(name, None)
    page = reverse("pages:search")
    return f"{page}?{kept.urlencode()}&" if kept else f"{page}?"
