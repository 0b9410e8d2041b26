"""Who and what editors told apart: read by linking, written by people alone.

A decision about a speaker or a statement that has since been merged holds for the one
that it was merged into, and for itself again once the merger is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from quotes.models import (
    Speaker,
    SpeakerDistinction,
    Statement,
    StatementDistinction,
)
from quotes.models.among import Numbers

Row = TypeVar("Row", Speaker, Statement)


def distinctions_of(pks: Iterable[int]) -> QuerySet[SpeakerDistinction]:
    """Return the distinctions that concern standing speakers ``pks``, newest first.

    ``first`` and ``second`` are whom it was made about, each loaded with the speaker
    that it was merged into. One query here, for those merged into ``pks``.
    """
    return _concerning(SpeakerDistinction, pks)


def statement_distinctions_of(
    pks: Iterable[int],
) -> QuerySet[StatementDistinction]:
    """Return those that concern standing statements; as ``distinctions_of``."""
    return _concerning(StatementDistinction, pks)


def told_apart(pks: Iterable[int]) -> dict[int, set[int]]:
    """Return for each standing speaker of ``pks`` those an editor said it is not.

    Two queries; none where ``pks`` is empty.
    """
    return _counterparts(SpeakerDistinction, pks)


def statements_told_apart(pks: Iterable[int]) -> dict[int, set[int]]:
    """Return for each standing statement those it is not; as ``told_apart``."""
    return _counterparts(StatementDistinction, pks)


class ToldApart:
    """Whom editors told apart from ``pks``, standing speakers, and from others.

    Asked for together, and not before somebody wants to know; then remembered: for
    the linking of one document.
    """

    def __init__(self, pks: Iterable[int]) -> None:
        self._unasked = set(pks)
        self._apart: dict[int, set[int]] = {}

    def of(self, pks: Iterable[int]) -> dict[int, set[int]]:
        """Return what ``told_apart`` does."""
        pks = set(pks)
        if not pks <= self._apart.keys():
            self._unasked |= pks
            self._apart |= told_apart(self._unasked - self._apart.keys())
            self._unasked.clear()
        return {pk: self._apart[pk] for pk in pks}

    def join(self, source: int, target: int) -> None:
        """Note that those told apart from ``source`` are apart from ``target``."""
        both = self.of((source, target))
        self._apart[target] = both[source] | both[target]
        for other in both[source] & self._apart.keys():
            self._apart[other].add(target)

    def note_new(self, pk: int) -> None:
        """Note that ``pk`` has just been made: nobody can have told it apart yet."""
        self._apart[pk] = set()


def _concerning(model: Any, pks: Iterable[int]) -> QuerySet[Any]:
    pks = set(pks)
    of = model._meta.get_field("first").related_model
    merged = of.objects.filter(merged_into__among=Numbers(pks)).order_by()
    # Numbers, not a sub-query: with one the database would read every decision.
    meant = Numbers(pks.union(merged.values_list("pk", flat=True)))
    rows = model.objects.filter(Q(first__among=meant) | Q(second__among=meant))
    rows = rows.select_related("first__merged_into", "second__merged_into", "made_by")
    ordered: QuerySet[Any] = rows.order_by("-made_at", "-pk")
    return ordered


def _counterparts(model: Any, pks: Iterable[int]) -> dict[int, set[int]]:
    apart: dict[int, set[int]] = {pk: set() for pk in pks}
    if not apart:
        return apart
    columns = ("first", "first__merged_into", "second", "second__merged_into")
    for first, first_into, second, second_into in _concerning(model, apart).values_list(
        *columns
    ):
        one, other = first_into or first, second_into or second
        for pk, counterpart in ((one, other), (other, one)):
            if pk in apart:
                apart[pk].add(counterpart)
    return apart


def standing(row: Row) -> Row:
    """Return what stands for ``row`` today. Mergers never chain."""
    return row.merged_into or row


def has_conflict(pks: Sequence[int], apart: dict[int, set[int]]) -> bool:
    """Whether an editor told two of ``pks`` apart. ``apart``: as ``told_apart``."""
    return any(set(pks) & apart[pk] for pk in pks)
