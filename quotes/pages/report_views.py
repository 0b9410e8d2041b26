"""A reader says on a page that something is wrong with a quote."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.urls import reverse
from rest_framework.request import Request

from quotes.api.errors import BadRequest, ParameterError
from quotes.api.gone import why_quote_is_gone
from quotes.api.report_views import LONGEST
from quotes.api.request_bodies import read_choice, read_text
from quotes.api.throttling import reader_of
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
from quotes.pages.in_words import OUTCOMES, WRONG, name_errors
from quotes.pages.quote_views import show_gone
from quotes.review.reports import file_report, key_of, report_at


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
            # A program is told nothing: where it ends looks like success.
            return HttpResponseRedirect(reverse("pages:quote", args=[quote.pk]))
        try:
            sent = _file(quote, request)
        except BadRequest as refused:
            return _form(request, quote, errors=refused.errors)
        return HttpResponseRedirect(reverse("pages:sent-report", args=[key_of(sent)]))
    return _form(request, quote)


@page
def sent_report(request: HttpRequest, key: str) -> HttpResponse:
    """What became of a report: an address that only who sent it was told."""
    report = report_at(key)
    if report is None:
        raise Http404("There is no report at this address.")
    context = {
        "report": report,
        "quote": report.quote,
        "wrong": WRONG[ErrorReport.Reason(report.reason)],
        "outcome": OUTCOMES[ErrorReport.Status(report.status)],
        "address": request.build_absolute_uri(request.path),
    }
    data = reverse("api:report-state", args=[key])
    response = show(request, "sent_report", context, data=data)
    # An address that is a secret is nobody's to list or to pass on.
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _find(number: int) -> Quote:
    related = ("speaker", "outlet")
    quote = Quote.objects.select_related(*related).filter(pk=number).first()
    if quote is None:
        raise Http404("There is no quote of this number.")
    return quote


def _file(quote: Quote, request: HttpRequest) -> ErrorReport:
    """File what was sent. Raises BadRequest naming each field that is wrong."""
    sent = request.POST
    if wrong := wrong_with(sent):
        raise BadRequest(ParameterError("form", wrong))
    reader = Request(request)
    reader.user = request.user
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
    return file_report(
        quote=quote,
        reason=reason,
        explanation=explanation,
        expected=expected,
        sender=reader_of(reader),
    )


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
