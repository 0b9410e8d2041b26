"""Rows that every act on statements writes: quotes moved, placed, told apart.

Every row moved has a history row of exactly the time of the act, and what the
act made up (placements, distinctions) bears that time, too: the whole record of
it, from which it is undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.formats import date_format

from quotes.history import record_act, record_as_found, sign, write
from quotes.linking.statements.exposure import set_exposures
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.told_apart import standing, statement_distinctions_of
from quotes.models import (
    Quote,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.errors import ReviewError
from quotes.review.readings import standing_speakers

_TOLD = ("text", "stance", "clause", "first_published_at")
"""What a statement tells by its quotes, beside who said it."""


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
                f"{row.merged_into_id} already: choose that one.",
                because=[row],
            )
    return locked[one.pk], locked[other.pk]


def distinction_of(one: int, other: int) -> StatementDistinction | None:
    """Return the decision that statements ``one`` and ``other`` are not the same."""
    first, second = sorted((one, other))
    rows = StatementDistinction.objects.select_related("made_by")
    return rows.filter(first=first, second=second).first()


def refuse_told_apart(one: Statement, other: Statement, *, remedy: str) -> None:
    """Raise ReviewError, naming the decision, where the two have been told apart.

    Or others that were merged into them. Both stand.
    """
    pair = {one.pk, other.pk}
    for told in statement_distinctions_of([one.pk]):
        if {standing(told.first).pk, standing(told.second).pk} == pair:
            when = date_format(timezone.localtime(told.made_at), "j F Y")
            why = f" ({told.reason})" if told.reason else ""
            raise ReviewError(
                f"{told.made_by} told these two apart{why} on {when}{remedy}",
                because=[told],
            )


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


def record_told(
    pair: list[Statement], what: str, *, by: User, reason: str, at: datetime
) -> None:
    """Write into the history of both statements that it was said of the other."""
    record_as_found(pair, at=at)
    for one, other in (pair, pair[::-1]):
        told = f"{what} statement {other.pk}"
        record_act([one], told, by=by, reason=reason, at=at)


def place(
    quotes: QuerySet[Quote], target: Statement, *, by: User, reason: str, at: datetime
) -> list[Quote]:
    """Put ``quotes`` into ``target`` for good; return them."""
    rows = set_statement(quotes, target, by=by, reason=reason, at=at)
    StatementPlacement.objects.bulk_create(
        [
            StatementPlacement(quote=quote, made_by=by, made_at=at, reason=reason)
            for quote in rows
        ],
        ignore_conflicts=True,
    )
    return rows


def set_statement(
    quotes: QuerySet[Quote],
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


def refresh_moved(quotes: Iterable[Quote], statements: Iterable[int | None]) -> None:
    """Compute ``statements`` anew, between which ``quotes`` moved, and what they cost.

    ``refresh_statements`` sets what the editors' queue goes by only where a statement
    has changed. One that loses a printing and gets another may not have: so those of
    ``quotes`` are set here.
    """
    refresh_statements(pk for pk in statements if pk)
    set_exposures(Quote.objects.filter(pk__in=[quote.pk for quote in quotes]))


def restore_emptied(statements: Iterable[int], *, before: datetime) -> None:
    """Have ``statements`` that hold no quote tell what they told before an act.

    The quotes that the act had brought are gone, and none is left to compute it from.
    """
    rows = Statement.objects.filter(pk__in=set(statements), quotes=None)
    for row in rows:
        past = row.history.filter(history_date__lt=before)
        then = past.order_by("-history_date", "-history_id").first()
        if then is None:
            continue
        told = {name: getattr(then, name) for name in _TOLD}
        if not row.resolved_at:
            told["speaker"] = standing_speakers([then.speaker_id])[then.speaker_id]
        Statement.objects.filter(pk=row.pk).update(**told)


def point_on(
    statement: Statement, target: Statement, *, by: User, reason: str, at: datetime
) -> None:
    """Make ``statement``, and whatever was merged into it, point to ``target``.

    What is found by an old address is found in one step.
    """
    rows = [statement, *statement.merged.select_for_update().order_by("pk")]
    record_as_found(rows, at=at)
    for row in rows:
        row.merged_into = target
    write(rows, ["merged_into"], by=by, reason=reason, at=at)


def point_back(
    statement: Statement, *, merged_at: datetime, by: User, reason: str, at: datetime
) -> None:
    """Let ``statement`` stand again, and what ``point_on`` took along point to it."""
    carried = Statement.history.filter(history_date=merged_at).exclude(id=statement.pk)
    before = Statement.history.filter(id=OuterRef("id"), history_date__lt=merged_at)
    latest = before.order_by("-history_date", "-history_id").values("merged_into_id")
    back = carried.annotate(pointed=Subquery(latest[:1])).filter(pointed=statement.pk)
    pks = list(back.values_list("id", flat=True))
    rows = Statement.objects.select_for_update().filter(
        pk__in=pks, merged_into=statement.merged_into
    )
    moved = [statement, *rows.order_by("pk")]
    record_as_found(moved, at=at)
    for row in moved:
        row.merged_into = None if row is statement else statement
    write(moved, ["merged_into"], by=by, reason=reason, at=at)


def moved_from(origin: int, at: datetime) -> QuerySet[Quote]:
    """Return the quotes that an act of exactly ``at`` took from ``origin``."""
    moved = Quote.history.filter(history_date=at, statement__isnull=False)
    before = Quote.history.filter(id=OuterRef("id"), history_date__lt=at)
    latest = before.order_by("-history_date", "-history_id").values("statement_id")
    rows = moved.annotate(left=Subquery(latest[:1])).filter(left=origin)
    pks = list(rows.values_list("id", flat=True))
    return Quote.objects.filter(pk__in=pks)
