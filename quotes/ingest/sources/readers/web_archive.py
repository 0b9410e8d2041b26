"""WARC: what a crawler fetched, kept as it came. Kind “warc”.

Pages that a server answered with (200, HTML) are articles; its other answers,
pictures, scripts and redirects are part of every crawl and passed over.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from quotes.formats.files import LARGEST_TEXT
from quotes.ingest.fetching.client import read_content_type
from quotes.ingest.sources.format import Format, Taken
from quotes.ingest.sources.item import Failure, Items, Source, reader_name
from quotes.ingest.sources.printed_dates import read_moment
from quotes.ingest.sources.readers.page import PAGES, read_page

READER = reader_name("warc", 1, "warcio")


def read_web_archive(source: Source) -> Items:
    """Yield the articles of ``source``, as it lies on the disk: packed or not."""
    number = pages = 0
    try:
        for number, found in enumerate(_records(source), 1):  # noqa: B007
            if isinstance(found, Failure):
                pages += 1
                yield found
            elif found is not None:
                pages += 1
                yield from read_page(found, by=READER)
    except Exception as error:
        # warcio answers broken archives with errors of many kinds.
        place = f"{source.name}#{number + 1}"
        yield Failure(place, f"the archive is broken here: {error or type(error)}")
        return
    if not pages:
        yield Failure(source.name, "holds no page of a website")


def _records(source: Source) -> Iterator[Source | Failure | None]:
    """Each record as a source of its own; None for one that is no page."""
    iterator = ArchiveIterator(source.file, arc2warc=True)
    for number, record in enumerate(iterator, 1):
        yield _open(record, f"{source.name}#{number}", source)


def _open(record: Any, place: str, source: Source) -> Source | Failure | None:
    headers = record.http_headers
    if record.rec_type == "resource":
        told = record.rec_headers.get_header("Content-Type") or ""
    elif (
        record.rec_type == "response" and headers and headers.get_statuscode() == "200"
    ):
        told = headers.get_header("Content-Type") or ""
    else:
        return None
    kind, charset = read_content_type(told)
    if kind not in PAGES:
        return None
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    name = f"{place} {address}".strip()
    try:
        body = record.content_stream().read(LARGEST_TEXT + 1)
    except ArchiveLoadFailed as error:
        return Failure(name, f"cannot be read: {error}")
    if _breaks_off(record):
        return Failure(name, "the archive breaks off within this page")
    if len(body) > LARGEST_TEXT:
        return Failure(name, f"has more than {LARGEST_TEXT:,} bytes")
    return replace(
        source,
        name=name,
        place=place,
        file=io.BytesIO(body),
        stem=None,
        address=address,
        charset=charset,
        fetched_at=read_moment(record.rec_headers.get_header("WARC-Date")),
    )


def _breaks_off(record: Any) -> bool:
    """Whether an archive ends before ``record`` has all that it says it has."""
    record.raw_stream.read(LARGEST_TEXT)
    left = getattr(record.raw_stream, "limit", 0)
    return left > 0 and not record.raw_stream.read(1)


FORMAT = Format(
    "warc",
    "a web archive",
    (".warc",),
    read_web_archive,
    Taken(
        outlet="as `html`",
        address="address of the record",
        heading="as `html`",
        date="as `html`",
        language="as `html`",
        text="as `html`, of each HTML answer with status 200",
    ),
    unpacks=True,
)
