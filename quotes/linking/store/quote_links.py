"""Which quotes were found to report one utterance, two by two: kept between runs.

Groups follow from all links of quotes that hang together, so that whoever comes later
can part what one wrong link had joined.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from django.db import connection

from quotes.models import QuoteLink
from quotes.models.among import Numbers
from quotes.models.numbers import array_of

MOST_TOGETHER = 2_000
"""Quotes that hang together from which no further ones are looked at."""
PER_QUERY = 5_000

_STORE = """
INSERT INTO quotes_quotelink (first_id, second_id, probability, sure)
{rows}
ON CONFLICT (first_id, second_id) DO UPDATE SET
    sure = quotes_quotelink.sure OR excluded.sure,
    probability = CASE WHEN excluded.probability > quotes_quotelink.probability
                       THEN excluded.probability ELSE quotes_quotelink.probability END
"""
_POSTGRES_ROWS = """
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::bool[])
"""
_SQLITE_ROWS = """
SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),
       json_extract(value, '$[2]'), json_extract(value, '$[3]')
FROM json_each(%s) WHERE true
"""


class Link(NamedTuple):
    """Two quotes, by number, the smaller first, that report one utterance.

    probability: that they do. sure: their own words prove it, whatever else their
    articles print.
    """

    first: int
    second: int
    probability: float
    sure: bool = False


def store_links(links: Iterable[Link]) -> None:
    """Store ``links``; of two quotes linked before the surer verdict stands."""
    rows = _surest(links)
    if not rows:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            first, second, likely, sure = zip(*rows, strict=True)
            numbers = array_of(first), array_of(second)
            given: list[Any] = [*numbers, list(likely), list(sure)]
            cursor.execute(_STORE.format(rows=_POSTGRES_ROWS), given)
        else:
            cursor.execute(_STORE.format(rows=_SQLITE_ROWS), [json.dumps(rows)])


def _surest(links: Iterable[Link]) -> list[Link]:
    """One of each two quotes, in order: PostgreSQL refuses to write a row twice."""
    found: dict[tuple[int, int], Link] = {}
    for link in links:
        known = found.setdefault((link.first, link.second), link)
        if known is link:  # Nearly all: making another one takes longest.
            continue
        probability = max(known.probability, link.probability)
        found[link.first, link.second] = known._replace(
            probability=probability, sure=known.sure or link.sure
        )
    return [found[pair] for pair in sorted(found)]


def links_around(pks: Iterable[int]) -> list[Link]:
    """Return the links of all quotes that hang together with one of ``pks``.

    Of those that hang together in greater number than MOST_TOGETHER not all. Two
    queries for each step that the farthest is away.
    """
    found: dict[tuple[int, int], Link] = {}
    parts = _Parts()
    seen: set[int] = set()
    ahead = set(pks)
    while ahead:
        seen |= ahead
        for link in _links_of(ahead):
            found[link.first, link.second] = link
            parts.join(link.first, link.second)
        ends = {pk for link in found.values() for pk in link[:2]}
        ahead = {pk for pk in ends - seen if parts.size(pk) <= MOST_TOGETHER}
    return [found[pair] for pair in sorted(found)]


def _links_of(pks: Iterable[int]) -> Iterator[Link]:
    for part in _in_parts(pks):
        for end in ("first__among", "second__among"):
            rows = QuoteLink.objects.filter(**{end: Numbers(part)}).order_by()
            for row in rows.values_list("first_id", "second_id", "probability", "sure"):
                yield Link(*row)


def _in_parts(pks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, PER_QUERY at a time."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), PER_QUERY):
        yield ordered[start : start + PER_QUERY]


def forget_links(pks: Iterable[int]) -> set[int]:
    """Forget the links of quotes that are read anew; return who was linked with them.

    Whom they held together stays so: nothing was read anew of those.
    """
    gone = set(pks)
    links = sorted(set(_links_of(gone)))
    parts = _Parts()
    for link in links:
        if link.sure and gone.issuperset(link[:2]):
            parts.join(link.first, link.second)
    held: dict[int, list[int]] = defaultdict(list)
    for link in links:
        for one, other in ((link.first, link.second), (link.second, link.first)):
            if link.sure and one in gone and other not in gone:
                held[parts.root(one)].append(other)
    for part in _in_parts(gone):
        QuoteLink.objects.filter(first__in=part).delete()
        QuoteLink.objects.filter(second__in=part).delete()
    store_links(
        Link(min(pair), max(pair), 1.0, True)
        for beside in held.values()
        for pair in pairwise(sorted(set(beside)))
    )
    return {pk for link in links for pk in link[:2]} - gone


class _Parts:
    """How many quotes hang together."""

    def __init__(self) -> None:
        self.parent: dict[int, int] = {}
        self.sizes: dict[int, int] = {}

    def root(self, pk: int) -> int:
        self.parent.setdefault(pk, pk)
        while self.parent[pk] != pk:
            self.parent[pk] = self.parent[self.parent[pk]]
            pk = self.parent[pk]
        return pk

    def size(self, pk: int) -> int:
        return self.sizes.get(self.root(pk), 1)

    def join(self, first: int, second: int) -> None:
        one, other = self.root(first), self.root(second)
        if one != other:
            self.parent[one] = other
            self.sizes[other] = self.sizes.get(one, 1) + self.sizes.get(other, 1)
