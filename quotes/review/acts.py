"""Acts on quotes as entries of their own: one for each, however many rows it changed.

The rows of an act are those with a history row of its person and moment.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import QuerySet

from quotes.models import Act, Quote

LOOKED_BACK = 200
"""Acts of a person among which the reasons used last are looked for."""
TOLD: int = Act._meta.get_field("told").max_length or 120
"""Characters in which an act is told."""
OFFERED = 8
"""Reasons that are offered at once."""


def file_act(
    told: str, *, by: User, reason: str, at: datetime, quotes: int = 1
) -> None:
    """Enter that ``by`` did what ``told`` says, at ``at``, to so many quotes."""
    Act.objects.create(
        told=told[:TOLD], reason=reason, made_by=by, made_at=at, row_count=quotes
    )


def act_at(by: User | None, at: datetime) -> Act | None:
    """Return the act that ``by`` did at exactly ``at``; None where there is none.

    What history says of rows that an act touched without writing to them is dated a
    microsecond after it, and found, too.
    """
    if by is None:
        return None
    moments = [at, at - timedelta(microseconds=1)]
    rows = Act.objects.filter(made_by=by, made_at__in=moments)
    return rows.select_related("undone_by").order_by("-made_at").first()


def quotes_of(act: Act) -> QuerySet[Quote]:
    """Return the quotes that ``act`` changed."""
    past = Quote.history.filter(
        history_date=act.made_at, history_user_id=act.made_by_id
    )
    return Quote.objects.filter(pk__in=past.values("id"))


def last_reasons(by: User, *, limit: int = OFFERED) -> list[str]:
    """Return the reasons that ``by`` gave last, each once, the latest first."""
    rows = Act.objects.filter(made_by=by).order_by("-made_at")
    given = rows.values_list("reason", flat=True)[:LOOKED_BACK]
    return list(dict.fromkeys(reason for reason in given if reason))[:limit]
