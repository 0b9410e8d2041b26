"""Articles and outlets: what was printed, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from quotes.api.details import DetailView
from quotes.api.filters import Filter, equal_to
from quotes.api.finding import find_outlet, read_id
from quotes.api.linked_data import article_document, outlet_document
from quotes.api.links import Links
from quotes.api.lists import ListView
from quotes.api.pagination import Order
from quotes.api.params import ChoiceParam, FlagParam, NameParam
from quotes.api.quote_filters import BY_OUTLET, PUBLISHED
from quotes.api.resources.articles import ARTICLE
from quotes.api.resources.outlets import OUTLET
from quotes.api.versions import text_as_of, versions_of
from quotes.models import Article, Outlet

LANGUAGE = Filter(
    NameParam(
        name="language", description="BCP 47 code, for example en-GB.", longest=35
    ),
    equal_to("language"),
)
ARTICLE_ORDERS = (
    Order("-published_at", ("dated_at", "id"), descending=True),
    Order("published_at", ("dated_at", "id"), descending=False),
)
ARTICLE_FILTERS = (
    BY_OUTLET,
    *PUBLISHED,
    LANGUAGE,
    Filter(
        ChoiceParam(
            name="kind",
            description="Article, press release or transcript.",
            choices=tuple(Article.Kind.values),
        ),
        equal_to("kind"),
    ),
    Filter(
        FlagParam(
            name="wire_copy", description="Whether it largely repeats another article."
        ),
        lambda rows, flag: rows.filter(wire_copy_of__isnull=not flag),
    ),
)

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


class ArticleList(ListView):
    """Articles."""

    summary = "What was printed, the newest first; the text is in the detail."
    resource = ARTICLE
    filters = ARTICLE_FILTERS
    orders = ARTICLE_ORDERS

    def rows(self, values: Mapping[str, Any]) -> QuerySet[Article]:
        return Article.objects.all()


class ArticleDetail(DetailView):
    """Article."""

    summary = "One article with its text, into which all offsets point."
    resource = ARTICLE
    document = article_document
    dated = True

    def show_then(
        self, key: str, moment: datetime, links: Links
    ) -> dict[str, Any] | None:
        found = self.find(key)
        return found and self.show(text_as_of(found, moment), links)

    def find(self, key: str) -> dict[str, Any] | None:
        number = read_id(key)
        if number is None:
            return None
        columns = ARTICLE.details.columns
        found: dict[str, Any] | None
        row = Article.objects.filter(pk=number)
        found = row.values(*columns, current_version=F("version")).first()
        return found

    def show(self, found: dict[str, Any], links: Links) -> dict[str, Any]:
        versions = versions_of(found["id"], found["current_version"])
        return ARTICLE.details.show({**found, "versions": versions}, links)


class OutletList(ListView):
    """Outlets."""

    summary = "Who publishes."
    resource = OUTLET
    filters = OUTLET_FILTERS
    orders = OUTLET_ORDERS

    def rows(self, values: Mapping[str, Any]) -> QuerySet[Outlet]:
        return Outlet.objects.all()


class OutletDetail(DetailView):
    """Outlet."""

    summary = "One outlet, by id or slug."
    resource = OUTLET
    document = outlet_document

    def find(self, key: str) -> Outlet | None:
        return find_outlet(key)

    def show(self, found: Outlet, links: Links) -> dict[str, Any]:
        row = {name: getattr(found, name) for name in OUTLET.details.columns}
        return OUTLET.details.show(row, links)
