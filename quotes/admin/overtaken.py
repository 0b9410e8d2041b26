"""Somebody else was faster: what they did, beside what was to be done, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.utils import timezone

from quotes.admin.told import UNTOUCHED, ToldDifference, tell_change
from quotes.models import (
    MergedTogether,
    Proposal,
    Quote,
    SecondOpinion,
    Statement,
)
from quotes.models.dates import tell_moment

OPENED = "opened_at"
"""Name of the hidden field in which a page says when it was made."""
TOLD = 20
"""Rows of which it is told what somebody did to them."""
NOTHING = "–"
TOLD_ANYWAY = frozenset(("reviewed_by", "reviewed_at", "start", "end"))
"""Columns whose change the act itself tells, or the words."""
ANSWERED: dict[type[Model], tuple[str, str, str]] = {
    MergedTogether: ("undone_by", "undone_at", ""),
    Proposal: ("decided_by", "decided_at", "answer"),
    SecondOpinion: ("answered_by", "answered_at", ""),
}
"""Of rows without a history: the columns that say who answered them, when and why."""


def parse_time(written: str | None) -> datetime | None:
    """Read a time as ``opened_now`` writes it; None for anything else."""
    try:
        time = datetime.fromisoformat(written or "")
    except ValueError:
        return None
    return time if timezone.is_aware(time) else None


def opened_now() -> str:
    """Return what a page that is made now says in ``OPENED``."""
    return timezone.now().isoformat()


def since_opened(
    sent: Mapping[str, Any], rows: Iterable[Model]
) -> list[ToldDifference]:
    """What was done to ``rows`` since the page that was ``sent`` had been opened.

    The last act on each, where the page does not say when that was.
    """
    since = parse_time(sent.get(OPENED))
    each = {(type(row), row.pk): row for row in rows}.values()
    return [told for row in each for told in theirs_since(row, since)][:TOLD]


def gone_row(model: Any, pk: int) -> list[Any]:
    """The row ``pk`` as it was when it was taken away, whose history tells by whom."""
    last = model.history.filter(id=pk, history_type="-").first()
    return [last.instance] if last else []


def overtaking(form: forms.BaseForm) -> list[Model]:
    """Rows for which ``form`` was refused, since somebody changed them meanwhile."""
    return [
        row
        for errors in form.errors.as_data().values()
        for error in errors
        for row in (error.params or {}).get("because", ())
    ]


def with_yours(theirs: Sequence[ToldDifference], act: str) -> list[ToldDifference]:
    """Put ``act`` beside the first of ``theirs``, which it would have come upon."""
    if not theirs:
        return [ToldDifference("Act", "changed by a new run", act)]
    first = theirs[0]
    return [ToldDifference(first.label, first.theirs, act), *theirs[1:]]


def theirs_since(row: Any, since: datetime | None) -> list[ToldDifference]:
    """Who did what to ``row`` after ``since``, and every column that it changed.

    Without ``since`` the last act alone. A statement changes with its printings: where
    nobody did anything to it itself, what was done to one of those is told.
    """
    if not hasattr(row, "history"):
        return _answered(row, since)
    records = row.history.select_related("history_user").order_by(
        "-history_date", "-history_id"
    )
    latest = records.filter(history_user__isnull=False).first()
    if latest is None or (since and latest.history_date <= since):
        return _to_a_printing(row, since) if isinstance(row, Statement) else []
    found = [_told(row, latest)]
    before = records.filter(history_date__lte=since).first() if since else None
    before = before or latest.prev_record
    if before is None or since is None:
        return found
    delta = latest.diff_against(before, foreign_keys_are_objs=True)
    changes = [
        tell_change(type(row), change)
        for change in delta.changes
        if change.field not in TOLD_ANYWAY
    ]
    return found + [
        ToldDifference(change.field, change.new or NOTHING, UNTOUCHED)
        for change in changes
    ]


def _told(row: Any, record: Any) -> ToldDifference:
    """Who wrote ``record`` into the history of ``row``, when and why."""
    why = record.history_change_reason
    return _tell_act(row, record.history_user, record.history_date, why)


def _answered(row: Any, since: datetime | None) -> list[ToldDifference]:
    """Who answered ``row``, of which no history is kept, when and why."""
    names = ANSWERED.get(type(row))
    if names is None:
        return []
    row.refresh_from_db()
    who, when = getattr(row, names[0]), getattr(row, names[1])
    why = getattr(row, names[2]) if names[2] else None
    if who is None or when is None or (since and when <= since):
        return []
    return [_tell_act(row, who, when, why)]


def _tell_act(row: Any, who: Any, when: datetime, why: str | None) -> ToldDifference:
    noun = row._meta.verbose_name.capitalize()
    signed = f"{who} (“{why}”)" if why else str(who)
    return ToldDifference(
        f"{noun} {row.pk}", f"{signed}, {tell_moment(when)}", UNTOUCHED
    )


def _to_a_printing(
    statement: Statement, since: datetime | None
) -> list[ToldDifference]:
    """The last act on a quote of ``statement``, or on one that was moved from it."""
    past = Quote.history.filter(statement_id=statement.pk, history_user__isnull=False)
    if since:
        past = past.filter(history_date__gt=since)
    record = past.select_related("history_user").order_by("-history_date").first()
    return [] if record is None else [_told(record.instance, record)]


def filled_in(form: forms.Form) -> list[ToldDifference]:
    """What its editor put into ``form``, in words."""
    return [
        ToldDifference(str(bound.label), NOTHING, told)
        for bound in form.visible_fields()
        if (told := _tell(bound))
    ]


def _tell(bound: Any) -> str:
    """What is filled into a field, with the labels of what was chosen."""
    value = bound.data
    if value in (None, "", [], False):
        return ""
    chosen = value if isinstance(value, list) else [value]
    field = bound.field
    if hasattr(field, "queryset"):
        keys = [key for key in chosen if str(key).isdecimal()]
        rows = field.queryset.model._default_manager.filter(pk__in=keys)
        return ", ".join(map(field.label_from_instance, rows)) or ", ".join(chosen)
    labels = {str(key): label for key, label in getattr(field, "choices", ())}
    return ", ".join(str(labels.get(str(one), one)) for one in chosen)


def bulk_differences(rows: Iterable[Any], since: datetime | None, *, act: str) -> Any:
    """What others did to ``rows`` since the list was made, beside ``act``."""
    found = [
        ToldDifference(str(row), theirs[0].theirs, act)
        for row in rows
        if (theirs := theirs_since(row, since))
    ]
    return found[:TOLD]
