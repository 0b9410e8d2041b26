"""Editors' decisions on statements: two are one, or are not."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import record_act, record_as_found, sign
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import standing
from quotes.models import Statement, StatementDistinction, StatementPlacement
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason
from quotes.review.statement_rows import (
    lock_pair,
    moved_from,
    place,
    point_back,
    point_on,
    record_told,
    refresh_moved,
    refuse_told_apart,
    restore_emptied,
    set_statement,
    tell_apart,
)
from quotes.review.undone import column, last_merger, undoing


@act("quotes.change_statement")
@transaction.atomic
def merge_statements(
    *, source: Statement, target: Statement, by: User, reason: str = ""
) -> Statement:
    """Record that ``source`` is the same utterance as ``target``; return ``target``.

    Its quotes move, and later runs leave them there; its row stays and points to
    ``target``, which is told apart from whatever it was, as long as they are one.
    ReviewError where either has been merged, an editor told the two
    apart, or settled who said ``source`` but not who said ``target``: what readers
    are told of it would be lost.
    """
    reason = check_reason(reason)
    lock_linking()
    source, target = lock_pair(source, target, act="merged into")
    refuse_told_apart(source, target, remedy=": take that back first.")
    if source.resolved_at and not target.resolved_at:
        raise ReviewError(
            f"{source.resolved_by} has settled who said statement {source.pk}: let it "
            "stay, or reopen its dispute first."
        )
    at = timezone.now()
    record_as_found([target], at=at)
    quotes = source.quotes.order_by("pk")
    moved = place(quotes, target, by=by, reason=reason, at=at)
    point_on(source, target, by=by, reason=reason, at=at)
    refresh_moved(moved, [source.pk, target.pk])
    merged = f"Statement {source.pk} was merged into this one"
    record_act([target], merged, by=by, reason=reason, at=at)
    target.refresh_from_db()
    return target


@act("quotes.change_statement", also=undoing("statement", last_merger))
@transaction.atomic
def unmerge_statement(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Undo the merger of ``statement``: everything that moved with it comes back.

    What an editor has since placed elsewhere stays there. ReviewError where it is
    not merged, was merged by linking and not by an editor, or points to another
    because a split was undone.
    """
    reason = check_reason(reason)
    lock_linking()
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if statement.merged_into_id is None:
        raise ReviewError("This statement is not merged into another.")
    merged_at, holders = _merger_of(statement)
    moved = moved_from(statement.pk, merged_at).filter(statement__in=holders)
    StatementPlacement.objects.filter(quote__in=moved, made_at=merged_at).delete()
    at = timezone.now()
    target = Statement.objects.get(pk=statement.merged_into_id)
    record_as_found([target], at=at)
    rows = set_statement(moved, statement, by=by, reason=reason, at=at)
    point_back(statement, merged_at=merged_at, by=by, reason=reason, at=at)
    refresh_moved(rows, [statement.pk, *holders])
    restore_emptied(holders, before=merged_at)
    undone = f"Statement {statement.pk} is no longer merged into this one"
    record_act([target], undone, by=by, reason=reason, at=at)
    statement.refresh_from_db()
    return statement


@act("quotes.change_statement")
@transaction.atomic
def tell_statements_apart(
    *, one: Statement, other: Statement, by: User, reason: str = ""
) -> StatementDistinction:
    """Record that two statements are not the same: no later run joins them.

    ReviewError where they are one, either has been merged, or somebody told them
    apart before.
    """
    reason = check_reason(reason)
    lock_linking()
    one, other = lock_pair(one, other, act="told apart from")
    refuse_told_apart(one, other, remedy=".")
    at = timezone.now()
    made = tell_apart(one.pk, other.pk, by=by, reason=reason, at=at)
    record_told([one, other], "Told apart from", by=by, reason=reason, at=at)
    return made


@act("quotes.change_statement", also=undoing("distinction", column("made_by")))
@transaction.atomic
def withdraw_statement_distinction(
    *, distinction: StatementDistinction, by: User, reason: str = ""
) -> None:
    """Take back that two statements are not the same; history keeps that it was so.

    ReviewError where that has been done, or they were told apart by splitting
    one or moving a quote: then that act is what can be undone.
    """
    reason = check_reason(reason)
    lock_linking()
    rows = StatementDistinction.objects.select_for_update(of=("self",))
    held = rows.filter(pk=distinction.pk).first()
    if held is None:
        raise ReviewError(
            "That these two are not the same was taken back already.",
            because=[distinction],
        )
    if StatementPlacement.objects.filter(made_at=held.made_at).exists():
        raise ReviewError(
            "Splitting or moving a quote told these two apart: undo that."
        )
    at = timezone.now()
    record_as_found([held], at=at)
    sign(held, by=by, reason=reason, at=at)
    held.delete()
    pair = [standing(held.first), standing(held.second)]
    record_told(pair, "No longer told apart from", by=by, reason=reason, at=at)


def _merger_of(statement: Statement) -> tuple[datetime, set[int]]:
    """When an editor merged ``statement``, and into which, later mergers included."""
    holders = {statement.merged_into_id or statement.pk}
    merger = None
    for past in statement.history.order_by("-history_date", "-history_id"):
        if past.merged_into_id is None:
            break
        merger = past
        holders.add(past.merged_into_id)
    if merger is None or merger.history_user_id is None:
        raise ReviewError("Linking joined these statements; split them instead.")
    undone = StatementDistinction.history.filter(
        second=statement, history_type="-", history_date=merger.history_date
    )
    if undone.exists():
        raise ReviewError("The split that made this statement was undone: split again.")
    return merger.history_date, holders
