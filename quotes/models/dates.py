"""Dates that may be missing or have no time, and still have a place in every list."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.utils import timezone
from django.utils.formats import date_format

BEGINNING_OF_TIME = datetime(1, 1, 2, tzinfo=UTC)
"""The place of what has no date: databases disagree about where null sorts."""


def is_day(moment: datetime) -> bool:
    """Whether ``moment`` stands for a day alone.

    A date without a time is stored as its midnight in UTC. What was published at that
    very second is told by its day too, which is true of it.
    """
    return moment.astimezone(UTC).timetz() == time(tzinfo=UTC)


def tell_day(moment: datetime | None) -> str:
    """Return the day of ``moment`` in words, "17 March 2031"; nothing for None.

    Of a moment that is its day in the project's zone, of a day that day itself: in
    another zone its midnight would be the evening before.
    """
    if moment is None:
        return ""
    local = moment.astimezone(UTC) if is_day(moment) else timezone.localtime(moment)
    return date_format(local, "j F Y")


def tell_moment(moment: datetime | None) -> str:
    """Return day and time in words, "17 March 2031, 09:30 UTC"; a day where that is it.

    Nothing for None.
    """
    if moment is None or is_day(moment):
        return tell_day(moment)
    return date_format(timezone.localtime(moment), "j F Y, H:i T")


def machine_date(moment: datetime | None) -> str:
    """Return ``moment`` as HTML's ``datetime`` has it, a day without a time."""
    if moment is None:
        return ""
    return (
        moment.astimezone(UTC).date().isoformat()
        if is_day(moment)
        else moment.isoformat()
    )
