"""What other sites may frame: a quote, and a speaker as reconciliation previews one.

These pages alone may stand in a frame of another site. They hold no form and ask for
nobody's cookies, so that a frame around them can trick no reader into anything.
"""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt

from quotes.api.finding import find_any_speaker, standing
from quotes.api.gone import why_quote_is_gone
from quotes.api.links import Links
from quotes.api.quote_detail import show_quote
from quotes.models import Quote
from quotes.pages.base import View, page, show
from quotes.pages.corrections_in_words import corrections_of
from quotes.pages.in_words import STANCES
from quotes.pages.quote_views import quote_or_404
from quotes.telling import told_in_marks

NEWEST = 2
"""Quotes of a speaker that a preview shows: what fits into it."""


def framed(view: View) -> View:
    """Let pages of any site put what ``view`` answers into a frame."""
    return xframe_options_exempt(csp_replace({"frame-ancestors": ["*"]})(page(view)))


@framed
def embed_quote(request: HttpRequest, number: int) -> HttpResponse:
    """One quote for another site, with what was corrected or taken back about it."""
    row, found = quote_or_404(number)
    data = reverse("api:quote", args=[row.pk])
    context: dict[str, Any] = {
        "quote": row,
        "reason": why_quote_is_gone(
            row.pk, row.status, row.extractor_version, row.gone_in
        ),
    }
    if context["reason"]:
        return show(request, "embed_quote", context, data=data, status=410)
    detail = show_quote(found, Links.of(request))
    context |= {
        "told": told_in_marks(row.kind, row.stance, row.text, row.clause),
        "stance": STANCES.get(row.stance, ""),
        "warnings": detail["warnings"],
        "corrections": corrections_of(row.pk) if detail["corrections_url"] else [],
    }
    return show(request, "embed_quote", context, data=data)


@framed
def embed_speaker(request: HttpRequest, key: str) -> HttpResponse:
    """One speaker in a small frame: who that is, and the newest quotes."""
    found = find_any_speaker(key)
    if found is None:
        raise Http404("There is no such speaker.")
    if found.merged_into_id:
        target = reverse("pages:embed-speaker", args=[standing(found).pk])
        return HttpResponsePermanentRedirect(target)
    quotes = Quote.objects.standing().filter(speaker=found).newest_first()
    newest = quotes.select_related("outlet", "article")[:NEWEST]
    told = [
        {
            "row": row,
            "told": told_in_marks(row.kind, row.stance, row.text, row.clause),
            "stance": STANCES.get(row.stance, ""),
        }
        for row in newest
    ]
    context = {"speaker": found, "quotes": told}
    data = reverse("api:speaker", args=[found.slug])
    return show(request, "embed_speaker", context, data=data)
