"""Optimistic concurrency: has a row changed since the editor looked at it?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format

from quotes.linking.store.lock import lock_linking
from quotes.models import (
    Article,
    BlindReading,
    ErrorReport,
    Feed,
    MergedTogether,
    Outlet,
    Proposal,
    Quote,
    SecondOpinion,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    SpeakerSuggestion,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.errors import ConflictError

_DECIDED = ("made_by_id", "made_at", "reason")

# Every column that an act of an editor changes, of every table that one writes to.
# tests/review/test_optimistic_locking.py does every act there is, and fails where a
# row that it changed has the version it had, or a changed column is in none of these.
WATCHED: dict[type[Model], tuple[str, ...]] = {
    Quote: (
        "spans",
        # The same place may hold other words once its article has another version.
        "text",
        "kind",
        "is_fragment",
        "stance",
        "cue_spans",
        "source_spans",
        "relay_spans",
        "speaker_id",
        "relayed_by_id",
        "statement_id",
        "status",
        "reviewed_by_id",
        "reviewed_at",
    ),
    Statement: (
        "speaker_id",
        "text",
        "first_published_at",
        "quote_count",
        "outlet_count",
        "stance",
        "clause",
        "dispute",
        "dispute_grade",
        "disputed_at",
        "resolution",
        "resolved_by_id",
        "resolved_at",
        "merged_into_id",
    ),
    Speaker: (
        "name",
        "kind",
        "description",
        "affiliation_id",
        "wikidata_id",
        "merged_into_id",
    ),
    SpeakerAlias: ("speaker_id", "name", "origin"),
    SpeakerSuggestion: ("status",),
    SpeakerDistinction: ("first_id", "second_id", *_DECIDED),
    StatementDistinction: ("first_id", "second_id", *_DECIDED),
    StatementPlacement: ("quote_id", *_DECIDED),
    MergedTogether: ("undone_by_id", "undone_at"),
    BlindReading: ("is_quotation", "speaker_id", "stance", "disagrees"),
    Proposal: ("status", "answer", "decided_by_id", "decided_at"),
    SecondOpinion: ("reading", "answered_by_id", "answered_at"),
    ErrorReport: ("status", "answer", "settled_at", "settled_by_id"),
    Feed: ("outlet_id", "address", "every_minutes", "active"),
    Article: ("extracted_at", "extraction_attempts"),
    Outlet: ("name", "slug", "domain", "country", "language", "wikidata_id"),
}
"""Columns by which ``version_of`` tells whether a row is as an editor saw it."""

PLACE_IN_QUEUE = ("exposure", "least_doubt", "mistake_cost")
"""Columns of a quote that follow from its statement and from what readers report of it,
without anything that is decided being another."""

FOLLOWING: dict[type[Model], tuple[str, ...]] = {
    # The words and places follow from the spans; ``extracted`` is what the machine
    # said, which a decision keeps and does not change.
    Quote: (
        "start",
        "end",
        "clause",
        "clause_spans",
        "cue",
        "source_text",
        "extracted",
        # Empty once an editor has decided on the words as they now are.
        "changed_at",
        *PLACE_IN_QUEUE,
    ),
    Statement: ("dated_at",),
    # How a name is looked up follows from it, and from what its speaker is.
    SpeakerAlias: ("folded", "skeleton", "family_name", "acronym"),
}
"""Columns that change with a watched one, of their own row or of another."""


def version_of(row: Model) -> str:
    """Return 16 hexadecimal digits that differ as soon as what is decided differs."""
    values = [getattr(row, name) for name in WATCHED[type(row)]]
    return _digest(values)


def version_of_all(rows: Iterable[Model]) -> str:
    """Return 16 hexadecimal digits that differ as soon as one of ``rows`` differs."""
    return _digest(sorted((str(row.pk), version_of(row)) for row in rows))


def _digest(values: Any) -> str:
    # Databases keep the keys of an object in orders of their own.
    text = json.dumps(values, default=lambda value: value.isoformat(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def lock(row: Quote | Speaker, *, seen: str | None) -> None:
    """Lock ``row``, load it anew; raise ConflictError where it is not as ``seen``.

    ``seen`` is the ``version_of`` what the editor looked at; None stands for
    ``row`` as it was passed in. To be called inside a transaction, first of all:
    editors and runs take turns, for a run that holds a statement and wants this
    quote would wait for an editor who holds the quote and wants the statement.
    """
    lock_linking()
    seen = seen or version_of(row)
    rows: Any = type(row)._default_manager.select_for_update()
    row.refresh_from_db(from_queryset=rows)
    if version_of(row) != seen:
        raise ConflictError(
            f"{latest_change(row)} after you had opened it, so nothing of yours was "
            "saved. Look at it as it now stands and decide again."
        )


def lock_unchanged(rows: Iterable[Model], *, seen: str) -> None:
    """Raise ConflictError where one of ``rows`` is not as the editor saw it.

    seen: ``version_of_all`` of what the editor's page showed. ``rows`` are looked up
    anew, and stay as they are until the transaction, in which this must be called,
    ends: editors and runs take turns.
    """
    lock_linking()
    held = [type(row)._default_manager.filter(pk=row.pk).first() for row in rows]
    if version_of_all(row for row in held if row is not None) == seen:
        return
    raise ConflictError(
        f"{_latest_of(held)} after you had opened this page, so nothing was done. The "
        "page now shows how it stands; what you wrote is kept."
    )


check_unchanged = lock_unchanged
"""What pages call, before they do what was asked."""


def latest_change(row: Model) -> str:
    """Return in words who changed ``row`` last, and when."""
    name = row._meta.verbose_name
    history: Any = getattr(row, "history", None)
    latest = history and history.select_related("history_user").first()
    if not latest or latest.history_user is None:
        return f"This {name} was changed by a new run"
    return f"This {name} was changed by {latest.history_user} ({_when(latest)})"


def _latest_of(rows: Iterable[Model | None]) -> str:
    """The latest change of any of ``rows``."""
    found: list[tuple[Any, Model]] = []
    for row in rows:
        history: Any = getattr(row, "history", None)
        if row is not None and history and (latest := history.first()):
            found.append((latest.history_date, row))
    if not found:
        return "What this page shows was changed"
    return latest_change(max(found, key=lambda pair: pair[0])[1])


def _when(record: Any) -> str:
    return date_format(timezone.localtime(record.history_date), "j F Y, H:i T")
