"""Speakers as the service gives them, and those who bear exactly a name."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from quotes.api.finding import read_id
from quotes.api.reconciliation.vocabulary import shown_types
from quotes.models import Speaker, SpeakerAlias
from quotes.models.wikidata import WikidataError, read_wikidata_id
from quotes.names.folding import fold

MOST_BEARERS = 20
"""Bearers of one name that are looked at: from two on, nobody is surely meant."""

COLUMNS = (
    *("id", "name", "kind", "description", "wikidata_id"),
    *("affiliation_id", "affiliation__name"),
)
_ADDRESS = re.compile(r"https?://\S+/speakers/([0-9]{1,19})/?")


def read_speakers(keys: Collection[int]) -> dict[int, dict[str, Any]]:
    """Return rows of ``COLUMNS`` by id; of a merged speaker, its target's. 1–2 queries.

    Only those that there are.
    """
    rows = Speaker.objects.filter(pk__in=keys).values(*COLUMNS, "merged_into_id")
    found = {row["id"]: row for row in rows}
    targets = {row["merged_into_id"] for row in found.values()} - {None}
    if not targets:
        return found
    standing = {
        row["id"]: row
        for row in Speaker.objects.filter(pk__in=targets).values(*COLUMNS)
    }
    return {key: standing.get(row["merged_into_id"], row) for key, row in found.items()}


def bearers_of(name: str) -> set[int]:
    """Return the standing speakers who bear exactly ``name``, however it is spelled.

    Letter for letter, but for accents, case and punctuation. Of a name that many bear
    some alone. One query.
    """
    folded = fold(name)
    if not folded:
        return set()
    rows = SpeakerAlias.objects.filter(folded=folded).order_by()
    pairs = rows.values_list("speaker_id", "speaker__merged_into_id")
    return {merged or speaker for speaker, merged in pairs[:MOST_BEARERS]}


def named_by_id(text: str) -> tuple[int | None, bool]:
    """Return the speaker whose id, address here or Wikidata id ``text`` is.

    And whether that is sure: a bare number may be anything. One query at most.
    """
    if (match := _ADDRESS.fullmatch(text)) is not None:
        return read_id(match[1]), True
    if (number := read_id(text)) is not None:
        return number, False
    if wikidata := wikidata_id_in(text):
        rows = Speaker.objects.standing().filter(wikidata_id=wikidata).order_by()
        return rows.values_list("pk", flat=True).first(), True
    return None, False


def wikidata_id_in(text: str) -> str:
    """Return the id that ``text`` is, or ""."""
    try:
        return read_wikidata_id(text)
    except WikidataError:
        return ""


def describe(row: dict[str, Any]) -> str:
    """Return what tells a speaker from namesakes, "" where nothing is known."""
    affiliation = row["affiliation__name"]
    parts = (row["description"], affiliation and f"speaks for {affiliation}")
    return "; ".join(part for part in parts if part)


def show(row: dict[str, Any]) -> dict[str, Any]:
    """Return a speaker as an entity of the protocol."""
    shown = {
        "id": str(row["id"]),
        "name": row["name"],
        "description": describe(row),
        "type": shown_types(row["kind"]),
    }
    return {key: value for key, value in shown.items() if value != ""}
