"""Quotes in groups that only ever grow, within what editors decided. Pure.

Disjoint sets, joined by size with path halving (Tarjan and van Leeuwen 1984).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set

Forbids = Callable[[Set[int], Set[int]], bool]
"""Whether two groups that hold those statements must not become one."""


class QuoteGroups:
    """Quotes in groups, each known by one of them.

    held: the statement that each quote was in until now, of those that were in one.
    members, statements: of each group, by the quote that it is known by.
    """

    def __init__(self, held: Mapping[int, int], forbids: Forbids) -> None:
        self.held, self.forbids = held, forbids
        self.parent: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.statements: dict[int, set[int]] = {}

    def root(self, pk: int) -> int:
        """Return the quote by which the group of ``pk`` is known: itself, if new."""
        if pk not in self.parent:
            self.parent[pk] = pk
            self.members[pk] = [pk]
            self.statements[pk] = {self.held[pk]} if pk in self.held else set()
        while self.parent[pk] != pk:
            self.parent[pk] = self.parent[self.parent[pk]]
            pk = self.parent[pk]
        return pk

    def may_join(self, first: int, second: int) -> bool:
        """Whether the groups of two quotes may be one, by what editors decided."""
        one, other = self.root(first), self.root(second)
        return not self.forbids(self.statements[one], self.statements[other])

    def join(self, first: int, second: int) -> int:
        """Make one group of two, if they may be; return by which quote it is known."""
        one, other = self.root(first), self.root(second)
        if one != other and self.may_join(one, other):
            if len(self.members[one]) < len(self.members[other]):
                one, other = other, one
            self.parent[other] = one
            self.members[one] += self.members.pop(other)
            self.statements[one] |= self.statements.pop(other)
        return one
