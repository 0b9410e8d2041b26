"""Rows that every act on statements writes: quotes moved, placed, told apart.

Every row moved has a history row of exactly the time of the act, and what the
act made up (placements, distinctions) bears that time, too: the whole record of
it, from which it is undone.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from quotes.models import (
    Quote,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.errors import ReviewError
from quotes.review.history import record_as_found, sign, write


def lock_pair(
    one: Statement, other: Statement, *, act: str
) -> tuple[Statement, Statement]:
    """Lock two statements that stand and return them anew; ``act`` words refusals."""
    if one.pk == other.pk:
        raise ReviewError(f"A statement cannot be {act} itself.")
    rows = Statement.objects.select_for_update().filter(pk__in=[one.pk, other.pk])
    locked = {row.pk: row for row in rows.order_by("pk")}
    for row in locked.values():
        if row.merged_into_id:
            raise ReviewError(
                f"Statement {row.pk} has been merged into statement "
                f"{row.merged_into_id} already: choose that one."
            )
    return locked[one.pk], locked[other.pk]


def distinction_of(one: int, other: int) -> StatementDistinction | None:
    """Return the decision that statements ``one`` and ``other`` are not the same."""
    first, second = sorted((one, other))
    rows = StatementDistinction.objects.select_related("made_by")
    return rows.filter(first=first, second=second).first()


def refuse_told_apart(one: Statement, other: Statement, *, remedy: str) -> None:
    """Raise ReviewError, naming the decision, where the two have been told apart."""
    if told := distinction_of(one.pk, other.pk):
        when = date_format(timezone.localtime(told.made_at), "j F Y")
        why = f" ({told.reason})" if told.reason else ""
        raise ReviewError(f"{told.made_by} told these two apart{why} on {when}{remedy}")


def told_apart(statement: Statement) -> set[int]:
    """Return the statements that an editor said are others than this one."""
    rows = StatementDistinction.objects.filter(
        Q(first=statement) | Q(second=statement)
    ).values_list("first_id", "second_id")
    return {pk for pair in rows for pk in pair} - {statement.pk}


def tell_apart(
    one: int, other: int, *, by: User, reason: str, at: datetime
) -> StatementDistinction:
    """Record that two statements are not the same; return what says so."""
    if held := distinction_of(one, other):
        return held
    first, second = sorted((one, other))
    made = StatementDistinction(
        first_id=first, second_id=second, made_by=by, made_at=at, reason=reason
    )
    sign(made, by=by, reason=reason, at=at)
    made.save()
    return made


def place(
    quotes: QuerySet, target: Statement, *, by: User, reason: str, at: datetime
) -> None:
    """Put ``quotes`` into ``target`` for good."""
    rows = set_statement(quotes, target, by=by, reason=reason, at=at)
    StatementPlacement.objects.bulk_create(
        [
            StatementPlacement(quote=quote, made_by=by, made_at=at, reason=reason)
            for quote in rows
        ],
        ignore_conflicts=True,
    )


def set_statement(
    quotes: QuerySet,
    target: Statement | None,
    *,
    by: User,
    reason: str,
    at: datetime,
) -> list[Quote]:
    """Write the statement of ``quotes``, with history; return them, locked."""
    pks = sorted(quotes.values_list("pk", flat=True))
    rows = list(
        Quote.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    )
    record_as_found(rows, at=at)
    for quote in rows:
        quote.statement = target
    write(rows, ["statement"], by=by, reason=reason, at=at)
    return rows


def moved_from(origin: int, at: datetime) -> QuerySet:
    """Return the quotes that an act of exactly ``at`` took from ``origin``."""
    moved = Quote.history.filter(history_date=at, statement__isnull=False)
    before = Quote.history.filter(id=OuterRef("id"), history_date__lt=at)
    latest = before.order_by("-history_date", "-history_id").values("statement_id")
    rows = moved.annotate(left=Subquery(latest[:1])).filter(left=origin)
    pks = list(rows.values_list("id", flat=True))
    return Quote.objects.filter(pk__in=pks)
