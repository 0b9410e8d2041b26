"""RSS and Atom feeds and sitemaps: addresses of articles, and what is said of them.

feedparser reads feeds, broken ones among them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from xml.sax import SAXException

import feedparser
from lxml import etree

from quotes.ingest.fetching.public_addresses import follow, is_web_address
from quotes.ingest.records import EARLIEST
from quotes.ingest.sources.markup import local_name, parse_xml
from quotes.ingest.sources.printed_dates import read_moment

MOST = 50_000
"""Addresses of one feed or sitemap: as many as the protocol of sitemaps allows."""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article that a feed names.

    digest: of what the feed says of it; another one means that it has changed.
    """

    address: str
    title: str = ""
    author: str = ""
    published: datetime | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FeedListing:
    """What a feed or sitemap names: articles, and further sitemaps.

    ttl: seconds for which the feed says that it need not be fetched again.
    """

    entries: tuple[FeedEntry, ...]
    sitemaps: tuple[str, ...] = ()
    ttl: float = 0.0


def read_listing(data: bytes, address: str) -> FeedListing:
    """Return what the feed or sitemap ``data``, fetched from ``address``, names.

    Each address comes once, in order. Raises ValueError, in words.
    """
    root = _root_name(data)
    if root in ("urlset", "sitemapindex"):
        return _read_sitemap(data, address)
    parsed = feedparser.parse(data, resolve_relative_uris=False, sanitize_html=False)
    entries = _once(_read_entries(parsed, address))
    reason = parsed.get("bozo_exception")
    if not entries and not parsed.get("version"):
        raise ValueError(f"is no feed that can be read: {_first_line(reason)}")
    if not entries and isinstance(reason, SAXException):
        raise ValueError(f"is broken: {_first_line(reason)}")
    return FeedListing(tuple(entries), ttl=_ttl(parsed.feed))


def _root_name(data: bytes) -> str:
    """The name of the first element of XML; "" where that cannot be told."""
    parser = etree.XMLPullParser(
        ("start",), resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        parser.feed(data[:65_536].lstrip())
        for _, element in parser.read_events():
            return local_name(element)
    except etree.XMLSyntaxError:
        for _, element in parser.read_events():
            return local_name(element)
    return ""


def _read_entries(parsed: Any, address: str) -> Iterator[FeedEntry]:
    base = parsed.feed.get("link") or address
    base = follow(address, base)
    for entry in parsed.entries[:MOST]:
        link = entry.get("link") or (entry.get("id") if _is_guid_link(entry) else "")
        if not link:
            continue
        told = (_told(entry, name) for name in ("id", "updated", "title", "summary"))
        yield FeedEntry(
            address=follow(base, link),
            title=_text(entry.get("title")),
            author=_text(entry.get("author")),
            published=_moment(_told(entry, "published_parsed"))
            or _moment(_told(entry, "updated_parsed")),
            digest=_digest(*map(str, told)),
        )


def _told(entry: Any, name: str) -> Any:
    """What ``entry`` itself says; feedparser answers one name for another else."""
    return dict.get(entry, name) or ""


def _is_guid_link(entry: Any) -> bool:
    return is_web_address(str(entry.get("id") or ""))


def _read_sitemap(data: bytes, address: str) -> FeedListing:
    root = parse_xml(data)
    entries, sitemaps = [], []
    for element in root:
        told = {local_name(one): one for one in element.iter(etree.Element)}
        place = _plain(told.get("loc"))
        if not place:
            continue
        place = follow(address, place)
        if local_name(element) == "sitemap":
            sitemaps.append(place)
            continue
        published = read_moment(_plain(told.get("publication_date")))
        changed = _plain(told.get("lastmod"))
        title = _plain(told.get("title"))
        entries.append(
            FeedEntry(place, title, published=published, digest=_digest(changed, title))
        )
    return FeedListing(
        tuple(_once(iter(entries[:MOST]))), tuple(dict.fromkeys(sitemaps))
    )


def _once(entries: Iterator[FeedEntry]) -> list[FeedEntry]:
    known: dict[str, FeedEntry] = {}
    for entry in entries:
        if is_web_address(entry.address):
            known.setdefault(entry.address, entry)
    return list(known.values())


def _ttl(feed: Any) -> float:
    """The seconds that <ttl> tells, which is in minutes; a day at most."""
    value = str(feed.get("ttl") or "").strip()
    return (
        min(float(value) * 60, 86_400.0) if value.isascii() and value.isdigit() else 0
    )


def _moment(parsed: Any) -> datetime | None:
    """What feedparser read as a time, which is in UTC."""
    if not isinstance(parsed, struct_time | tuple):
        return None
    year, month, day, hour, minute, second = parsed[:6]
    try:
        # A second of 60 is a leap second.
        moment = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, TypeError, OverflowError):
        return None
    return moment if moment >= EARLIEST else None


def _digest(*told: str) -> str:
    joined = "\n".join(told).encode(errors="surrogatepass")
    return hashlib.sha256(joined).hexdigest()


def _plain(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _first_line(reason: object) -> str:
    return (str(reason).splitlines() or [type(reason).__name__])[0]
