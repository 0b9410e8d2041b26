"""Lists of the editors' desk: what they count is bounded, however large a table is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

FACETED = 1000
"""Rows of a list among which the choices of its filters are counted."""

OUTLETS = 30
"""Outlets that a filter offers; the list of outlets leads to the others."""


class Share(int):
    """A count among the first rows of a list that has more."""

    def __str__(self) -> str:
        return f"{int(self)} of the first {FACETED:,}, there are more"

    def __format__(self, spec: str) -> str:
        return str(self)


class DeskChangeList(ChangeList):
    """Counts for “Show counts” no further than among the first rows.

    Called by what it lists, not by what to do with it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = str(self.opts.verbose_name_plural)
        self.title = name[:1].upper() + name[1:]

    def get_queryset(
        self, request: HttpRequest, exclude_parameters: Any = None
    ) -> QuerySet[Any]:
        rows = super().get_queryset(request, exclude_parameters)
        if exclude_parameters is None:
            return rows
        # Asked for by a filter alone, to count its choices.
        keys = list(rows.order_by().values_list("pk", flat=True)[: FACETED + 1])
        counted = self.model._default_manager.filter(pk__in=keys[:FACETED])
        return _Shares.of(counted) if len(keys) > FACETED else counted


class _Shares:
    """Wraps rows so that what is counted among them says that there are more."""

    @staticmethod
    def of(rows: QuerySet[Any]) -> QuerySet[Any]:
        class Counted(type(rows)):  # type: ignore[misc]
            def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
                counts = super().aggregate(*args, **kwargs)
                return {name: Share(count or 0) for name, count in counts.items()}

        rows.__class__ = Counted
        return rows


def told_as(
    choices: Iterable[Mapping[str, Any]], names: Iterable[str]
) -> Iterator[dict[str, Any]]:
    """The choices of a filter under other names; their counts are kept."""
    for choice, name in zip(choices, names, strict=True):
        _, bracket, count = str(choice["display"]).partition(" (")
        yield {**choice, "display": f"{name}{bracket}{count}"}


def telling(title: str, *, empty: str, filled: str) -> type[admin.EmptyFieldListFilter]:
    """Return a filter called ``title`` of whether a column is ``empty``, or not."""

    class Told(admin.EmptyFieldListFilter):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.title = title

        def choices(self, changelist: ChangeList) -> Any:
            return told_as(super().choices(changelist), ("All", empty, filled))

    return Told


class OutletFilter(admin.RelatedFieldListFilter):
    """The first outlets by name, and a link to the list of all of them."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[str, Any]]:
        rows = field.remote_field.model._default_manager.order_by("name")
        found = [(row.pk, str(row)) for row in rows[: OUTLETS + 1]]
        self.more = len(found) > OUTLETS
        found = found[:OUTLETS]
        chosen = [key for key in self.lookup_val or [] if str(key).isdecimal()]
        listed = {str(pk) for pk, _ in found}
        others = rows.filter(pk__in=[key for key in chosen if key not in listed])
        return [*found, *((row.pk, str(row)) for row in others[:1])]

    def choices(self, changelist: ChangeList) -> Any:
        yield from super().choices(changelist)
        if self.more:
            yield {
                "selected": False,
                "query_string": reverse("admin:quotes_outlet_changelist"),
                "display": "more: all outlets, with their quotes and articles…",
            }
