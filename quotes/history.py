"""Writing rows together with the history of who changed them, when and why.

Acts of people are signed by them, what linking decides is signed by nobody (None). So
is that a later reading, or another version of its article, withdrew a quote or found it
again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import Model
from simple_history.utils import bulk_update_with_history

AS_EXTRACTED = "As extracted"
AS_FOUND = "As it stood before"
NO_LONGER_FOUND = "A later reading of the article no longer finds it"
FOUND_AGAIN = "A later reading of the article finds it again"
OF_VERSION = "Version "
"""How the reason begins where another text of the article changed what stands."""
BATCH = 500

Row = TypeVar("Row", bound=Model)


def record_as_found(rows: Sequence[Model], *, at: datetime) -> None:
    """Write down how ``rows`` stand, where their history does not say so already.

    Extraction and linking write in bulk and without history: without this, the
    first decision on a row would show what it became and not what it had been.
    Costs two queries. ``at`` is the time of the act that follows.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    tracked = [field.attname for field in model.history.model.tracked_fields]
    recorded: dict[Any, dict[str, Any]] = {}
    past = model.history.filter(id__in=[row.pk for row in rows]).order_by(
        "history_date", "history_id"
    )
    for values in past.values(*tracked):
        recorded[values["id"]] = values
    unknown = [row for row in rows if row.pk not in recorded]
    outdated = [
        row
        for row in rows
        if row.pk in recorded
        and any(getattr(row, name) != recorded[row.pk][name] for name in tracked)
    ]
    just_before = at - timedelta(microseconds=1)
    for found, reason, update in (
        (unknown, AS_EXTRACTED, False),
        (outdated, AS_FOUND, True),
    ):
        _write_anonymously(model, found, reason=reason, update=update, at=just_before)


def _write_anonymously(
    model: Any, rows: Sequence[Model], *, reason: str, update: bool, at: datetime
) -> None:
    """Write history that no person made, also while a person's request is served."""
    for row in rows:
        row._history_user = None  # type: ignore[attr-defined]
    model.history.bulk_history_create(
        rows, update=update, default_change_reason=reason, default_date=at
    )
    for row in rows:
        del row._history_user  # type: ignore[attr-defined]


def write(
    rows: Sequence[Model],
    fields: Sequence[str],
    *,
    by: User | None,
    reason: str,
    at: datetime,
) -> None:
    """Store ``fields`` of ``rows``, all of one model, with a history row for each."""
    if not rows:
        return
    for row in rows:
        # Otherwise nobody's change would be signed by whoever is being served.
        row._history_user = by  # type: ignore[attr-defined]
    try:
        bulk_update_with_history(
            rows,
            type(rows[0]),
            fields,
            batch_size=BATCH,
            default_user=by,
            default_change_reason=reason or None,
            default_date=at,
        )
    finally:
        for row in rows:
            del row._history_user  # type: ignore[attr-defined]


def record_act(
    rows: Sequence[Model], what: str, *, by: User, reason: str, at: datetime
) -> None:
    """Write into the history of ``rows``, loaded anew, what ``by`` did to them.

    For rows that an act touches without writing to them itself: those that printings
    left, or others were merged into. Undoing goes by the exact moment of an act, so
    this is dated a microsecond after it. ``what`` is a clause, without a full stop.
    """
    if not rows:
        return
    model: Any = type(rows[0])
    fresh = list(model._default_manager.filter(pk__in=[row.pk for row in rows]))
    model.history.bulk_history_create(
        fresh,
        update=True,
        default_user=by,
        default_change_reason=f"{what}: {reason}" if reason else what,
        default_date=at + timedelta(microseconds=1),
    )


def told_last(row: Any) -> str:
    """Who did the last act on ``row``, and why; empty where no person did one."""
    latest = row.history.select_related("history_user").first()
    if latest is None or latest.history_user is None:
        return ""
    why = latest.history_change_reason
    return f"{latest.history_user} (“{why}”)" if why else str(latest.history_user)


def sign(row: Model, *, by: User | None, reason: str, at: datetime) -> None:
    """Say who is about to save or delete ``row``, and why: for single rows."""
    signed: Any = row
    signed._history_user = by
    signed._change_reason = reason or None
    signed._history_date = at


def in_batches(items: Iterable[Row | Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Yield ``items`` in lists of at most ``size``."""
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def state_at(model: Any, pk: int, moment: datetime) -> Any:
    """Return the row ``pk`` of ``model`` as it stood at ``moment``; None: it was not.

    The latest record of its history until then, the first one where people acted on it
    only later, and the row itself where history has nothing after ``moment``. Runs
    write no history: what they changed after an act counts as true since that act, as
    the next act found it.
    Whether a row that nobody acted on was there yet, history does not know.
    """
    return states_at(model, [pk], moment).get(pk)


def states_at(model: Any, pks: Iterable[int], moment: datetime) -> dict[int, Any]:
    """Return ``state_at`` of each of ``pks`` that was there, by primary key.

    Two queries.
    """
    wanted = set(pks)
    past: dict[int, list[Any]] = {pk: [] for pk in wanted}
    records = model.history.filter(id__in=wanted)
    for record in records.order_by("history_date", "history_id"):
        past[record.id].append(record)
    changed_later = {
        pk for pk, held in past.items() if held and held[-1].history_date > moment
    }
    states: dict[int, Any] = model._default_manager.in_bulk(wanted - changed_later)
    for pk in changed_later:
        until = [row for row in past[pk] if row.history_date <= moment]
        following = past[pk][len(until)]
        found = following.history_change_reason in (AS_EXTRACTED, AS_FOUND)
        record = following if found or not until else until[-1]
        removed = record.history_type == "-"
        made = not until and record.history_type == "+" and record.history_user_id
        if not (removed or made):
            states[pk] = record.instance
    return states
