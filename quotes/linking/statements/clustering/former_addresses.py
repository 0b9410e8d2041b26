"""Which address a statement gets that parts from another: the one it had before.

A statement that was joined with another leads to that one. Where what it held parts
from it again, readers who come by the old address must find those words, not what is
left of the other. Statements do not tell which quotes they held; their text is that of
one of them, and stays as it was when they were joined.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.models import Statement


class _Former(NamedTuple):
    """A statement that leads to another, and what it told."""

    pk: int
    leads_to: int
    text: str


@dataclass(slots=True)
class Addresses:
    """Statements that lead to one whose quotes part.

    standing: those that stand again, by the position of the new group that goes on as
    each. led: those that lead to where their words went, with the statement there.
    """

    standing: dict[int, int] = field(default_factory=dict)
    led: list[tuple[int, int]] = field(default_factory=list)


def former_addresses(
    new_groups: Sequence[Sequence[int]],
    moves: Sequence[tuple[int, int]],
    left: Mapping[int, int],
    quotes: Mapping[int, ComparedQuote],
) -> Addresses:
    """Return which statements stand again, and which lead elsewhere.

    new_groups: quotes that are to get a new statement. moves: quotes with the statement
    they get. left: the statement that each quote leaves. quotes: by number, all of
    them. One query, where quotes part from a statement.
    """
    found = Addresses()
    if not left:
        return found
    targets: dict[int, int] = dict(moves)
    places = {pk: at for at, group in enumerate(new_groups) for pk in group}
    parted = {
        pk for pk in left if pk in places or targets.get(pk, left[pk]) != left[pk]
    }
    if not parted:
        return found
    words: dict[tuple[int, str], list[int]] = defaultdict(list)
    kept = set()
    for pk, statement in sorted(left.items()):
        spoken = (statement, quotes[pk].text)
        if pk in parted:
            words[spoken].append(pk)
        else:
            kept.add(spoken)
    for former in _formers({left[pk] for pk in parted}):
        spoken = (former.leads_to, former.text)
        if spoken in kept or spoken not in words:
            continue
        pk = words[spoken][0]
        if pk in targets:
            found.led.append((former.pk, targets[pk]))
            continue
        found.standing[places[pk]] = former.pk
        targets |= dict.fromkeys(new_groups[places[pk]], former.pk)
    return found


def _formers(statements: set[int]) -> list[_Former]:
    """What leads to one of ``statements``, the oldest first."""
    rows = Statement.objects.filter(merged_into__in=statements).order_by("pk")
    return [_Former(*row) for row in rows.values_list("pk", "merged_into_id", "text")]
