"""``quote.corrected``: what editors changed, for whoever fetched a quote before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from quotes.api.corrections import (
    ACTS,
    EVENT,
    NEWEST_FIRST,
    Correction,
    acts_told,
    every_correction,
    scan,
    speakers_in,
)
from quotes.api.filters import Filter, Rows
from quotes.api.finding import read_id
from quotes.api.lists import USUAL_PAGE, ListView
from quotes.api.pagination import Cursor, Order, Page
from quotes.api.params import MomentParam, ReferenceParam
from quotes.api.resources.corrections import CORRECTION
from quotes.models import Quote


def find_any_quote(key: str) -> Quote | None:
    """Return the quote of this id, whatever became of it."""
    number = read_id(key)
    return (
        None if number is None else Quote.objects.only("pk").filter(pk=number).first()
    )


FILTERS = (
    Filter(
        ReferenceParam(
            name="quote",
            type="id",
            description="Of which quote.",
            find=find_any_quote,
        ),
        lambda acts, quote: acts.filter(id=quote.pk),
    ),
    Filter(
        MomentParam(name="since", description="Made at this moment or later."),
        lambda acts, since: acts.filter(history_date__gte=since),
    ),
)
ORDERS = (NEWEST_FIRST,)


class CorrectionList(ListView):
    """Corrections."""

    summary = (
        f"What editors changed about quotes ({EVENT}), and what was withdrawn because a"
        " later reading no longer finds it or its outlet removed it, the newest first:"
        " from what, to what, when and why. A page may hold fewer than page_size, also"
        " none; go on while there is a next."
    )
    resource = CORRECTION
    filters = FILTERS
    orders = ORDERS
    # Counting would mean to read all of the history.
    counts = False

    def rows(self, values: Mapping[str, Any]) -> Rows:
        return acts_told()

    def page(self, rows: Rows, order: Order, values: Mapping[str, Any]) -> Page:
        cursor: Cursor | None = values.get("cursor")
        size = values.get("page_size", USUAL_PAGE)
        backwards = cursor is not None and cursor.backwards
        scanned = scan(rows, size=size, cursor=cursor)
        found = scanned.found[::-1] if backwards else scanned.found
        onward = scanned.stopped_at and Cursor(
            order.name, scanned.stopped_at, backwards
        )
        back = self._way_back(found, cursor, order)
        shown = list(_rows(found))
        return Page(shown, back, onward) if backwards else Page(shown, onward, back)

    def _way_back(
        self, found: list[Correction], cursor: Cursor | None, order: Order
    ) -> Cursor | None:
        """Return where the page lies that this one was reached from."""
        if cursor is None:
            return None
        if not found:
            # The page before may end with the very act at this place: include it.
            at, number = cursor.position
            place = (at, number + (1 if cursor.backwards else -1))
            return Cursor(order.name, place, not cursor.backwards)
        nearest = found[-1] if cursor.backwards else found[0]
        place = (nearest.at, nearest.number)
        return Cursor(order.name, place, not cursor.backwards)

    def every_row(
        self, rows: Rows, order: Order, values: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        every = every_correction(rows, values.get("cursor"))
        while batch := list(islice(every, ACTS)):
            yield from _rows(batch)


def _rows(corrections: list[Correction]) -> Iterator[dict[str, Any]]:
    speakers = speakers_in(corrections)
    for correction in corrections:
        yield {"correction": correction, "speakers": speakers}
