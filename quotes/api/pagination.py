"""Paging by position, not by number: page 25,000 costs what page 1 costs.

A cursor says after which row to go on. Orders end in the primary key, which is
unique, so no row is skipped or shown twice, also where rows are added or dates
are equal.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q

from quotes.api.filters import Rows
from quotes.api.params import LARGEST_ID, Param, RefusedError
from quotes.api.prepared import Given, run_prepared

PREPARED_SIZES = (10, 20, 25, 50, 100, 200)
"""Rows of a page for which queries are prepared: each is kept for good."""


@dataclass(frozen=True, slots=True)
class Order:
    """One way to order a list: ``columns``, all descending or all ascending."""

    name: str
    columns: tuple[str, ...]
    descending: bool

    def sorted(self, rows: Rows, *, backwards: bool = False) -> Rows:
        sign = "-" if self.descending != backwards else ""
        return rows.order_by(*(sign + column for column in self.columns))

    def beyond(
        self, rows: Rows, position: Sequence[Any], *, backwards: bool = False
    ) -> Rows:
        """Return ``rows`` that come after ``position`` (before it: ``backwards``)."""
        side = "lt" if self.descending != backwards else "gt"
        *leading, last = self.columns
        condition = Q(**{f"{last}__{side}": position[-1]})
        if leading:
            (first,) = leading
            rows = rows.filter(**{f"{first}__{side}e": position[0]})
            condition |= Q(**{f"{first}__{side}": position[0]})
        return rows.filter(condition)

    def fits(self, cursor: Cursor) -> bool:
        """Whether ``cursor`` was given out for this order."""
        leading = float if "score" in self.columns else datetime
        *places, _ = cursor.position
        return (
            cursor.order == self.name
            and len(places) == len(self.columns) - 1
            and all(isinstance(place, leading) for place in places)
        )


RELEVANCE = Order("relevance", ("score", "id"), descending=True)
"""Best first, then newest row first; scores are worked out, not stored."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in an order: after ``position``, or before it where ``backwards``."""

    order: str
    position: tuple[Any, ...]
    backwards: bool = False

    def encode(self) -> str:
        position = [
            value.isoformat() if isinstance(value, datetime) else value
            for value in self.position
        ]
        content = json.dumps([self.order, int(self.backwards), *position])
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


@dataclass(frozen=True, kw_only=True)
class CursorParam(Param):
    """A cursor as an earlier answer gave it."""

    name: str = "cursor"
    description: str = "Where to go on: take it from “next” or “previous”."
    type: str = "cursor"

    def schema(self) -> dict[str, Any]:
        # Base64 of JSON that begins with a list and a text in it.
        return {"type": "string", "pattern": "^Wy[IJ][A-Za-z0-9_-]+$"}

    def read(self, raw: str) -> Cursor:
        try:
            padded = raw + "=" * (-len(raw) % 4)
            content = json.loads(base64.urlsafe_b64decode(padded.encode()))
            order, backwards, *position = content
            *leading, key = position
            if type(key) is not int or not 0 <= key <= LARGEST_ID or len(leading) > 1:
                raise ValueError
            place = tuple(_read_place(value) for value in leading)
            return Cursor(str(order), (*place, key), backwards == 1)
        except (ValueError, TypeError, binascii.Error, OverflowError, RecursionError):
            raise RefusedError("Not a cursor that was given out here.") from None


def _read_place(value: Any) -> Any:
    if isinstance(value, str):
        return datetime.fromisoformat(value).astimezone(UTC)
    if isinstance(value, float) and value == value:
        return value
    raise ValueError


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, and the cursors of its neighbours where there are any."""

    rows: list[dict[str, Any]]
    next: Cursor | None = None
    previous: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Repeated:
    """Rows that are the same at every call but for some ``values``.

    name: of these rows, one of few. build: makes them, with a ``Given`` in the place
    of each of ``values``.
    """

    name: str
    build: Callable[[], Rows]
    values: tuple[Any, ...] = ()


def page_of(
    rows: Rows,
    order: Order,
    columns: Sequence[str],
    *,
    cursor: Cursor | None,
    size: int,
    repeated: Repeated | None = None,
) -> Page:
    """Return one page of ``rows`` as dictionaries of ``columns``.

    One query. ``columns`` include those of ``order``; ``cursor`` is of ``order``.
    ``repeated`` says the same rows in a way that is the same at many calls: then
    the query is put into words once, for each ``size`` (see ``PREPARED_SIZES``),
    and one with values gives up after ``API_SEARCH_TIMEOUT``.
    """
    backwards = cursor is not None and cursor.backwards
    position = cursor.position if cursor else ()
    every = rows.model._default_manager.using(rows.db)

    def found_beyond(rows: Rows, position: Sequence[Any]) -> Rows:
        wanted = rows
        if cursor:
            wanted = order.beyond(wanted, position, backwards=backwards)
        wanted = order.sorted(wanted, backwards=backwards)
        if any("__" in column for column in columns):
            # Rows are joined after the page is cut: else PostgreSQL prepares to
            # remember what it joined for every row of the table.
            page = every.filter(pk__in=wanted.values("pk")[: size + 1])
            return order.sorted(page, backwards=backwards).values(*columns)
        return wanted.values(*columns)[: size + 1]

    if repeated is None:
        found = list(found_beyond(rows, position))
    else:
        fields = [rows.model._meta.get_field(name) for name in order.columns]
        places = [
            Given(n, field) for n, field in enumerate(fields, len(repeated.values))
        ]
        found = run_prepared(
            (repeated.name, order.name, cursor is None, backwards, size),
            lambda: found_beyond(repeated.build(), places),
            [*repeated.values, *position],
            using=rows.db,
            plan_once=not repeated.values,
        )
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_next, has_previous = (True, more) if backwards else (more, cursor is not None)
    return Page(
        found,
        _cursor_at(order, found[-1]) if found and has_next else None,
        _cursor_at(order, found[0], backwards=True) if found and has_previous else None,
    )


def _cursor_at(order: Order, row: dict[str, Any], *, backwards: bool = False) -> Cursor:
    position = tuple(row[column] for column in order.columns)
    return Cursor(order.name, position, backwards)


def page_of_ranked(
    ranked: list[tuple[int, float]], order: str, *, cursor: Cursor | None, size: int
) -> tuple[list[int], Cursor | None, Cursor | None]:
    """Return keys of one page of ``ranked`` (key, score), and the cursors beside it.

    ``ranked`` is sorted by falling score, then falling key.
    """
    places = [(score, key) for key, score in ranked]
    if cursor is None:
        start, end = 0, size
    elif cursor.backwards:
        end = sum(place > cursor.position for place in places)
        start = max(0, end - size)
    else:
        start = sum(place >= cursor.position for place in places)
        end = start + size
    shown = places[start:end]
    later = Cursor(order, shown[-1]) if shown and end < len(places) else None
    earlier = Cursor(order, shown[0], True) if shown and start > 0 else None
    return [key for _, key in shown], later, earlier


def every_row(
    rows: Rows, order: Order, columns: Sequence[str], *, cursor: Cursor | None
) -> Iterator[dict[str, Any]]:
    """Yield all of ``rows`` after ``cursor`` in steps, so that memory stays small."""
    while True:
        page = page_of(rows, order, columns, cursor=cursor, size=500)
        yield from page.rows
        if page.next is None or (cursor and cursor.backwards):
            return
        cursor = page.next
