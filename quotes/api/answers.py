"""From data to bytes: formats, validators (ETag) and links."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from rest_framework.exceptions import APIException
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.utils.mediatypes import media_type_matches

from quotes.formats.spreadsheets import guard_cell

Row = dict[str, Any]

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "jsonl": "application/x-ndjson",
    "jsonld": "application/ld+json",
    "xml": "text/xml; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
_BY_ACCEPT = {value.partition(";")[0]: name for name, value in MEDIA_TYPES.items()}
_BY_ACCEPT |= {"*/*": "json", "application/*": "json", "text/*": "csv"}


class NotAcceptable(APIException):
    status_code = 406
    default_detail = "This resource has none of the media types you accept."


class AlwaysJson(BaseContentNegotiation):
    """Leaves the choice of a format to ``pick_format``."""

    def select_parser(self, request: Any, parsers: Any) -> Any:
        return next(
            (
                p
                for p in parsers
                if media_type_matches(p.media_type, request.content_type)
            ),
            None,
        )

    def select_renderer(
        self, request: Any, renderers: Any, format_suffix: Any = None
    ) -> tuple[Any, str]:
        return renderers[0], renderers[0].media_type


def pick_format(request: Request, asked: str | None, formats: Sequence[str]) -> str:
    """Return the format to answer in: ``format=``, else by the Accept header.

    Raises NotAcceptable where the reader takes none of ``formats``.
    """
    if asked:
        return asked
    wanted = _accepted(request.META.get("HTTP_ACCEPT", "*/*"))
    for media_type in wanted:
        if media_type == "text/html":  # a browser, to which JSON is shown
            return "json"
        if _BY_ACCEPT.get(media_type) in formats:
            return _BY_ACCEPT[media_type]
    raise NotAcceptable(f"Choose from: {', '.join(MEDIA_TYPES[f] for f in formats)}.")


def _accepted(header: str) -> list[str]:
    """Media types of an Accept header, the preferred first, refused ones left out."""
    weighed: list[tuple[float, int, str]] = []
    for part in header.split(","):
        media_type, *options = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for option in options:
            if option.startswith("q="):
                try:
                    weight = float(option[2:])
                except ValueError:
                    weight = 0.0
        if media_type and weight > 0:
            weighed.append((-weight, len(weighed), media_type))
    return [media_type for _, _, media_type in sorted(weighed)] or ["*/*"]


def dump(data: Any) -> str:
    """Return ``data`` as JSON text: datetimes must be strings already."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def answer(
    request: HttpRequest,
    data: Any,
    *,
    media_type: str = MEDIA_TYPES["json"],
    status: int = 200,
) -> HttpResponse:
    """Return ``data`` as JSON with an ETag; 304 where the reader has it already."""
    return answer_text(request, dump(data), media_type=media_type, status=status)


def answer_text(
    request: HttpRequest, text: str, *, media_type: str, status: int = 200
) -> HttpResponse:
    """Return ``text`` with an ETag; 304 where the reader has it already."""
    content = text.encode()
    response = HttpResponse(content, content_type=media_type, status=status)
    if request.method not in {"GET", "HEAD"}:
        return response
    # Weak, since the same one stands for the answer compressed and not.
    etag = f'W/"{hashlib.blake2b(content, digest_size=16).hexdigest()}"'
    response["ETag"] = etag
    # May be kept, but must be asked after: an editor may correct it any time.
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def answer_table(
    rows: Iterable[Row],
    *,
    format: str,
    columns: Mapping[str, Sequence[str]],
    name: str,
) -> StreamingHttpResponse:
    """Stream ``rows`` as CSV or as JSON Lines.

    ``columns`` are the names of the row's fields in order, each with the parts of it
    that become columns, such as ``speaker_name``; none where it is one column. name:
    of the file that browsers make of it, without its ending. The first row is made
    before anything is answered: a query that fails raises here, and is not taken for
    a list without rows.
    """
    rows = _begun(rows)
    lines = write_csv(rows, columns) if format == "csv" else write_json_lines(rows)
    response = StreamingHttpResponse(lines, content_type=MEDIA_TYPES[format])
    if format == "csv":
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _begun(rows: Iterable[Row]) -> Iterator[Row]:
    """Return ``rows`` with the first of them fetched."""
    rest = iter(rows)
    return chain(list(islice(rest, 1)), rest)


def write_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield ``rows`` as lines of JSON."""
    for row in rows:
        yield dump(row) + "\n"


def write_csv(
    rows: Iterable[Row], columns: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    """Yield ``rows`` as lines of CSV under a line of headings."""
    headings = [
        (name, part) for name, parts in columns.items() for part in parts or (None,)
    ]
    yield _csv_line([f"{name}_{part}" if part else name for name, part in headings])
    for row in rows:
        yield _csv_line([_cell(row.get(name), part) for name, part in headings])


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: Any, part: str | None) -> Any:
    if part:
        value = value.get(part) if value else None
    if isinstance(value, str):
        return guard_cell(value)
    return dump(value) if isinstance(value, list | dict | bool) else value
