"""The outbox: filled from what happened, emptied by what was taken.

Storing the events and moving on past them is one transaction; what is in the outbox is
sent until it was taken, or given up after days.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import Error, transaction
from django.db.models import Q

from quotes.api.errors import BadRequest, as_refusal
from quotes.models import Delivery, Subscription
from quotes.outgoing.calls import Outcome
from quotes.outgoing.events import Event, news_for

DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait after each attempt that failed, as Standard Webhooks advises: three
days in all. After the last there is no other."""
JITTER = 0.2
"""Share by which a wait is longer or shorter, so that not all come back at once."""
LEASE = timedelta(minutes=5)
"""For how long a delivery belongs to the process that sends it."""
KEPT = timedelta(days=30)
"""For how long the outbox tells of what was taken, or given up."""
MOST_LOGGED = 20
GONE = 410


@dataclass(slots=True)
class Filled:
    """What came into the outbox, and what could not be looked up, in words."""

    stored: int
    failures: list[str]


def fill(*, channel: str, site: str, now: datetime) -> Filled:
    """Store what the running subscriptions of ``channel`` have not been told.

    One transaction for each 500 events or fewer. A subscription whose owner is gone is
    ended; one whose search cannot be read any more is named, and the others go on.
    """
    filled = Filled(0, [])
    running = Subscription.objects.running().filter(channel=channel)
    related = ("saved_search", "token", "user")
    for subscription in running.select_related(*related).order_by("pk"):
        if subscription.owner_is_gone:
            subscription.end(
                why="Its token was revoked, or its account closed.", at=now
            )
            continue
        try:
            while _fill_one(subscription, filled, site=site, now=now):
                pass
        except (BadRequest, Error) as error:
            refused = error if isinstance(error, BadRequest) else as_refusal(error)
            if refused is None:
                raise
            filled.failures.append(f"{subscription}: {refused}")
    return filled


def _fill_one(
    subscription: Subscription, filled: Filled, *, site: str, now: datetime
) -> bool:
    """Store one batch; return whether there is more."""
    with transaction.atomic():
        news = news_for(subscription, site=site, now=now)
        rows = [_delivery(subscription, event, now) for event in news.events]
        # Another process may store the same meanwhile: once is enough.
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
        subscription.after_id, subscription.after_at = news.after_id, news.after_at
        subscription.save(update_fields=["after_id", "after_at"])
    filled.stored += len(rows)
    return not news.is_all


def _delivery(subscription: Subscription, event: Event, now: datetime) -> Delivery:
    body = {"type": event.type, "timestamp": now.isoformat(), "data": event.data}
    return Delivery(
        subscription=subscription,
        event=event.key,
        number=event.number,
        body=body,
        created_at=now,
        due_at=now,
    )


def due(*, channel: str, now: datetime, without: set[int]) -> Iterator[Delivery]:
    """Yield for each running subscription the delivery that is due first.

    without: subscriptions to leave out. One query, and one for each of them.
    """
    pending = Delivery.objects.filter(status=Delivery.Status.PENDING, due_at__lte=now)
    running = Subscription.objects.running().filter(channel=channel)
    keys = running.exclude(pk__in=without).order_by("pk").values_list("pk", flat=True)
    for key in keys:
        own = pending.filter(subscription=key).select_related("subscription")
        if (first := own.order_by("due_at", "pk").first()) is not None:
            yield first


def claim(delivery: Delivery, *, now: datetime) -> bool:
    """Take ``delivery`` for this process; False where another has it already.

    Should this process end before it was sent, it is due again after the lease.
    """
    until = now + LEASE
    same = Q(pk=delivery.pk, due_at=delivery.due_at, status=Delivery.Status.PENDING)
    taken = Delivery.objects.filter(same).update(due_at=until)
    delivery.due_at = until
    return bool(taken)


def record(
    delivery: Delivery, outcome: Outcome, *, now: datetime, rng: random.Random
) -> None:
    """Write down how an attempt went, and when there is another.

    A receiver that answers 410 wants nothing more: its subscription ends.
    """
    delivery.attempts += 1
    attempt: dict[str, Any] = {
        "at": now.isoformat(),
        "status": outcome.status,
        "error": outcome.error,
        "seconds": outcome.seconds,
    }
    delivery.log = [*delivery.log, attempt][-MOST_LOGGED:]
    if outcome.succeeded:
        delivery.status, delivery.done_at = Delivery.Status.DELIVERED, now
    elif delivery.attempts > len(DELAYS):
        delivery.status = Delivery.Status.DEAD
    else:
        wait = DELAYS[delivery.attempts - 1]
        delivery.due_at = now + wait * rng.uniform(1 - JITTER, 1 + JITTER)
    with transaction.atomic():
        delivery.save(update_fields=["attempts", "log", "status", "done_at", "due_at"])
        subscription = delivery.subscription
        if outcome.succeeded:
            subscription.last_sent_at = now
            subscription.save(update_fields=["last_sent_at"])
        elif outcome.status == GONE:
            subscription.end(why="The receiver answered 410: nothing more.", at=now)


def forget(*, now: datetime) -> int:
    """Delete what has been done with for ``KEPT``; return how many there were.

    What may still be looked at again stays, or it would be told a second time.
    """
    old = Delivery.objects.exclude(status=Delivery.Status.PENDING).filter(
        created_at__lt=now - KEPT
    )
    forgotten = 0
    for subscription in Subscription.objects.filter(deliveries__in=old).distinct():
        own = old.filter(subscription=subscription)
        if subscription.ended_at is None and _is_about_quotes(subscription):
            own = own.filter(number__lte=subscription.after_id)
        forgotten += own.delete()[0]
    return forgotten


def _is_about_quotes(subscription: Subscription) -> bool:
    saved = subscription.saved_search
    return saved is not None and saved.kind != saved.Kind.DISPUTES
