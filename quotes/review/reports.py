"""Readers' error reports: filed by anybody, settled by editors."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.linking.statements.exposure import set_exposures
from quotes.linking.store.lock import lock_linking
from quotes.models import ErrorReport, Quote
from quotes.models.error_report import digest_of
from quotes.review.errors import ReviewError
from quotes.review.reasons import check_reason


@transaction.atomic
def file_report(
    *, quote: Quote, reason: str, explanation: str, expected: str = ""
) -> ErrorReport:
    """Put a reader's report about ``quote`` into the editors' queue.

    The same report again, while it is open, is the one already there, also where two
    arrive at once. Changes nothing about the quote but its place in the queue.
    """
    report, new = ErrorReport.objects.get_or_create(
        quote=quote,
        digest=digest_of(reason, explanation, expected),
        status=ErrorReport.Status.OPEN,
        defaults={
            "reason": reason,
            "explanation": explanation,
            "expected": expected,
        },
    )
    if new:
        set_exposures(Quote.objects.filter(pk=quote.pk))
    return report


@transaction.atomic
def settle_report(
    *, report: ErrorReport, accepted: bool, by: User, reason: str
) -> None:
    """Close ``report``: the reader was right, or not, and why: readers see both.

    What follows for the quote is an act of its own. ReviewError without a reason,
    and where the report is closed already.
    """
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why: readers see the reason.")
    # Its quote changes place in the queue, and several may be settled together.
    lock_linking()
    status = ErrorReport.Status.ACCEPTED if accepted else ErrorReport.Status.DISMISSED
    changed = ErrorReport.objects.filter(
        pk=report.pk, status=ErrorReport.Status.OPEN
    ).update(status=status, settled_at=timezone.now(), settled_by=by, answer=reason)
    if not changed:
        held = ErrorReport.objects.select_related("settled_by").get(pk=report.pk)
        raise ReviewError(
            f"{held.settled_by} has settled this report already "
            f"({held.get_status_display()}): “{held.answer}”"
        )
    set_exposures(Quote.objects.filter(pk=report.quote_id))
