"""Atom feeds: a search, new disputes, corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.db.models import Max, QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from quotes.api.base import bounded
from quotes.api.pagination import Order
from quotes.api.params import Param, read_params
from quotes.api.quote_filters import NEWEST_FIRST, QUOTE_PARAMS
from quotes.api.quote_views import QuoteList
from quotes.api.resources.quotes import QUOTE
from quotes.api.statement_filters import LATEST_ARISEN
from quotes.models import Quote, Statement
from quotes.pages.atom import AtomFeed, printable
from quotes.pages.corrections_in_words import CorrectionInWords, recent_corrections
from quotes.pages.listing import given_params
from quotes.pages.statement_views import tell_dispute
from quotes.telling import headline, told_words

ENTRIES = 50


@dataclass(frozen=True, slots=True)
class QuoteSearch:
    """A search as a feed. query: its query string; told: its filters in words."""

    rows: list[dict[str, Any]]
    query: str
    told: str


def search_quotes(
    given: QueryDict, values: Mapping[str, Any], order: Order
) -> QuoteSearch:
    """Return what ``given``, read as ``values``, finds, the first in ``order``."""
    rows = QuoteList().filtered(values)
    found = order.sorted(rows).values(*QUOTE.listed.columns, "article__ingested_at")
    with bounded(rows.db):
        newest = list(found[:ENTRIES])
    told = ", ".join(f"{name}: {given[name]}" for name in values)
    return QuoteSearch(newest, given.urlencode(), told)


class QuoteFeed(AtomFeed):
    """The newest quotes of a search: the same filters as the list's."""

    params: ClassVar[Mapping[str, Param]] = QUOTE_PARAMS

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        given = given_params(request)
        values = read_params(given, self.params)
        return search_quotes(given, values, NEWEST_FIRST)

    def title(self, obj: QuoteSearch) -> str:
        return printable(f"Quotes, {obj.told}" if obj.told else "Quotes")

    def link(self, obj: QuoteSearch) -> str:
        return _with_query(reverse("pages:search"), obj)

    def feed_url(self, obj: QuoteSearch) -> str:
        """Return where a reader asks again: for this search, not for everything."""
        return _with_query(reverse("pages:quote-feed"), obj)

    def items(self, obj: QuoteSearch) -> Iterable[dict[str, Any]]:
        return obj.rows

    def headline(self, item: dict[str, Any]) -> str:
        speaker = item["speaker__name"] or "Unnamed speaker"
        return headline(speaker, item["stance"], _told(item))[:200]

    def body(self, item: dict[str, Any]) -> str:
        relay = item["relayed_by__name"]
        return format_html(
            "<blockquote>{}</blockquote><p>— {}{}, in {}, {}</p>",
            _told(item),
            item["speaker__name"] or "unnamed speaker",
            f" (relayed by {relay})" if relay else "",
            item["outlet__name"],
            item["article__title"] or "an article without title",
        )

    def item_link(self, item: dict[str, Any]) -> str:
        return reverse("pages:quote", args=[item["id"]])

    def item_pubdate(self, item: dict[str, Any]) -> datetime | None:
        published: datetime | None = item["published_at"]
        return published

    def item_updateddate(self, item: dict[str, Any]) -> datetime:
        changed: datetime = item["reviewed_at"] or item["article__ingested_at"]
        return changed

    def item_author_name(self, item: dict[str, Any]) -> str:
        return printable(item["outlet__name"])


def _with_query(address: str, search: QuoteSearch) -> str:
    return f"{address}?{search.query}" if search.query else address


def _told(item: Mapping[str, Any]) -> str:
    return told_words(item["kind"], item["stance"], item["text"], item["clause"])


def newest_disputes(rows: QuerySet[Statement]) -> list[Statement]:
    """Return those of ``rows`` about whose speaker outlets disagree. Two queries.

    The dispute that arose last comes first, however old the statement is. Settled
    ones stay: whoever read of the dispute learns how it ended. Each has
    ``arrived_at``: when the last article that prints it was read.
    """
    rows = rows.filter(dispute__isnull=False, disputed_at__isnull=False)
    disputed = LATEST_ARISEN.sorted(rows)
    with bounded(rows.db):
        found = list(disputed[:ENTRIES])
    arrivals = dict(
        Quote.objects.standing()
        .filter(statement__in=[statement.pk for statement in found])
        .order_by()
        .values_list("statement")
        .annotate(Max("article__ingested_at"))
    )
    for statement in found:
        statement.arrived_at = arrivals.get(statement.pk)
    return found


class DisputeFeed(AtomFeed):
    """Statements about whose speaker outlets disagree, as the disputes arose."""

    title = "Disputes"
    subtitle = "Statements that outlets attribute to different speakers."

    def link(self) -> str:
        return reverse("pages:disputes")

    def items(self) -> Iterable[Statement]:
        return newest_disputes(
            Statement.objects.filter(merged_into__isnull=True, quote_count__gt=0)
        )

    def headline(self, item: Statement) -> str:
        return f"Disputed: {item.words}"[:200]

    def body(self, item: Statement) -> str:
        reason = item.resolution or "no reason given"
        settled = f" Settled by an editor: {reason}" if item.resolved_at else ""
        return format_html(
            "<blockquote>{}</blockquote><p>{}{}</p>",
            item.words,
            tell_dispute(item.dispute),
            settled,
        )

    def item_link(self, item: Statement) -> str:
        return reverse("pages:statement", args=[item.pk])

    def item_guid(self, item: Statement) -> str:
        return f"{self.item_link(item)}#dispute-{item.dispute}"

    def item_pubdate(self, item: Statement) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: Any) -> datetime | None:
        moments = (item.resolved_at, item.disputed_at, item.arrived_at)
        known: list[datetime] = [moment for moment in moments if moment]
        return max(known) if known else item.first_published_at


class CorrectionFeed(AtomFeed):
    """``quote.corrected``: what editors changed, from what to what, and why."""

    title = "Corrections"
    author_name = "The editors"
    subtitle = "quote.corrected: what editors changed about quotes, and why."

    def link(self) -> str:
        return reverse("pages:corrections")

    def items(self) -> Iterable[CorrectionInWords]:
        return recent_corrections(ENTRIES)

    def headline(self, item: CorrectionInWords) -> str:
        changed = ", ".join(change.label for change in item.changes)
        return f"Quote {item.quote_id} {item.event.lower()}: {changed}"

    def body(self, item: CorrectionInWords) -> str:
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

    def item_link(self, item: CorrectionInWords) -> str:
        return reverse("pages:quote", args=[item.quote_id])

    def item_guid(self, item: CorrectionInWords) -> str:
        return f"{self.item_link(item)}#correction-{item.number}"

    def item_pubdate(self, item: CorrectionInWords) -> datetime:
        return item.at

    def item_updateddate(self, item: CorrectionInWords) -> datetime:
        return item.at

    def item_categories(self, item: CorrectionInWords) -> list[str]:
        return ["quote.corrected"]
