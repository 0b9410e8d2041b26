"""Editors' decisions on statements: one, several, and who said it.

Every row moved has a history row of exactly the time of the act, and what the
act made up (placements, distinctions) bears that time, too: the whole record of
it, from which it is undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from quotes.linking.disputes import refresh_statements
from quotes.linking.retrieval import lock_linking
from quotes.models import (
    Quote,
    Speaker,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.errors import ReviewError
from quotes.review.history import check_reason, record_as_found, write


@transaction.atomic
def merge_statements(
    *, source: Statement, target: Statement, by: User, reason: str = ""
) -> Statement:
    """Record that ``source`` is the same utterance as ``target``; return ``target``.

    Its quotes move, and later runs leave them there; its row stays and points to
    ``target``. ReviewError where either has been merged, or an editor told the
    two apart.
    """
    reason = check_reason(reason)
    lock_linking()
    source, target = _lock_pair(source, target)
    _refuse_told_apart(source, target)
    at = timezone.now()
    _move(source.quotes.order_by("pk"), target, by=by, reason=reason, at=at)
    for other in _told_apart(source):
        _tell_apart(target.pk, other, by=by, reason=reason, at=at)
    record_as_found([source], at=at)
    source.merged_into = target
    write([source], ["merged_into"], by=by, reason=reason, at=at)
    # Whoever was merged into the source before is found in one step.
    Statement.objects.filter(merged_into=source).update(merged_into=target)
    refresh_statements([source.pk, target.pk])
    target.refresh_from_db()
    return target


@transaction.atomic
def unmerge_statement(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Undo the merger of ``statement``: everything that moved with it comes back.

    What an editor has since placed elsewhere stays there. ReviewError where it is
    not merged, or was merged by linking and not by an editor.
    """
    reason = check_reason(reason)
    lock_linking()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.merged_into_id is None:
        raise ReviewError("This statement is not merged into another.")
    merged_at, target = _merger_of(statement)
    holders = {target, statement.merged_into_id}
    moved = _moved(statement.pk, merged_at).filter(statement__in=holders)
    StatementPlacement.objects.filter(quote__in=moved, made_at=merged_at).delete()
    StatementDistinction.objects.filter(
        Q(first__in=holders) | Q(second__in=holders), made_at=merged_at
    ).delete()
    at = timezone.now()
    _set_statement(moved, statement, by=by, reason=reason, at=at)
    record_as_found([statement], at=at)
    statement.merged_into = None
    write([statement], ["merged_into"], by=by, reason=reason, at=at)
    refresh_statements([statement.pk, *holders])
    statement.refresh_from_db()
    return statement


@transaction.atomic
def split_statement(
    *,
    statement: Statement,
    quotes: Iterable[Quote],
    by: User,
    reason: str = "",
) -> Statement:
    """Record that ``quotes`` report another utterance; return its new statement.

    The two are told apart for good: no later run joins them. ReviewError where a
    quote is not one of the statement's, or none would be left there.
    """
    reason = check_reason(reason)
    lock_linking()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    pks = {quote.pk for quote in quotes}
    own = set(statement.quotes.values_list("pk", flat=True))
    if not pks or not pks <= own:
        raise ReviewError("Choose quotes of this statement.")
    if pks == own:
        raise ReviewError("Leave at least one quote in the statement.")
    at = timezone.now()
    first = Quote.objects.filter(pk__in=pks).order_by("dated_at", "pk")[0]
    made = Statement.objects.create(text=first.text)
    _move(Quote.objects.filter(pk__in=pks), made, by=by, reason=reason, at=at)
    _tell_apart(statement.pk, made.pk, by=by, reason=reason, at=at)
    refresh_statements([statement.pk, made.pk])
    made.refresh_from_db()
    return made


@transaction.atomic
def unsplit_statement(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Undo the split that made ``statement``; return the one it was split from.

    Its row stays and points there. ReviewError where no split made it.
    """
    reason = check_reason(reason)
    distinction = (
        StatementDistinction.objects.filter(second=statement)
        .order_by("-made_at", "-pk")
        .first()
    )
    if distinction is None or statement.merged_into_id:
        raise ReviewError("No split made this statement.")
    origin = distinction.first
    split_at = distinction.made_at
    quotes = _moved(origin.pk, split_at).filter(statement=statement)
    StatementPlacement.objects.filter(quote__in=quotes, made_at=split_at).delete()
    distinction.delete()
    at = timezone.now()
    lock_linking()
    _set_statement(statement.quotes.all(), origin, by=by, reason=reason, at=at)
    record_as_found([statement], at=at)
    statement.merged_into = origin
    write([statement], ["merged_into"], by=by, reason=reason, at=at)
    refresh_statements([statement.pk, origin.pk])
    origin.refresh_from_db()
    return origin


@transaction.atomic
def tell_statements_apart(
    *, one: Statement, other: Statement, by: User, reason: str = ""
) -> StatementDistinction:
    """Record that two statements are not the same: no later run joins them."""
    reason = check_reason(reason)
    if one.pk == other.pk:
        raise ReviewError("A statement cannot be told apart from itself.")
    _tell_apart(one.pk, other.pk, by=by, reason=reason, at=timezone.now())
    first, second = sorted((one.pk, other.pk))
    return StatementDistinction.objects.get(first=first, second=second)


@transaction.atomic
def settle_dispute(
    *, statement: Statement, speaker: Speaker | None, by: User, reason: str
) -> Statement:
    """Record who said ``statement``, and why; None: that it cannot be known.

    Its quotes stay as printed. No later run changes what was settled.
    ReviewError without a reason, or where nobody disagrees.
    """
    reason = check_reason(reason)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if not reason:
        raise ReviewError("Say why: readers see the reason.")
    if statement.dispute is None:
        raise ReviewError("The printings of this statement name one speaker.")
    return _resolve(statement, speaker, by=by, reason=reason, at=timezone.now())


@transaction.atomic
def reopen_dispute(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Take back what was settled: the dispute stands as the quotes have it now."""
    reason = check_reason(reason)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.resolved_at is None:
        raise ReviewError("Nobody has settled this dispute.")
    _resolve(statement, None, by=None, reason=reason, at=timezone.now(), actor=by)
    refresh_statements([statement.pk])
    statement.refresh_from_db()
    return statement


def _resolve(
    statement: Statement,
    speaker: Speaker | None,
    *,
    by: User | None,
    reason: str,
    at: datetime,
    actor: User | None = None,
) -> Statement:
    record_as_found([statement], at=at)
    statement.speaker = speaker
    statement.resolution = reason if by else ""
    statement.resolved_by = by
    statement.resolved_at = at if by else None
    fields = ["speaker", "resolution", "resolved_by", "resolved_at"]
    signer = by or actor
    assert signer is not None  # noqa: S101 - one of the two is given
    write([statement], fields, by=signer, reason=reason, at=at)
    return statement


def _lock_pair(source: Statement, target: Statement) -> tuple[Statement, Statement]:
    if source.pk == target.pk:
        raise ReviewError("A statement cannot be merged into itself.")
    rows = Statement.objects.select_for_update().filter(pk__in=[source.pk, target.pk])
    locked = {row.pk: row for row in rows.order_by("pk")}
    if any(row.merged_into_id for row in locked.values()):
        raise ReviewError("One of the two has been merged already: choose that one.")
    return locked[source.pk], locked[target.pk]


def _refuse_told_apart(one: Statement, other: Statement) -> None:
    first, second = sorted((one.pk, other.pk))
    told = StatementDistinction.objects.filter(first=first, second=second).first()
    if told:
        raise ReviewError(
            f"{told.made_by} told these two apart"
            + (f" ({told.reason})" if told.reason else "")
            + ": take that back first."
        )


def _told_apart(statement: Statement) -> set[int]:
    rows = StatementDistinction.objects.filter(
        Q(first=statement) | Q(second=statement)
    ).values_list("first_id", "second_id")
    return {pk for pair in rows for pk in pair} - {statement.pk}


def _tell_apart(one: int, other: int, *, by: User, reason: str, at: datetime) -> None:
    first, second = sorted((one, other))
    StatementDistinction.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={"made_by": by, "made_at": at, "reason": reason},
    )


def _move(quotes, target: Statement, *, by: User, reason: str, at: datetime) -> None:
    """Place ``quotes`` in ``target`` for good."""
    rows = _set_statement(quotes, target, by=by, reason=reason, at=at)
    StatementPlacement.objects.bulk_create(
        [
            StatementPlacement(quote=quote, made_by=by, made_at=at, reason=reason)
            for quote in rows
        ],
        ignore_conflicts=True,
    )


def _set_statement(
    quotes, target: Statement, *, by: User, reason: str, at: datetime
) -> list[Quote]:
    pks = sorted(quotes.values_list("pk", flat=True))
    rows = list(
        Quote.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk")
    )
    record_as_found(rows, at=at)
    for quote in rows:
        quote.statement = target
    write(rows, ["statement"], by=by, reason=reason, at=at)
    return rows


def _merger_of(statement: Statement) -> tuple[datetime, int]:
    """When an editor merged ``statement``, and into which."""
    merger = (
        statement.history.filter(merged_into__isnull=False, history_user__isnull=False)
        .order_by("-history_date", "-history_id")
        .first()
    )
    if merger is None:
        raise ReviewError("Linking joined these statements; split them instead.")
    return merger.history_date, merger.merged_into_id


def _moved(origin: int, at: datetime):
    """Quotes that an act of exactly ``at`` took from statement ``origin``."""
    past = Quote.history.filter(history_date=at, statement__isnull=False)
    pks = []
    for row in past:
        before = row.prev_record
        if before is not None and before.statement_id == origin:
            pks.append(row.id)
    return Quote.objects.filter(pk__in=pks)
