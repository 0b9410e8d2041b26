"""What waits of a kind of work: for whom, how many, since when, and which is next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from quotes.models import Claim, Deferral
from quotes.review.desk.kind import Kind

COUNTED = 1000
"""Items that are counted; of more it is only said that there are more."""


class Whose(StrEnum):
    """Which part of what waits is shown."""

    ALL = "all"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    PUT_OFF = "put-off"


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are: ``number`` of them, and perhaps ``more``.

    oldest: since when the oldest of those counted has waited.
    """

    number: int
    more: bool
    oldest: datetime | None = None

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.more else f"{self.number:,}"


def claims_of(kind: Kind) -> QuerySet[Claim]:
    """Claims on items of ``kind`` that hold now."""
    return Claim.objects.filter(kind=kind.key, until__gt=timezone.now())


def deferrals_for(kind: Kind, user: User) -> QuerySet[Deferral]:
    """What of ``kind`` is put off now, for everybody or for ``user``."""
    return deferrals_now(user).filter(kind=kind.key)


def deferrals_now(user: User) -> QuerySet[Deferral]:
    """What of any kind is put off now, for everybody or for ``user``."""
    holding = Deferral.objects.filter(until__gt=timezone.now())
    return holding.filter(Q(user=user) | Q(user__isnull=True))


def rows_of(kind: Kind, user: User, whose: Whose = Whose.ALL) -> QuerySet[Any]:
    """The rows of ``kind`` that wait, as ``user`` asks for them, in order."""
    rows = kind.waiting().order_by(*kind.order)
    if whose is Whose.PUT_OFF:
        # Few beside what waits: found by their numbers.
        put_off = deferrals_for(kind, user).values_list("item", flat=True)
        return rows.filter(pk__in=list(put_off[: COUNTED + 1]))
    rows = without_deferred(rows, kind, user)
    if whose is Whose.MINE:
        taken = claims_of(kind).filter(user=user).values_list("item", flat=True)
        return rows.filter(pk__in=list(taken[: COUNTED + 1]))
    if whose is Whose.UNASSIGNED:
        return rows.filter(~Exists(claims_of(kind).filter(item=OuterRef("pk"))))
    return rows


def free_rows(rows: QuerySet[Any], kind: Kind, user: User) -> QuerySet[Any]:
    """Leave of ``rows`` of ``kind`` what ``user`` may go on to.

    Nobody else works on it, and it is not put off.
    """
    others = claims_of(kind).filter(item=OuterRef("pk")).exclude(user=user)
    return without_deferred(rows, kind, user).filter(~Exists(others))


def without_deferred(rows: QuerySet[Any], kind: Kind, user: User) -> QuerySet[Any]:
    """Leave of ``rows`` of ``kind`` what is not put off."""
    now = timezone.now()
    put_off = Deferral.objects.filter(kind=kind.key, until__gt=now, item=OuterRef("pk"))
    # Apart, for an index serves each.
    return rows.filter(
        ~Exists(put_off.filter(user__isnull=True)), ~Exists(put_off.filter(user=user))
    )


def count_rows(kind: Kind, rows: QuerySet[Any]) -> Count:
    """Count ``rows`` of ``kind`` to a bound. One query, whatever waits."""
    dates = list(rows.values_list(kind.since, flat=True)[: COUNTED + 1])
    known = [date for date in dates[:COUNTED] if date]
    oldest = min(known, default=None)
    return Count(len(dates[:COUNTED]), len(dates) > COUNTED, oldest)


def count_waiting(kind: Kind, user: User) -> Count:
    """Count what waits of ``kind``, without looking since when."""
    rows = without_deferred(kind.waiting(), kind, user).order_by(*kind.order)
    found = rows[: COUNTED + 1].values("pk").count()
    return Count(min(found, COUNTED), found > COUNTED)


def count_done(kind: Kind, user: User, *, since: datetime) -> Count:
    """Count what ``user`` has done of ``kind``, to the same bound."""
    found = kind.done(user, since).order_by()[: COUNTED + 1].count()
    return Count(min(found, COUNTED), found > COUNTED)


def start_of_today() -> datetime:
    """The midnight before now, in the project's zone."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def next_item(kind: Kind, user: User, *, after: Any = None) -> Any:
    """The row that ``user`` goes on to; None where nothing is left.

    after: a row of the kind, which need not wait any more: what follows its place is
    looked for first, then what stands before it, so that nothing that others let go
    meanwhile is passed by for ever.
    """
    rows = free_rows(kind.waiting(), kind, user).order_by(*kind.order)
    if after is None:
        return rows.first()
    others = rows.exclude(pk=after.pk)
    try:
        following = others.filter(behind(kind.order, after))
    except ObjectDoesNotExist:
        return others.first()  # What gave it its place is gone.
    return following.first() or others.first()


def behind(order: tuple[str, ...], row: Any) -> Q:
    """The condition of what stands behind ``row`` in ``order``; no field null."""
    found, same = Q(pk__in=[]), Q()
    for term in order:
        name = term.removeprefix("-")
        value = _value_of(row, name)
        found |= same & Q(**{f"{name}__{'lt' if term != name else 'gt'}": value})
        same &= Q(**{name: value})
    # Said twice, for by this an index begins at the place instead of at its start.
    first = order[0].removeprefix("-")
    bound = f"{first}__{'lte' if order[0] != first else 'gte'}"
    return Q(**{bound: _value_of(row, first)}) & found


def _value_of(row: Any, name: str) -> Any:
    """What ``row`` has under ``name``, perhaps in another table."""
    return reduce(getattr, name.split("__"), row)
