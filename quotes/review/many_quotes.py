"""An editor's decisions on many quotes at once: all of them, or none.

quotes: any queryset of quotes. seen_at: when the editor's list was made; where
somebody else has changed one of them since, ConflictError names it and nothing
changes. What another editor rejected is left out, unless ``overruling`` holds its
primary key: they said why. Every row gets its own history, all of one moment.
Returned is how many quotes were decided on. More than LARGEST_BULK are refused:
nobody looked at that many.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from quotes.history import in_batches
from quotes.linking.store.lock import lock_linking
from quotes.models import Quote, Speaker
from quotes.review.acts import file_act
from quotes.review.correcting import check_standing
from quotes.review.decisions import decide, leave, undo
from quotes.review.errors import ConflictError, ReviewError
from quotes.review.guarding import act
from quotes.review.undone import undoing_many

LARGEST_BULK = 1000


@act("quotes.change_quote")
@transaction.atomic
def confirm_many(
    *,
    quotes: QuerySet[Quote],
    by: User,
    reason: str = "",
    seen_at: datetime | None = None,
    overruling: Collection[int] = (),
) -> int:
    """``confirm`` each of ``quotes``."""
    changed, at = 0, timezone.now()
    for batch in _lock(quotes, by=by, seen_at=seen_at, overruling=overruling):
        decide(batch, leave, by=by, reason=reason, at=at)
        changed += len(batch)
    _file("Confirmed", changed, by=by, reason=reason, at=at)
    return changed


@act("quotes.change_quote")
@transaction.atomic
def reject_many(
    *,
    quotes: QuerySet[Quote],
    by: User,
    reason: str = "",
    seen_at: datetime | None = None,
    overruling: Collection[int] = (),
) -> int:
    """``reject`` each of ``quotes``."""
    changed, at = 0, timezone.now()
    rejected = Quote.Status.REJECTED
    for batch in _lock(quotes, by=by, seen_at=seen_at, overruling=overruling):
        decide(
            *(batch, leave), by=by, reason=reason, status=rejected,
            at=at,
        )  # fmt: skip
        changed += len(batch)
    _file("Rejected", changed, by=by, reason=reason, at=at)
    return changed


@act("quotes.change_quote")
@transaction.atomic
def correct_speaker_many(
    *,
    quotes: QuerySet[Quote],
    speaker: Speaker | None,
    by: User,
    reason: str = "",
    seen_at: datetime | None = None,
    overruling: Collection[int] = (),
) -> int:
    """``correct_speaker`` of each of ``quotes`` to ``speaker``."""
    # Locked before anybody looks who stands: a merger under way ends first.
    lock_linking()
    check_standing(speaker)

    def change(quote: Quote) -> None:
        quote.speaker = speaker

    changed, at = 0, timezone.now()
    for batch in _lock(quotes, by=by, seen_at=seen_at, overruling=overruling):
        decide(batch, change, ["speaker"], by=by, reason=reason, at=at)
        changed += len(batch)
    _file(f"Speaker set to {speaker or 'nobody'}", changed, by=by, reason=reason, at=at)
    return changed


@act("quotes.change_quote", also=undoing_many)
@transaction.atomic
def reopen_many(
    *,
    quotes: QuerySet[Quote],
    by: User,
    reason: str,
    seen_at: datetime | None = None,
    overruling: Collection[int] = (),
) -> int:
    """``reopen`` each of ``quotes``. ReviewError without a reason."""
    if not reason.strip():
        raise ReviewError("Say why these decisions are undone.")
    changed, at = 0, timezone.now()
    for batch in _lock(quotes, by=by, seen_at=seen_at, overruling=overruling):
        undo(batch, by=by, reason=reason, at=at)
        changed += len(batch)
    _file("Reopened", changed, by=by, reason=reason, at=at)
    return changed


def rejected_by_others(quotes: QuerySet[Quote], *, by: User) -> QuerySet[Quote]:
    """Return those of ``quotes`` that another editor than ``by`` rejected."""
    rejected = quotes.filter(status=Quote.Status.REJECTED)
    return rejected.exclude(reviewed_by=by)


def _lock(
    quotes: QuerySet[Quote],
    *,
    by: User,
    seen_at: datetime | None,
    overruling: Collection[int],
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
            check_unseen(locked, by=by, seen_at=seen_at)
        chosen = [
            quote
            for quote in locked
            if quote.status != Quote.Status.REJECTED
            or quote.reviewed_by_id == by.pk
            or quote.pk in overruling
        ]
        if chosen:
            yield chosen


def _file(told: str, changed: int, *, by: User, reason: str, at: datetime) -> None:
    """Enter the whole as one act, where it was done to any."""
    if changed:
        file_act(told, by=by, reason=reason.strip(), at=at, quotes=changed)


def check_unseen(quotes: list[Quote], *, by: User, seen_at: datetime) -> None:
    """Raise ConflictError where another person's act has changed one since.

    Told by the history: a decision that was undone leaves nothing on the row.
    """
    acts = Quote.history.filter(
        id__in=[quote.pk for quote in quotes],
        history_date__gt=seen_at,
        history_user__isnull=False,
    ).exclude(history_user=by)
    act = acts.select_related("history_user").order_by("id").first()
    if act is not None:
        quote = next(row for row in quotes if row.pk == act.id)
        raise ConflictError(
            f"“{quote}” was decided on by {act.history_user} after you had opened "
            "the page, so nothing was changed. Look at it again.",
            because=[quote],
        )
