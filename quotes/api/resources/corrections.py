"""Corrections: what editors changed about quotes, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.api.corrections import EVENT, Change, Correction
from quotes.api.links import Links
from quotes.api.resources.fields import Field, Resource, Row
from quotes.api.resources.shown import brief_link, moment
from quotes.api.shapes.values import ID, TEXT, choice, list_of, ref
from quotes.models import Quote

CORRECTED_AT = {"type": "string", "format": "date-time"}


def _changes(row: Row, links: Links) -> list[dict[str, Any]]:
    correction: Correction = row["correction"]
    return [
        {
            "field": change.field,
            "from": _value(change, change.old, row["speakers"], links),
            "to": _value(change, change.new, row["speakers"], links),
        }
        for change in correction.changes
    ]


def _value(
    change: Change, value: Any, speakers: Mapping[int, Row], links: Links
) -> Any:
    """A value as the quote shows it under the same field."""
    if value is None or change.field not in ("speaker", "relayed_by", "statement"):
        return value
    if change.field == "statement":
        return brief_link(value, links, "statements")
    row = speakers.get(value, {"id": value, "name": "", "slug": str(value)})
    return {
        "id": row["id"],
        "url": links.to("speakers", row["slug"]),
        "name": row["name"],
        "slug": row["slug"],
    }


# A row is a ``correction`` and the ``speakers`` that corrections beside it name, by id.
CORRECTION = Resource.of(
    "Correction",
    "corrections",
    Quote,
    listed=(
        Field(
            "id", ID, "Its number.", show=lambda row, links: row["correction"].number
        ),
        Field("event", choice([EVENT]), "What it is.", show=lambda row, links: EVENT),
        Field(
            "quote",
            ref("BriefLink"),
            "Of which quote.",
            show=lambda row, links: brief_link(
                row["correction"].quote_id, links, "quotes"
            ),
            csv=("id",),
        ),
        Field(
            "text",
            TEXT,
            "The words as they stood after it.",
            show=lambda row, links: row["correction"].text,
        ),
        Field(
            "corrected_at",
            CORRECTED_AT,
            "When it was done.",
            show=lambda row, links: moment(row["correction"].at),
        ),
        Field(
            "reason",
            TEXT,
            "Why, in the editor's words, or what withdrew it; or empty.",
            show=lambda row, links: row["correction"].reason,
        ),
        Field(
            "changes",
            list_of(ref("Change")),
            "What was changed, from what, to what.",
            show=_changes,
        ),
    ),
    detailed=None,
)
