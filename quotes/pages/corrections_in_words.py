"""Corrections of quotes, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from quotes.api import corrections as stored

LABELS = {"relayed_by": "relayed by", "text": "words"}
"""What pages call the fields of a quote, where they have another name for them."""

EVENTS = {"withdrawn": "Withdrawn", "rejected": "Rejected"}

_UNTOLD = {"spans"}
"""Where the words begin and end is seen in the words."""


@dataclass(frozen=True, slots=True)
class ChangeInWords:
    """One thing that was changed, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class CorrectionInWords:
    """One act on one quote, in words. number: that of its row of history."""

    number: int
    quote_id: int
    text: str
    at: datetime
    reason: str
    changes: tuple[ChangeInWords, ...]
    event: str = "Corrected"


def recent_corrections(limit: int) -> list[CorrectionInWords]:
    """Return at most ``limit`` corrections, the newest first.

    Two queries for each 200 acts of editors looked at, and one more.
    """
    return tell(stored.recent_corrections(limit))


def corrections_of(quote_id: int) -> list[CorrectionInWords]:
    """Return the corrections of one quote, the newest first. Two queries at most."""
    return tell(stored.corrections_of(quote_id))


def tell(corrections: Sequence[stored.Correction]) -> list[CorrectionInWords]:
    """Put ``corrections`` into words. One query at most."""
    speakers = stored.speakers_in(corrections)
    names = {key: row["name"] for key, row in speakers.items()}
    return [
        CorrectionInWords(
            correction.number,
            correction.quote_id,
            correction.text,
            correction.at,
            correction.reason,
            tuple(_changes(correction, names)),
            event=_event(correction),
        )
        for correction in corrections
    ]


def _event(correction: stored.Correction) -> str:
    """What it is called: a quote that fell was not put right, but taken back."""
    status = [c for c in correction.changes if c.field == "status"]
    if not status:
        return "Corrected"
    return EVENTS.get(str(status[0].new), "Stands again")


def _changes(
    correction: stored.Correction, names: Mapping[int, str]
) -> list[ChangeInWords]:
    told = [c for c in correction.changes if c.field not in _UNTOLD]
    return [
        ChangeInWords(
            LABELS.get(change.field, change.field),
            _value(change.field, change.old, names),
            _value(change.field, change.new, names),
        )
        for change in told or correction.changes
    ]


def _value(field: str, value: Any, names: Mapping[int, str]) -> str:
    if field in ("speaker", "relayed_by"):
        return "nobody" if value is None else names.get(value, f"speaker {value}")
    if field == "spans":
        return ", ".join(f"characters {start} to {end}" for start, end in value)
    return "none" if value is None else str(value)
