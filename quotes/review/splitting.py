"""Splitting a statement that is two, and undoing it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import record_act, record_as_found, sign
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import standing
from quotes.models import (
    Quote,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason
from quotes.review.statement_rows import (
    moved_from,
    place,
    point_on,
    refresh_moved,
    refuse_told_apart,
    set_statement,
    tell_apart,
)
from quotes.review.undone import undoing


@act("quotes.change_statement")
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
    record_as_found([statement], at=at)
    first = Quote.objects.filter(pk__in=pks).order_by("dated_at", "pk")[0]
    made = Statement(text=first.text)
    sign(made, by=by, reason=reason, at=at)
    made.save()
    chosen = Quote.objects.filter(pk__in=pks)
    moved = place(chosen, made, by=by, reason=reason, at=at)
    tell_apart(statement.pk, made.pk, by=by, reason=reason, at=at)
    refresh_moved(moved, [statement.pk, made.pk])
    noun = "printing" if len(pks) == 1 else "printings"
    split = f"{len(pks)} {noun} split off as statement {made.pk}"
    record_act([statement], split, by=by, reason=reason, at=at)
    off = f"Split off statement {statement.pk}, {len(pks)} {noun}"
    record_act([made], off, by=by, reason=reason, at=at)
    made.refresh_from_db()
    return made


def _splitter(statement: Statement) -> list[int | None]:
    """Who split ``statement`` off another."""
    split = split_of(statement)
    return [split.made_by_id] if split else []


@act("quotes.change_statement", also=undoing("statement", _splitter))
@transaction.atomic
def unsplit_statement(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Undo the split that made ``statement``; return the one it was split from.

    That is the one that stands for it today, where it has been merged since. The
    row of ``statement`` stays and points there. ReviewError where no split made it,
    or an editor told it apart from the one that stands.
    """
    reason = check_reason(reason)
    lock_linking()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    distinction = split_of(statement)
    if distinction is None or statement.merged_into_id:
        raise ReviewError("No split made this statement.")
    split_at = distinction.made_at
    origin = standing(distinction.first)
    at = timezone.now()
    record_as_found([origin], at=at)
    sign(distinction, by=by, reason=reason, at=at)
    distinction.delete()
    refuse_told_apart(statement, origin, remedy=": take that back first.")
    quotes = moved_from(distinction.first_id, split_at).filter(statement=statement)
    StatementPlacement.objects.filter(quote__in=quotes, made_at=split_at).delete()
    own = statement.quotes.all()
    moved = set_statement(own, origin, by=by, reason=reason, at=at)
    point_on(statement, origin, by=by, reason=reason, at=at)
    refresh_moved(moved, [statement.pk, origin.pk])
    undone = f"The printings of statement {statement.pk} are back"
    record_act([origin], undone, by=by, reason=reason, at=at)
    origin.refresh_from_db()
    return origin


def split_of(statement: Statement) -> StatementDistinction | None:
    """Return what the split that made ``statement`` told apart; None: none made it.

    An editor makes a statement by splitting another, and in no other way.
    """
    made = statement.history.filter(history_type="+", history_user__isnull=False)
    if (born := made.first()) is None:
        return None
    told = StatementDistinction.objects.select_related("first__merged_into")
    return told.filter(second=statement, made_at=born.history_date).first()
