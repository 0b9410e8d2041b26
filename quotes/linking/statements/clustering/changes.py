"""What is to be written when quotes have been grouped: decided here, carried out there.

A statement keeps its address as long as anybody who stood in it is left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from quotes.linking.statements.clustering.partition import Components
from quotes.models import Quote


@dataclass(slots=True)
class Changes:
    """What grouping decided, to be written.

    moves: quotes with the statement that each of them gets. unborn: quotes, those of
    one new statement together. mergers: statements, with the one that each of them
    becomes. touched: statements there were before of which something may change.
    """

    moves: list[tuple[int, int]] = field(default_factory=list)
    unborn: list[list[int]] = field(default_factory=list)
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
            changes.unborn.append(loose)
        elif loose or len(statements) > 1:
            survivor = min(
                statements or own, key=lambda pk: (not components.is_settled(pk), pk)
            )
            _go_on(changes, survivor, statements | own, loose, left)
    changes.touched |= {
        left[pk] for group in changes.unborn for pk in group if pk in left
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
        # ``max`` gives the first of those alike, as they were counted.
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
