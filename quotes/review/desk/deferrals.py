"""Putting off: skipping for oneself until tomorrow, snoozing for everybody."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.models import Deferral
from quotes.review.desk.claims import release_item
from quotes.review.desk.kind import Kind
from quotes.review.desk.waiting import start_of_today
from quotes.review.errors import ReviewError
from quotes.review.reasons import check_reason

LONGEST_SNOOZE = timedelta(days=366)


@transaction.atomic
def defer_for_oneself(*, kind: Kind, item: int, by: User) -> Deferral:
    """Skip ``item``: ``by`` is not shown it again today; others are."""
    deferral, _ = Deferral.objects.update_or_create(
        kind=kind.key,
        item=item,
        user=by,
        defaults={
            "until": _midnight(start_of_today().date() + timedelta(days=1)),
            "made_by": by,
            "made_at": timezone.now(),
        },
    )
    release_item(kind=kind, item=item, by=by)
    return deferral


@transaction.atomic
def defer_for_all(
    *, kind: Kind, item: int, by: User, until: date, reason: str
) -> Deferral:
    """Snooze ``item``: nobody is shown it before the day ``until``.

    ReviewError without a reason, and for a day that has come or is over a year off.
    """
    reason = check_reason(reason)
    if not reason:
        raise ReviewError("Say why it can wait: the others want to know.")
    today = start_of_today().date()
    if until <= today:
        raise ReviewError("Choose a day after today.")
    if until - today > LONGEST_SNOOZE:
        raise ReviewError("Choose a day within a year.")
    deferral, _ = Deferral.objects.update_or_create(
        kind=kind.key,
        item=item,
        user=None,
        defaults={
            "until": _midnight(until),
            "reason": reason,
            "made_by": by,
            "made_at": timezone.now(),
        },
    )
    release_item(kind=kind, item=item, by=by)
    return deferral


def take_back_deferral(*, kind: Kind, item: int, by: User) -> None:
    """Bring ``item`` back: what ``by`` skipped, and what anybody put off for all.

    ReviewError where neither was done.
    """
    rows = Deferral.objects.filter(kind=kind.key, item=item)
    gone, _ = rows.filter(user=by).delete()
    all_gone, _ = rows.filter(user__isnull=True).delete()
    if not gone + all_gone:
        raise ReviewError("This is not put off.")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
