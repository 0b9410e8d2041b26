"""What readers say is wrong, the oldest first: somebody waits for an answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import ErrorReport
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """Reports that nobody has settled."""
    return ErrorReport.objects.filter(status="open")


def told(report: ErrorReport) -> str:
    """What the reader says."""
    return f"A reader reports {report.get_reason_display()}: “{report.explanation}”"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has settled."""
    return ErrorReport.objects.filter(settled_by=user, settled_at__gte=since)


REPORTS = Kind(
    key="reports",
    name="Readers’ reports",
    why="A reader took the trouble to say what is wrong, and waits for an answer.",
    model=ErrorReport,
    waiting=waiting,
    order=("reported_at", "pk"),
    since="reported_at",
    told=told,
    done=done,
    permission="quotes.change_errorreport",
    related=("quote",),
)
