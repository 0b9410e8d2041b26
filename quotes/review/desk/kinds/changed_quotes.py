"""Decided quotes whose words their article has changed since, the newest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery

from quotes.models import Quote
from quotes.models.dates import tell_moment
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """Quotes that an editor decided on as they no longer stand."""
    return Quote.objects.changed_since_decided()


def told(quote: Quote) -> str:
    """Since when it stands otherwise, and what had been decided."""
    return (
        f"{quote.outlet} changed its words on {tell_moment(quote.changed_at)}, after "
        f"it had been {quote.get_status_display().lower()}"
    )


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` decided on anew: changed, by what its history said before."""
    past = Quote.history.filter(
        id=OuterRef("pk"), history_date__lt=OuterRef("reviewed_at")
    )
    before = past.order_by("-history_date", "-history_id").values("changed_at")
    decided = Quote.objects.filter(reviewed_by=user, reviewed_at__gte=since)
    return decided.alias(before=Subquery(before[:1])).filter(before__isnull=False)


CHANGED_QUOTES = Kind(
    key="changed",
    name="Changed since decided",
    why="An editor stands for words that the outlet prints otherwise by now.",
    model=Quote,
    waiting=waiting,
    order=("-dated_at", "-pk"),
    since="changed_at",
    told=told,
    done=done,
    permission="quotes.change_quote",
    related=("speaker", "outlet"),
)
