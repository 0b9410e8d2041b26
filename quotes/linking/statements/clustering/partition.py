"""Which quotes become which statement, within what editors decided.

Decided here, carried out by ``group``. A statement keeps its address as long as anybody
who stood in it is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from quotes.linking.statements.clustering.quote_groups import QuoteGroups
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
        # Only an editor joins two statements that editors shaped.
        return any(map(self.is_settled, one)) and any(map(self.is_settled, other))

    def is_settled(self, statement: int) -> bool:
        return self.settled.get(statement, False)


def load_decided(pks: set[int]) -> Decided:
    """Return what editors decided about statements ``pks``. At most four queries."""
    if not pks:
        return Decided({}, {})
    return Decided(settled_statements(pks), statements_told_apart(pks))


class Components(QuoteGroups):
    """Quotes and the statements they were, joined within what editors told apart.

    quotes: quotes by number. Those of one statement are together from the start.
    At most four queries.
    """

    def __init__(self, quotes: dict[int, ComparedQuote]) -> None:
        held = {
            pk: q.statement_id for pk, q in sorted(quotes.items()) if q.statement_id
        }
        self.quotes = quotes
        self.decided = load_decided(set(held.values()))
        super().__init__(held, self.decided.forbids)
        for pk in sorted(quotes):
            self.root(pk)
        first: dict[int, int] = {}
        for pk, statement in held.items():
            self.join(pk, first.setdefault(statement, pk))

    def is_settled(self, statement: int) -> bool:
        """Whether an editor has shaped ``statement``, as far as is known here."""
        return self.decided.is_settled(statement)

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


@dataclass(slots=True)
class Changes:
    """What grouping decided, to be written.

    moves: quotes with the statement that each of them gets. new_groups: quotes that get
    a new statement, those of one together. mergers: statements, with the one that each
    of them becomes. touched: former statements of which something may change.
    """

    moves: list[tuple[int, int]] = field(default_factory=list)
    new_groups: list[list[int]] = field(default_factory=list)
    mergers: list[tuple[set[int], int]] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)


def plan_changes(
    components: Components, left: Mapping[int, int], regrouped: Mapping[int, int]
) -> Changes:
    """Return which statement every quote without one gets, and which become one.

    left: the statements that quotes read anew were in until now, by quote. regrouped:
    those of quotes that stood in a statement together with all who stand in it. One
    that nobody else stands in goes on, under its old address, as that of most of
    them: of as many as others, of the first printing.
    """
    changes = Changes()
    deserted = _deserted(left) | set(regrouped.values())
    left = {**left, **regrouped}
    heirs = _heirs(components, left, deserted)
    for members, statements in components.all():
        own = heirs.get(components.root(members[0].pk), set())
        loose = [quote.pk for quote in members if not quote.statement_id]
        if loose and not statements | own:
            changes.new_groups.append(loose)
        elif loose or len(statements) > 1:
            survivor = min(
                statements or own, key=lambda pk: (not components.is_settled(pk), pk)
            )
            _go_on(changes, survivor, statements | own, loose, left)
    changes.touched |= {
        left[pk] for group in changes.new_groups for pk in group if pk in left
    }
    return changes


def _go_on(
    changes: Changes,
    survivor: int,
    former: set[int],
    loose: Sequence[int],
    left: Mapping[int, int],
) -> None:
    """Add to ``changes`` that one group goes on as the statement ``survivor``.

    former: the statements that it was until now. loose: quotes that have none.
    """
    moves = [pk for pk in loose if left.get(pk) != survivor]
    changes.moves += [(pk, survivor) for pk in moves]
    if moves or len(former) > 1:
        changes.touched |= former
    changes.touched |= {left[pk] for pk in moves if pk in left}
    changes.mergers.append((former - {survivor}, survivor))


def _heirs(
    components: Components, left: Mapping[int, int], deserted: Set[int]
) -> dict[int, set[int]]:
    """Return the statements of ``deserted`` that go on as those of each group.

    Each as that of the group that most of its quotes come into; of as many as others,
    of the one with the first printing, whichever was stored first.
    """
    takers: dict[int, Counter[int]] = defaultdict(Counter)
    for pk in sorted(left, key=lambda pk: (components.quotes[pk].dated_at, pk)):
        if left[pk] in deserted:
            takers[left[pk]][components.root(pk)] += 1
    heirs: dict[int, set[int]] = defaultdict(set)
    for statement, groups in takers.items():
        # Of groups with as many, max() gives the first: they were counted by date.
        heirs[max(groups, key=lambda root: groups[root])].add(statement)
    return heirs


def _deserted(left: Mapping[int, int]) -> set[int]:
    """Those of the statements ``left`` that hold no other quote.

    Not one that is rejected or withdrawn, either: it may come to stand again.
    """
    if not left:
        return set()
    others = Quote.objects.filter(statement__in=set(left.values()))
    held = others.exclude(pk__in=left).values_list("statement", flat=True)
    return set(left.values()) - set(held)
