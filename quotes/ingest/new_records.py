"""Which records of a batch are new articles: asked for all of them at once.

``find_match`` and ``find_updated`` answer for one record, in three queries. Of most
records of an archive they say no more than that they are new. Whatever else may be
known of a record, or of one with another of the same batch, is left to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from quotes.ingest.canonical_addresses import keys_of
from quotes.ingest.records import Record
from quotes.ingest.updates import find_updates
from quotes.models import Article, ArticleAddress, ArticleVersion, Outlet
from quotes.models.article import sha256_of

MOST_PER_QUERY = 200
"""Records asked for in one query: SQLite takes no deeper condition."""


@dataclass(frozen=True, slots=True)
class NewRecords:
    """Places of records in their batch.

    new: of those that are new, and of which no record before is the same or a version.
    updates: of those that seem to update an article, perhaps one before them, which is
    to be grouped before they are looked at.
    """

    updates: set[int]
    new: set[int] = field(default_factory=set)


def find_new_records(records: Sequence[Record]) -> NewRecords:
    """Return which of ``records`` are new articles.

    Five queries for every 200 records, and two for all.
    """
    told = [_Told.of(record) for record in records]
    known = _all_stored(told)
    fresh = NewRecords(updates=find_updates(records))
    seen: set[str] = set()
    for place, record in enumerate(told):
        names = record.names
        is_known = not names.isdisjoint(known) or not names.isdisjoint(seen)
        if not is_known and place not in fresh.updates:
            fresh.new.add(place)
        seen |= names
    return fresh


def find_unknown(records: Sequence[Record]) -> set[int]:
    """Return the places of records of which nothing is stored: neither their text nor
    their address. Five queries for every 200."""
    told = [_Told.of(record) for record in records]
    known = _all_stored(told)
    return {place for place, one in enumerate(told) if one.names.isdisjoint(known)}


def _all_stored(told: Sequence[_Told]) -> set[str]:
    known: set[str] = set()
    for start in range(0, len(told), MOST_PER_QUERY):
        known |= _stored(told[start : start + MOST_PER_QUERY])
    return known


@dataclass(frozen=True, slots=True)
class _Told:
    """What an article is found by. names: all of it, each marked with what it is."""

    outlet: str
    url: str | None
    keys: tuple[str, ...]
    text_hash: str

    @classmethod
    def of(cls, record: Record) -> _Told:
        keys = tuple(keys_of(record.url, record.canonical_url))
        return cls(record.outlet, record.url, keys, sha256_of(record.text))

    @property
    def names(self) -> set[str]:
        urls = {_url(self.url)} if self.url else set()
        return {*map(_key, self.keys), *urls, _text(self.outlet, self.text_hash)}


def _key(key: str) -> str:
    return f"key {key}"


def _url(url: str) -> str:
    return f"url {url}"


def _text(outlet: str, text_hash: str) -> str:
    return f"text {text_hash} {outlet}"


def _stored(told: Sequence[_Told]) -> set[str]:
    """Those of what ``told`` are found by under which something is stored."""
    names = {one.outlet for one in told}
    outlets = dict(
        Outlet.objects.filter(name__in=names).order_by().values_list("pk", "name")
    )
    hashes = {one.text_hash for one in told}
    articles = Article.objects.order_by()
    held = {
        _text(outlets[outlet], text_hash)
        for outlet, text_hash in articles.filter(_texts_of(told, outlets)).values_list(
            "outlet_id", "text_hash"
        )
    }
    former = ArticleVersion.objects.filter(text_hash__in=hashes).order_by()
    held |= {
        _text(outlet, text_hash)
        for outlet, text_hash in former.values_list(
            "article__outlet__name", "text_hash"
        )
    }
    keys = {key for one in told for key in one.keys}
    addresses = ArticleAddress.objects.filter(key__in=keys).order_by()
    held |= set(map(_key, addresses.values_list("key", flat=True)))
    urls = {one.url for one in told if one.url}
    # Stored before addresses had keys: by its own address alone.
    found = articles.filter(url__in=urls).values_list("url", flat=True)
    held |= {_url(url) for url in found if url}
    return held


def _texts_of(told: Iterable[_Told], outlets: dict[int, str]) -> Q:
    """A condition for articles of the texts ``told``, each in its own outlet."""
    hashes: dict[str, list[str]] = defaultdict(list)
    for one in told:
        hashes[one.outlet].append(one.text_hash)
    condition = Q(pk__in=[])
    for pk, name in outlets.items():
        condition |= Q(outlet=pk, text_hash__in=hashes[name])
    return condition
