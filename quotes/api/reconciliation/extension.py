"""Columns to add to a spreadsheet of matched speakers: the data extension service."""

from __future__ import annotations

from typing import Any

from quotes.api.errors import TooLarge
from quotes.api.finding import read_id
from quotes.api.reconciliation.queries import read_json, refuse
from quotes.api.reconciliation.speakers import read_speakers
from quotes.api.reconciliation.vocabulary import EXTENSIONS
from quotes.models import Speaker, SpeakerAlias

MOST_IDS = 100
MOST_ALIASES = 20
"""Printed names given of one speaker."""


def extend(text: str) -> dict[str, Any]:
    """Return the properties asked for of the speakers asked for.

    Of a merged speaker its target's; of one there is not, nothing. Raises BadRequest,
    naming what is wrong, and TooLarge. Two queries, one more for aliases.
    """
    keys, properties = _read(text)
    numbers = {key: number for key in keys if (number := read_id(key)) is not None}
    rows = read_speakers(set(numbers.values()))
    standing = {key: rows[n] for key, n in numbers.items() if n in rows}
    aliases = (
        _aliases({row["id"] for row in standing.values()})
        if "aliases" in properties
        else {}
    )
    return {
        "meta": [{"id": name, "name": EXTENSIONS[name]} for name in properties],
        "rows": {
            key: {
                name: _values(name, standing[key], aliases) if key in standing else []
                for name in properties
            }
            for key in keys
        },
    }


def _read(text: str) -> tuple[list[str], list[str]]:
    data = read_json(text, parameter="extend")
    if not isinstance(data, dict):
        refuse("extend", "Not a query: send a JSON object with ids and properties.")
    keys, wanted = data.get("ids"), data.get("properties")
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        refuse("extend.ids", "Must be a list of ids, which are texts.")
    if len(keys) > MOST_IDS:
        raise TooLarge(f"{len(keys)} ids; at most {MOST_IDS} are taken.")
    if not isinstance(wanted, list):
        refuse("extend.properties", "Must be a list of objects with an id.")
    for number, entry in enumerate(wanted):
        if not isinstance(entry, dict) or entry.get("id") not in EXTENSIONS:
            place = f"extend.properties.{number}.id"
            refuse(place, "There is no such property.", tuple(EXTENSIONS))
    return keys, list(dict.fromkeys(entry["id"] for entry in wanted))


def _aliases(keys: set[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = SpeakerAlias.objects.filter(speaker__in=keys).order_by("folded", "pk")
    names = rows.values_list("speaker_id", "name")
    for key, name in names[: MOST_IDS * MOST_ALIASES * 5]:
        found.setdefault(key, []).append(name)
    return found


def _values(
    name: str, row: dict[str, Any], aliases: dict[int, list[str]]
) -> list[dict[str, Any]]:
    """Return what stands in a cell: no value, one, or several."""
    if name == "affiliation":
        if row["affiliation_id"] is None:
            return []
        return [{"id": str(row["affiliation_id"]), "name": row["affiliation__name"]}]
    if name == "aliases":
        return [{"str": alias} for alias in aliases.get(row["id"], ())[:MOST_ALIASES]]
    if name == "kind" and row["kind"] == Speaker.Kind.UNKNOWN:
        return []
    return [{"str": row[name]}] if row[name] else []
