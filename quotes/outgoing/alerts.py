"""E-mail alerts: a digest of what a saved search found, hourly or daily at most.

Nobody is written to who did not confirm the address, except once to ask. Every mail
says how to end it, for people and for programs (RFC 2369, RFC 8058).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from quotes.models import Delivery, Subscription
from quotes.outgoing.calls import Outcome
from quotes.outgoing.events import DISPUTED
from quotes.outgoing.outbox import claim, record
from quotes.outgoing.tokens import confirm_token, end_token
from quotes.telling import headline, told_in_marks

EVERY = {
    Subscription.Frequency.HOURLY.value: timedelta(hours=1),
    Subscription.Frequency.DAILY.value: timedelta(days=1),
}
TOLERANCE = timedelta(minutes=2)
"""A timer that comes a little early must not make a day of two."""
MOST_TOLD = 50
"""Entries of one mail; the next one has the rest."""
CONFIRMED_WITHIN = timedelta(days=7)


@dataclass(slots=True)
class Mailed:
    """How a run went."""

    digests: int = 0
    questions: int = 0
    failures: list[str] = field(default_factory=list)


def send_due(*, site: str, now: datetime, rng: random.Random | None = None) -> Mailed:
    """Send what is due at ``now``: questions to new addresses, then digests."""
    mailed = Mailed()
    chance = rng or random.Random()  # noqa: S311 - no secret hangs on it
    own = Subscription.objects.filter(
        channel=Subscription.Channel.EMAIL, ended_at=None
    ).select_related("saved_search")
    for subscription in own.filter(confirmed_at=None).order_by("pk"):
        _ask(subscription, mailed, site=site, now=now)
    for subscription in own.filter(confirmed_at__isnull=False).order_by("pk"):
        if _is_due(subscription, now):
            _digest(subscription, mailed, site=site, now=now, rng=chance)
    return mailed


def _is_due(subscription: Subscription, now: datetime) -> bool:
    last = subscription.last_sent_at
    return last is None or last <= now - EVERY[subscription.frequency] + TOLERANCE


def _ask(
    subscription: Subscription, mailed: Mailed, *, site: str, now: datetime
) -> None:
    """Ask whose address it is, once; end what nobody confirmed."""
    if (asked := subscription.confirmation_sent_at) is not None:
        if asked < now - CONFIRMED_WITHIN:
            subscription.end(why="Nobody confirmed the address.", at=now)
        return
    path = reverse("alerts:confirm", args=[confirm_token(subscription)])
    text = render_to_string(
        "quotes/mail/confirm.txt",
        {"about": subscription.about, "link": f"{site}{path}", "site": site},
    )
    message = EmailMessage(
        subject="Please confirm your alert", body=text, to=[subscription.address]
    )
    if (problem := _send(message)) is None:
        subscription.confirmation_sent_at = now
        subscription.save(update_fields=["confirmation_sent_at"])
        mailed.questions += 1
    else:
        mailed.failures.append(f"{subscription.address}: {problem}")


def _digest(
    subscription: Subscription,
    mailed: Mailed,
    *,
    site: str,
    now: datetime,
    rng: random.Random,
) -> None:
    pending = subscription.deliveries.filter(
        status=Delivery.Status.PENDING, due_at__lte=now
    ).order_by("pk")
    rows = [row for row in pending[:MOST_TOLD] if claim(row, now=now)]
    if not rows:
        return
    message = make_digest(subscription, rows, site=site)
    problem = _send(message)
    outcome = Outcome(None if problem else 250, problem or "", 0.0)
    for row in rows:
        row.subscription = subscription
        record(row, outcome, now=now, rng=rng)
    if problem is None:
        mailed.digests += 1
    else:
        mailed.failures.append(f"{subscription.address}: {problem}")


def make_digest(
    subscription: Subscription, rows: Iterable[Delivery], *, site: str
) -> EmailMessage:
    """Return the mail that tells of ``rows``."""
    told = [tell(row.body) for row in rows]
    end = f"{site}{reverse('alerts:end', args=[end_token(subscription)])}"
    context = {
        "about": subscription.about,
        "entries": told,
        "end": end,
        "site": site,
    }
    count = f"{len(told)} new" if len(told) > 1 else "1 new"
    about = " ".join(subscription.about.split())
    return EmailMessage(
        subject=f"{about}: {count}",
        body=render_to_string("quotes/mail/digest.txt", context),
        to=[subscription.address],
        headers={
            "List-Unsubscribe": f"<{end}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
            "Precedence": "bulk",
        },
    )


def tell(body: dict[str, Any]) -> dict[str, str]:
    """Return an event as a mail tells it: in a line, with where and a link."""
    data = body["data"]
    if body["type"] == DISPUTED:
        row, where = data["statement"], "Outlets name different speakers."
        words = row["clause"] or row["text"]
    else:
        row = data["quote"]
        parts = (row[name] for name in ("kind", "stance", "text", "clause"))
        words = told_in_marks(*parts)
        where = row["outlet"]["name"]
        if row["published_at"]:
            where = f"{where}, {row['published_at'][:10]}"
    speaker = (row["speaker"] or {}).get("name") or "Unnamed speaker"
    line = " ".join(headline(speaker, row["stance"], words).split())
    return {"line": line, "where": where, "link": data["page"]}


def _send(message: EmailMessage) -> str | None:
    """Hand ``message`` to the mail server; return what went wrong, else None."""
    try:
        get_connection().send_messages([message])
    except (SMTPException, OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"[:300]
    return None
