"""Completing what somebody types: speakers, types and properties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from quotes.api.reconciliation.speakers import describe, named_by_id, read_speakers
from quotes.api.reconciliation.vocabulary import shown_types
from quotes.models import SpeakerAlias
from quotes.names.folding import fold
from quotes.search import find_names

SHOWN = 10
MOST = 200
"""Names read for one prefix; who wants others types another letter."""


def suggest_speakers(prefix: str, *, skipped: int) -> list[dict[str, Any]]:
    """Return speakers whose name begins with ``prefix``, then those it is like.

    Who has the id that was typed comes first. The first ``skipped`` are left out. Four
    queries.
    """
    by_id, _ = named_by_id(prefix)
    keys = [*([by_id] if by_id is not None else []), *_beginning(prefix)]
    keys += [key for key, _ in find_names(SpeakerAlias.objects.all(), prefix)[:MOST]]
    rows = read_speakers(set(keys))
    # A merged speaker and its target are one row under two keys.
    found = {rows[key]["id"]: rows[key] for key in keys if key in rows}
    return [_show(row) for row in islice(found.values(), skipped, skipped + SHOWN)]


def _beginning(prefix: str) -> list[int]:
    """Return whose name begins so, in the order of names."""
    folded = fold(prefix)
    if not folded:
        return []
    rows = SpeakerAlias.objects.filter(folded__begins=folded)
    names = rows.order_by("folded", "speaker_id").values_list("speaker_id", flat=True)
    return list(names[:MOST])


def _show(row: dict[str, Any]) -> dict[str, Any]:
    shown = {
        "id": str(row["id"]),
        "name": row["name"],
        "description": describe(row),
        "notable": shown_types(row["kind"]),
    }
    return {key: value for key, value in shown.items() if value != ""}


def suggest_among(
    names: Mapping[str, str], prefix: str, *, skipped: int
) -> list[dict[str, str]]:
    """Return those of ``names`` (by id) of which a word, or the id, begins so."""
    wanted = fold(prefix)
    found: Iterable[tuple[str, str]] = (
        (key, name)
        for key, name in names.items()
        if not wanted
        or key.startswith(prefix.casefold())
        or any(word.startswith(wanted) for word in fold(name).split())
        or fold(name).startswith(wanted)
    )
    return [
        {"id": key, "name": name}
        for key, name in islice(found, skipped, skipped + SHOWN)
    ]
