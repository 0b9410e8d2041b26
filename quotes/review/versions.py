"""Optimistic concurrency: has a row changed since the editor looked at it?"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from quotes.linking.store.lookups import lock_linking
from quotes.models import Quote, Speaker
from quotes.review.errors import ConflictError

# What an editor decides about, and who decided last. Search columns, statements
# and the like may change under an open page without making it stale.
_WATCHED: dict[type, tuple[str, ...]] = {
    Quote: (
        "spans",
        "kind",
        "stance",
        "cue_spans",
        "source_spans",
        "relay_spans",
        "speaker_id",
        "relayed_by_id",
        "status",
        "reviewed_by_id",
        "reviewed_at",
    ),
    Speaker: (
        "name",
        "kind",
        "description",
        "affiliation_id",
        "wikidata_id",
        "merged_into_id",
    ),
}


def version_of(row: Quote | Speaker) -> str:
    """Return 16 hexadecimal digits that differ as soon as what is decided differs."""
    values = [getattr(row, name) for name in _WATCHED[type(row)]]
    text = json.dumps(values, default=lambda value: value.isoformat())
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
            f"{_latest_change(row)} after you had opened it, so nothing of yours was "
            "saved. Look at it as it now stands and decide again."
        )


def _latest_change(row: Quote | Speaker) -> str:
    name = row._meta.verbose_name
    latest = row.history.select_related("history_user").first()
    if latest is None or latest.history_user is None:
        return f"This {name} was changed by a new run"
    when = date_format(timezone.localtime(latest.history_date), "j F Y, H:i")
    return f"This {name} was changed by {latest.history_user} ({when})"
