"""oEmbed: how to show a quote's page on another site (https://oembed.com/)."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve, reverse
from rest_framework.request import Request

from quotes.api.answers import MEDIA_TYPES, answer, answer_text, pick_format
from quotes.api.base import ApiView, by_name
from quotes.api.embedding import (
    LEAST_HEIGHT,
    LEAST_WIDTH,
    WIDTH,
    frame,
    height_of,
)
from quotes.api.errors import BadRequest, Gone, ParameterError
from quotes.api.gone import why_quote_is_gone
from quotes.api.params import ChoiceParam, NumberParam, Param, read_params
from quotes.api.quote_detail import find_quote
from quotes.telling import headline, told_in_marks

FORMATS = ("json", "xml")
CACHED = 3600
"""Seconds that a site may keep what it was told; the frame itself is always fresh."""
LARGEST = 10_000
PROVIDER = "Quotes"

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMBEDDABLE = ("pages:quote", "pages:embed-quote")


class OEmbed(ApiView):
    """oEmbed."""

    summary = (
        "How to show the page of a quote, at url, on another site: the HTML of a frame"
        " that says what the speaker did with the words, and what was corrected."
    )
    answers: ClassVar = {"GET": "Embed"}
    refusals = (404, 410)
    params = by_name(
        Param(
            name="url",
            description="The address of a quote's page here.",
            required=True,
        ),
        NumberParam(
            name="maxwidth",
            description="Pixels that it may be wide.",
            least=1,
            most=LARGEST,
        ),
        NumberParam(
            name="maxheight",
            description="Pixels that it may be high.",
            least=1,
            most=LARGEST,
        ),
        ChoiceParam(name="format", description="json or xml.", choices=FORMATS),
    )

    def get(self, request: Request) -> HttpResponseBase:
        values = read_params(request.query_params, self.params)
        if "url" not in values:
            raise BadRequest(ParameterError("url", "Missing: say which page to show."))
        chosen = pick_format(request, values.get("format"), FORMATS)
        number = quote_at(values["url"], request)
        row = find_quote(number) if number is not None else None
        if row is None:
            raise Http404
        gone = (row["id"], row["status"], row["extractor_version"], row["gone_in"])
        if reason := why_quote_is_gone(*gone):
            raise Gone(reason)
        data = describe(row, request, values)
        if chosen == "json":
            return answer(request, data)
        return answer_text(request, as_xml(data), media_type=MEDIA_TYPES["xml"])


def quote_at(url: str, request: HttpRequest) -> int | None:
    """Return the quote whose page here ``url`` is, or None for other addresses."""
    try:
        parts = urlsplit(url)
        found = resolve(parts.path)
    except (ValueError, Resolver404):
        return None
    here = parts.netloc.casefold() == request.get_host().casefold()
    if not here or parts.scheme not in ("http", "https"):
        return None
    if found.view_name not in _EMBEDDABLE:
        return None
    number: int = found.kwargs["number"]
    return number


def describe(row: Any, request: Any, values: Any) -> dict[str, Any]:
    """Return what oEmbed tells of a quote, no larger than was asked for."""
    parts = (row[name] for name in ("kind", "stance", "text", "clause"))
    words = told_in_marks(*parts)
    speaker = row["speaker__name"] or "Unnamed speaker"
    width = min(WIDTH, int(values.get("maxwidth", WIDTH)))
    height = height_of(words, width=max(width, LEAST_WIDTH))
    height = min(height, int(values.get("maxheight", max(height, LEAST_HEIGHT))))
    title = headline(speaker, row["stance"], words)
    address = request.build_absolute_uri(reverse("pages:embed-quote", args=[row["id"]]))
    data = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": speaker,
        "author_url": _page_of_speaker(row, request),
        "provider_name": PROVIDER,
        "provider_url": request.build_absolute_uri(reverse("pages:search")),
        "cache_age": CACHED,
        "html": frame(address, title, width=width, height=height),
        "width": width,
        "height": height,
    }
    return {name: value for name, value in data.items() if value is not None}


def _page_of_speaker(row: Any, request: Any) -> str | None:
    if row["speaker_id"] is None:
        return None
    page = reverse("pages:speaker", args=[row["speaker__slug"]])
    address: str = request.build_absolute_uri(page)
    return address


def as_xml(data: dict[str, Any]) -> str:
    """Return ``data`` as oEmbed writes XML: an element for each name."""
    parts = (
        f"<{name}>{escape(_NOT_XML.sub('�', str(value)))}</{name}>"
        for name, value in data.items()
    )
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{head}\n<oembed>{''.join(parts)}</oembed>\n"
