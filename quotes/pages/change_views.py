"""What is no longer as it was: corrections, and all that changed since a day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import router
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from quotes.api.base import bounded
from quotes.api.correction_views import CorrectionList
from quotes.api.corrections import acts_told, scan
from quotes.api.params import MomentParam, Param, read_params
from quotes.api.statement_filters import LATEST_ARISEN
from quotes.models import Article, Statement
from quotes.models.disputed import DISPUTED, SETTLED
from quotes.pages.base import page, show
from quotes.pages.corrections_in_words import tell
from quotes.pages.listing import (
    PAGE_SIZE,
    cursor_address,
    given_params,
    order_of,
)
from quotes.pages.statement_views import tell_dispute

USUAL_DAYS = 7
LISTED = 20
"""Of each sort of change; where there are more, that is said."""
ARTICLES = 1000
"""The articles read last that are counted."""

CORRECTION_PARAMS = {
    name: CorrectionList.params[name] for name in ("quote", "since", "cursor")
}
PARAMS: dict[str, Param] = {
    "since": MomentParam(
        name="since",
        description="What changed at this moment or later; a week ago if left out.",
    )
}


@page
def corrections(request: HttpRequest) -> HttpResponse:
    """What was changed about quotes or withdrawn, the newest first: from, to, why."""
    given = given_params(request)
    values = read_params(given, CORRECTION_PARAMS)
    view = CorrectionList()
    rows = view.filtered(values)
    order = order_of(view.orders, values)
    with bounded(rows.db):
        found = view.page(rows, order, {**values, "page_size": PAGE_SIZE})
    query = given.copy()
    query.pop("cursor", None)
    data = reverse("api:corrections")
    data = f"{data}?{query.urlencode()}" if query else data
    context = {
        "given": given,
        "corrections": tell([row["correction"] for row in found.rows]),
        "listing": {
            "next": cursor_address(given, found.next),
            "previous": cursor_address(given, found.previous),
        },
        "quote": values.get("quote"),
        "continued": "cursor" in given,
    }
    feed = reverse("pages:correction-feed")
    return show(request, "corrections", context, data=data, feed=feed, export=data)


@page
def changed(request: HttpRequest) -> HttpResponse:
    """What is not as it was on a day: for whoever used something before it."""
    given = given_params(request)
    values = read_params(given, PARAMS)
    since = values.get("since") or _usual()
    with bounded(router.db_for_read(Statement)):
        context = _changes(since)
    # In UTC, as the parameter is read: else each sending would move it by a day.
    day = f"{since.astimezone(UTC):%Y-%m-%d}"
    context |= {"given": given, "since": since, "day": day}
    data = f"{reverse('api:corrections')}?since={day}"
    return show(request, "changed", context, data=data)


def _usual() -> datetime:
    today = (
        timezone.now()
        .astimezone(UTC)
        .replace(hour=0, minute=0, second=0, microsecond=0)
    )
    return today - timedelta(days=USUAL_DAYS)


def _changes(since: datetime) -> dict[str, Any]:
    """Return what changed, the newest of each sort first. Some five queries."""
    scanned = scan(acts_told().filter(history_date__gte=since), size=LISTED)
    standing = Statement.objects.filter(merged_into__isnull=True, quote_count__gt=0)
    standing = standing.select_related("speaker")
    arisen = standing.filter(DISPUTED, disputed_at__gte=since)
    settled = standing.filter(SETTLED, resolved_at__gte=since)
    disputes = list(LATEST_ARISEN.sorted(arisen)[: LISTED + 1])
    ended = list(settled.order_by("-resolved_at", "-pk")[: LISTED + 1])
    read = Article.objects.order_by("-pk").values_list("ingested_at", flat=True)
    newest = list(read[: ARTICLES + 1])
    articles = sum(moment >= since for moment in newest)
    return {
        "corrections": tell(scanned.found),
        "more_corrections": scanned.stopped_at is not None,
        "disputes": [_told(one) for one in disputes[:LISTED]],
        "more_disputes": len(disputes) > LISTED,
        "settled": [_told(one) for one in ended[:LISTED]],
        "more_settled": len(ended) > LISTED,
        "articles": min(articles, ARTICLES),
        "more_articles": articles > ARTICLES,
    }


def _told(statement: Statement) -> dict[str, Any]:
    return {"statement": statement, "kind": tell_dispute(statement.dispute)}
