"""Quotes: the list, one of them, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from quotes.api.details import DetailView
from quotes.api.errors import Gone
from quotes.api.finding import read_id
from quotes.api.gone import why_quote_is_gone
from quotes.api.linked_data import quote_document
from quotes.api.links import Links
from quotes.api.lists import ListView
from quotes.api.quote_detail import find_quote, find_quote_then, show_quote
from quotes.api.quote_filters import ORDERS, QUOTE_FILTERS
from quotes.api.resources.quotes import QUOTE
from quotes.api.versions import is_gone, quote_as_of
from quotes.models import Quote


def listed_quotes(values: Mapping[str, Any]) -> QuerySet[Quote]:
    """Return the quotes to look among: where no status is asked for, standing ones."""
    return Quote.objects.all() if "status" in values else Quote.objects.standing()


class QuoteList(ListView):
    """Quotes."""

    summary = "Printed occurrences of quotations, the newest first."
    resource = QUOTE
    filters = QUOTE_FILTERS
    orders = ORDERS

    def rows(self, values: Mapping[str, Any]) -> QuerySet[Quote]:
        return listed_quotes(values)


class QuoteDetail(DetailView):
    """Quote."""

    summary = "One quote with everything known of it."
    refusals = (410,)
    resource = QUOTE
    document = quote_document
    dated = True

    def find(self, key: str) -> dict[str, Any] | None:
        number = read_id(key)
        found = find_quote(number) if number is not None else None
        if found is None:
            return None
        _refuse_gone(found)
        return found

    def show_then(
        self, key: str, moment: datetime, links: Links
    ) -> dict[str, Any] | None:
        number = read_id(key)
        found = find_quote_then(number, moment) if number is not None else None
        if found is None:
            return None
        # Removed since, it is shown as it stood; what an editor rejected never stood.
        if not is_gone(found["status"], found["gone_in"]):
            _refuse_gone(found)
        return QUOTE.details.show(quote_as_of(found, moment), links)

    def show(self, found: dict[str, Any], links: Links) -> dict[str, Any]:
        return show_quote(found, links)


def _refuse_gone(row: Mapping[str, Any]) -> None:
    columns = ("id", "status", "extractor_version", "gone_in")
    if reason := why_quote_is_gone(*(row[name] for name in columns)):
        raise Gone(reason)
