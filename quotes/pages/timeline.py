"""How many quotes there are over time, as bars on a line. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDTH, HEIGHT = 640, 120
"""Of the plot, in units of its own: it grows and shrinks with the page."""

MOST_DAYS, MOST_MONTHS = 62, 60
"""Longer times are told in months, and still longer ones in years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: ``count`` quotes, and where its bar stands in the plot.

    start, end: its first day and the first day behind it; None: the last there is.
    """

    label: str
    count: int
    start: date
    end: date | None
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars in order of time. unit: "day", "month" or "year"; most: highest count."""

    unit: str
    most: int
    bars: tuple[Bar, ...]

    @property
    def first(self) -> str:
        return self.bars[0].label

    @property
    def last(self) -> str:
        return self.bars[-1].label


def draw_timeline(moments: Iterable[datetime]) -> Timeline | None:
    """Return the timeline of ``moments``, times without any included; None for none."""
    return draw_together([moments])[0]


def draw_together(sets: Sequence[Iterable[datetime]]) -> list[Timeline | None]:
    """Return a timeline for each of ``sets``, all of one time and one height."""
    days = [Counter(moment.date() for moment in moments) for moments in sets]
    every = {day for counted in days for day in counted}
    if not every:
        return [None] * len(sets)
    unit = _unit_for(min(every), max(every))
    starts = list(_starts(unit, min(every), max(every)))
    counts = [_count(unit, counted) for counted in days]
    most = max(count for counted in counts for count in counted.values())
    return [
        Timeline(unit, most, tuple(_bars(unit, starts, counted, most)))
        if counted
        else None
        for counted in counts
    ]


def _count(unit: str, days: Counter[date]) -> Counter[date]:
    counts: Counter[date] = Counter()
    for day, count in days.items():
        counts[_start_of(unit, day)] += count
    return counts


def _bars(
    unit: str, starts: Sequence[date], counts: Counter[date], most: int
) -> Iterator[Bar]:
    step = WIDTH / max(len(starts), 12)
    gap = step / 8
    for number, start in enumerate(starts):
        height = HEIGHT * counts[start] / most
        yield Bar(
            _label(unit, start),
            counts[start],
            start,
            _end_of(unit, start),
            round(number * step + gap, 2),
            round(HEIGHT - height, 2),
            round(step - 2 * gap, 2),
            round(height, 2),
        )


def _end_of(unit: str, start: date) -> date | None:
    """The first day behind the stretch; None where the calendar ends before it."""
    try:
        if unit == "year":
            return start.replace(year=start.year + 1)
        if unit == "month":
            return _start_of("month", start + timedelta(days=31))
        return start + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _unit_for(first: date, last: date) -> str:
    if (last - first).days < MOST_DAYS:
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month
    return "month" if months < MOST_MONTHS else "year"


def _start_of(unit: str, day: date) -> date:
    if unit == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if unit == "month" else day


def _starts(unit: str, first: date, last: date) -> Iterator[date]:
    start = _start_of(unit, first)
    while start <= last:
        yield start
        following = _end_of(unit, start)
        if following is None:
            return
        start = following


def _label(unit: str, start: date) -> str:
    if unit == "year":
        return str(start.year)
    return f"{start:%B %Y}" if unit == "month" else f"{start.day} {start:%B %Y}"
