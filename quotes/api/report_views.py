"""A reader says that something is wrong with a quote."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from rest_framework.request import Request

from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.bodies import read_body, read_choice, read_text
from quotes.api.errors import Gone
from quotes.api.finding import read_id
from quotes.api.gone import why_quote_is_gone
from quotes.api.params import read_params
from quotes.api.resources.shown import moment
from quotes.models import ErrorReport, Quote
from quotes.review.reports import file_report

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
        )
        return answer(
            request,
            {
                "id": report.pk,
                "quote": quote.pk,
                "reason": report.reason,
                "explanation": report.explanation,
                "expected": report.expected,
                "status": report.status,
                "reported_at": moment(report.reported_at),
            },
            status=self.success,
        )
