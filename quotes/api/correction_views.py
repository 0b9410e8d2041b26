"""``quote.corrected``: what editors changed, for whoever fetched a quote before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from quotes.api.corrections import (
    ACTS,
    EVENT,
    NEWEST_FIRST,
    Change,
    Correction,
    acts_of_people,
    every_correction,
    scan,
    speakers_in,
)
from quotes.api.finding import read_id
from quotes.api.links import Links
from quotes.api.lists import USUAL_PAGE, Filter, ListView, list_params
from quotes.api.pagination import Cursor, Order, Page
from quotes.api.params import MomentParam, ReferenceParam
from quotes.api.rows import brief_link, moment
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
FIELDS = ("id", "event", "quote", "text", "corrected_at", "reason", "changes")


class CorrectionList(ListView):
    """Corrections."""

    summary = (
        f"What editors changed about quotes ({EVENT}), the newest first: from what,"
        " to what, when and why. A page may hold fewer than page_size, also none;"
        " go on while there is a next."
    )
    answers = {"GET": "CorrectionPage"}
    filters = FILTERS
    orders = ORDERS
    fields = FIELDS
    # Counting would mean to read all of the history.
    params = {
        name: param
        for name, param in list_params(FILTERS, ORDERS, FIELDS).items()
        if name != "count"
    }

    def rows(self, values: Mapping[str, Any]) -> QuerySet:
        return acts_of_people()

    def page(self, rows: QuerySet, order: Order, values: Mapping[str, Any]) -> Page:
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
        self, rows: QuerySet, order: Order, values: Mapping[str, Any]
    ) -> Iterator[dict[str, Any]]:
        every = every_correction(rows, values.get("cursor"))
        while batch := list(islice(every, ACTS)):
            yield from _rows(batch)

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        correction: Correction = row["correction"]
        return {
            "id": correction.number,
            "event": EVENT,
            "quote": brief_link(correction.quote_id, links, "quotes"),
            "text": correction.text,
            "corrected_at": moment(correction.at),
            "reason": correction.reason,
            "changes": [
                {
                    "field": change.field,
                    "from": _value(change, change.old, row["speakers"], links),
                    "to": _value(change, change.new, row["speakers"], links),
                }
                for change in correction.changes
            ],
        }


def _rows(corrections: list[Correction]) -> Iterator[dict[str, Any]]:
    speakers = speakers_in(corrections)
    for correction in corrections:
        yield {"correction": correction, "speakers": speakers}


def _value(
    change: Change, value: Any, speakers: Mapping[int, Mapping[str, Any]], links: Links
) -> Any:
    """A value as the quote shows it under the same field."""
    if value is None or change.field not in ("speaker", "relayed_by", "statement"):
        return value
    if change.field == "statement":
        return brief_link(value, links, "statements")
    row = speakers.get(value, {"id": value, "name": "", "slug": str(value)})
    return {
        "id": row["id"],
        "url": links.to("speakers", row["slug"]),
        "name": row["name"],
        "slug": row["slug"],
    }
