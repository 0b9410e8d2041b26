"""Which quotes belong together, within what editors decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.linking.store.told_apart import statements_told_apart
from quotes.models import Quote, Statement


@dataclass(frozen=True, slots=True)
class Decided:
    """What editors decided about some statements.

    settled: whether one has shaped each. apart: those that each was told apart from.
    """

    settled: Mapping[int, bool]
    apart: Mapping[int, Set[int]]

    def forbids(self, one: Set[int], other: Set[int]) -> bool:
        """Whether two groups of statements, each joined already, are not to be one."""
        if one == other:
            return False
        if any(other & self.apart[statement] for statement in one):
            return True
        # Two statements that editors shaped are joined by editors alone.
        return any(map(self.is_settled, one)) and any(map(self.is_settled, other))

    def is_settled(self, statement: int) -> bool:
        return self.settled.get(statement, False)


def load_decided(pks: set[int]) -> Decided:
    """Return what editors decided about statements ``pks``. At most four queries."""
    if not pks:
        return Decided({}, {})
    return Decided(settled_statements(pks), statements_told_apart(pks))


class Components:
    """Union of quotes and their statements, within what editors told apart.

    quotes: quotes by number. Those of one statement are together from the start.
    At most four queries.
    """

    def __init__(self, quotes: dict[int, ComparedQuote]) -> None:
        self.quotes = quotes
        self.parent = {pk: pk for pk in quotes}
        self.statements: dict[int, set[int]] = {}
        self.members: dict[int, list[int]] = {}
        held: dict[int, int] = {}
        for pk, quote in sorted(quotes.items()):
            self.members[pk] = [pk]
            self.statements[pk] = {quote.statement_id} if quote.statement_id else set()
        self.decided = load_decided(
            {quote.statement_id for quote in quotes.values() if quote.statement_id}
        )
        for pk, quote in sorted(quotes.items()):
            if quote.statement_id:
                if quote.statement_id in held:
                    self.join(pk, held[quote.statement_id])
                held.setdefault(quote.statement_id, pk)

    def is_settled(self, statement: int) -> bool:
        """Whether an editor has shaped ``statement``, as far as is known here."""
        return self.decided.is_settled(statement)

    def root(self, pk: int) -> int:
        """Return the quote that stands for the group of quote ``pk``."""
        while self.parent[pk] != pk:
            self.parent[pk] = self.parent[self.parent[pk]]
            pk = self.parent[pk]
        return pk

    def join(self, first: int, second: int) -> None:
        """Make one group of two, unless an editor has decided otherwise."""
        one, other = self.root(first), self.root(second)
        if one == other or self.decided.forbids(
            self.statements[one], self.statements[other]
        ):
            return
        if len(self.members[one]) < len(self.members[other]):
            one, other = other, one
        self.parent[other] = one
        self.members[one] += self.members.pop(other)
        self.statements[one] |= self.statements.pop(other)

    def all(self) -> Iterable[tuple[list[ComparedQuote], set[int]]]:
        """Yield each group by primary key, and the statements it was until now."""
        for root in sorted(self.members):
            members = [self.quotes[pk] for pk in sorted(self.members[root])]
            yield members, self.statements[root]


def settled_statements(pks: set[int]) -> dict[int, bool]:
    """Whether an editor has shaped each statement: by its quotes or its dispute."""
    settled = dict.fromkeys(pks, False)
    placed = Quote.objects.filter(statement__in=pks, placement__isnull=False)
    resolved = Statement.objects.filter(pk__in=pks, resolved_at__isnull=False)
    for pk in placed.values_list("statement_id", flat=True).distinct():
        settled[pk] = True
    for pk in resolved.values_list("pk", flat=True):
        settled[pk] = True
    return settled


def decided_about(pks: set[int]) -> set[int]:
    """Those whose dispute an editor settled, or that one told apart from others."""
    if not pks:
        return set()
    resolved = Statement.objects.filter(pk__in=pks, resolved_at__isnull=False)
    apart = statements_told_apart(pks)
    return {*resolved.values_list("pk", flat=True), *(pk for pk in pks if apart[pk])}
