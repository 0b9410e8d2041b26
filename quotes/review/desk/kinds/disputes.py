"""Statements that outlets give to different speakers, the most printed first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Statement
from quotes.models.dates import tell_day
from quotes.models.disputed import DISPUTED
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """Alerts that nobody has settled."""
    return Statement.objects.filter(DISPUTED)


def told(statement: Statement) -> str:
    """Who disagrees, in how many outlets, and since when."""
    outlets = statement.outlet_count
    since = tell_day(statement.disputed_at)
    return (
        f"{outlets} outlet{'' if outlets == 1 else 's'} printed it, and they name "
        f"different speakers{f' since {since}' if since else ''}"
    )


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has settled."""
    return Statement.objects.filter(resolved_by=user, resolved_at__gte=since)


DISPUTES = Kind(
    key="disputes",
    name="Disputes",
    why="Outlets print the same words and name different speakers: one of them is "
    "wrong, or we misread it.",
    model=Statement,
    waiting=waiting,
    order=("-outlet_count", "-pk"),
    since="disputed_at",
    told=told,
    done=done,
    permission="quotes.change_statement",
    related=("speaker",),
)
