"""Somebody else was faster: what they did, beside what was to be done, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from quotes.admin.base import tell_change
from quotes.admin.guarded_form import UNTOUCHED, Difference
from quotes.admin.quote_bulk_forms import parse_time
from quotes.models import Quote, Statement
from quotes.models.dates import tell_moment

OPENED = "opened_at"
"""Name of the hidden field in which a page says when it was made."""
TOLD = 20
"""Rows of which it is told what somebody did to them."""
NOTHING = "–"


def opened_now() -> str:
    """Return what a page that is made now says in ``OPENED``."""
    return timezone.now().isoformat()


def differences_since(
    request: HttpRequest, rows: Sequence[Model], form: forms.Form, *, act: str
) -> list[Difference]:
    """What others did to ``rows`` since the page was opened, beside ``act``."""
    since = parse_time(request.POST.get(OPENED))
    found = [
        difference
        for row in rows
        if type(row)._default_manager.filter(pk=row.pk).exists()
        for difference in theirs_since(row, since)
    ][:TOLD]
    return [*with_yours(found, act), *_filled_in(form)]


def with_yours(theirs: Sequence[Difference], act: str) -> list[Difference]:
    """Put ``act`` beside the first of ``theirs``, which it would have come upon."""
    if not theirs:
        return [Difference("Act", "changed by a new run", act)]
    first = theirs[0]
    return [Difference(first.label, first.theirs, act), *theirs[1:]]


def theirs_since(row: Any, since: datetime | None) -> list[Difference]:
    """Who did what to ``row`` after ``since``, and every column that it changed.

    Without ``since`` the last act alone. A statement changes with its printings: where
    nobody did anything to it itself, what was done to one of those is told.
    """
    if not hasattr(row, "history"):
        return []
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
    changes = [tell_change(type(row), change) for change in delta.changes]
    return found + [
        Difference(change.field, change.new or NOTHING, UNTOUCHED) for change in changes
    ]


def _told(row: Any, record: Any) -> Difference:
    """Who wrote ``record`` into the history of ``row``, when and why."""
    noun = row._meta.verbose_name.capitalize()
    why = record.history_change_reason
    who = f"{record.history_user} (“{why}”)" if why else str(record.history_user)
    when = tell_moment(record.history_date)
    return Difference(f"{noun} {row.pk}", f"{who}, {when}", UNTOUCHED)


def _to_a_printing(statement: Statement, since: datetime | None) -> list[Difference]:
    """The last act on a quote of ``statement``, or on one that was moved from it."""
    past = Quote.history.filter(statement_id=statement.pk, history_user__isnull=False)
    if since:
        past = past.filter(history_date__gt=since)
    record = past.select_related("history_user").order_by("-history_date").first()
    return [] if record is None else [_told(record.instance, record)]


def _filled_in(form: forms.Form) -> list[Difference]:
    """What its editor put into ``form``, in words."""
    return [
        Difference(str(bound.label), NOTHING, told)
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
        Difference(str(row), theirs[0].theirs, act)
        for row in rows
        if (theirs := theirs_since(row, since))
    ]
    return found[:TOLD]
