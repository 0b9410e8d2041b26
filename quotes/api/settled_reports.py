"""What editors answered to readers' reports, for everybody to see at the quote.

The report itself is not shown: it says what somebody thinks, and nobody looked at it
before it was sent.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from quotes.api.resources.shown import moment
from quotes.models import ErrorReport

MOST_SHOWN = 20
"""Answers shown at one quote, the newest."""

COLUMNS = ("reason", "status", "answer", "settled_at")


def settled_reports() -> QuerySet[ErrorReport]:
    """Return the reports that an editor has answered; not what was none."""
    spam = ErrorReport.Status.SPAM
    return ErrorReport.objects.filter(settled_at__isnull=False).exclude(status=spam)


def answers_at(quote_id: int) -> list[dict[str, Any]]:
    """Return the ``COLUMNS`` of each, the newest first. One query."""
    return [
        row | {"settled_at": moment(row["settled_at"])}
        for row in read_answers(quote_id)
    ]


def read_answers(quote_id: int) -> list[dict[str, Any]]:
    """As ``answers_at``, with moments that are not written out yet. One query."""
    rows = settled_reports().filter(quote=quote_id).order_by("-settled_at", "-pk")
    return list(rows.values(*COLUMNS)[:MOST_SHOWN])
