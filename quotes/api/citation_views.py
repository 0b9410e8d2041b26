"""A quote as reference managers take it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from quotes.api.answers import MEDIA_TYPES, answer, answer_text, pick_format
from quotes.api.base import ApiView, by_name
from quotes.api.citations.bibtex import bibtex
from quotes.api.citations.csl import csl
from quotes.api.citations.line import cite
from quotes.api.citations.record import CitationRecord, record_of
from quotes.api.citations.ris import ris
from quotes.api.corrections import corrections_of
from quotes.api.errors import Gone
from quotes.api.finding import read_id
from quotes.api.gone import why_quote_is_gone
from quotes.api.links import Links
from quotes.api.params import ChoiceParam, read_params
from quotes.api.quote_detail import find_quote, show_quote
from quotes.models import Article

FORMATS = ("json", "bibtex", "ris", "csl")
SUFFIXES = {"bibtex": "bib", "ris": "ris", "csl": "json"}
"""What the files are called that browsers make of them."""


def find_record(number: int, request: Any) -> tuple[CitationRecord, str] | None:
    """Return what to cite of a quote, and the line to paste; None without a quote.

    Raises Gone where it stands no more: nobody should cite it. Three to six queries.
    """
    row = find_quote(number)
    if row is None:
        return None
    gone = (row["id"], row["status"], row["extractor_version"], row["gone_in"])
    if reason := why_quote_is_gone(*gone):
        raise Gone(reason)
    detail = show_quote(row, Links.of(request))
    changed = corrections_of(number) if detail["corrections_url"] else []
    articles = Article.objects.filter(pk=row["article_id"])
    address = request.build_absolute_uri(reverse("pages:quote", args=[number]))
    record = record_of(
        row,
        byline=articles.values_list("byline", flat=True).get(),
        warnings=detail["warnings"],
        corrected_at=changed[0].at if changed else None,
        address=address,
    )
    return record, cite(row, url=address)


class QuoteCitation(ApiView):
    """Citation."""

    summary = (
        "The article that prints a quote as reference managers take it, with who said"
        " what there as its note; a denial is never told as an assertion. json gives"
        " all formats at once."
    )
    answers: ClassVar = {"GET": "Citation"}
    refusals = (410,)
    params = by_name(
        ChoiceParam(
            name="format",
            description="bibtex, ris and csl (CSL-JSON) are files to import.",
            choices=FORMATS,
        )
    )

    def get(self, request: Request, key: str) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        chosen = pick_format(request, values.get("format"), FORMATS)
        number = read_id(key)
        found = find_record(number, request) if number is not None else None
        if found is None:
            raise Http404
        record, line = found
        if chosen == "json":
            return answer(
                request,
                {
                    "line": line,
                    "bibtex": bibtex(record),
                    "ris": ris(record),
                    "csl": csl(record),
                },
            )
        return self._file(request, chosen, record)

    def _file(
        self, request: Request, chosen: str, record: CitationRecord
    ) -> HttpResponse:
        """Return the record alone, as a file to import."""
        media_type = MEDIA_TYPES[chosen]
        if chosen == "csl":
            response = answer(request, csl(record), media_type=media_type)
        else:
            text = bibtex(record) if chosen == "bibtex" else ris(record)
            response = answer_text(request, text, media_type=media_type)
        name = f"{record.key}.{SUFFIXES[chosen]}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
