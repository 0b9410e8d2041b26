"""Articles and outlets: what was printed, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from quotes.api.details import DetailView, detail_params
from quotes.api.finding import find_outlet, read_id
from quotes.api.linked_data import article_document, outlet_document
from quotes.api.links import Links
from quotes.api.lists import Filter, ListView, list_params
from quotes.api.pagination import Order
from quotes.api.params import FlagParam, NameParam
from quotes.api.quote_filters import OUTLET, PUBLISHED
from quotes.api.rows import (
    ARTICLE_COLUMNS,
    OUTLET_COLUMNS,
    article_row,
    outlet_row,
)
from quotes.models import Article, Outlet

LANGUAGE = Filter(
    NameParam(
        name="language", description="BCP 47 code, for example en-GB.", longest=35
    ),
    lambda rows, code: rows.filter(language=code),
)
ARTICLE_ORDERS = (
    Order("-published_at", ("dated_at", "id"), descending=True),
    Order("published_at", ("dated_at", "id"), descending=False),
)
ARTICLE_FILTERS = (
    OUTLET,
    *PUBLISHED,
    LANGUAGE,
    Filter(
        FlagParam(
            name="wire_copy", description="Whether it largely repeats another article."
        ),
        lambda rows, flag: rows.filter(wire_copy_of__isnull=not flag),
    ),
)
ARTICLE_FIELDS = (
    "id", "url", "source_url", "outlet", "title", "byline", "published_at",
    "language", "text_hash", "wire_copy_of", "ingested_at", "extracted_at",
    "extractor_version",
)  # fmt: skip
ARTICLE_DETAIL_FIELDS = (*ARTICLE_FIELDS, "text", "quotes_url")

OUTLET_ORDERS = (Order("id", ("id",), descending=False),)
OUTLET_FILTERS = (
    LANGUAGE,
    Filter(
        NameParam(
            name="country",
            description="ISO 3166-1 code of two letters.",
            longest=2,
        ),
        lambda rows, code: rows.filter(country=code.upper()),
    ),
)
OUTLET_FIELDS = (
    "id", "url", "name", "slug", "domain", "country", "language", "wikidata_id"
)  # fmt: skip
OUTLET_DETAIL_FIELDS = (*OUTLET_FIELDS, "articles_url", "quotes_url")


class ArticleList(ListView):
    """Articles."""

    summary = "What was printed, the newest first; the text is in the detail."
    answers = {"GET": "ArticlePage"}
    filters = ARTICLE_FILTERS
    orders = ARTICLE_ORDERS
    columns = ARTICLE_COLUMNS
    fields = ARTICLE_FIELDS
    params = list_params(ARTICLE_FILTERS, ARTICLE_ORDERS, ARTICLE_FIELDS)

    def rows(self, values: Mapping[str, Any]) -> QuerySet:
        return Article.objects.all()

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        return article_row(row, links)


class ArticleDetail(DetailView):
    """Article."""

    summary = "One article with its text, into which all offsets point."
    answers = {"GET": "ArticleDetail"}
    resource = "articles"
    fields = ARTICLE_DETAIL_FIELDS
    params = detail_params(ARTICLE_DETAIL_FIELDS)
    document = article_document

    def find(self, key: str) -> dict[str, Any] | None:
        number = read_id(key)
        if number is None:
            return None
        columns = (*ARTICLE_COLUMNS, "text")
        return Article.objects.filter(pk=number).values(*columns).first()

    def show(self, found: dict[str, Any], links: Links) -> dict[str, Any]:
        return article_row(found, links) | {
            "text": found["text"],
            "quotes_url": f"{links.base}quotes/?article={found['id']}",
        }


class OutletList(ListView):
    """Outlets."""

    summary = "Who publishes."
    answers = {"GET": "OutletPage"}
    filters = OUTLET_FILTERS
    orders = OUTLET_ORDERS
    columns = OUTLET_COLUMNS
    fields = OUTLET_FIELDS
    params = list_params(OUTLET_FILTERS, OUTLET_ORDERS, OUTLET_FIELDS)

    def rows(self, values: Mapping[str, Any]) -> QuerySet:
        return Outlet.objects.all()

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        return outlet_row(row, links)


class OutletDetail(DetailView):
    """Outlet."""

    summary = "One outlet, by id or slug."
    answers = {"GET": "OutletDetail"}
    resource = "outlets"
    fields = OUTLET_DETAIL_FIELDS
    params = detail_params(OUTLET_DETAIL_FIELDS)
    document = outlet_document

    def find(self, key: str) -> Outlet | None:
        return find_outlet(key)

    def show(self, found: Outlet, links: Links) -> dict[str, Any]:
        row = {name: getattr(found, name) for name in OUTLET_COLUMNS}
        return outlet_row(row, links) | {
            "articles_url": f"{links.base}articles/?outlet={found.pk}",
            "quotes_url": f"{links.base}quotes/?outlet={found.pk}",
        }
