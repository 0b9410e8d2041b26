"""Atom feeds: a search, new disputes, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe
from rest_framework.exceptions import AuthenticationFailed

from quotes.api.base import bounded
from quotes.api.errors import BadRequest, problem
from quotes.api.params import read_params
from quotes.api.quote_filters import NEWEST_FIRST, QUOTE_FILTERS
from quotes.api.quote_views import QuoteList
from quotes.api.rows import QUOTE_COLUMNS
from quotes.api.tokens import TokenAuthentication
from quotes.models import Statement
from quotes.pages.base import View, protect, seconds_to_wait
from quotes.pages.corrections import Correction, recent_corrections
from quotes.pages.listing import given_params
from quotes.pages.statement_views import tell_dispute

ENTRIES = 50
_CONTROLS = {code: "�" for code in range(32) if chr(code) not in "\t\n\r"}


def printable(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return text.translate(_CONTROLS | {0xFFFE: "�", 0xFFFF: "�"})


def open_feed(feed: View) -> View:
    """Guard and limit ``feed`` as pages are; refusals are for programs to read.

    Where ``API_PUBLIC`` is off, a token of the API opens it too: a feed reader
    cannot log in.
    """

    @require_safe
    @wraps(feed)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.API_PUBLIC and not _is_known(request):
            refused = problem(401, "These feeds are not public: send a token.")
            refused["WWW-Authenticate"] = "Bearer"
            return protect(refused)
        if wait := seconds_to_wait(request):
            response = problem(429, f"Expected available in {wait} seconds.")
            response["Retry-After"] = str(wait)
            return protect(response)
        try:
            return protect(feed(request, *args, **kwargs))
        except BadRequest as refused:
            return protect(problem(400, str(refused.detail), errors=refused.errors))

    return guarded


def _is_known(request: HttpRequest) -> bool:
    if request.user.is_authenticated:
        return True
    try:
        return TokenAuthentication().authenticate(request) is not None
    except AuthenticationFailed:
        return False


class AtomFeed(Feed):
    """What the feeds have in common."""

    feed_type = Atom1Feed
    language = "en"

    def item_title(self, item: Any) -> str:
        return printable(self.headline(item))

    def item_description(self, item: Any) -> str:
        return printable(self.body(item))

    def headline(self, item: Any) -> str:
        """Return an entry's title: plain text."""
        raise NotImplementedError

    def body(self, item: Any) -> str:
        """Return an entry's content: HTML."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class _Search:
    """A search as a feed. query: its query string; told: its filters in words."""

    rows: list[dict[str, Any]]
    query: str
    told: str


class QuoteFeed(AtomFeed):
    """The newest quotes of a search: the same filters as the list's."""

    params: Mapping[str, Any] = {f.param.name: f.param for f in QUOTE_FILTERS}

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> _Search:
        given = given_params(request)
        values = read_params(given, self.params)
        rows = QuoteList().filtered(values)
        columns = (*QUOTE_COLUMNS, "article__ingested_at")
        newest = NEWEST_FIRST.sorted(rows).values(*columns)
        with bounded(rows.db):
            found = list(newest[:ENTRIES])
        told = ", ".join(f"{name}: {given[name]}" for name in values)
        return _Search(found, given.urlencode(), told)

    def title(self, obj: _Search) -> str:
        return printable(f"Quotes, {obj.told}" if obj.told else "Quotes")

    def link(self, obj: _Search) -> str:
        query = f"?{obj.query}" if obj.query else ""
        return f"{reverse('pages:search')}{query}"

    def items(self, obj: _Search) -> Iterable[dict[str, Any]]:
        return obj.rows

    def headline(self, item: dict[str, Any]) -> str:
        speaker = item["speaker__name"] or "Unnamed speaker"
        return f"{speaker}: {item['text']}"[:200]

    def body(self, item: dict[str, Any]) -> str:
        relay = item["relayed_by__name"]
        return format_html(
            "<blockquote>{}</blockquote><p>— {}{}, in {}, {}</p>",
            item["text"],
            item["speaker__name"] or "unnamed speaker",
            f" (relayed by {relay})" if relay else "",
            item["outlet__name"],
            item["article__title"] or "an article without title",
        )

    def item_link(self, item: dict[str, Any]) -> str:
        return reverse("pages:quote", args=[item["id"]])

    def item_pubdate(self, item: dict[str, Any]) -> datetime | None:
        return item["published_at"]

    def item_updateddate(self, item: dict[str, Any]) -> datetime:
        return item["reviewed_at"] or item["article__ingested_at"]

    def item_author_name(self, item: dict[str, Any]) -> str:
        return printable(item["outlet__name"])


class DisputeFeed(AtomFeed):
    """Statements about whose speaker outlets disagree, the newest first."""

    title = "Disputes"
    subtitle = "Statements that outlets attribute to different speakers."

    def link(self) -> str:
        return reverse("pages:disputes")

    def items(self) -> Iterable[Statement]:
        disputed = Statement.objects.filter(
            dispute__isnull=False, merged_into__isnull=True
        )
        # Settled ones stay: whoever read of the dispute learns how it ended.
        return disputed.order_by("-dated_at", "-pk")[:ENTRIES]

    def headline(self, item: Statement) -> str:
        return f"Disputed: {item.text}"[:200]

    def body(self, item: Statement) -> str:
        settled = f" Settled by an editor: {item.resolution}" if item.resolution else ""
        return format_html(
            "<blockquote>{}</blockquote><p>{}{}</p>",
            item.text,
            tell_dispute(item.dispute),
            settled,
        )

    def item_link(self, item: Statement) -> str:
        return reverse("pages:statement", args=[item.pk])

    def item_guid(self, item: Statement) -> str:
        return f"urn:x-statement:{item.pk}:{item.dispute}"

    def item_pubdate(self, item: Statement) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Statement) -> datetime | None:
        return item.resolved_at or item.first_published_at


class CorrectionFeed(AtomFeed):
    """``quote.corrected``: what editors changed, from what to what, and why."""

    title = "Corrections"
    subtitle = "quote.corrected: what editors changed about quotes, and why."

    def link(self) -> str:
        return reverse("pages:search")

    def items(self) -> Iterable[Correction]:
        return recent_corrections(ENTRIES)

    def headline(self, item: Correction) -> str:
        changed = ", ".join(change.label for change in item.changes)
        return f"Quote {item.quote_id} corrected: {changed}"

    def body(self, item: Correction) -> str:
        rows = format_html_join(
            "",
            "<li>{}: from <del>{}</del> to <ins>{}</ins></li>",
            ((change.label, change.old, change.new) for change in item.changes),
        )
        return format_html(
            "<blockquote>{}</blockquote><ul>{}</ul><p>Why: {}</p>",
            item.text,
            rows,
            item.reason or "no reason given",
        )

    def item_link(self, item: Correction) -> str:
        return reverse("pages:quote", args=[item.quote_id])

    def item_guid(self, item: Correction) -> str:
        return f"urn:x-quote-corrected:{item.number}"

    def item_pubdate(self, item: Correction) -> datetime:
        return item.at

    def item_updateddate(self, item: Correction) -> datetime:
        return item.at

    def item_categories(self, item: Correction) -> list[str]:
        return ["quote.corrected"]
