"""Readers' error reports: filed by anybody, settled by editors, answered to readers."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils import timezone

from quotes.history import record_as_found, write
from quotes.linking.statements.exposure import set_exposures
from quotes.linking.store.lock import lock_linking
from quotes.models import ErrorReport, Quote
from quotes.models.error_report import digest_of
from quotes.review.errors import ConflictError, ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason
from quotes.review.report_senders import forget_origins, record_origin
from quotes.review.undone import column, undoing

Status = ErrorReport.Status

LARGEST_ACT = 200
"""Reports settled, or opened again, as one act."""

SETTLED = ("status", "settled_at", "settled_by", "answer")

_signer = signing.Signer(salt="quotes.review.reports")


def key_of(report: ErrorReport) -> str:
    """Return what the address of ``report`` ends with, which nobody can guess.

    Its number, signed with the key of the installation: nothing is kept to be stolen,
    and where that key is changed, addresses given out before lead nowhere.
    """
    return _signer.sign(str(report.pk)).replace(":", "-", 1)


def report_at(key: str) -> ErrorReport | None:
    """Return the report whose ``key_of`` is ``key``, with its quote; None: no such."""
    try:
        number = _signer.unsign(key.replace("-", ":", 1))
    except signing.BadSignature:
        return None
    rows = ErrorReport.objects.select_related("quote__speaker", "quote__outlet")
    return rows.filter(pk=int(number)).first()


@transaction.atomic
def file_report(
    *,
    quote: Quote,
    reason: str,
    explanation: str,
    expected: str = "",
    sender: str = "",
) -> ErrorReport:
    """Put a reader's report about ``quote`` into the editors' queue.

    The same report again, while it is open, is the one already there, also where two
    arrive at once. Changes nothing about the quote but its place
    in the queue. sender: what tells one reader
    from another (a network address), of which a keyed hash is kept while it is open.
    """
    report, new = ErrorReport.objects.get_or_create(
        quote=quote,
        digest=digest_of(reason, explanation, expected),
        status=Status.OPEN,
        defaults={
            "reason": reason,
            "explanation": explanation,
            "expected": expected,
        },
    )
    if new:
        set_exposures(Quote.objects.filter(pk=quote.pk))
    if sender:
        record_origin(report, sender=sender)
    return report


@act("quotes.change_errorreport")
def settle_report(
    *, report: ErrorReport, accepted: bool, by: User, reason: str
) -> None:
    """Close ``report``: the reader was right, or not, and why: readers see both.

    What follows for the quote is an act of its own. ReviewError without a reason,
    and where the report is closed already.
    """
    outcome = Status.ACCEPTED if accepted else Status.DISMISSED
    settle_reports(reports=[report], outcome=outcome, by=by, reason=reason)


@act("quotes.change_errorreport")
@transaction.atomic
def settle_reports(
    *, reports: Sequence[ErrorReport], outcome: str, by: User, reason: str
) -> None:
    """Close ``reports``, all with one ``outcome`` and answer, or none: one act.

    outcome: ``accepted``, ``dismissed``, or ``spam``, of which nothing shows at the
    quote. From whom they came is forgotten. ReviewError without a reason, for another
    outcome, for more than LARGEST_ACT; ConflictError where one is closed already.
    """
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why: readers see the reason.")
    if outcome not in (Status.ACCEPTED, Status.DISMISSED, Status.SPAM):
        raise ReviewError(f"“{outcome}” is nothing that a report can be found to be.")
    at = timezone.now()
    # Their quotes change place in the queue.
    lock_linking()
    held = _lock_reports([report.pk for report in reports])
    for report in held:
        if report.status != Status.OPEN:
            raise ConflictError(
                f"{report.settled_by} has settled this report already "
                f"({report.get_status_display()}): “{report.answer}”"
            )
    record_as_found(held, at=at)
    for report in held:
        report.status, report.answer = Status(outcome), reason
        report.settled_at, report.settled_by = at, by
    write(held, SETTLED, by=by, reason=reason, at=at)
    forget_origins([report.pk for report in held])
    set_exposures(Quote.objects.filter(pk__in={report.quote_id for report in held}))


@act("quotes.change_errorreport", also=undoing("report", column("settled_by")))
@transaction.atomic
def reopen_reports(*, report: ErrorReport, by: User, reason: str) -> int:
    """Undo the act by which ``report`` was settled; return how many it had settled.

    All that were settled with it, with one answer, are open again; history keeps the
    answer. ReviewError without a reason, where the report is open, and where the same
    report about the same quote has been filed again since.
    """
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why it is opened again.")
    lock_linking()
    held = _lock_reports([row.pk for row in settled_with(report)])
    if not held:
        raise ConflictError("This report is open already.")
    at = timezone.now()
    for row in held:
        row.status, row.answer = Status.OPEN, ""
        row.settled_at, row.settled_by = None, None
    try:
        with transaction.atomic():
            write(held, SETTLED, by=by, reason=reason, at=at)
    except IntegrityError:
        raise ReviewError(
            "The same report about the same quote has been filed again since: settle "
            "that one."
        ) from None
    set_exposures(Quote.objects.filter(pk__in={row.quote_id for row in held}))
    return len(held)


def settled_with(report: ErrorReport) -> list[ErrorReport]:
    """Return the reports that one act settled, ``report`` among them; none: open."""
    held = ErrorReport.objects.get(pk=report.pk)
    if held.settled_at is None:
        return []
    rows = ErrorReport.objects.filter(
        settled_at=held.settled_at, settled_by=held.settled_by
    )
    return list(rows.select_related("quote").order_by("pk")[:LARGEST_ACT])


def _lock_reports(keys: Sequence[int]) -> list[ErrorReport]:
    """Return the reports of these ``keys``, locked, in one order."""
    if len(keys) > LARGEST_ACT:
        raise ReviewError(f"At most {LARGEST_ACT} reports are settled at once.")
    rows = ErrorReport.objects.select_for_update(of=("self",))
    found = rows.filter(pk__in=keys).select_related("settled_by", "quote")
    return list(found.order_by("pk"))
