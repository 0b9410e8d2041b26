"""Who works on what right now. A claim keeps the others from doing the same twice."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from quotes.models import Claim
from quotes.review.desk.kind import Kind
from quotes.review.errors import ConflictError

CLAIM_LASTS = timedelta(minutes=15)
"""How long a claim holds after the last thing its editor did."""


@transaction.atomic
def claim_item(*, kind: Kind, item: int, by: User, take_over: bool = False) -> Claim:
    """Record that ``by`` works on ``item``, and renew whatever else they work on.

    ConflictError where somebody else does, unless ``take_over``.
    """
    now = timezone.now()
    Claim.objects.filter(until__lte=now).delete()
    renew_claims(by=by)
    claim, new = Claim.objects.get_or_create(
        kind=kind.key,
        item=item,
        defaults={"user": by, "since": now, "until": now + CLAIM_LASTS},
    )
    if new or claim.user_id == by.pk:
        return claim
    if not take_over:
        raise ConflictError(
            f"{claim.user} works on this until {timezone.localtime(claim.until):%H:%M}."
        )
    claim.user, claim.since, claim.until = by, now, now + CLAIM_LASTS
    claim.save()
    return claim


def renew_claims(*, by: User) -> None:
    """Have whatever ``by`` works on last on: they are still there."""
    now = timezone.now()
    Claim.objects.filter(user=by, until__gt=now).update(until=now + CLAIM_LASTS)


def release_item(*, kind: Kind, item: int, by: User) -> None:
    """Let go of what ``by`` works on. Nothing where they do not."""
    Claim.objects.filter(kind=kind.key, item=item, user=by).delete()


def claims_now() -> QuerySet[Claim]:
    """Everything that somebody works on, the latest first."""
    rows = Claim.objects.filter(until__gt=timezone.now())
    return rows.select_related("user").order_by("-until", "-pk")
