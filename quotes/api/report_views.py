"""A reader says that something is wrong with a quote."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.errors import Gone
from quotes.api.finding import read_id
from quotes.api.gone import why_quote_is_gone
from quotes.api.params import read_params
from quotes.api.request_bodies import read_body, read_choice, read_text
from quotes.api.resources.shown import moment
from quotes.api.throttling import reader_of
from quotes.models import ErrorReport, Quote
from quotes.review.reports import file_report, key_of, report_at

LONGEST = 4000
"""Characters of an explanation, and of what is expected instead."""


class QuoteReport(ApiView):
    """Error report."""

    summary = (
        "Tell the editors what is wrong with a quote: reason, explanation and, if"
        " you know it, what should stand there (expected)."
    )
    answers = {"POST": "Report"}
    body = "ReportToFile"
    success = 201
    refusals = (410,)
    throttle_scope = "report"

    def post(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        number = read_id(key)
        quote = Quote.objects.filter(pk=number or 0).first()
        if quote is None:
            raise Http404
        if reason := why_quote_is_gone(
            quote.pk, quote.status, quote.extractor_version, quote.gone_in
        ):
            raise Gone(reason)
        body = read_body(
            request,
            required={"reason", "explanation"},
            optional={"expected"},
            largest=LONGEST * 15,
        )
        expected = body.get("expected", "")
        if expected != "":
            expected = read_text(body, "expected", longest=LONGEST, stored=True)
        report = file_report(
            quote=quote,
            reason=read_choice(body, "reason", tuple(ErrorReport.Reason.values)),
            explanation=read_text(body, "explanation", longest=LONGEST, stored=True),
            expected=expected,
            sender=reader_of(request),
        )
        return answer(request, _shown(request, report), status=self.success)


class ReportState(ApiView):
    """What became of an error report."""

    summary = (
        "What became of a report, for who sent it: the address is in the answer to it,"
        " and nowhere else."
    )
    answers = {"GET": "Report"}

    def get(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        report = report_at(key)
        if report is None:
            raise Http404
        return answer(request, _shown(request, report))


def _shown(request: Request, report: ErrorReport) -> dict[str, Any]:
    """Return a report as who sent it sees it; nobody's name is in it."""
    key = key_of(report)
    spam = report.status == ErrorReport.Status.SPAM
    return {
        "id": report.pk,
        "url": request.build_absolute_uri(reverse("api:report-state", args=[key])),
        "page": request.build_absolute_uri(reverse("pages:sent-report", args=[key])),
        "quote": report.quote_id,
        "reason": report.reason,
        "explanation": report.explanation,
        "expected": report.expected,
        "status": report.status,
        "answer": "" if spam else report.answer,
        "reported_at": moment(report.reported_at),
        "settled_at": moment(report.settled_at),
    }
