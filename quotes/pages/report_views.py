"""A reader says on a page that something is wrong with a quote."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse

from quotes.api.bodies import read_choice, read_text
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.gone import why_quote_is_gone
from quotes.api.report_views import LONGEST
from quotes.models import ErrorReport, Quote
from quotes.pages.base import error_page, form_page, page, seconds_to_wait, show
from quotes.pages.forms import (
    BAIT,
    STAMP,
    has_many_links,
    is_bait_taken,
    new_stamp,
    wrong_with,
)
from quotes.pages.quote_views import show_gone
from quotes.pages.wording import WRONG, name_errors
from quotes.review.reports import file_report


@form_page
def report(request: HttpRequest, number: int) -> HttpResponse:
    """A form to report an error in one quote; what it sends goes to the editors."""
    quote = _find(number)
    if reason := why_quote_is_gone(
        quote.pk, quote.status, quote.extractor_version, quote.gone_in
    ):
        return show_gone(request, quote, reason)
    if request.method == "POST":
        if wait := seconds_to_wait(request, scope="report"):
            response = error_page(
                request, 429, f"Please try again in {wait // 60 + 1} minutes."
            )
            response["Retry-After"] = str(wait)
            return response
        if is_bait_taken(request.POST):
            return _thanks(quote)  # a program is told nothing
        try:
            _file(quote, request.POST)
        except BadRequest as refused:
            return _form(request, quote, errors=refused.errors)
        return _thanks(quote)
    return _form(request, quote)


@page
def reported(request: HttpRequest, number: int) -> HttpResponse:
    """Thanks for a report."""
    quote = _find(number)
    data = reverse("api:quote", args=[quote.pk])
    return show(request, "reported", {"quote": quote}, data=data)


def _find(number: int) -> Quote:
    related = ("speaker", "outlet")
    quote = Quote.objects.select_related(*related).filter(pk=number).first()
    if quote is None:
        raise Http404("There is no quote of this number.")
    return quote


def _thanks(quote: Quote) -> HttpResponse:
    return HttpResponseRedirect(reverse("pages:reported", args=[quote.pk]))


def _file(quote: Quote, sent: QueryDict) -> None:
    """File what was sent. Raises BadRequest naming each field that is wrong."""
    if wrong := wrong_with(sent):
        raise BadRequest(ParameterError("form", wrong))
    body: dict[str, Any] = {
        name: sent.get(name, "").strip() for name in ("reason", "explanation")
    }
    expected = sent.get("expected", "").strip()
    reason = read_choice(body, "reason", tuple(ErrorReport.Reason.values))
    explanation = read_text(body, "explanation", longest=LONGEST, stored=True)
    if expected:
        read_text({"expected": expected}, "expected", longest=LONGEST, stored=True)
    if has_many_links(explanation + expected):
        raise BadRequest(ParameterError("explanation", "Leave out most of the links."))
    file_report(quote=quote, reason=reason, explanation=explanation, expected=expected)


def _form(
    request: HttpRequest, quote: Quote, *, errors: tuple[ParameterError, ...] = ()
) -> HttpResponse:
    context = {
        "quote": quote,
        "sent": request.POST,
        "reasons": WRONG.items(),
        "longest": LONGEST,
        "bait": BAIT,
        "stamp_name": STAMP,
        "stamp": new_stamp(),
        "errors": name_errors(errors),
        "wrong": {error.parameter for error in errors},
    }
    data = reverse("api:quote", args=[quote.pk])
    return show(request, "report", context, data=data, status=400 if errors else 200)
