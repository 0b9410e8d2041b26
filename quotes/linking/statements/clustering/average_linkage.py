"""Which quotations are one statement, all links between them taken together.

One wrong link must not make one of two statements. What the words themselves prove
(``Link.sure``) holds through any number of printings: copies and cuts of one text. Two
such groups that report the same in other words are joined where a third of their
wordings, each compared with each, are linked: agglomerative clustering by average
linkage (Sokal and Michener 1958), the best supported first. So no single link joins
groups of two wordings each. Wordings are counted, not printings: a text that an agency
sold to a hundred outlets has one vote. Two quotations of one article say nothing about
each other unless they are linked.

What stands together by an editor's decision does from the start, and what one told
apart is never joined, whatever stands between. What comes out depends on the links
alone, not on which was found first. Pure.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Set
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from quotes.linking.statements.clustering.quote_groups import Forbids, QuoteGroups

if TYPE_CHECKING:
    from quotes.linking.store.quote_links import Link


LEAST_SUPPORT = 1 / 3
"""Share of the wordings of two groups, each with each, that must be linked."""
MOST_COMPARED = 40
"""Wordings of a group that have a vote, the first printed: a bound."""


class PrintedQuote(NamedTuple):
    """Where and when a quote was printed, and in which words."""

    dated_at: float
    wording: str
    article: int


def _nothing(_one: Set[int], _other: Set[int]) -> bool:
    return False


def joined(
    links: Iterable[Link],
    places: Mapping[int, PrintedQuote],
    held: Mapping[int, int] | None = None,
    forbids: Forbids = _nothing,
) -> list[tuple[int, int]]:
    """Return the pairs of quotes to be joined, in that order.

    places: of the quotes that stand. Those of ``links`` that have none hold together
    what is sure of them, and have no vote. held: the statement of each quote that
    leaves none: those of one are together from the start.
    """
    groups = _LinkedGroups(places, held or {}, forbids)
    unsure: list[Link] = []
    for link in sorted(links, key=lambda link: _by_print(link, places)):
        if link.sure:
            groups.join(link.first, link.second)
        elif link.first in places and link.second in places:
            unsure.append(link)
    groups.join_supported(unsure)
    return groups.pairs()


def _by_print(
    link: Link, places: Mapping[int, PrintedQuote]
) -> tuple[float, list[PrintedQuote]]:
    """The surest first; of others alike those printed first, whatever their numbers."""
    nowhere = PrintedQuote(0.0, "", 0)
    ends = (places.get(pk, nowhere) for pk in (link.first, link.second))
    return -link.probability, sorted(end._replace(article=0) for end in ends)


class _LinkedGroups(QuoteGroups):
    """Groups of quotes that links join. Those of one statement are one from the start.

    places: of the quotes that stand, and have a vote.
    """

    def __init__(
        self,
        places: Mapping[int, PrintedQuote],
        held: Mapping[int, int],
        forbids: Forbids,
    ) -> None:
        super().__init__(held, forbids)
        self.places = places
        together: dict[int, list[int]] = defaultdict(list)
        for pk, statement in sorted(held.items()):
            together[statement].append(pk)
        for members in together.values():
            self.root(members[0])
            for first, second in pairwise(members):
                self.join(first, second)

    def join_supported(self, links: Iterable[Link]) -> None:
        """Join the groups that ``links`` support, the best supported first.

        links: in the order in which they count where support is the same.
        """
        linked: dict[int, dict[int, dict[tuple[int, int], int]]] = defaultdict(dict)
        for order, link in enumerate(links):
            one, other = self.root(link.first), self.root(link.second)
            if one != other:
                for at, to in ((one, other), (other, one)):
                    between = linked[at].setdefault(to, {})
                    between[link.first, link.second] = order
        queue: list[tuple[float, int, int, int]] = []
        for one, beside in sorted(linked.items()):
            for other, between in sorted(beside.items()):
                if one < other:
                    self._ask(queue, one, other, between)
        while queue:
            support, order, one, other = heapq.heappop(queue)
            between = linked.get(one, {}).get(other, {})
            if not between or (support, order) != self._standing(one, other, between):
                continue
            if not self.may_join(one, other):
                continue
            self._absorb(linked, queue, one, other)

    def _absorb(
        self,
        linked: dict[int, dict[int, dict[tuple[int, int], int]]],
        queue: list[tuple[float, int, int, int]],
        one: int,
        other: int,
    ) -> None:
        """Join two groups; those linked with either ask anew for their support."""
        into = self.join(one, other)
        gone = other if into == one else one
        for beside, between in linked.pop(gone).items():
            del linked[beside][gone]
            if beside != into:
                linked[into].setdefault(beside, {}).update(between)
                linked[beside].setdefault(into, {}).update(between)
        for beside, between in linked[into].items():
            self._ask(queue, into, beside, between)

    def _ask(
        self,
        queue: list[tuple[float, int, int, int]],
        one: int,
        other: int,
        between: Mapping[tuple[int, int], int],
    ) -> None:
        """Put two groups into ``queue`` if they support each other enough."""
        support, order = self._standing(one, other, between)
        if -support >= LEAST_SUPPORT:
            heapq.heappush(queue, (support, order, one, other))

    def _standing(
        self, one: int, other: int, between: Mapping[tuple[int, int], int]
    ) -> tuple[float, int]:
        """The support of two groups, negative, and their first link: least first."""
        linked = {*between, *((b, a) for a, b in between)}
        votes: dict[Hashable, bool] = {}
        for a in self._voters(one):
            for b in self._voters(other):
                has_link = (a, b) in linked
                at, to = self.places[a], self.places[b]
                if has_link or at.article != to.article:
                    wordings = at.wording, to.wording
                    votes[wordings] = votes.get(wordings, False) or has_link
        support = sum(votes.values()) / max(1, len(votes))
        return -support, min(between.values())

    def _voters(self, root: int) -> list[int]:
        """The members that stand, the first printed of each wording first."""
        standing = [pk for pk in self.members[root] if pk in self.places]
        standing.sort(key=self.places.__getitem__)
        seen: set[str] = set()
        chosen = []
        for pk in standing:
            wording = self.places[pk].wording
            if wording in seen or len(seen) < MOST_COMPARED:
                seen.add(wording)
                chosen.append(pk)
        return chosen[: 4 * MOST_COMPARED]

    def pairs(self) -> list[tuple[int, int]]:
        """Return pairs of quotes that stand whose joining makes these groups."""
        return list(self._pairs())

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for root in sorted(self.members):
            standing = sorted(pk for pk in self.members[root] if pk in self.places)
            yield from ((standing[0], pk) for pk in standing[1:])
