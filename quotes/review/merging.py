"""Two speakers that are one: everything moves, the merged row stays as a signpost.

Every row moved has a history row of exactly the time of the merger. That is the
whole record of it, and what ``unmerge_speakers`` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from quotes.extraction.folding import fold
from quotes.linking.retrieval import lock_linking
from quotes.models import Quote, Speaker, SpeakerAlias, Statement
from quotes.review.errors import ReviewError
from quotes.review.history import (
    check_reason,
    in_batches,
    record_as_found,
    sign,
    write,
)

POINTING: tuple[tuple[type[Model], str], ...] = (
    (Quote, "speaker"),
    (Quote, "relayed_by"),
    (Statement, "speaker"),
    (Speaker, "affiliation"),
    (Speaker, "merged_into"),
    (SpeakerAlias, "speaker"),
)
"""Every column that names a speaker, names of speakers last."""


@dataclass(frozen=True, slots=True)
class Belongings:
    """How many rows name a speaker, and so move when it is merged."""

    quotes: int
    relayed_quotes: int
    statements: int
    affiliated: int
    aliases: int


def belongings_of(speaker: Speaker) -> Belongings:
    """Count what a merger of ``speaker`` would move. Five queries."""
    return Belongings(
        quotes=speaker.quotes.count(),
        relayed_quotes=speaker.relayed_quotes.count(),
        statements=speaker.statements.count(),
        affiliated=speaker.affiliated.count(),
        aliases=speaker.aliases.count(),
    )


@transaction.atomic
def merge_speakers(
    *, source: Speaker, target: Speaker, by: User, reason: str = ""
) -> Speaker:
    """Record that ``source`` is the same as ``target``; return ``target``.

    Quotes, relayed quotes, statements, affiliations and names of ``source``
    become those of ``target``; names that it has already are dropped, for they
    fold alike. The row of ``source`` stays and points to ``target``, and so do
    those merged into ``source`` before. Decisions on quotes stay decisions.
    ReviewError where the two are one already or either has been merged.
    """
    reason = check_reason(reason)
    # A run that has just found the source must not store a quote under it after.
    lock_linking()
    source, target = _lock_pair(source, target)
    at = timezone.now()
    for model, field in POINTING[:-1]:
        rows = model._default_manager.filter(**{field: source})
        for batch in _locked_batches(rows):
            _point(batch, field, target, by=by, reason=reason, at=at)
    _move_names(source, target, by=by, reason=reason, at=at)
    _point([source], "merged_into", target, by=by, reason=reason, at=at)
    target.refresh_from_db()
    return target


def _lock_pair(source: Speaker, target: Speaker) -> tuple[Speaker, Speaker]:
    if source.pk == target.pk:
        raise ReviewError("A speaker cannot be merged into itself.")
    rows = Speaker.objects.select_for_update().filter(pk__in=[source.pk, target.pk])
    locked = {speaker.pk: speaker for speaker in rows.order_by("pk")}
    for speaker in (locked[source.pk], locked[target.pk]):
        if speaker.merged_into:
            raise ReviewError(
                f"{speaker} has been merged into {speaker.merged_into} already."
            )
    return locked[source.pk], locked[target.pk]


def _locked_batches(rows: QuerySet) -> Iterator[list]:
    """Yield ``rows`` locked, a batch at a time, whatever happens to them meanwhile."""
    pks = rows.order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(list(pks)):
        locked = rows.model._default_manager.select_for_update().filter(pk__in=batch)
        yield list(locked.order_by("pk"))


def _point(
    rows: list,
    field: str,
    target: Speaker,
    *,
    by: User,
    reason: str,
    at: datetime,
) -> None:
    """Make ``field`` of ``rows`` name ``target``; no row comes to name itself."""
    record_as_found(rows, at=at)
    for row in rows:
        itself = isinstance(row, Speaker) and row.pk == target.pk
        setattr(row, field, None if itself else target)
    write(rows, [field], by=by, reason=reason, at=at)


def _move_names(
    source: Speaker, target: Speaker, *, by: User, reason: str, at: datetime
) -> None:
    """Give ``target`` every name of ``source``, its own name among them."""
    held = set(target.aliases.values_list("folded", flat=True))
    names = list(source.aliases.order_by("pk"))
    record_as_found(names, at=at)
    moving = [alias for alias in names if alias.folded not in held]
    _point(moving, "speaker", target, by=by, reason=reason, at=at)
    for alias in names:
        if alias.folded in held:
            sign(alias, by=by, reason=reason, at=at)
            alias.delete()
    if fold(source.name) and fold(source.name) not in held | {
        alias.folded for alias in names
    }:
        added = SpeakerAlias(
            speaker=target, name=source.name, origin=SpeakerAlias.Origin.EDITOR
        )
        sign(added, by=by, reason=reason, at=at)
        added.save()
