"""Quotes that two editors read blind and otherwise, the longest waiting first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from quotes.models import BlindReading, Quote
from quotes.review.desk.kind import Kind
from quotes.review.open_rows import open_disagreements


def waiting() -> QuerySet[Any]:
    """Of each two readings that differ the one made first: one task, not two."""
    before = BlindReading.objects.filter(quote=OuterRef("quote"), pk__lt=OuterRef("pk"))
    return open_disagreements().order_by().filter(~Exists(before))


def told(reading: BlindReading) -> str:
    """Who read it first: both readings stand on its page."""
    return f"{reading.reader} and another read it blind, and found different things"


def done(user: User, since: datetime) -> QuerySet[Any]:
    """What ``user`` has settled: decided on by them, with two readings that differ."""
    who = Coalesce("blind_readings__speaker", 0)
    decided = Quote.objects.filter(reviewed_by=user, reviewed_at__gte=since)
    read = decided.order_by().values("pk").annotate(
        stance_from=Min("blind_readings__stance"),
        stance_to=Max("blind_readings__stance"),
        who_from=Min(who),
        who_to=Max(who),
    )  # fmt: skip
    return read.filter(
        ~Q(stance_from=F("stance_to")) | ~Q(who_from=F("who_to")),
        stance_from__isnull=False,
    )


DISAGREEMENTS = Kind(
    key="disagreements",
    name="Read twice, differently",
    why="Two editors understood the same words differently: a rule is missing.",
    model=BlindReading,
    waiting=waiting,
    order=("made_at", "pk"),
    since="made_at",
    told=told,
    done=done,
    permission="quotes.change_blindreading",
    related=("quote", "reader"),
)
