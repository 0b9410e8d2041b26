"""The indexes of quotes: each answers one list or count among millions of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

QUOTE_INDEXES: list[models.Index] = [
    models.Index(fields=["-dated_at", "-id"], name="quote_by_date"),
    models.Index(fields=["speaker", "-dated_at", "-id"], name="quote_by_speaker"),
    models.Index(fields=["outlet", "-dated_at", "-id"], name="quote_by_outlet"),
    # Few quotes are relayed or reviewed: the others are not entered here,
    # which linking would do anew with each change of a row.
    models.Index(
        fields=["relayed_by", "-dated_at", "-id"],
        name="quote_by_relay",
        condition=Q(relayed_by__isnull=False),
    ),
    models.Index(
        fields=["reviewed_by", "-reviewed_at"],
        name="quote_by_review",
        condition=Q(reviewed_by__isnull=False),
    ),
    models.Index(
        fields=["-dated_at", "-id"],
        name="quote_decided",
        condition=Q(reviewed_by__isnull=False),
    ),
    models.Index(fields=["status", "-dated_at", "-id"], name="quote_by_status"),
    # Most quotes state: a list of the others must not walk through those.
    models.Index(
        fields=["stance", "-dated_at", "-id"],
        name="quote_by_stance",
        condition=~Q(stance="states"),
    ),
    # How many quotes of a speaker stand is told from those that do not.
    models.Index(
        fields=["speaker"],
        name="quote_not_standing",
        condition=Q(status__in=["rejected", "withdrawn"]),
    ),
    models.Index(
        fields=["confidence", "id"],
        name="quote_by_doubt",
        condition=Q(reviewed_at=None),
    ),
    models.Index(
        fields=["-dated_at", "-id"],
        name="quote_changed_since",
        condition=Q(changed_at__isnull=False),
    ),
    models.Index(
        fields=["-mistake_cost", "id"],
        name="quote_by_mistake_cost",
        condition=Q(reviewed_at=None),
    ),
]
