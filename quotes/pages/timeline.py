"""How often somebody was quoted over time, as bars on a line. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

WIDTH, HEIGHT = 640, 120
"""Of the plot, in units of its own: it grows and shrinks with the page."""

MOST_DAYS, MOST_MONTHS = 62, 60
"""Longer times are told in months, and still longer ones in years."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of time: ``count`` quotes, and where its bar stands in the plot."""

    label: str
    count: int
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
    days = Counter(moment.date() for moment in moments)
    if not days:
        return None
    first, last = min(days), max(days)
    unit = _unit_for(first, last)
    counts: Counter[date] = Counter()
    for day, count in days.items():
        counts[_start_of(unit, day)] += count
    starts = list(_starts(unit, first, last))
    most = max(counts.values())
    step = WIDTH / max(len(starts), 12)
    gap = step / 8
    return Timeline(
        unit,
        most,
        tuple(
            Bar(
                _label(unit, start),
                counts[start],
                round(number * step + gap, 2),
                round(HEIGHT - HEIGHT * counts[start] / most, 2),
                round(step - 2 * gap, 2),
                round(HEIGHT * counts[start] / most, 2),
            )
            for number, start in enumerate(starts)
        ),
    )


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
        if unit == "day":
            start += timedelta(days=1)
        elif unit == "month":
            start = _start_of("month", start + timedelta(days=31))
        elif start.year == date.max.year:
            return
        else:
            start = start.replace(year=start.year + 1)


def _label(unit: str, start: date) -> str:
    if unit == "year":
        return str(start.year)
    return f"{start:%B %Y}" if unit == "month" else f"{start.day} {start:%B %Y}"
