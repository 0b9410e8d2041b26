"""Whose decision an act undoes: only a chief undoes another person's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from quotes.models import Quote, StatementPlacement
from quotes.review.guarding import UNDO_OTHERS, Also

Decided = Callable[[Any], Iterable[int | None]]


def undoing(argument: str, decided_by: Decided) -> Also:
    """Return what an act needs that undoes the decision on its ``argument``.

    decided_by: the keys of the users who decided, by that argument.
    """

    def also(by: User, arguments: Mapping[str, Any]) -> Iterable[str]:
        if by.has_perm(UNDO_OTHERS):
            return ()
        others = set(decided_by(arguments[argument])) - {None, by.pk}
        return (UNDO_OTHERS,) if others else ()

    return also


def column(name: str) -> Decided:
    """Return who decided on a row, as its column ``name`` stands now."""

    def decided_by(row: Any) -> Iterable[int | None]:
        rows = type(row)._default_manager.filter(pk=row.pk)
        keys: list[int | None] = list(rows.values_list(name, flat=True))
        return keys

    return decided_by


def undoing_many(by: User, arguments: Mapping[str, Any]) -> Iterable[str]:
    """Return what it needs to undo the decisions on ``quotes``, a queryset.

    What another person rejected is left alone unless ``overruling`` names it.
    """
    if by.has_perm(UNDO_OTHERS):
        return ()
    keys = list(arguments["quotes"].order_by().values_list("pk", flat=True))
    held = Quote.objects.filter(pk__in=keys).exclude(reviewed_by__in=[by.pk])
    decided = held.filter(reviewed_by__isnull=False)
    left = Q(status=Quote.Status.REJECTED) & ~Q(
        pk__in=list(arguments.get("overruling", ()))
    )
    return (UNDO_OTHERS,) if decided.exclude(left).exists() else ()


def last_act(row: Any) -> Iterable[int | None]:
    """Who did the last act on ``row``, by its history."""
    acts = row.history.filter(history_user__isnull=False)
    keys: list[int | None] = list(acts.values_list("history_user", flat=True)[:1])
    return keys


def last_merger(row: Any) -> Iterable[int | None]:
    """Who merged ``row`` into another, by its history."""
    acts = row.history.filter(history_user__isnull=False, merged_into__isnull=False)
    keys: list[int | None] = list(acts.values_list("history_user", flat=True)[:1])
    return keys


def placer(quote: Quote) -> Iterable[int | None]:
    """Who said to which statement ``quote`` belongs."""
    placed = StatementPlacement.objects.filter(quote=quote.pk)
    return list(placed.values_list("made_by", flat=True))
