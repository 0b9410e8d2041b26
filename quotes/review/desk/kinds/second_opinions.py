"""Decided quotes that a later run reads otherwise, the longest unanswered first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Act, Quote
from quotes.review.desk.kind import Kind
from quotes.review.second_opinions import ANSWERS


def waiting() -> QuerySet[Any]:
    """Quotes with a second opinion that nobody has answered."""
    return Quote.objects.filter(
        second_opinion__seen_at__isnull=False, second_opinion__answered_at=None
    )


def told(quote: Any) -> str:
    """Which extractor reads what otherwise."""
    opinion = quote.second_opinion
    read = "reads it otherwise" if opinion.reading else "finds no quotation there"
    return f"Decided already; extractor {opinion.extractor_version} {read}"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has taken over or dismissed."""
    return Act.objects.filter(
        made_by=user, made_at__gte=since, told__in=ANSWERS, undone_by=None
    )


SECOND_OPINIONS = Kind(
    key="opinions",
    name="Second opinions",
    why="A later extractor disagrees with a decision: it has become better, or worse.",
    model=Quote,
    waiting=waiting,
    order=("second_opinion__seen_at", "second_opinion__pk"),
    since="second_opinion__seen_at",
    told=told,
    done=done,
    permission="quotes.change_quote",
    related=("second_opinion", "speaker", "outlet"),
)
