"""Speakers who may be one, the likeliest first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import SpeakerSuggestion
from quotes.review.desk.kind import Kind


def waiting() -> QuerySet[Any]:
    """Questions that nobody has answered."""
    return SpeakerSuggestion.objects.undecided()


def told(suggestion: SpeakerSuggestion) -> str:
    """How likely, and why linking asks."""
    return f"{suggestion.score:.0%} likely to be one: {suggestion.reason}"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has answered, each question once however often."""
    acts: QuerySet[Any] = SpeakerSuggestion.history.filter(
        history_date__gte=since, history_user=user, status__in=["same", "different"]
    )
    return acts.order_by().values("id").distinct()


SUGGESTIONS = Kind(
    key="speakers",
    name="Speakers who may be one",
    why="What one speaker said is spread over two pages, or two people would share "
    "one.",
    model=SpeakerSuggestion,
    waiting=waiting,
    order=("-score", "pk"),
    since="created_at",
    told=told,
    done=done,
    permission="quotes.change_speakersuggestion",
    related=("speaker", "candidate"),
)
