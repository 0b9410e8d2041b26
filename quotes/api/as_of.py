"""The parameter ``as_of`` of details: everything as it stood at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.request import Request

from quotes.api.params import Param, RefusedError, read_params


@dataclass(frozen=True, kw_only=True)
class AsOfParam(Param):
    """A moment of the past: a date stands for its end in UTC, today for now."""

    name: str = "as_of"
    description: str = (
        "As it stood then: at the end of a day in UTC (2031-03-17), or at a time with "
        "its zone (2031-03-17T18:00:00Z). What it was before is told by what people "
        "did; what runs changed since their last act counts as true since then."
    )
    type: str = "date or date-time"

    def read(self, raw: str) -> datetime:
        moment = _read(raw)
        now = timezone.now()
        if moment is None:
            raise RefusedError(
                f"{raw!r} is neither a date (2024-03-31) nor a time with its zone"
                " (2024-03-31T18:00:00Z)."
            )
        if isinstance(moment, datetime):
            if moment > now:
                raise RefusedError(f"{raw!r} lies in the future.")
            return moment
        if moment > now.astimezone(UTC).date():
            raise RefusedError(f"{raw!r} lies in the future.")
        return min(end_of(moment), now)

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
        }


AS_OF = AsOfParam()


def parse_as_of(request: Request) -> datetime | None:
    """Return the moment that ``request`` asks for, in UTC; None where for none.

    Raises BadRequest where it is none, has no zone, or lies in the future.
    """
    given = request.query_params.copy()
    for name in [name for name in given if name != AS_OF.name]:
        del given[name]
    moment: datetime | None
    moment = read_params(given, {AS_OF.name: AS_OF}).get(AS_OF.name)
    return moment


def end_of(day: date) -> datetime:
    """Return the last moment of ``day`` in UTC."""
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC) - timedelta(
        microseconds=1
    )


def _read(raw: str) -> datetime | date | None:
    try:
        if day := parse_date(raw):
            return day
        # A plus sign of a zone arrives as a blank where nobody encoded it.
        moment = parse_datetime(raw.replace(" ", "+") if "T" in raw else raw)
        return (moment and moment.tzinfo and moment.astimezone(UTC)) or None
    except (ValueError, OverflowError):
        return None
