"""Grouping quotes that report one utterance into statements.

Two quotes are joined where ``same_utterance`` finds that they report the same; a
statement is what is joined, directly or through others. Nearly the same words are
joined by these two quotes alone; whether other words are depends also on the other
quotations of their two articles, which are laid side by side (``reworded``,
``aligned_articles``). No third article matters, so that the order in which articles
arrive makes no difference. What is compared at all ``pairs`` finds.

What an editor settled stands: a placed quote is never moved, and statements told
apart are never joined, whatever stands between them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import transaction

from quotes.linking.statements.judged_pairs import Edge, score_pairs
from quotes.linking.statements.pairs import store_and_pair
from quotes.linking.statements.partition import Groups, decided_about
from quotes.linking.statements.reworded import find_reworded
from quotes.linking.statements.summary import new_statements, refresh_statements
from quotes.linking.statements.wire_copies import mark_wire_copies
from quotes.linking.store import lookups
from quotes.linking.store.bulk import insert_statements, set_statements
from quotes.linking.store.compared_quotes import (
    Node,
    count_in_articles,
    load_nodes,
)
from quotes.linking.store.keys import (
    release_fingerprints,
    stale_quotes,
    take_fingerprints,
    unlinked,
)
from quotes.linking.store.lock import lock_linking
from quotes.models import Quote, Statement

BATCH = 3_000
"""Quotes linked together: of so many, several find what they ask for on one page."""


def group_quotes(quotes: Iterable[Quote]) -> None:
    """Give each of ``quotes`` its statement, and statements what follows from it.

    quotes: as stored, of any number of articles. Those that have been linked as
    they stand cost nothing more. Runs in a transaction, and in one process at a
    time: a caller whose transaction writes quotes that others may link calls
    ``lock_linking`` before it does.
    """
    for pks in _batches([quote.pk for quote in quotes]):
        with transaction.atomic(), _without_collection():
            lock_linking()
            more = _group(pks)
            # Each time fewer: what is linked is stale no longer.
            while more:
                more = _group([])


def _batches(pks: Sequence[int]) -> Iterator[list[int]]:
    """About BATCH quotes at a time, those of an article never in two of them.

    Articles are laid side by side as a whole: half of one would join otherwise.
    """
    if len(pks) <= BATCH:
        yield list(pks)
        return
    of_article: dict[int, list[int]] = {}
    for start in range(0, len(pks), BATCH):
        part = pks[start : start + BATCH]
        article_of = dict(
            Quote.objects.filter(pk__in=part).values_list("pk", "article_id")
        )
        for pk in part:
            if pk in article_of:
                of_article.setdefault(article_of[pk], []).append(pk)
    batch: list[int] = []
    for together in of_article.values():
        if batch and len(batch) + len(together) > BATCH:
            yield batch
            batch = []
        batch += together
    if batch:
        yield batch


@contextmanager
def _without_collection() -> Iterator[None]:
    """Let nobody look for garbage meanwhile.

    The many small things that reading a batch makes are no garbage, but remembered
    for the next; looking through them again and again took a tenth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _group(pks: Sequence[int]) -> bool:
    """Group quotes ``pks``, and stale ones; return whether more may be stale."""
    found, more = stale_quotes()
    stale = set(found) - set(pks)
    nodes = load_nodes({*pks, *stale})
    touched = _forget_withdrawn({*pks, *stale} - nodes.keys())
    fresh = unlinked(nodes)
    if fresh:
        count_in_articles(fresh)
        with lookups.in_index_order():
            touched |= mark_wire_copies({node.article_id for node in fresh})
            fingerprints = take_fingerprints(fresh)
            pairs = store_and_pair(fresh, fingerprints)
        others = {pk for pair in pairs for pk in pair} - {node.pk for node in fresh}
        # What is stored but not linked yet will itself ask for what is like it.
        known = {pk: node for pk, node in load_nodes(others).items() if node.known}
        nodes = known | {node.pk: node for node in fresh}
        held = {node.statement_id for node in fresh if node.statement_id}
        touched |= held
        decided = decided_about(held)
        left: dict[int, int] = {}
        for node in fresh:
            # Knowing more of a speaker may add printings, and takes none away. Read
            # anew, a printing stays where leaving would empty a decision of its sense.
            stays = node.settled or node.statement_id in decided
            if node.statement_id and not stays and node.pk not in stale:
                left[node.pk] = node.statement_id
                node.statement_id = None
        edges = _edges({node.pk for node in fresh}, nodes, pairs)
        touched |= _join(fresh, nodes, edges, left)
    refresh_statements(touched)
    return more


def _forget_withdrawn(pks: set[int]) -> set[int]:
    """The statements of quotes that no longer stand: they are to be counted anew."""
    if not pks:
        return set()
    with lookups.in_index_order():
        release_fingerprints(sorted(pks))
    held = Quote.objects.filter(pk__in=pks, statement__isnull=False)
    return set(held.values_list("statement_id", flat=True))


def _edges(
    fresh: set[int], nodes: dict[int, Node], pairs: Iterable[tuple[int, int]]
) -> list[Edge]:
    """The pairs that report one utterance, surest first.

    Adds to ``nodes`` what only the rest of two articles tells to be the same.
    """
    standing = [pair for pair in pairs if pair[0] in nodes and pair[1] in nodes]
    edges, reworded = score_pairs(nodes, standing)
    found, more = find_reworded(nodes, reworded)
    for edge in found:
        if fresh & set(edge[1:]):
            edges.append(edge)
            nodes.update((pk, more[pk]) for pk in edge[1:] if pk not in nodes)
    return sorted(edges, key=lambda edge: (-edge[0], edge[1], edge[2]))


def _join(
    fresh: Sequence[Node],
    nodes: dict[int, Node],
    edges: Sequence[Edge],
    left: Mapping[int, int],
) -> set[int]:
    """Write the statement of every fresh quote.

    left: the statements that quotes were in until now, by quote. One that nobody
    else stands in goes on as that of its first printing, under its old address.

    Returns the statements there were before of which something may have changed.
    """
    linked = {pk for _, *pair in edges for pk in pair} | {node.pk for node in fresh}
    groups = Groups({pk: nodes[pk] for pk in linked})
    for _, first, second in edges:
        groups.join(first, second)
    touched, moves, unborn = set(), [], []
    deserted = _deserted(left)
    for members, statements in groups.all():
        loose = [node for node in members if not node.statement_id]
        own = {left[node.pk] for node in loose if node.pk in left} & deserted
        deserted -= own
        if not statements and not own and loose:
            unborn.append(loose)
        elif loose or len(statements) > 1:
            survivor = min(
                statements or own, key=lambda pk: (not groups.is_settled(pk), pk)
            )
            moves += [(n.pk, survivor) for n in loose if left.get(n.pk) != survivor]
            touched |= statements | own
            _merge((statements | own) - {survivor}, survivor)
    made = new_statements([node.pk for node in loose] for loose in unborn)
    insert_statements(made)
    for statement, loose in zip(made, unborn, strict=True):
        moves += [(node.pk, statement.pk) for node in loose]
    set_statements(moves)
    return touched


def _deserted(left: Mapping[int, int]) -> set[int]:
    """Those of the statements ``left`` that hold no other quote.

    Not one that is rejected or withdrawn, either: it may come to stand again.
    """
    if not left:
        return set()
    others = Quote.objects.filter(statement__in=set(left.values()))
    held = others.exclude(pk__in=left).values_list("statement", flat=True)
    return set(left.values()) - set(held)


def _merge(statements: set[int], survivor: int) -> None:
    """Make quotes of ``statements`` those of ``survivor``, which they point to."""
    if not statements:
        return
    Quote.objects.filter(statement__in=statements).update(statement=survivor)
    Statement.objects.filter(merged_into__in=statements).update(merged_into=survivor)
    Statement.objects.filter(pk__in=statements).update(merged_into=survivor)
