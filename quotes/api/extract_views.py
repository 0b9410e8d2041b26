"""Extraction alone: text in, quotations out, nothing stored."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponseBase
from rest_framework.request import Request

from quotes import extraction
from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.params import read_params
from quotes.api.request_bodies import read_body, read_text
from quotes.api.work import longest_text, turn_of_work
from quotes.extraction.interchange import document_record

# A character is at most six bytes of JSON ("\u2019") where a client escapes it.
_BYTES_A_CHARACTER = 6


class Extract(ApiView):
    """Extract."""

    summary = "Find the quotations of a text sent as {“text”: …}. Nothing is stored."
    answers = {"POST": "Extraction"}
    body = "TextToExtract"
    throttle_scope = "work"

    def post(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        longest = longest_text(
            request,
            known=settings.API_EXTRACT_CHARACTERS,
            anonymous=settings.API_EXTRACT_CHARACTERS_ANONYMOUS,
        )
        largest = longest * _BYTES_A_CHARACTER + 100
        body = read_body(request, required={"text"}, largest=largest)
        text = read_text(body, "text", longest=longest)
        with turn_of_work():
            quotations = extraction.extract(text)
        return answer(
            request,
            {
                **document_record("", quotations),
                "version": extraction.extractor_version(),
            },
        )
