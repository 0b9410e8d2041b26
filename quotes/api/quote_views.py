"""Quotes: the list, one of them, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from quotes.api.details import DetailView, detail_params
from quotes.api.errors import Gone
from quotes.api.finding import read_id
from quotes.api.gone import why_quote_is_gone
from quotes.api.linked_data import quote_document
from quotes.api.links import Links
from quotes.api.lists import ListView, list_params
from quotes.api.quote_detail import (
    DETAIL_FIELDS,
    QuoteInPlace,
    find_quote,
    show_quote,
)
from quotes.api.quote_filters import ORDERS, QUOTE_FILTERS
from quotes.api.rows import QUOTE_COLUMNS, quote_row
from quotes.models import Quote

LIST_FIELDS = DETAIL_FIELDS[: DETAIL_FIELDS.index("cue_spans")]


def listed_quotes(values: Mapping[str, Any]) -> QuerySet:
    """Return the quotes to look among: where no status is asked for, standing ones."""
    return Quote.objects.all() if "status" in values else Quote.objects.standing()


class QuoteList(ListView):
    """Quotes."""

    summary = "Printed occurrences of quotations, the newest first."
    answers = {"GET": "QuotePage"}
    filters = QUOTE_FILTERS
    orders = ORDERS
    columns = QUOTE_COLUMNS
    fields = LIST_FIELDS
    params = list_params(QUOTE_FILTERS, ORDERS, LIST_FIELDS)

    def rows(self, values: Mapping[str, Any]) -> QuerySet:
        return listed_quotes(values)

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        return quote_row(row, links)


class QuoteDetail(DetailView):
    """Quote."""

    summary = "One quote with everything known of it."
    answers = {"GET": "QuoteDetail"}
    refusals = (410,)
    resource = "quotes"
    fields = DETAIL_FIELDS
    params = detail_params(DETAIL_FIELDS)
    document = quote_document

    def find(self, key: str) -> QuoteInPlace | None:
        number = read_id(key)
        found = find_quote(number) if number is not None else None
        if found is None:
            return None
        columns = ("id", "status", "extractor_version")
        if reason := why_quote_is_gone(*(found.row[name] for name in columns)):
            raise Gone(reason)
        return found

    def show(self, found: QuoteInPlace, links: Links) -> dict[str, Any]:
        return show_quote(found, links)
