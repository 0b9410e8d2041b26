"""The feeds of saved searches, at addresses that nobody guesses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control
from rest_framework.exceptions import NotFound

from quotes.api.errors import Gone
from quotes.api.pagination import Order
from quotes.api.params import Param, read_params
from quotes.api.saved_searches import as_query, find_by_key, note_use, read_search
from quotes.api.statement_views import StatementList
from quotes.models import SavedSearch, Statement
from quotes.pages.atom import AtomFeed, open_feed, printable
from quotes.pages.feeds import (
    DisputeFeed,
    QuoteFeed,
    QuoteSearch,
    newest_disputes,
    search_quotes,
)
from quotes.pages.listing import given_params

LATEST_FIRST = Order("-id", ("id",), descending=True)
"""By when they were stored: an old article may come in today, and is news then."""


def _address_of(saved: SavedSearch) -> str:
    """Return the address of ``saved`` in the API: that of its feed is a secret."""
    return reverse("api:saved-search", args=[saved.pk])


class SavedQuoteFeed(QuoteFeed):
    """Quotes that one saved search finds, those that came in last first."""

    params: ClassVar[Mapping[str, Param]] = {}

    def __init__(self, saved: SavedSearch):
        self.saved = saved
        self.feed_guid = _address_of(saved)

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        read_params(given_params(request), self.params)
        values = read_search(self.saved.kind, self.saved.parameters)
        return search_quotes(as_query(self.saved.parameters), values, LATEST_FIRST)

    def feed_url(self, obj: QuoteSearch) -> str:
        return reverse("pages:saved-feed", args=[self.saved.feed_key])

    def title(self, obj: QuoteSearch) -> str:
        return printable(self.saved.name)

    def subtitle(self, obj: QuoteSearch) -> str:
        return printable(f"New quotes, {obj.told}" if obj.told else "New quotes")


class SavedDisputeFeed(DisputeFeed):
    """Disputes that one saved search finds."""

    def __init__(self, saved: SavedSearch):
        self.saved = saved
        self.title = printable(saved.name)
        self.feed_guid = _address_of(saved)

    def link(self) -> str:
        query = as_query(self.saved.parameters).urlencode()
        return f"{reverse('pages:disputes')}{f'?{query}' if query else ''}"

    def items(self) -> Iterable[Statement]:
        values = read_search(self.saved.kind, self.saved.parameters)
        return newest_disputes(StatementList().filtered(values))


def _saved_feed(request: HttpRequest, key: str) -> HttpResponseBase:
    """Answer the feed of the saved search whose address has ``key`` in it."""
    saved = find_by_key(key)
    if saved is None:
        raise NotFound("There is no such feed, or it has been ended.")
    if saved.is_ended:
        raise Gone("The token that this feed belonged to has been revoked.")
    note_use(saved)
    disputes = saved.kind == SavedSearch.Kind.DISPUTES
    feed: AtomFeed = SavedDisputeFeed(saved) if disputes else SavedQuoteFeed(saved)
    response = feed(request)
    # Its address is for one reader: no cache in between and no search engine.
    patch_cache_control(response, private=True)
    response["X-Robots-Tag"] = "noindex"
    return response


saved_feed = open_feed(_saved_feed, keyed=True)
