"""What people changed about quotes: from what, to what, and why.

Read from the history, which records every act of a person and the state before
the first one. A confirmation changes nothing that readers saw and is no
correction. Nobody who decided is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from quotes.models import Quote, Speaker

SCANNED = 500
"""The newest acts looked at: most of them only confirm."""

LABELS = {
    "speaker_id": "speaker",
    "relayed_by_id": "relayed by",
    "text": "words",
    "kind": "kind",
    "statement_id": "statement",
    "status": "status",
}
_COLUMNS = (
    "history_id",
    "history_date",
    "history_user_id",
    "history_change_reason",
    "id",
    *LABELS,
)
_SPEAKERS = ("speaker_id", "relayed_by_id")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was changed, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One act of an editor on one quote. number: that of its row of history."""

    number: int
    quote_id: int
    text: str
    at: datetime
    reason: str
    changes: tuple[Change, ...]


def recent_corrections(limit: int) -> list[Correction]:
    """Return at most ``limit`` corrections, the newest first. Three queries.

    Looks at the newest ``SCANNED`` acts.
    """
    acts = list(
        Quote.history.filter(history_user__isnull=False, history_type="~")
        .order_by("-history_date", "-history_id")
        .values_list("history_id", "id")[:SCANNED]
    )
    wanted = {number for number, _ in acts}
    found = [
        correction
        for correction in _read({quote_id for _, quote_id in acts})
        if correction.number in wanted
    ]
    found.sort(key=lambda correction: (correction.at, correction.number), reverse=True)
    return found[:limit]


def corrections_of(quote_id: int) -> list[Correction]:
    """Return the corrections of one quote, the newest first. Two queries at most."""
    return _read([quote_id])[::-1]


def _read(quote_ids: Iterable[int]) -> list[Correction]:
    rows = list(
        Quote.history.filter(id__in=quote_ids)
        .order_by("id", "history_date", "history_id")
        .values(*_COLUMNS)
    )
    steps = [
        (before, after, changed)
        for before, after in pairwise(rows)
        if before["id"] == after["id"] and after["history_user_id"] is not None
        if (changed := _changed(before, after))
    ]
    names = _names_in(steps)
    return [
        Correction(
            after["history_id"],
            after["id"],
            after["text"],
            after["history_date"],
            after["history_change_reason"] or "",
            tuple(
                Change(
                    LABELS[column],
                    _told(column, before[column], names),
                    _told(column, after[column], names),
                )
                for column in changed
            ),
        )
        for before, after, changed in steps
    ]


def _changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Columns in which two states differ to a reader's eye."""
    changed = [name for name in LABELS if before[name] != after[name]]
    rejected = Quote.Status.REJECTED in (before["status"], after["status"])
    return [name for name in changed if name != "status" or rejected]


def _names_in(steps: Sequence[tuple[Mapping, Mapping, list[str]]]) -> dict[int, str]:
    ids = {
        row[column]
        for *rows, changed in steps
        for row in rows
        for column in _SPEAKERS
        if column in changed
    } - {None}
    if not ids:
        return {}
    return dict(Speaker.objects.filter(pk__in=ids).values_list("pk", "name"))


def _told(column: str, value: Any, names: Mapping[int, str]) -> str:
    if value is None:
        return "nobody" if column in _SPEAKERS else "none"
    if column in _SPEAKERS:
        return names.get(value, f"speaker {value}")
    return str(value)
