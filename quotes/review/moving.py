"""Moving one quote to the statement it belongs to, and back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import AS_FOUND, record_act, record_as_found, sign
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import standing
from quotes.models import (
    Quote,
    Statement,
    StatementPlacement,
)
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock
from quotes.review.reasons import check_reason
from quotes.review.statement_rows import (
    distinction_of,
    lock_pair,
    refresh_moved,
    restore_emptied,
    set_statement,
    tell_apart,
)
from quotes.review.undone import placer, undoing

SHOWN = (Quote.Status.EXTRACTED, Quote.Status.CONFIRMED, Quote.Status.CORRECTED)


@act("quotes.change_statement")
@transaction.atomic
def move_quote(
    *,
    quote: Quote,
    statement: Statement,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record that ``quote`` reports ``statement``; later runs leave it there.

    The two statements are told apart, for the other printings stay where they
    are. ReviewError where the quote is there already or not shown to readers, the
    statement has been merged, or the quote is the only one of its statement: then
    the statements are one, and ``merge_statements`` says so.
    """
    reason = check_reason(reason)
    lock_linking()
    lock(quote, seen=seen)
    if quote.status not in SHOWN:
        raise ReviewError(f"This quote is {quote.status}: readers do not see it.")
    if quote.statement_id == statement.pk:
        raise ReviewError(
            "The quote is in this statement already.", because=[quote, statement]
        )
    at = timezone.now()
    touched = {statement.pk}
    if origin := quote.statement:
        origin, statement = lock_pair(origin, statement, act="moved to")
        if not origin.quotes.exclude(pk=quote.pk).exists():
            raise ReviewError(
                "This is the only printing of its statement: merge the two statements "
                "instead."
            )
        tell_apart(origin.pk, statement.pk, by=by, reason=reason, at=at)
        touched.add(origin.pk)
    else:
        # It may have been merged since the editor looked at it.
        statement = Statement.objects.select_for_update().get(pk=statement.pk)
        if statement.merged_into_id:
            raise ReviewError("This statement has been merged: choose its target.")
    left = [origin] if origin else []
    record_as_found([*left, statement], at=at)
    _set(quote, statement, by=by, reason=reason, at=at)
    _place(quote, by=by, reason=reason, at=at)
    refresh_moved([quote], touched)
    _record(quote, left, [statement], by=by, reason=reason, at=at)
    return quote


@act("quotes.change_statement", also=undoing("quote", placer))
@transaction.atomic
def return_quote(*, quote: Quote, by: User, reason: str = "") -> Quote:
    """Undo ``move_quote``: the quote goes back to the statement it was moved from.

    ReviewError where nobody moved it, or it came with others in a merger or a
    split: those are undone as a whole.
    """
    reason = check_reason(reason)
    lock_linking()
    lock(quote, seen=None)
    placement = StatementPlacement.objects.filter(quote=quote).first()
    if placement is None or (move := move_of(placement)) is None:
        raise ReviewError(
            "Nobody moved this quote by itself. Where it came with others in a merger "
            "or a split, undo that."
        )
    origin, moved_to = move
    at, moved_at = timezone.now(), placement.made_at
    if origin:
        _take_back(placement, origin, moved_to, by=by, reason=reason, at=at)
    _restore_placement(placement, by=by, reason=reason, at=at)
    touched = {quote.statement_id, moved_to}
    back = standing(origin) if origin else None
    left = [quote.statement] if quote.statement else []
    reached = [back] if back else []
    record_as_found([*left, *reached], at=at)
    _set(quote, back, by=by, reason=reason, at=at)
    if back:
        touched.add(back.pk)
    refresh_moved([quote], touched)
    restore_emptied([moved_to], before=moved_at)
    _record(quote, left, reached, by=by, reason=reason, at=at)
    return quote


def move_of(placement: StatementPlacement) -> tuple[Statement | None, int] | None:
    """Return from which statement to which ``placement`` moved its quote by itself.

    None where a merger or a split placed it.
    """
    at = placement.made_at
    past = Quote.history.filter(id=placement.quote_id)
    moved = past.filter(history_date=at).order_by("-history_id").first()
    before = moved.prev_record if moved else None
    if moved is None or before is None or moved.statement_id is None:
        return None
    acts = Statement.history.filter(history_date=at)
    if acts.filter(id__in=[before.statement_id, moved.statement_id]).exists():
        return None
    origin = None
    if before.statement_id:
        rows = Statement.objects.select_related("merged_into")
        origin = rows.get(pk=before.statement_id)
    return origin, moved.statement_id


def _take_back(
    placement: StatementPlacement,
    origin: Statement,
    moved_to: int,
    *,
    by: User,
    reason: str,
    at: datetime,
) -> None:
    """Let go that two statements are not the same, where this move alone said so.

    Where another quote has since been moved between the two, that one says so.
    """
    told = distinction_of(origin.pk, moved_to)
    if told is None or told.made_at != placement.made_at:
        return
    record_as_found([told], at=at)
    sign(told, by=by, reason=reason, at=at)
    other = _other_move(placement, {origin.pk, moved_to})
    if other is None:
        told.delete()
        return
    told.made_by, told.made_at, told.reason = other.made_by, other.made_at, other.reason
    told.save()


def _other_move(
    placement: StatementPlacement, between: set[int]
) -> StatementPlacement | None:
    """The eldest other placement of a quote moved by itself between two statements."""
    moved = Quote.history.filter(statement__in=between, history_user__isnull=False)
    others = StatementPlacement.objects.filter(
        quote__in=moved.values("id"), made_at__gt=placement.made_at
    )
    seen: set[datetime] = set()
    for other in others.order_by("made_at", "pk").select_related("made_by"):
        # All that one act placed tell the same.
        if other.made_at in seen:
            continue
        seen.add(other.made_at)
        move = move_of(other)
        if move and move[0] and {move[0].pk, move[1]} == between:
            return other
    return None


def _record(
    quote: Quote,
    left: list[Statement],
    reached: list[Statement],
    *,
    by: User,
    reason: str,
    at: datetime,
) -> None:
    """Write into the histories of both statements that ``quote`` was moved."""
    named = [f"statement {row.pk}" for row in (*reached, *left)]
    there = f" to {named[0]}" if reached else ""
    back = f" from {named[-1]}" if left else ""
    record_act(left, f"Quote {quote.pk} moved{there}", by=by, reason=reason, at=at)
    record_act(reached, f"Quote {quote.pk} moved{back}", by=by, reason=reason, at=at)


def _set(
    quote: Quote, statement: Statement | None, *, by: User, reason: str, at: datetime
) -> None:
    rows = Quote.objects.filter(pk=quote.pk)
    set_statement(rows, statement, by=by, reason=reason, at=at)
    quote.statement = statement


def _place(quote: Quote, *, by: User, reason: str, at: datetime) -> None:
    """Write who placed the quote; an earlier placement stays in the history."""
    held = StatementPlacement.objects.filter(quote=quote).first()
    if held:
        StatementPlacement.history.bulk_history_create(
            [held],
            update=True,
            default_change_reason=AS_FOUND,
            default_date=at - timedelta(microseconds=1),
        )
    placement = held or StatementPlacement(quote=quote)
    placement.made_by, placement.made_at, placement.reason = by, at, reason
    sign(placement, by=by, reason=reason, at=at)
    placement.save()


def _restore_placement(
    placement: StatementPlacement, *, by: User, reason: str, at: datetime
) -> None:
    """Make the placement what it was before, or nothing where there was none."""
    past = StatementPlacement.history.filter(quote=placement.quote_id)
    before = (
        past.filter(history_date__lt=placement.made_at)
        .order_by("-history_date", "-history_id")
        .first()
    )
    sign(placement, by=by, reason=reason, at=at)
    if before is None or before.history_type == "-":
        placement.delete()
        return
    placement.made_by = before.made_by
    placement.made_at = before.made_at
    placement.reason = before.reason
    placement.save()
