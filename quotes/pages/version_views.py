"""One version of an article: what it changed, in its text and in its quotes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from quotes.models import Article, ArticleVersion, Quote, QuoteVersion
from quotes.pages.base import page, show
from quotes.pages.text_difference import differences
from quotes.pages.version_wording import CHANGES, NOTABLE

MOST_CHANGES = 100


@page
def version(request: HttpRequest, number: int, which: int) -> HttpResponse:
    """One version of an article, its text compared with the one before."""
    article = Article.objects.without_text().select_related("outlet")
    row = article.filter(pk=number).first()
    versions = ArticleVersion.objects.filter(article=number)
    this = versions.filter(number=which).first()
    if row is None or this is None:
        raise Http404("There is no version of this number.")
    before = versions.filter(stood_from__lt=this.stood_from) | versions.filter(
        stood_from=this.stood_from, number__lt=this.number
    )
    former = before.in_time().last()
    context = {
        "article": row,
        "version": this,
        "former": former,
        "passages": differences(former.text, this.text) if former else [],
        "is_current": this.number == row.version,
        "changes": _changes(this, former),
    }
    data = reverse("api:article", args=[row.pk])
    return show(request, "version", context, data=data)


def _changes(
    this: ArticleVersion, former: ArticleVersion | None
) -> list[dict[str, Any]]:
    """What became of the quotes that this version changed. Two queries."""
    rows = list(
        QuoteVersion.objects.filter(version=this, change__in=NOTABLE)
        .select_related("quote__speaker")
        .order_by("pk")[:MOST_CHANGES]
    )
    words: dict[int, str] = {}
    if former is not None:
        held = QuoteVersion.objects.filter(
            version=former, quote__in=[row.quote_id for row in rows]
        )
        words = dict(held.values_list("quote_id", "text"))
    return [
        {
            "quote": row.quote,
            "change": CHANGES[QuoteVersion.Change(row.change)],
            "before": words.get(row.quote_id, ""),
            "after": row.text,
        }
        for row in rows
        # What an editor found to be no quotation is not shown again here.
        if row.quote.status != Quote.Status.REJECTED
    ]
