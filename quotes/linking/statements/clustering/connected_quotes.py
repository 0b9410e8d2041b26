"""Which quotes hang together with those that are grouped, and what joins them.

All links of all of them are looked at, whichever was found first: what comes later may
part what one wrong link had joined. What editors shaped stays as they left it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field

from quotes.linking.statements.clustering.average_linkage import PrintedQuote, joined
from quotes.linking.statements.clustering.partition import Decided, load_decided
from quotes.linking.store.compared_quotes import ComparedQuote, load_compared_quotes
from quotes.linking.store.quote_links import Link, links_around
from quotes.models import Statement


@dataclass(slots=True)
class ConnectedQuotes:
    """Quotes that hang together, by number, and what joins them.

    links: those not stored yet. joins: pairs to be joined, in that order. left: the
    statements that quotes leave, to be given one anew, by quote.
    """

    quotes: dict[int, ComparedQuote]
    links: list[Link]
    joins: list[tuple[int, int]] = field(default_factory=list)
    left: dict[int, int] = field(default_factory=dict)


def find_connected(
    scored: Iterable[Link],
    known: Mapping[int, ComparedQuote],
    beside: Collection[int],
    leaving: Mapping[int, int],
) -> ConnectedQuotes:
    """Return what hangs together by ``scored``, and by all links there were before.

    known: the quotes of ``scored``, by number. beside: quotes that were linked with
    some that are read anew. leaving: the statements that those leave, by quote. Two
    queries for each step that the farthest of all is away, and eight.
    """
    scored = list(scored)
    ends = {pk for pair in scored for pk in (pair.first, pair.second)}
    before = links_around(ends.union(beside))
    quotes = _load(ends.union(*(link[:2] for link in before)), known)
    standing = {pk: q.statement_id for pk, q in quotes.items() if q.statement_id}
    decided = load_decided(set(standing.values()))
    frozen = _frozen(quotes, leaving, decided)
    left = {pk: held for pk, held in standing.items() if held not in frozen}
    held = {pk: held for pk, held in standing.items() if held in frozen}
    fresh = _worth_keeping(scored, before, held, decided)
    places = {
        pk: PrintedQuote(
            quote.dated_at.timestamp(), quote.text.casefold(), quote.article_id
        )
        for pk, quote in quotes.items()
    }
    joins = joined([*before, *fresh], places, held, decided.forbids)
    return ConnectedQuotes(quotes, fresh, joins, left)


def _load(
    pks: Set[int], known: Mapping[int, ComparedQuote]
) -> dict[int, ComparedQuote]:
    """Return those quotes that stand, and have been linked or are ``known``."""
    missing = pks - known.keys()
    loaded = load_compared_quotes(missing) if missing else {}
    quotes = {pk: quote for pk, quote in loaded.items() if quote.known}
    return quotes | {pk: known[pk] for pk in pks & known.keys()}


def _worth_keeping(
    scored: Iterable[Link],
    before: Iterable[Link],
    held: Mapping[int, int],
    decided: Decided,
) -> list[Link]:
    """Return the links of ``scored`` that tell more than those ``before``.

    Of quotes that are surely one no more is kept than holds them together, and one of
    each two groups that editors keep apart. held: the statements that quotes stay in.
    """
    parent: dict[int, int] = {}
    statements: dict[int, set[int]] = {}

    def root(pk: int) -> int:
        if pk not in parent:
            parent[pk] = pk
            statements[pk] = {held[pk]} if pk in held else set()
        while parent[pk] != pk:
            parent[pk] = parent[parent[pk]]
            pk = parent[pk]
        return pk

    def join(first: int, second: int) -> None:
        one, other = sorted((root(first), root(second)))
        if one != other and not decided.forbids(statements[one], statements[other]):
            parent[other] = one
            statements[one] |= statements.pop(other)

    certain = [link[:2] for link in before if link.sure]
    for ends in certain:
        join(*ends)
    apart = {frozenset(map(root, ends)) for ends in certain}
    kept = []
    for pair in sorted(scored, key=lambda pair: (not pair.sure, -pair.probability)):
        roots = frozenset((root(pair.first), root(pair.second)))
        if len(roots) == 1 or roots in apart:
            continue
        kept.append(pair)
        if pair.sure:
            apart.add(roots)
            join(pair.first, pair.second)
    return kept


def _frozen(
    quotes: Mapping[int, ComparedQuote], leaving: Mapping[int, int], decided: Decided
) -> set[int]:
    """Return the statements that none of ``quotes`` leaves.

    Editors shaped them, or some who stand in them are not among ``quotes``.
    """
    held = Counter(q.statement_id for q in quotes.values() if q.statement_id)
    if not held:
        return set()
    present = held + Counter(leaving.values())
    counted = Statement.objects.filter(pk__in=held).values_list("pk", "quote_count")
    others = {pk for pk, count in counted if present[pk] < count}
    shaped = {pk for pk in held if decided.is_settled(pk) or decided.apart[pk]}
    reviewed = {q.statement_id for q in quotes.values() if q.settled and q.statement_id}
    return others | shaped | reviewed
