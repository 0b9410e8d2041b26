"""Joining two stored speakers of whom linking knows by now that they are one.

Which was stored first depends on the order of articles; that both are one does not.
History keeps what moved, as it does for editors, so that they can undo it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone

from quotes.linking.speakers.suggest import close_suggestions
from quotes.models import Quote, QuoteFingerprint, Speaker, SpeakerAlias, Statement
from quotes.names.folding import fold

AT_ONCE = 500
"""Rows written by one query: a speaker may have many quotes."""
REASON = "All that articles say of them is of one speaker"
_POINTING: tuple[tuple[type[Model], str], ...] = (
    (Quote, "speaker"),
    (Quote, "relayed_by"),
    (Statement, "speaker"),
    (Speaker, "affiliation"),
    (Speaker, "merged_into"),
)


def join_speakers(source: Speaker, target: Speaker) -> None:
    """Make everything that is of ``source`` that of ``target``, into which it merges.

    To be called in the transaction that links. Quotes that move are linked again.
    """
    at = timezone.now()
    for model, field in _POINTING:
        rows = list(model._default_manager.filter(**{field: source}).order_by("pk"))
        _point(rows, field, target, at=at)
        if model is Quote:
            stale = QuoteFingerprint.objects.filter(quote__in=[row.pk for row in rows])
            stale.update(digest=QuoteFingerprint.STALE)
    _move_names(source, target, at=at)
    _point([source], "merged_into", target, at=at)
    close_suggestions(source, target)


def _move_names(source: Speaker, target: Speaker, *, at: datetime) -> None:
    """Names that ``target`` has already are dropped, for they fold alike."""
    held = set(target.aliases.values_list("folded", flat=True))
    names = list(source.aliases.order_by("pk"))
    _point(
        [name for name in names if name.folded not in held], "speaker", target, at=at
    )
    for name in names:
        if name.folded in held:
            _record([name], at=at - timedelta(microseconds=1))
            name._history_user, name._history_date = None, at  # type: ignore[attr-defined]
            name._change_reason = REASON  # type: ignore[attr-defined]
            name.delete()
    if fold(source.name) not in held | {name.folded for name in names}:
        added = SpeakerAlias(
            speaker=target, name=source.name, origin=SpeakerAlias.Origin.EXTRACTION
        )
        added._history_user, added._history_date = None, at  # type: ignore[attr-defined]
        added._change_reason = REASON  # type: ignore[attr-defined]
        added.save()


def _point(rows: Sequence[Any], field: str, target: Speaker, *, at: datetime) -> None:
    """Make ``field`` of ``rows`` name ``target``; no row comes to name itself."""
    if not rows:
        return
    _record(rows, at=at - timedelta(microseconds=1))
    for row in rows:
        itself = isinstance(row, Speaker) and row.pk == target.pk
        setattr(row, field, None if itself else target)
    type(rows[0])._default_manager.bulk_update(rows, [field], batch_size=AT_ONCE)
    _record(rows, at=at)


def _record(rows: Sequence[Any], *, at: datetime) -> None:
    """Write down how ``rows`` stand: nobody did it, also while somebody is served."""
    for row in rows:
        row._history_user = None
    history = type(rows[0]).history
    history.bulk_history_create(
        rows,
        batch_size=AT_ONCE,
        update=True,
        default_change_reason=REASON,
        default_date=at,
    )
