"""Dates as pages, feeds and agencies write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from quotes.ingest.records import EARLIEST

_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?"
)


def read_moment(value: object) -> datetime | None:
    """Return the moment that ``value`` tells, in UTC; None where it tells none.

    ISO 8601, long or short. A time without a zone counts as its day, at midnight UTC,
    as a date does: guessing the zone could move it to another day.
    """
    if not isinstance(value, str):
        return None
    value = value.strip()
    if match := _COMPACT.fullmatch(value):
        year, month, day, hour, minute, second, zone = match.groups()
        clock = f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""
        value = f"{year}-{month}-{day}{clock}"
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return _day_of(value[:10])
    if moment.tzinfo is None:
        return _day_of(moment.date().isoformat())
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment if moment >= EARLIEST else None


def _day_of(value: str) -> datetime | None:
    try:
        moment = datetime.combine(date.fromisoformat(value), time(), tzinfo=UTC)
    except ValueError:
        return None
    return moment if moment >= EARLIEST else None
