"""Which open reports came from one reader: known for a month, and never who it is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from quotes.models import ErrorReport, ReportOrigin

KEPT = timedelta(days=30)
"""How long it is known that reports of one day, still open, have one sender."""

SHOWN = 50
"""Reports that are shown to belong together."""

_SALT = "quotes.review.report_senders"


def hash_sender(sender: str, *, day: date) -> str:
    """Return 32 hexadecimal digits, the same for one ``sender`` on one ``day``.

    HMAC-SHA-256 with the key of the installation: without that, addresses cannot be
    tried one after the other, and with it only for one day at a time.
    """
    keyed = salted_hmac(_SALT, f"{day.isoformat()} {sender}", algorithm="sha256")
    return keyed.hexdigest()[:32]


def record_origin(report: ErrorReport, *, sender: str) -> None:
    """Keep from whom ``report`` came, and forget what is older than ``KEPT``."""
    today = timezone.now().date()
    ReportOrigin.objects.filter(day__lt=today - KEPT).delete()
    ReportOrigin.objects.get_or_create(
        report=report,
        defaults={"sender": hash_sender(sender, day=today), "day": today},
    )


def forget_origins(reports: Collection[int]) -> None:
    """Forget from whom ``reports``, by their keys, came: they are settled."""
    ReportOrigin.objects.filter(report__in=reports).delete()


def alike(report: ErrorReport) -> list[ErrorReport]:
    """Return the other open reports by the same reader, or of the same words.

    The newest first, SHOWN + 1 at most, each with its quote. Two queries.
    """
    origin = ReportOrigin.objects.filter(report=report.pk).first()
    same = Q(digest=report.digest)
    if origin is not None:
        same |= Q(origin__sender=origin.sender)
    rows = ErrorReport.objects.filter(same, status=ErrorReport.Status.OPEN)
    return list(rows.exclude(pk=report.pk).select_related("quote")[: SHOWN + 1])


def count_alike(reports: Collection[ErrorReport]) -> dict[int, int]:
    """Return how many other open reports came with each of ``reports``, by its key.

    By the same reader or of the same words, SHOWN + 1 at most. Two queries.
    """
    senders = dict(
        ReportOrigin.objects.filter(report__in=[row.pk for row in reports]).values_list(
            "report", "sender"
        )
    )
    digests = {row.digest for row in reports if row.digest}
    rows = (
        ErrorReport.objects.filter(status=ErrorReport.Status.OPEN)
        .filter(Q(digest__in=digests) | Q(origin__sender__in=set(senders.values())))
        .order_by()
        .values_list("pk", "digest", "origin__sender")[: 100 * (SHOWN + 1)]
    )
    held = list(rows)
    return {
        report.pk: min(
            SHOWN + 1,
            sum(
                pk != report.pk
                and (
                    digest == report.digest
                    or (sender is not None and sender == senders.get(report.pk))
                )
                for pk, digest, sender in held
            ),
        )
        for report in reports
    }
