"""One quote in its article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from quotes.api.citations import cite
from quotes.api.embedding import WIDTH, frame, height_of
from quotes.api.gone import why_quote_is_gone
from quotes.api.linked_data import quote_document
from quotes.api.links import Links
from quotes.api.quote_detail import find_quote, show_quote
from quotes.api.settled_reports import read_answers
from quotes.formats.text_fragments import address_at
from quotes.marked_text import html_with_marks, marks_of, other_marks, window_around
from quotes.models import ErrorReport, Quote
from quotes.models.dates import machine_date
from quotes.pages.base import page, show
from quotes.pages.corrections_in_words import corrections_of
from quotes.pages.head import Card, canonical_address, data_block, shorten
from quotes.pages.in_words import KINDS, STANCES, STATUSES, WRONG, confidence_in_words
from quotes.pages.version_wording import told_quote_versions
from quotes.telling import headline, told_in_marks

REACH = 4000
"""Characters of the article shown before and after the quote."""


def quote_or_404(number: int) -> tuple[Quote, dict[str, Any]]:
    """Return a quote, and its row as the API shows it.

    Raises Http404 where there is none of this number.
    """
    related = ("speaker", "relayed_by", "outlet", "article")
    row = Quote.objects.select_related(*related).filter(pk=number).first()
    found = find_quote(number)
    if row is None or found is None:
        raise Http404("There is no quote of this number.")
    return row, found


@page
def quote(request: HttpRequest, number: int) -> HttpResponse:
    """One quote, marked in its article, with all that a reader should know of it."""
    row, found = quote_or_404(number)
    data = reverse("api:quote", args=[row.pk])
    if reason := why_quote_is_gone(
        row.pk, row.status, row.extractor_version, row.gone_in
    ):
        return show_gone(request, row, reason)
    detail = show_quote(found, Links.of(request))
    shared = ("warnings", "printings_capped")
    context = {
        "quote": row,
        **{name: detail[name] for name in shared},
        "printings": [other | {"told": _told(other)} for other in detail["printings"]],
        "is_disputed": any(w["code"] == "disputed" for w in detail["warnings"]),
        "confidence": confidence_in_words(row.confidence),
        "status": STATUSES[Quote.Status(row.status)],
        "kind": KINDS[Quote.Kind(row.kind)],
        "stance": STANCES.get(row.stance, ""),
        "in_marks": row.kind == Quote.Kind.DIRECT and row.words == row.text,
        "citation": cite(found, url=request.build_absolute_uri(address_of(row))),
        "corrections": corrections_of(row.pk),
        "card": _card(row, detail["citation"]),
        "linked_data": data_block(
            quote_document(detail), page=canonical_address(request)
        ),
        "snippet": _snippet(request, row),
        "source": address_at(row.article.web_address, row.article.text, row.spans),
        "versions": told_quote_versions(detail["versions"]),
        "reports": tell_reports(read_answers(row.pk) if detail["reports"] else []),
        **_in_article(row),
    }
    return show(request, "quote", context, data=data)


def _card(row: Quote, citation: str) -> Card:
    speaker = row.speaker.name if row.speaker else "Unnamed speaker"
    told = told_in_marks(row.kind, row.stance, row.text, row.clause)
    return Card(
        title=shorten(headline(speaker, row.stance, told)),
        description=citation,
        kind="article",
        published=machine_date(row.published_at),
    )


def _snippet(request: HttpRequest, row: Quote) -> str:
    """The HTML that shows this quote on another site."""
    told = told_in_marks(row.kind, row.stance, row.text, row.clause)
    address = request.build_absolute_uri(reverse("pages:embed-quote", args=[row.pk]))
    height = height_of(told, width=WIDTH)
    return frame(address, f"Quote {row.pk}", width=None, height=height)


def show_gone(request: HttpRequest, row: Quote, reason: str) -> HttpResponse:
    """Say why a quote stands no more, without its words (410)."""
    data = reverse("api:quote", args=[row.pk])
    reports = tell_reports(read_answers(row.pk))
    gone = {"quote": row, "reason": reason, "reports": reports}
    return show(request, "gone", gone, data=data, status=410)


def tell_reports(answered: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put into words what readers reported, and whether they were right."""
    return [
        row
        | {
            "reported": WRONG[ErrorReport.Reason(row["reason"])],
            "outcome": ErrorReport.Status(row["status"]).label,
        }
        for row in answered
    ]


def _told(printing: Mapping[str, Any]) -> str:
    parts = (printing[name] for name in ("kind", "stance", "text", "clause"))
    return told_in_marks(*parts)


def _in_article(row: Quote) -> dict[str, Any]:
    """The passage around ``row`` with its marks and those of quotes beside it."""
    text = row.article.text
    window = window_around(text, row.start, row.end, reach=REACH)
    beside = (
        Quote.objects.standing()
        .filter(article=row.article_id, start__lt=window[1], end__gt=window[0])
        .exclude(pk=row.pk)
        .select_related("speaker")
        .order_by("start", "end")
    )
    marks = [*other_marks(beside, address_of), *marks_of(row)]
    return {
        "text": html_with_marks(text, marks, window=window),
        "cut_before": window[0] > 0,
        "cut_after": window[1] < len(text),
    }


def address_of(row: Quote) -> str:
    """Return the address of a quote's page."""
    return reverse("pages:quote", args=[row.pk])
