"""Going back to what a row was before: an act like any other, with its own undo."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from quotes.history import record_as_found, write
from quotes.linking.store.lock import lock_linking
from quotes.models import Outlet, Quote, Speaker, Statement
from quotes.review.correcting import check_standing
from quotes.review.decisions import (
    DECIDED_COLUMNS,
    DECISION,
    EVIDENCE,
    PLACE,
    check_free,
    check_not_gone,
    decide,
    undo,
)
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock, lock_unchanged, version_of_all
from quotes.review.readings import standing_speakers
from quotes.review.reasons import check_reason
from quotes.review.settling import reopen_dispute, settle_dispute
from quotes.review.spans import prints_what_it_says
from quotes.review.speakers import DESCRIBED, change_speaker, rename_speaker
from quotes.review.undone import last_act, undoing

REVERTIBLE: tuple[type[Any], ...] = (Quote, Speaker, Statement, Outlet)
"""What can be taken back to an earlier state. Names, placements and that two are not
the same are rows that are there or not: they have undos of their own."""

_PLACED = {*PLACE, *EVIDENCE} - {"kind", "is_fragment"}
"""Columns that say where in the text of the article the words of a quote stand."""

_OUTLET = ("name", "slug", "domain", "country", "language", "wikidata_id")


@act("quotes.change_quote", also=undoing("row", last_act), proposable=False)
@transaction.atomic
def revert(
    *, row: Any, record: Any, by: User, reason: str = "", seen: str | None = None
) -> Any:
    """Make ``row`` what ``record`` of its history says; return it.

    A quote gets its words, speaker, stance and decision of then, signed by ``by``;
    where nobody had decided on it then, it is what the machine had read. Where its
    article has another text since, the same words stay where they now stand, and
    others are refused. A speaker gets
    its name and description, a statement what was settled of its dispute, an outlet
    its facts. Mergers, splits and moves stay: they have undos of their own. seen: the
    ``version_of_all`` of the row alone. ReviewError where nothing differs, or what
    was then cannot be again.
    """
    if record.id != row.pk or type(row) not in REVERTIBLE:
        raise ReviewError("This is no earlier state of this row.")
    reason = check_reason(reason)
    lock_unchanged([row], seen=seen or version_of_all([row]))
    told = _told(record, reason)
    if isinstance(row, Quote):
        return _restore_quote(row, record, by=by, reason=told)
    if isinstance(row, Speaker):
        return _restore_speaker(row, record, by=by, reason=told)
    if isinstance(row, Statement):
        return _restore_statement(row, record, by=by, reason=reason or told)
    return _restore_outlet(row, record, by=by, reason=told)


def _told(record: Any, reason: str) -> str:
    when = date_format(timezone.localtime(record.history_date), "j F Y, H:i T")
    return f"Back to {when}" + (f": {reason}" if reason else "")


def _restore_quote(quote: Quote, record: Any, *, by: User, reason: str) -> Quote:
    lock(quote, seen=None)
    if record.reviewed_at is None:
        undo([quote], by=by, reason=reason, told=reason)
        return quote
    check_not_gone([quote])
    kept = {*DECISION, *_kept_in_place(quote, record)}
    columns = [name for name in DECIDED_COLUMNS if name not in kept]
    ids = [Quote._meta.get_field(name).attname for name in columns]  # type: ignore[union-attr]
    standing = standing_speakers({record.speaker_id, record.relayed_by_id})
    values = {
        name: standing[value] if name in ("speaker_id", "relayed_by_id") else value
        for name, value in ((name, getattr(record, name)) for name in ids)
    }
    rejected = Quote.Status.REJECTED
    if record.status == quote.status and all(
        getattr(quote, name) == value for name, value in values.items()
    ):
        raise ReviewError("The quote is as it was then.")
    start: Any = values.get("start", quote.start)
    end: Any = values.get("end", quote.end)
    check_free(quote, start, end)

    def change(quote: Quote) -> None:
        for name, value in values.items():
            setattr(quote, name, value)

    status = rejected if record.status == rejected else None
    decide([quote], change, columns, by=by, reason=reason, told=reason, status=status)
    return quote


def _kept_in_place(quote: Quote, record: Any) -> set[str]:
    """The columns of its place that ``quote`` keeps: ``record`` is of another text."""
    then = record.instance
    then.article = quote.article
    if prints_what_it_says(then):
        return set()
    if record.text != quote.text:
        raise ReviewError(
            f"The article has changed since: “{then}” no longer stands in it as it did "
            "then. Correct the quote instead."
        )
    return _PLACED


def _restore_speaker(
    speaker: Speaker, record: Any, *, by: User, reason: str
) -> Speaker:
    fields = {
        name: getattr(record, name)
        for name in DESCRIBED
        if getattr(record, name) != getattr(speaker, name)
    }
    if record.name == speaker.name and not fields:
        raise ReviewError("The speaker is as it was then.")
    if record.affiliation_id:
        check_standing(fields.get("affiliation"))
    if fields:
        speaker = change_speaker(speaker=speaker, by=by, reason=reason, **fields)
    if record.name != speaker.name:
        speaker = rename_speaker(
            speaker=speaker, name=record.name, by=by, reason=reason
        )
    return speaker


def _restore_statement(
    statement: Statement, record: Any, *, by: User, reason: str
) -> Statement:
    held = (statement.resolved_at, statement.resolution, statement.speaker_id)
    if held == (record.resolved_at, record.resolution, record.speaker_id) or (
        statement.resolved_at is None and record.resolved_at is None
    ):
        raise ReviewError("What was settled is as it was then.")
    if statement.resolved_at:
        statement = reopen_dispute(statement=statement, by=by, reason=reason)
    if record.resolved_at:
        statement = settle_dispute(
            statement=statement,
            speaker=record.speaker_id and Speaker.objects.get(pk=record.speaker_id),
            by=by,
            reason=record.resolution,
        )
    return statement


def _restore_outlet(outlet: Outlet, record: Any, *, by: User, reason: str) -> Outlet:
    lock_linking()
    changed = [
        name for name in _OUTLET if getattr(record, name) != getattr(outlet, name)
    ]
    if not changed:
        raise ReviewError("The outlet is as it was then.")
    at = timezone.now()
    record_as_found([outlet], at=at)
    for name in changed:
        setattr(outlet, name, getattr(record, name))
    try:
        outlet.full_clean()
    except ValidationError as refusal:
        raise ReviewError(" ".join(refusal.messages)) from None
    write([outlet], changed, by=by, reason=reason, at=at)
    return outlet
