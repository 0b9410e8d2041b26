"""An editor's decisions on many quotes at once: all of them, or none.

quotes: any queryset of quotes. seen_at: when the editor's list was made; where
somebody else has decided on one of them since, ConflictError names it and
nothing changes. Every row gets its own history. Returned is how many quotes
were decided on. More than LARGEST_BULK are refused: nobody looked at that many.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from quotes.history import in_batches
from quotes.linking.store.lock import lock_linking
from quotes.models import Quote, Speaker
from quotes.review.decisions import check_standing, decide, leave, undo
from quotes.review.errors import ConflictError, ReviewError

LARGEST_BULK = 1000


@transaction.atomic
def confirm_many(
    *, quotes: QuerySet, by: User, reason: str = "", seen_at: datetime | None = None
) -> int:
    """``confirm`` each of ``quotes``."""
    changed = 0
    for batch in _locked(quotes, by=by, seen_at=seen_at):
        decide(batch, leave, by=by, reason=reason)
        changed += len(batch)
    return changed


@transaction.atomic
def reject_many(
    *, quotes: QuerySet, by: User, reason: str = "", seen_at: datetime | None = None
) -> int:
    """``reject`` each of ``quotes``."""
    changed = 0
    for batch in _locked(quotes, by=by, seen_at=seen_at):
        decide(batch, leave, by=by, reason=reason, status=Quote.Status.REJECTED)
        changed += len(batch)
    return changed


@transaction.atomic
def correct_speaker_many(
    *,
    quotes: QuerySet,
    speaker: Speaker | None,
    by: User,
    reason: str = "",
    seen_at: datetime | None = None,
) -> int:
    """``correct_speaker`` of each of ``quotes`` to ``speaker``."""
    # Before it is looked at who stands: a merger under way ends first.
    lock_linking()
    check_standing(speaker)

    def change(quote: Quote) -> None:
        quote.speaker = speaker

    changed = 0
    for batch in _locked(quotes, by=by, seen_at=seen_at):
        decide(batch, change, ["speaker"], by=by, reason=reason)
        changed += len(batch)
    return changed


@transaction.atomic
def reopen_many(
    *, quotes: QuerySet, by: User, reason: str = "", seen_at: datetime | None = None
) -> int:
    """``reopen`` each of ``quotes``."""
    changed = 0
    for batch in _locked(quotes, by=by, seen_at=seen_at):
        undo(batch, by=by, reason=reason)
        changed += len(batch)
    return changed


def _locked(
    quotes: QuerySet, *, by: User, seen_at: datetime | None
) -> Iterator[list[Quote]]:
    """Yield ``quotes`` in locked batches, in one order so that no two acts deadlock."""
    # Runs write the same statements: editors and they take turns.
    lock_linking()
    # The keys first: a searched or joined queryset cannot itself be locked.
    pks = sorted(quotes.values_list("pk", flat=True)[: LARGEST_BULK + 1])
    if len(pks) > LARGEST_BULK:
        raise ReviewError(
            f"More than {LARGEST_BULK:,} quotes are selected: take fewer at once."
        )
    for batch in in_batches(pks):
        rows = Quote.objects.select_for_update().filter(pk__in=batch)
        locked = list(rows.order_by("pk"))
        if seen_at:
            _check_unseen(locked, by=by, seen_at=seen_at)
        yield locked


def _check_unseen(quotes: list[Quote], *, by: User, seen_at: datetime) -> None:
    for quote in quotes:
        decided = quote.reviewed_at
        if decided and decided > seen_at and quote.reviewed_by_id != by.pk:
            raise ConflictError(
                f"“{quote}” was decided on by {quote.reviewed_by} after you had opened "
                "the list, so nothing was changed. Look at the list again."
            )
