"""Addresses: of an article, or of a feed or sitemap that leads to articles.

What is fetched is known by its bytes, since servers are often wrong about it. Kinds:
“html” and what else a server may send.
"""

from __future__ import annotations

import gzip
import io
import zlib
from dataclasses import replace
from typing import IO, cast

from quotes.formats.files import read_bounded
from quotes.ingest.fetching.client import Response
from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.records import Record
from quotes.ingest.sources.feed import FeedEntry, FeedListing, read_listing
from quotes.ingest.sources.item import Failure, Items, Reading, Source
from quotes.ingest.sources.readers import BY_NAME, kind_of_bytes

LISTINGS = ("feed", "sitemap")
DEEPEST = 3
"""Sitemaps within sitemaps that are followed."""
_GZIP = b"\x1f\x8b"


def read_address(address: str, reading: Reading) -> Items:
    """Yield the article at ``address``, or those that the feed or sitemap there names.

    An article that cannot be fetched is a Failure; the others go on.
    """
    yield from _read(address, reading, set(), DEEPEST)


def _read(address: str, reading: Reading, seen: set[str], depth: int) -> Items:
    seen.add(address)
    try:
        answer = reading.fetcher.get(address)
        body = unpacked(answer.body, reading.fetcher.limits.size)
    except FetchError as error:
        yield Failure(address, str(error))
        return
    kind = kind_of_bytes(body, answer.content_type)
    if kind not in LISTINGS:
        yield from read_answer(replace(answer, body=body), reading)
        return
    try:
        listing = read_listing(body, answer.address)
    except ValueError as error:
        yield Failure(address, str(error))
        return
    yield from _read_listing(address, listing, reading, seen, depth)


def _read_listing(
    address: str, listing: FeedListing, reading: Reading, seen: set[str], depth: int
) -> Items:
    if not listing.entries and not listing.sitemaps:
        yield Failure(address, "names no article")
    for sitemap in listing.sitemaps:
        if depth == 0:
            yield Failure(sitemap, f"stands in more than {DEEPEST} sitemaps")
        elif sitemap not in seen:
            yield from _read(sitemap, reading, seen, depth - 1)
    for entry in listing.entries:
        if entry.address in seen:
            continue
        seen.add(entry.address)
        try:
            answer = reading.fetcher.get(entry.address)
        except FetchError as error:
            yield Failure(entry.address, str(error))
        else:
            yield from read_entry(entry, answer, reading, found_in=address)


def read_entry(
    entry: FeedEntry, answer: Response, reading: Reading, found_in: str
) -> Items:
    """Yield the article of a feed's entry; what its page does not say, the feed does.

    One item at least.
    """
    kind = kind_of_bytes(answer.body, answer.content_type)
    if kind in LISTINGS:
        yield Failure(entry.address, f"is no article but a {kind}")
        return
    for item in read_answer(answer, reading, found_in=found_in):
        if isinstance(item, Record):
            yield replace(
                item,
                title=item.title or entry.title[:500],
                byline=item.byline or entry.author[:300],
                published_at=item.published_at or entry.published,
            )
        else:
            yield item


def read_answer(answer: Response, reading: Reading, *, found_in: str = "") -> Items:
    """Yield what a server's answer holds that is no feed and no sitemap."""
    name = kind_of_bytes(answer.body, answer.content_type)
    its = BY_NAME.get(name)
    if its is None:
        told = answer.content_type or "of no type"
        yield Failure(answer.address, f"is no article, feed or sitemap: it is {told}")
        return
    yield from its.read(
        Source(
            name=answer.address,
            kind=name,
            file=io.BytesIO(answer.body),
            reading=reading,
            address=answer.address,
            charset=answer.charset,
            found_in=found_in,
            fetched_at=answer.fetched_at,
        )
    )


def unpacked(body: bytes, largest: int) -> bytes:
    """Return ``body`` unpacked where it is a gzip file, as sitemaps often are.

    Raises FetchError where it is broken or unpacks to more than ``largest`` bytes.
    """
    if not body.startswith(_GZIP):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            return read_bounded(cast(IO[bytes], file), largest=largest)
    except (OSError, EOFError, zlib.error) as error:
        told = getattr(error, "strerror", None) or error
        raise FetchError(f"the gzip file cannot be unpacked: {told}") from error
