"""Feeds that have failed for more than a day, the longest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Feed
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """Feeds in use that somebody should look at."""
    return Feed.objects.dead()


def told(feed: Feed) -> str:
    """Whose it is, and what went wrong the last time."""
    return f"{feed.outlet}: {feed.last_error}"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """Feeds that ``user`` has changed: which of them failed then, nothing tells."""
    acts: QuerySet[Any] = Feed.history.filter(
        history_date__gte=since, history_user=user, history_type="~"
    )
    return acts.order_by().values("id").distinct()


DEAD_FEEDS = Kind(
    key="feeds",
    name="Feeds that fail",
    why="Whatever the outlet prints is missed until somebody mends the address.",
    model=Feed,
    waiting=waiting,
    order=("failing_since", "pk"),
    since="failing_since",
    told=told,
    done=done,
    permission="quotes.change_feed",
    related=("outlet",),
)
