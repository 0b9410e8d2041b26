"""What was corrected or taken back about quotes: from what, to what, when and why.

Read from the history, which records every act of a person and the state before
the first one, and when a later reading or another version of the article withdrew a
quote or let it stand again. A confirmation changes nothing that readers saw and is no
correction. Nobody who decided is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.db.models import Q

from quotes.api.filters import Rows
from quotes.api.pagination import Cursor, Order
from quotes.history import FOUND_AGAIN, OF_VERSION
from quotes.models import Quote, Speaker

EVENT = "quote.corrected"
"""What a correction is called wherever it is told."""

ACTS = 200
"""Acts read at a time: most of them only confirm."""

SCANNED = 2000
"""Acts looked at for one page; then it ends, and says where to go on."""

FIELDS = {
    "speaker_id": "speaker",
    "relayed_by_id": "relayed_by",
    "text": "text",
    "spans": "spans",
    "kind": "kind",
    "stance": "stance",
    "statement_id": "statement",
    "status": "status",
}
"""Columns that are told of, and what quotes call them."""

_COLUMNS = (
    "history_id",
    "history_date",
    "history_user_id",
    "history_change_reason",
    "id",
    *FIELDS,
)
_SPEAKERS = ("speaker", "relayed_by")


@dataclass(frozen=True, slots=True)
class ActOrder(Order):
    """An order of acts: by a moment that is always there, then by number."""

    def fits(self, cursor: Cursor) -> bool:
        moment, *rest = cursor.position
        return (
            cursor.order == self.name and bool(rest) and not isinstance(moment, float)
        )


NEWEST_FIRST = ActOrder(
    "-corrected_at", ("history_date", "history_id"), descending=True
)


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a quote that was changed. Speakers and statements are ids."""

    field: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Correction:
    """One act on one quote. number: that of its row of history.

    by_editor: else a later reading, or another version of the article, did it.
    """

    number: int
    quote_id: int
    text: str
    at: datetime
    reason: str
    changes: tuple[Change, ...]
    by_editor: bool = True


@dataclass(frozen=True, slots=True)
class Scan:
    """Corrections found, and the place of the last act looked at (None: all were)."""

    found: list[Correction]
    stopped_at: tuple[datetime, int] | None


def acts_told() -> Rows:
    """Return the rows of history in which corrections are: acts of people, withdrawals.

    Also what let a quote stand again. Not all of them change what a reader sees.
    """
    by_nobody = Q(status=Quote.Status.WITHDRAWN) | Q(history_change_reason=FOUND_AGAIN)
    by_nobody |= Q(history_change_reason__startswith=OF_VERSION)
    acts: Rows = Quote.history.filter(
        Q(history_user__isnull=False) | by_nobody, history_type="~"
    )
    return acts


def withdrawal_of(quote_id: int) -> Correction | None:
    """Return what withdrew quote ``quote_id`` last; None where history does not know.

    One query.
    """
    for correction in corrections_of(quote_id):
        for change in correction.changes:
            if (change.field, change.new) == ("status", Quote.Status.WITHDRAWN):
                return correction
    return None


def scan(acts: Rows, *, size: int, cursor: Cursor | None = None) -> Scan:
    """Return ``size`` corrections among ``acts`` beyond ``cursor``, as they come.

    The newest first, or where the cursor looks backwards the oldest first. Two
    queries for each ``ACTS`` acts, of which ``SCANNED`` are looked at.
    """
    backwards = cursor is not None and cursor.backwards
    position = cursor.position if cursor else None
    found: list[Correction] = []
    for _ in range(SCANNED // ACTS):
        rows = acts
        if position:
            rows = NEWEST_FIRST.beyond(rows, position, backwards=backwards)
        rows = NEWEST_FIRST.sorted(rows, backwards=backwards)
        batch = list(rows.values_list("history_date", "history_id", "id")[:ACTS])
        known = {c.number: c for c in read_corrections({row[2] for row in batch})}
        for _, number, _ in batch:
            if number not in known:
                continue
            if len(found) == size:
                return Scan(found, (found[-1].at, found[-1].number))
            found.append(known[number])
        if len(batch) < ACTS:
            return Scan(found, None)
        position = batch[-1][:2]
    return Scan(found, position)


def every_correction(acts: Rows, cursor: Cursor | None = None) -> Iterator[Correction]:
    """Yield the corrections among ``acts`` beyond ``cursor``, however many."""
    while True:
        found = scan(acts, size=ACTS, cursor=cursor)
        yield from found.found
        if found.stopped_at is None:
            return
        backwards = cursor is not None and cursor.backwards
        cursor = Cursor(NEWEST_FIRST.name, found.stopped_at, backwards)


def recent_corrections(limit: int) -> list[Correction]:
    """Return at most ``limit`` corrections, the newest first."""
    return scan(acts_told(), size=limit).found


def corrections_of(quote_id: int) -> list[Correction]:
    """Return the corrections of one quote, the newest first. One query."""
    return read_corrections([quote_id])[::-1]


def read_corrections(quote_ids: Iterable[int]) -> list[Correction]:
    """Return all corrections of these quotes, each quote's in order. One query."""
    rows = (
        Quote.history.filter(id__in=quote_ids)
        .order_by("id", "history_date", "history_id")
        .values(*_COLUMNS)
    )
    return [
        Correction(
            after["history_id"],
            after["id"],
            after["text"],
            after["history_date"],
            after["history_change_reason"] or "",
            tuple(changes),
            by_editor=after["history_user_id"] is not None,
        )
        for before, after in pairwise(rows)
        if before["id"] == after["id"]
        if (changes := list(_changes(before, after)))
    ]


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """What differs between two states to a reader's eye.

    That a quote was looked at is none of it, only that it fell or rose again; and of
    what no person did, nothing else.
    """
    fell = before["status"] in Quote.NOT_STANDING or after["status"] in (
        Quote.NOT_STANDING
    )
    alone = after["history_user_id"] is None
    for column, field in FIELDS.items():
        untold = not fell if field == "status" else alone
        if before[column] == after[column] or untold:
            continue
        yield Change(field, before[column], after[column])


def speakers_in(corrections: Iterable[Correction]) -> dict[int, dict[str, Any]]:
    """Return id, name and slug of every speaker that changes name. One query at most.

    A speaker who is gone since, whom only the history names, is left out.
    """
    ids = {
        value
        for correction in corrections
        for change in correction.changes
        if change.field in _SPEAKERS
        for value in (change.old, change.new)
    } - {None}
    if not ids:
        return {}
    rows = Speaker.objects.filter(pk__in=ids).values("id", "name", "slug")
    return {row["id"]: dict(row) for row in rows}
