"""The parameter ``as_of`` of details: everything as it stood at a moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from rest_framework.request import Request

from quotes.api.params import Param, RefusedError, read_params

NAME = "as_of"


@dataclass(frozen=True, kw_only=True)
class AsOfParam(Param):
    """A date, meaning the end of that day in UTC, or a time with its zone, exactly."""

    name: str = NAME
    description: str = (
        "As it stood then: at the end of a day in UTC (2031-03-17), or at a time with "
        "its zone (2031-03-17T18:00:00Z). What it was before is told by what people "
        "did; what runs changed since their last act counts as true since then."
    )
    type: str = "date or date-time"

    def read(self, raw: str) -> datetime:
        """Return the moment; RefusedError for one that has no zone or has not been."""
        moment = _read(raw)
        if moment is None:
            raise RefusedError(
                f"{raw!r} is neither a date (2031-03-17) nor a time with its zone "
                "(2031-03-17T18:00:00Z)."
            )
        now = timezone.now()
        today = datetime.combine(now.astimezone(UTC).date(), time.max, UTC)
        if moment == today:
            # It is not over, and stands as it is.
            return now
        if moment > now:
            raise RefusedError(f"{raw!r} lies in the future.")
        return moment

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the raw value."""
        return {
            "type": "string",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
        }


def parse_as_of(request: Request) -> datetime | None:
    """Return the moment that ``request`` asks for; None: it asks for today.

    Raises BadRequest, naming the parameter, for one that cannot be.
    """
    given = request.query_params.copy()
    for name in set(given) - {NAME}:
        del given[name]
    moment: datetime | None = read_params(given, {NAME: AsOfParam()}).get(NAME)
    return moment


def _read(raw: str) -> datetime | None:
    try:
        # A plus sign of a zone arrives as a blank where nobody encoded it.
        if "T" in raw:
            moment = parse_datetime(raw.replace(" ", "+"))
            has_zone = moment is not None and moment.tzinfo is not None
            return moment.astimezone(UTC) if moment and has_zone else None
        day = parse_date(raw)
        return datetime.combine(day, time.max, UTC) if day else None
    except (ValueError, OverflowError):
        return None
