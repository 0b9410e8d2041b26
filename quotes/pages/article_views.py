"""Articles with their quotes marked."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from quotes.api.versions import versions_of
from quotes.marked_text import html_with_marks, other_marks
from quotes.models import Article
from quotes.models.dates import machine_date
from quotes.pages.base import page, show
from quotes.pages.head import Card, article_data
from quotes.pages.quote_views import address_of
from quotes.pages.version_wording import told_versions

COPIES = 50


@page
def article(request: HttpRequest, number: int) -> HttpResponse:
    """One article with every quote in it marked."""
    related = ("outlet", "wire_copy_of__outlet")
    row = Article.objects.select_related(*related).filter(pk=number).first()
    if row is None:
        raise Http404("There is no article of this number.")
    quotes = list(
        row.quotes.standing().select_related("speaker", "relayed_by").order_by("start")
    )
    copies = row.copies.without_text().select_related("outlet")
    versions = versions_of(row.pk, row.version)
    context = {
        "article": row,
        "versions": told_versions(versions),
        "kind": "" if row.kind == Article.Kind.ARTICLE else row.get_kind_display(),
        "quotes": quotes,
        "text": html_with_marks(row.text, other_marks(quotes, address_of)),
        "copies": list(copies[:COPIES]),
        "linked_data": article_data(request, row),
        "card": Card(
            row.title or "Article without title",
            f"{row.outlet.name}: {len(quotes)} quotes, each marked in its article.",
            kind="article",
            published=machine_date(row.published_at),
        ),
    }
    data = reverse("api:article", args=[row.pk])
    export = f"{reverse('api:quotes')}?article={row.pk}" if quotes else ""
    return show(request, "article", context, data=data, export=export)
