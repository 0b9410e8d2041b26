"""Grouping quotes that report one utterance into statements.

Two quotes are linked where ``same_utterance`` finds that they report the same. Nearly
the same words are linked by these two quotes alone; whether other words are depends
also on the other quotations of their two articles, which are laid side by side
(``reworded``, ``aligned_articles``). Links are kept, and a statement is what links
support (``clustering.average_linkage``), all links of all that hangs together at once:
the order in which articles arrive makes no difference. What is compared at all
``pairs.candidate_pairs`` finds.

What an editor settled stands: a placed quote is never moved, and statements told
apart are never joined, whatever stands between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Protocol

from django.db import transaction

from quotes.linking.statements.clustering.connected_quotes import (
    ConnectedQuotes,
    find_connected,
)
from quotes.linking.statements.clustering.partition import (
    Changes,
    Components,
    decided_about,
    plan_changes,
)
from quotes.linking.statements.exposure import (
    set_exposures,
    set_exposures_of_waiting,
)
from quotes.linking.statements.pairs.candidate_pairs import store_and_pair
from quotes.linking.statements.pairs.recalled import find_recalled
from quotes.linking.statements.pairs.reworded import find_reworded
from quotes.linking.statements.pairs.scored_pairs import score_pairs
from quotes.linking.statements.summary import new_statements, refresh_statements
from quotes.linking.statements.wire_copies import mark_wire_copies
from quotes.linking.store import lookups
from quotes.linking.store.compared_quotes import (
    ComparedQuote,
    count_in_articles,
    load_compared_quotes,
)
from quotes.linking.store.fingerprints import (
    fingerprints_of,
    release_fingerprints,
    stale_quotes,
    unlinked,
)
from quotes.linking.store.garbage_collection import without_collection
from quotes.linking.store.linking_rows import insert_statements, set_statements
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.quote_links import Link, forget_links, store_links
from quotes.linking.store.waiting_quotes import NOTHING, Waiting, WaitingQuote
from quotes.models import Quote, Statement

BATCH = 3_000
"""Quotes linked together: of so many, several find what they ask for on one page."""


class Numbered(Protocol):
    """A quote, stored or waiting, or the number of one."""

    @property
    def pk(self) -> int: ...


def group_quotes(quotes: Iterable[Numbered]) -> None:
    """Give each of ``quotes`` its statement, and statements what follows from it.

    quotes: as stored, of any number of articles. Those that have been linked as they
    stand cost nothing more. Each ``WaitingQuote`` among them is stored. Runs in a
    transaction, and in one process at a time: a caller whose transaction writes quotes
    that others may link calls ``lock_linking`` before it does.
    """
    for batch in _batches(list(quotes)):
        with transaction.atomic(), without_collection():
            lock_linking()
            more = _group([quote.pk for quote in batch], Waiting(batch))
            # Each time fewer are left: what has been linked is stale no longer.
            while more:
                more = _group([])


def _batches(quotes: Sequence[Numbered]) -> Iterator[Sequence[Numbered]]:
    """About BATCH quotes at a time, those of an article never in two of them.

    Articles are laid side by side as a whole: half of one would join otherwise.
    """
    if len(quotes) <= BATCH:
        yield quotes
        return
    of_article: dict[int, list[Numbered]] = {}
    for start in range(0, len(quotes), BATCH):
        part = quotes[start : start + BATCH]
        article_of = {
            quote.pk: quote.article_id
            for quote in part
            if isinstance(quote, WaitingQuote)
        }
        stored = {quote.pk for quote in part} - article_of.keys()
        rows = Quote.objects.filter(pk__in=stored)
        article_of |= rows.values_list("pk", "article_id")
        for quote in part:
            if quote.pk in article_of:
                of_article.setdefault(article_of[quote.pk], []).append(quote)
    batch: list[Numbered] = []
    for together in of_article.values():
        if batch and len(batch) + len(together) > BATCH:
            yield batch
            batch = []
        batch += together
    if batch:
        yield batch


def _group(pks: Sequence[int], waiting: Waiting = NOTHING) -> bool:
    """Group quotes ``pks``, and stale ones; return whether more may be stale.

    waiting: those of them that are to be stored.
    """
    found, more = stale_quotes()
    stale = set(found) - set(pks)
    stored = {*pks, *stale} - waiting.quotes.keys()
    quotes = load_compared_quotes(stored) | waiting.compared()
    touched = _forget_withdrawn({*pks, *stale} - quotes.keys())
    fresh = unlinked(quotes)
    if fresh:
        touched |= _group_fresh(fresh, stale, waiting)
    refresh_statements(touched, waiting)
    waiting.store()
    return more


def _forget_withdrawn(pks: set[int]) -> set[int]:
    """The statements of quotes that no longer stand: they are to be counted anew."""
    if not pks:
        return set()
    with lookups.in_index_order():
        release_fingerprints(sorted(pks))
    held = Quote.objects.filter(pk__in=pks, statement__isnull=False)
    return set(held.values_list("statement_id", flat=True))


def _group_fresh(
    fresh: Sequence[ComparedQuote], stale: set[int], waiting: Waiting
) -> set[int]:
    """Group quotes that are not linked as they stand.

    stale: those of them that are linked again because more is known of a speaker.
    waiting: those of them that are not stored.
    Returns the statements there were before of which something may have changed.
    """
    count_in_articles(fresh, {pk: one.text for pk, one in waiting.articles.items()})
    with lookups.in_index_order():
        touched = mark_wire_copies({quote.article_id for quote in fresh})
        reread = [quote.pk for quote in fresh if quote.known]
        release_fingerprints(reread)
        beside = forget_links(_linked_before(fresh) - stale)
        pairs = store_and_pair(fresh, fingerprints_of(fresh), waiting)
    new = {quote.pk: quote for quote in fresh}
    others = load_compared_quotes({pk for pair in pairs for pk in pair} - new.keys())
    # What is stored but not linked yet will itself ask for what is like it.
    quotes = {pk: quote for pk, quote in others.items() if quote.known} | new
    touched |= {quote.statement_id for quote in fresh if quote.statement_id}
    left = _leaving(fresh, stale)
    for pk in left:
        new[pk].statement_id = None
    scored = _score(new.keys(), quotes, pairs, waiting)
    together = find_connected(scored, quotes, beside, left)
    store_links(together.links)
    changes = plan_changes(_components(new, together), left, together.left)
    _write(changes, waiting)
    return touched | changes.touched


def _linked_before(fresh: Iterable[ComparedQuote]) -> set[int]:
    """Those that may have links: of one that stands again, by its former words."""
    return {quote.pk for quote in fresh if quote.known or quote.statement_id}


def _components(
    new: Mapping[int, ComparedQuote], together: ConnectedQuotes
) -> Components:
    """What is one by ``together.joins``, within what editors decided.

    new: quotes that get a statement even if they are joined with no other.
    """
    for pk in together.left:
        together.quotes[pk].statement_id = None
    components = Components({**together.quotes, **new})
    for first, second in together.joins:
        components.join(first, second)
    return components


def _leaving(fresh: Iterable[ComparedQuote], stale: set[int]) -> dict[int, int]:
    """The statements that quotes leave, to be given one anew, by quote.

    A quote stays where it is linked again only because more is known of a speaker: that
    may add printings to a statement and takes none away. It stays, too, where an editor
    placed it, settled the dispute of its statement or told that apart from others.
    """
    held = {quote.pk: quote.statement_id for quote in fresh if quote.statement_id}
    decided = decided_about(set(held.values()))
    stays = stale.union(quote.pk for quote in fresh if quote.settled)
    return {
        pk: statement
        for pk, statement in held.items()
        if pk not in stays and statement not in decided
    }


def _score(
    fresh: Set[int],
    quotes: dict[int, ComparedQuote],
    pairs: Iterable[tuple[int, int]],
    waiting: Waiting,
) -> list[Link]:
    """The pairs that report one utterance, surest first.

    Adds to ``quotes`` what only the rest of two articles tells to be the same.
    """
    standing = [pair for pair in pairs if pair[0] in quotes and pair[1] in quotes]
    scored, reworded = score_pairs(quotes, standing)
    scored += find_recalled(quotes, standing, waiting)
    found, more = find_reworded(quotes, reworded, waiting)
    for pair in found:
        if fresh & {pair.first, pair.second}:
            scored.append(pair)
            for pk in (pair.first, pair.second):
                quotes.setdefault(pk, more[pk])
    return sorted(scored, key=lambda pair: (-pair.probability, pair.first, pair.second))


def _write(changes: Changes, waiting: Waiting) -> None:
    """Store what ``plan_changes`` decided; waiting quotes note their statement."""
    for merging, survivor in changes.mergers:
        _merge(merging, survivor)
    made = new_statements(changes.new_groups, waiting)
    insert_statements(made)
    moves = dict(changes.moves)
    moves |= {
        pk: statement.pk
        for statement, loose in zip(made, changes.new_groups, strict=True)
        for pk in loose
    }
    for quote in waiting.of(moves):
        quote.values["statement_id"] = moves[quote.pk]
    stored = moves.keys() - waiting.quotes.keys()
    set_statements((pk, moves[pk]) for pk in sorted(stored))
    # Nearly all are printed once, and have what every quote begins with.
    repeated = [statement for statement in made if statement.quote_count > 1]
    set_exposures_of_waiting(waiting, repeated)
    if stored:
        # A statement that loses one and gains one is not refreshed: its counts stay.
        set_exposures(Quote.objects.filter(pk__in=stored))


def _merge(statements: set[int], survivor: int) -> None:
    """Give the quotes of ``statements`` to ``survivor``; have those point to it."""
    if not statements:
        return
    Quote.objects.filter(statement__in=statements).update(statement=survivor)
    Statement.objects.filter(merged_into__in=statements).update(merged_into=survivor)
    Statement.objects.filter(pk__in=statements).update(merged_into=survivor)
