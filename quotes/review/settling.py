"""Settling who said a statement that its printings give to several."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import record_as_found, write
from quotes.linking.statements.exposure import set_exposures_of_statements
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.lock import lock_linking
from quotes.models import Speaker, Statement
from quotes.review.correcting import check_standing
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason
from quotes.review.undone import column, undoing


@act("quotes.change_statement")
@transaction.atomic
def settle_dispute(
    *, statement: Statement, speaker: Speaker | None, by: User, reason: str
) -> Statement:
    """Record who said ``statement``, and why; None: that it cannot be known.

    Its quotes stay as printed. No later run changes what was settled.
    ReviewError without a reason, where nobody disagrees, or where it is settled:
    that has to be reopened first.
    """
    reason = check_reason(reason)
    lock_linking()
    check_standing(speaker)
    statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if not reason:
        raise ReviewError("Say why: readers see the reason.")
    if statement.dispute is None:
        raise ReviewError("The printings of this statement name one speaker.")
    if statement.resolved_at:
        raise ReviewError(
            f"{statement.resolved_by} has settled this dispute: reopen it first."
        )
    return _resolve(statement, speaker, by=by, reason=reason, at=timezone.now())


@act("quotes.change_statement", also=undoing("statement", column("resolved_by")))
@transaction.atomic
def reopen_dispute(*, statement: Statement, by: User, reason: str = "") -> Statement:
    """Take back what was settled: the dispute stands as the quotes have it now."""
    reason = check_reason(reason)
    lock_linking()
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
    set_exposures_of_statements([statement.pk])
    return statement
