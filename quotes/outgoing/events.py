"""What happened since, for each sort of subscription: read, never decided here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.urls import reverse

from quotes.api.base import bounded
from quotes.api.corrections import EVENT as CORRECTED
from quotes.api.corrections import acts_told, read_corrections, speakers_in
from quotes.api.links import Links
from quotes.api.quote_views import QuoteList
from quotes.api.resources.corrections import CORRECTION
from quotes.api.resources.quotes import QUOTE
from quotes.api.resources.statements import STATEMENT
from quotes.api.saved_searches import read_search
from quotes.api.statement_filters import FIRST_ARISEN
from quotes.api.statement_views import StatementList
from quotes.models import Delivery, Quote, SavedSearch, Subscription

FOUND, DISPUTED = "quote.found", "statement.disputed"

MOST = 500
"""Events stored for one subscription in one go; the next go has the rest."""
MOST_ACTS = 5_000
"""Acts of editors looked at in one go: one act decides on a thousand quotes at most."""

BACK_IDS, BACK = 5_000, timedelta(hours=1)
"""How far back everything is looked at again. Numbers and times are given out before a
transaction ends: one that took long shows rows that stand before others seen already.
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell. key: what nothing else has. number: of the row it is about."""

    key: str
    number: int
    type: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class NewEvents:
    """Events, the oldest first, and up to where all was looked at.

    is_all: whether there is nothing more beyond them.
    """

    events: list[Event]
    after_id: int
    after_at: datetime
    is_all: bool


def news_for(subscription: Subscription, *, site: str, now: datetime) -> NewEvents:
    """Return what ``subscription`` has not been told. Two to five queries.

    site: where this site is, without a final slash. Raises BadRequest where a saved
    search names what is no more.
    """
    saved = subscription.saved_search
    links = Links(f"{site}{reverse('api:root')}")
    if saved is None:
        return _corrections(subscription, links, site, now)
    if saved.kind == SavedSearch.Kind.DISPUTES:
        return _disputes(subscription, saved, links, site, now)
    return _quotes(subscription, saved, links, site)


def _saved(saved: SavedSearch) -> dict[str, Any]:
    return {"id": saved.pk, "name": saved.name}


def _page(site: str, name: str, number: int) -> str:
    return f"{site}{reverse(f'pages:{name}', args=[number])}"


def _told(subscription: Subscription, numbers: Iterable[int]) -> set[str]:
    """Return the keys of what is in the outbox already about these rows."""
    own = Delivery.objects.filter(subscription=subscription, number__in=numbers)
    return set(own.order_by().values_list("event", flat=True))


def _quotes(
    subscription: Subscription, saved: SavedSearch, links: Links, site: str
) -> NewEvents:
    newest = Quote.objects.order_by().aggregate(newest=Max("pk"))["newest"] or 0
    values = read_search(saved.kind, saved.parameters)
    found = QuoteList().filtered(values).filter(pk__gt=subscription.after_id)
    own = Delivery.objects.filter(
        subscription=subscription, number__gt=subscription.after_id
    )
    told = set(own.order_by().values_list("number", flat=True))
    with bounded(found.db):
        keys = found.order_by("pk").values_list("pk", flat=True)
        new = [pk for pk in keys[: MOST + 1 + len(told)] if pk not in told]
    chosen, is_all = new[:MOST], len(new) <= MOST
    rows = Quote.objects.filter(pk__in=chosen).order_by("pk")
    events = [
        Event(
            f"quote-{row['id']}",
            row["id"],
            FOUND,
            {
                "saved_search": _saved(saved),
                "page": _page(site, "quote", row["id"]),
                "quote": QUOTE.listed.show(row, links),
            },
        )
        for row in rows.values(*QUOTE.listed.columns)
    ]
    seen = newest if is_all else chosen[-1]
    after = max(subscription.after_id, seen - BACK_IDS)
    return NewEvents(events, after, subscription.after_at, is_all)


def _disputes(
    subscription: Subscription,
    saved: SavedSearch,
    links: Links,
    site: str,
    now: datetime,
) -> NewEvents:
    values = read_search(saved.kind, saved.parameters)
    rows = StatementList().filtered(values)
    rows = rows.filter(dispute__isnull=False, disputed_at__gt=subscription.after_at)
    columns = (*STATEMENT.listed.columns, "disputed_at")
    with bounded(rows.db):
        found = list(FIRST_ARISEN.sorted(rows).values(*columns)[:MOST_ACTS])
    told = _told(subscription, [row["id"] for row in found])
    events = [
        Event(
            key,
            row["id"],
            DISPUTED,
            {
                "saved_search": _saved(saved),
                "page": _page(site, "statement", row["id"]),
                "statement": STATEMENT.listed.show(row, links),
            },
        )
        for row in found
        if (key := f"dispute-{row['id']}-{row['dispute']}") not in told
    ]
    is_all = len(found) < MOST_ACTS
    seen = now - BACK if is_all else found[-1]["disputed_at"]
    after = max(subscription.after_at, seen)
    return NewEvents(events, subscription.after_id, after, is_all)


def _corrections(
    subscription: Subscription, links: Links, site: str, now: datetime
) -> NewEvents:
    acts = acts_told().filter(history_date__gt=subscription.after_at)
    ordered = acts.order_by("history_date", "history_id")
    batch = list(ordered.values_list("history_date", "history_id", "id")[:MOST_ACTS])
    numbers = {number for _, number, _ in batch}
    corrections = sorted(
        (
            correction
            for correction in read_corrections({quote for _, _, quote in batch})
            if correction.number in numbers
        ),
        key=lambda correction: (correction.at, correction.number),
    )
    told = _told(subscription, [correction.number for correction in corrections])
    speakers = speakers_in(corrections)
    events = [
        Event(
            key,
            correction.number,
            CORRECTED,
            {
                "page": _page(site, "quote", correction.quote_id),
                "correction": CORRECTION.listed.show(
                    {"correction": correction, "speakers": speakers}, links
                ),
            },
        )
        for correction in corrections
        if (key := f"correction-{correction.number}") not in told
    ]
    is_all = len(batch) < MOST_ACTS
    seen = now - BACK if is_all else batch[-1][0]
    after = max(subscription.after_at, seen)
    return NewEvents(events, subscription.after_id, after, is_all)
