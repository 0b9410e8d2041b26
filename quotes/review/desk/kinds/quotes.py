"""Quotes that nobody has decided on, dearest mistake first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Quote
from quotes.models.disputed import is_disputed
from quotes.models.mistake_cost import REPORTED_DOUBT
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """What readers see and no editor has looked at."""
    return Quote.objects.unreviewed().exclude(status=Quote.Status.WITHDRAWN)


def told(quote: Quote) -> str:
    """Doubt and printings in words: what the place of ``quote`` is computed from."""
    parts = [f"the machine is {quote.confidence:.0%} sure"]
    statement = quote.statement
    if statement and is_disputed(
        statement.dispute, statement.dispute_grade, statement.resolved_at
    ):
        parts.append("outlets name different speakers")
    if quote.least_doubt >= REPORTED_DOUBT:
        parts.append("a reader reports an error")
    count = statement.quote_count if statement else 1
    if statement and count > 1:
        outlets = statement.outlet_count
        noun = "outlet" if outlets == 1 else "outlets"
        parts.append(f"printed {count} times by {outlets} {noun}")
    else:
        parts.append("printed once")
    sentence = ", ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has decided; what was reopened since is not counted."""
    return Quote.objects.filter(reviewed_by=user, reviewed_at__gte=since)


QUOTES = Kind(
    key="quotes",
    name="Quotes to review",
    why="The most doubtful of what is printed most often comes first: a mistake there "
    "misleads the most readers.",
    model=Quote,
    waiting=waiting,
    order=("-mistake_cost", "pk"),
    since="article__ingested_at",
    told=told,
    done=done,
    permission="quotes.change_quote",
    related=("statement", "speaker", "outlet"),
)
