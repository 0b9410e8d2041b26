"""What editors do about what is sent out: end it, or let it be tried again."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.models import Delivery, Subscription
from quotes.review.errors import ReviewError
from quotes.review.reasons import check_reason


def end_subscription(*, subscription: Subscription, by: User, reason: str) -> None:
    """Send nothing more to ``subscription``. ReviewError where it has ended already."""
    reason = check_reason(reason)
    why = f"By {by}: {reason}" if reason else f"By {by}."
    with transaction.atomic():
        rows = Subscription.objects.select_for_update().filter(ended_at=None)
        row = rows.filter(pk=subscription.pk).first()
        if row is None:
            raise ReviewError("It has ended already.")
        row.end(why=why, at=timezone.now())


def resume_subscription(*, subscription: Subscription, by: User, reason: str) -> None:
    """Take back that ``subscription`` ended: what came since is sent, too.

    ReviewError where it has not ended, or its owner may read no more.
    """
    check_reason(reason)
    with transaction.atomic():
        rows = Subscription.objects.select_for_update(of=("self",))
        rows = rows.select_related("token", "user").exclude(ended_at=None)
        row = rows.filter(pk=subscription.pk).first()
        if row is None:
            raise ReviewError("It has not ended.")
        if row.owner_is_gone:
            raise ReviewError("Its token was revoked, or its account closed.")
        row.ended_at, row.ended_why = None, ""
        row.save(update_fields=["ended_at", "ended_why"])


def retry_delivery(*, delivery: Delivery, by: User, reason: str = "") -> None:
    """Let ``delivery``, which was given up or waits, be tried again at once.

    Its log says by whom. ReviewError where it was taken already.
    """
    reason = check_reason(reason)
    now = timezone.now()
    told = f"Tried again by {by}" + (f": {reason}" if reason else "")
    with transaction.atomic():
        rows = Delivery.objects.select_for_update()
        row = rows.exclude(status=Delivery.Status.DELIVERED).filter(pk=delivery.pk)
        found = row.first()
        if found is None:
            raise ReviewError("It was taken already.")
        found.status, found.attempts, found.due_at = Delivery.Status.PENDING, 0, now
        found.log = [*found.log, {"at": now.isoformat(), "note": told}]
        found.save(update_fields=["status", "attempts", "due_at", "log"])
