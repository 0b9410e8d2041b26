"""Readers' error reports: filed by anybody, settled by editors."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils import timezone

from quotes.models import ErrorReport, Quote
from quotes.models.error_report import digest_of
from quotes.review.errors import ReviewError


def file_report(
    *, quote: Quote, reason: str, explanation: str, expected: str = ""
) -> ErrorReport:
    """Put a reader's report about ``quote`` into the editors' queue.

    The same report again, while it is open, is the one already there, also where two
    arrive at once. Changes nothing about the quote.
    """
    report, _ = ErrorReport.objects.get_or_create(
        quote=quote,
        digest=digest_of(reason, explanation, expected),
        status=ErrorReport.Status.OPEN,
        defaults={
            "reason": reason,
            "explanation": explanation,
            "expected": expected,
        },
    )
    return report


def settle_report(*, report: ErrorReport, accepted: bool, by: User) -> None:
    """Close ``report``: the reader was right, or not. ReviewError where it is closed.

    What follows for the quote is an act of its own.
    """
    status = ErrorReport.Status.ACCEPTED if accepted else ErrorReport.Status.DISMISSED
    changed = ErrorReport.objects.filter(
        pk=report.pk, status=ErrorReport.Status.OPEN
    ).update(status=status, settled_at=timezone.now(), settled_by=by)
    if not changed:
        raise ReviewError("This report has been settled already.")
