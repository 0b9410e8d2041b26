"""Moving everything that names one speaker to another: the one way two become one.

Linking does it where all that articles say shows that two stored speakers are one,
signed by nobody; editors do it by ``quotes.review.merge_speakers``. History keeps
what moved: every row has a history row of exactly the time of the move, which is the
whole record of it and what ``quotes.review.unmerge_speakers`` reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.utils import timezone

from quotes.history import in_batches, record_as_found, sign, write
from quotes.linking.speakers.suggest import close_suggestions
from quotes.models import Quote, QuoteFingerprint, Speaker, SpeakerAlias, Statement
from quotes.names.folding import fold

JOINED = "All that articles say of them is of one speaker"
"""The reason that history gives for what linking joined."""

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
class Signature:
    """Who moves rows, why and when. by: None where linking decided it."""

    by: User | None
    reason: str
    at: datetime


def join_speakers(source: Speaker, target: Speaker) -> None:
    """Make ``source`` one with ``target``, as linking has found them to be.

    To be called in the transaction that links, under its lock. Statements whose
    quotes move are grouped again by that run.
    """
    move_speaker(source, target, Signature(None, JOINED, timezone.now()))
    close_suggestions(source, target)


def move_speaker(source: Speaker, target: Speaker, signature: Signature) -> set[int]:
    """Make everything that is of ``source`` that of ``target``, into which it merges.

    Returns the statements whose quotes have another speaker now. Quotes that move
    are to be linked again. Names that ``target`` has already are dropped, for they
    fold alike. To be called under ``lock_linking``, with both rows locked.
    """
    touched: set[int] = set()
    for model, field in POINTING[:-1]:
        rows = model._default_manager.filter(**{field: source})
        for batch in _lock_batches(rows):
            _point(batch, field, target, signature)
            if model is Quote:
                _link_again(batch)
            touched |= statements_of(batch, field)
    _move_names(source, target, signature)
    _point([source], "merged_into", target, signature)
    return touched


def statements_of(rows: Sequence[Any], field: str) -> set[int]:
    """Return the statements of quotes ``rows``, where ``field`` says who spoke."""
    if field != "speaker":
        return set()
    return {row.statement_id for row in rows if getattr(row, "statement_id", None)}


def _link_again(quotes: Sequence[Model]) -> None:
    stale = QuoteFingerprint.objects.filter(quote__in=[row.pk for row in quotes])
    stale.update(digest=QuoteFingerprint.STALE)


def _lock_batches(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    """Yield ``rows`` locked, a batch at a time, whatever happens to them meanwhile."""
    pks = rows.order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(list(pks)):
        locked = rows.model._default_manager.select_for_update().filter(pk__in=batch)
        yield list(locked.order_by("pk"))


def _point(
    rows: Sequence[Model], field: str, target: Speaker, signature: Signature
) -> None:
    """Make ``field`` of ``rows`` name ``target``; no row comes to name itself."""
    record_as_found(rows, at=signature.at)
    for row in rows:
        itself = isinstance(row, Speaker) and row.pk == target.pk
        setattr(row, field, None if itself else target)
    write(rows, [field], by=signature.by, reason=signature.reason, at=signature.at)


def _move_names(source: Speaker, target: Speaker, signature: Signature) -> None:
    """Give ``target`` every name of ``source``, its own name among them."""
    held = set(target.aliases.values_list("folded", flat=True))
    names = list(source.aliases.order_by("pk"))
    record_as_found(names, at=signature.at)
    moving = [alias for alias in names if alias.folded not in held]
    _point(moving, "speaker", target, signature)
    for alias in names:
        if alias.folded in held:
            _sign(alias, signature)
            alias.delete()
    folded = fold(source.name)
    if folded and folded not in held | {alias.folded for alias in names}:
        added = SpeakerAlias(
            speaker=target, name=source.name, origin=_origin(signature)
        )
        _sign(added, signature)
        added.save()


def _origin(signature: Signature) -> str:
    origins = SpeakerAlias.Origin
    return origins.EDITOR if signature.by else origins.EXTRACTION


def _sign(row: Model, signature: Signature) -> None:
    sign(row, by=signature.by, reason=signature.reason, at=signature.at)
