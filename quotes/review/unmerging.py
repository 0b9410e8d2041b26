"""Undoing a merger from the history it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import in_batches, record_act, record_as_found, sign, write
from quotes.linking.speakers.move import POINTING, statements_of
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import told_apart
from quotes.models import Quote, Speaker, SpeakerAlias
from quotes.review.distinctions import refresh_shared
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.merging import refresh_in_batches
from quotes.review.questions import align_suggestions
from quotes.review.reasons import check_reason
from quotes.review.undone import last_merger, undoing
from quotes.review.wikidata import holder_of


@act("quotes.change_speaker", also=undoing("speaker", last_merger))
@transaction.atomic
def unmerge_speakers(*, speaker: Speaker, by: User, reason: str = "") -> Speaker:
    """Undo the merger of ``speaker`` into another; return it as it then stands.

    Everything that moved with it comes back, the names that were dropped
    included, however often it was carried on by later mergers; whom it was told
    apart from, and what was suggested about it, is its own again. What an editor
    has since given to somebody else stays there, and so does what articles read
    after the merger have added to the target. ReviewError where ``speaker`` is
    not merged, or another speaker has been given its Wikidata id since.
    """
    reason = check_reason(reason)
    lock_linking()
    speaker = Speaker.objects.select_for_update().get(pk=speaker.pk)
    target = speaker.merged_into
    if target is None:
        raise ReviewError(f"{speaker} is not merged into another speaker.")
    _check_id_is_free(speaker)
    merged_at, carried = _merger_of(speaker)
    apart = told_apart([target.pk])[target.pk]
    touched: set[int] = set()
    at = timezone.now()
    record_as_found([target], at=at)
    for model, field in POINTING:
        manager: Any = model._default_manager
        moved = _moved(model, field, speaker, merged_at=merged_at, carried=carried)
        for batch in in_batches(moved):
            rows = list(
                manager.select_for_update()
                .filter(pk__in=[pk for pk, _ in batch])
                .order_by("pk")
            )
            back = dict(batch)
            rows = [row for row in rows if getattr(row, f"{field}_id") in back[row.pk]]
            record_as_found(rows, at=at)
            for row in rows:
                setattr(row, field, speaker)
            write(rows, [field], by=by, reason=reason, at=at)
            touched |= statements_of(rows, field)
    _restore_names(speaker, merged_at=merged_at, by=by, reason=reason, at=at)
    record_as_found([speaker], at=at)
    speaker.merged_into = None
    write([speaker], ["merged_into"], by=by, reason=reason, at=at)
    align_suggestions([speaker, target], by=by, reason=reason, at=at)
    refresh_in_batches(touched)
    refresh_shared(target, apart)
    undone = f"{speaker} (speaker {speaker.pk}) is no longer merged into this speaker"
    record_act([target], undone, by=by, reason=reason, at=at)
    return speaker


def _check_id_is_free(speaker: Speaker) -> None:
    if holder := holder_of(Speaker, speaker.wikidata_id, besides=speaker.pk):
        raise ReviewError(
            f"{holder} (speaker {holder.pk}) has been given {speaker.wikidata_id}, the "
            f"Wikidata id of {speaker}: take it away there first."
        )


def _merger_of(speaker: Speaker) -> tuple[datetime, set[int]]:
    """When ``speaker`` was last merged, and into whom, later mergers included."""
    carried: set[int] = set()
    merged_at = None
    past = speaker.history.values_list("history_date", "merged_into_id")
    for date, merged_into in past.order_by("-history_date", "-history_id"):
        if merged_into is None:
            break
        merged_at = date
        carried.add(merged_into)
    if merged_at is None:
        raise ReviewError(
            f"No history tells what moved when {speaker} was merged, so it cannot be "
            "undone."
        )
    return merged_at, carried


def _moved(
    model: Any,
    field: str,
    speaker: Speaker,
    *,
    merged_at: datetime,
    carried: set[int],
) -> Iterator[tuple[int, set[int | None]]]:
    """Yield the rows that the merger took from ``speaker`` and nobody moved on since.

    Each is a primary key, and whom its ``field`` may name for it to come back.
    """
    columns = [f"{field}_id", *(["reviewed_at"] if model is Quote else [])]
    candidates = model.history.filter(history_date=merged_at).exclude(history_type="-")
    pks = sorted(set(candidates.values_list("id", flat=True)))
    for batch in in_batches(pks):
        past = (
            model.history.filter(id__in=batch)
            .order_by("id", "history_date", "history_id")
            .values_list("id", "history_date", *columns)
        )
        for pk, states in groupby(past, key=itemgetter(0)):
            named = [
                (date, holder, rest[0] if rest else None)
                for _, date, holder, *rest in states
            ]
            back = _way_back(named, speaker, merged_at=merged_at, carried=carried)
            if back:
                yield pk, back


def _way_back(
    named: list[tuple[datetime, int | None, datetime | None]],
    speaker: Speaker,
    *,
    merged_at: datetime,
    carried: set[int],
) -> set[int | None] | None:
    """Whom a row may name today to come back; None where it did not move or left.

    named: when it came to name whom, and when an editor decided so, if one did. A
    decision that was taken back since counts for nothing: the row is open again, or
    the decision stands again that stood at the merger.
    """
    for position in range(1, len(named)):
        date, holder, decided = named[position]
        before = named[position - 1][1]
        if date == merged_at and before == speaker.pk and holder != speaker.pk:
            allowed: set[int | None] = {*carried, holder}
            since = named[position:]
            as_then = [n for n, (*_, at) in enumerate(since) if at in (None, decided)]
            left = {
                later
                for n, (_, later, at) in enumerate(since)
                if n >= as_then[-1] or at in (None, decided)
            }
            return allowed if left <= allowed else None
    return None


def _restore_names(
    speaker: Speaker, *, merged_at: datetime, by: User, reason: str, at: datetime
) -> None:
    """Bring back the names the merger dropped, and take away the one it made up."""
    at_merger = SpeakerAlias.history.filter(history_date=merged_at)
    for dropped in at_merger.filter(history_type="-", speaker_id=speaker.pk):
        alias = dropped.instance
        if not speaker.aliases.filter(folded=alias.folded).exists():
            alias.speaker = speaker
            sign(alias, by=by, reason=reason, at=at)
            alias.save(force_insert=True)
    for added in at_merger.filter(history_type="+", name=speaker.name):
        for alias in SpeakerAlias.objects.filter(pk=added.id):
            sign(alias, by=by, reason=reason, at=at)
            alias.delete()
