"""What an editor sees of a quote whose article was changed by its outlet."""

from __future__ import annotations

from typing import Any

from quotes.models import ArticleVersion, Quote, QuoteVersion


def text_of(quote: Quote) -> str:
    """Return the text into which the ranges of ``quote`` point.

    That of its article; of a quote that is gone, the one in which it last stood.
    """
    if not quote.gone_in:
        return quote.article.text
    last = quote.versions.filter(change__in=QuoteVersion.STANDING)
    row = last.select_related("version").order_by("-version__number").first()
    return row.version.text if row else ""


def changed_words(quote: Quote) -> dict[str, Any]:
    """Return what a page says of versions: since when it is gone, what was decided on.

    No query for a quote that the outlet left alone.
    """
    if not quote.gone_in and not quote.changed_at:
        return {"version": None, "decided_on": None}
    number = quote.gone_in or quote.article.version
    versions = ArticleVersion.objects.filter(article=quote.article_id, number=number)
    decided_on = None
    if quote.changed_at and quote.reviewed_at:
        rows = quote.versions.filter(version__stored_at__lte=quote.reviewed_at)
        decided_on = (
            rows.filter(change__in=QuoteVersion.STANDING)
            .select_related("version")
            .defer("version__text")
            .order_by("-version__number")
            .first()
        )
    return {"version": versions.without_text().first(), "decided_on": decided_on}
