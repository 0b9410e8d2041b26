"""Sending what is due to webhooks: signed, one at a time to each, several at once.

A receiver that does not take one delivery is left alone until that is due again: it
costs a run one wait, however much there is for it, and keeps nobody else waiting.
"""

from __future__ import annotations

import json
import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from quotes.models import Delivery, Subscription
from quotes.outgoing.calls import Outcome, post
from quotes.outgoing.outbox import claim, due, record
from quotes.outgoing.signing import signed_headers

SECONDS = 15.0
"""What a receiver may take to answer, which is what Standard Webhooks advises."""
AT_ONCE = 8
"""Receivers that are called at the same time."""


@dataclass(slots=True)
class Sent:
    """How a run went: what was taken, what is to be tried again, what was given up."""

    delivered: int = 0
    failed: int = 0
    dead: list[str] = field(default_factory=list)


def deliver_due(
    *, now: datetime, seconds: float = SECONDS, rng: random.Random | None = None
) -> Sent:
    """Send every delivery of webhooks that is due at ``now``."""
    chance = rng or random.Random()  # noqa: S311 - no secret hangs on it
    sent, failed = Sent(), set[int]()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while True:
            channel = Subscription.Channel.WEBHOOK.value
            first = list(due(channel=channel, now=now, without=failed))
            taken = [delivery for delivery in first if claim(delivery, now=now)]
            if not taken:
                return sent
            # Threads only wait for receivers; the database is asked from here alone.
            calls = [(delivery, _call(delivery, now)) for delivery in taken]
            answers = pool.map(
                lambda call: post(
                    call[1].address,
                    call[1].body,
                    call[1].headers,
                    seconds=seconds,
                    private=settings.FETCH_PRIVATE,
                ),
                calls,
            )
            for (delivery, _), outcome in zip(calls, answers, strict=True):
                record(delivery, outcome, now=now, rng=chance)
                _note(sent, delivery, outcome)
                if not outcome.succeeded:
                    failed.add(delivery.subscription_id)


@dataclass(frozen=True, slots=True)
class _Call:
    address: str
    body: bytes
    headers: dict[str, str]


def _call(delivery: Delivery, now: datetime) -> _Call:
    body = json.dumps(delivery.body, ensure_ascii=False, separators=(",", ":")).encode()
    headers = signed_headers(
        delivery.subscription.secret,
        identifier=delivery.identifier,
        timestamp=int(now.timestamp()),
        body=body,
    )
    return _Call(delivery.subscription.address, body, headers)


def _note(sent: Sent, delivery: Delivery, outcome: Outcome) -> None:
    if outcome.succeeded:
        sent.delivered += 1
        return
    sent.failed += 1
    if delivery.status == Delivery.Status.DEAD:
        why = outcome.error or f"status {outcome.status}"
        sent.dead.append(f"{delivery.event} to {delivery.subscription.address}: {why}")
