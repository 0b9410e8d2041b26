"""For crawlers and browsers: robots.txt, sitemaps, and a search for the address bar.

A sitemap lists rows by ranges of their ids, so that each of its files is one walk
along the primary key, however many there are.
https://www.sitemaps.org/protocol.html, https://github.com/dewitt/opensearch
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from quotes.models import Article, Outlet, Quote, Speaker, Statement
from quotes.pages.base import page

RANGE = 10_000
"""Ids that one file of a sitemap covers; a file may list 50,000 addresses."""
MOST_FILES = 50_000
"""Files that an index may list."""

XML = "application/xml; charset=utf-8"
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[Any, datetime | None]
"""The key of a page's address, and when it was changed last, where that is known."""


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one sort. rows: of a queryset of those that stand, in this range."""

    view: str
    model: type[Any]
    rows: Callable[[QuerySet[Any]], Iterable[Listed]]


def _by_pk(rows: QuerySet[Any]) -> Iterator[Listed]:
    for pk in rows.values_list("pk", flat=True).iterator():
        yield pk, None


def _by_slug(rows: QuerySet[Any]) -> Iterator[Listed]:
    for slug in rows.values_list("slug", flat=True).iterator():
        yield slug, None


def _quotes(rows: QuerySet[Any]) -> Iterable[Listed]:
    standing = rows.exclude(status__in=Quote.NOT_STANDING)
    return standing.values_list("pk", "reviewed_at").iterator()


SECTIONS = {
    "outlets": Section("pages:outlet", Outlet, _by_slug),
    "speakers": Section(
        "pages:speaker",
        Speaker,
        lambda rows: _by_slug(rows.filter(merged_into__isnull=True)),
    ),
    "statements": Section(
        "pages:statement",
        Statement,
        lambda rows: _by_pk(rows.filter(merged_into__isnull=True, quote_count__gt=0)),
    ),
    "articles": Section("pages:article", Article, _by_pk),
    "quotes": Section("pages:quote", Quote, _quotes),
}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: pages, and none of the lists made by asking."""
    if not settings.API_PUBLIC:
        return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    closed = (
        reverse("admin:index"),
        reverse("api:root"),
        *("/follow/", "/feeds/saved/", "/embed/", "/login/", "/alerts/"),
        "/*?*cursor=",
    )
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    address = request.build_absolute_uri(reverse("sitemap"))
    text = "\n".join([*lines, f"Sitemap: {address}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: which files there are. One query for each sort of page."""
    addresses = (
        reverse("sitemap-part", args=[name, number])
        for name, section in SECTIONS.items()
        for number in range(_files_of(section))
    )
    entries = "".join(
        f"<sitemap><loc>{escape(request.build_absolute_uri(path))}</loc></sitemap>\n"
        for path in addresses
    )
    text = f'{_HEAD}<sitemapindex xmlns="{_SITEMAPS}">\n{entries}</sitemapindex>\n'
    return HttpResponse(text, content_type=XML)


_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _files_of(section: Section) -> int:
    rows = section.model._default_manager.order_by()
    largest: int | None = rows.aggregate(largest=Max("pk"))["largest"]
    return 0 if largest is None else min(largest // RANGE + 1, MOST_FILES)


@page
def sitemap_part(request: HttpRequest, name: str, number: int) -> HttpResponseBase:
    """One file: the pages of a sort whose rows have ids in one range. One query."""
    section = SECTIONS.get(name)
    if section is None or number >= _files_of(section):
        raise Http404("There is no such sitemap.")
    first = number * RANGE
    rows = section.model._default_manager.filter(pk__gte=first, pk__lt=first + RANGE)
    listed = section.rows(rows.order_by("pk"))
    lines = _urls(request, section.view, listed)
    return StreamingHttpResponse(lines, content_type=XML)


def _urls(request: HttpRequest, view: str, listed: Iterable[Listed]) -> Iterator[str]:
    yield f'{_HEAD}<urlset xmlns="{_SITEMAPS}">\n'
    for key, changed in listed:
        address = escape(request.build_absolute_uri(reverse(view, args=[key])))
        when = f"<lastmod>{changed:%Y-%m-%d}</lastmod>" if changed else ""
        yield f"<url><loc>{address}</loc>{when}</url>\n"
    yield "</urlset>\n"


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """How a browser searches here from its address bar."""
    base = request.build_absolute_uri(reverse("pages:search"))
    feed = request.build_absolute_uri(reverse("pages:quote-feed"))
    shown = {"base": base, "feed": feed, "host": request.get_host()}
    media_type = "application/opensearchdescription+xml; charset=utf-8"
    return render(request, "quotes/opensearch.xml", shown, content_type=media_type)
