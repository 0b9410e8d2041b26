"""What a filter is declared by, and what follows from that.

One declaration is what lists, facets, feeds, saved searches and pages read, refuse,
apply and explain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from quotes.api.params import Param

Rows = QuerySet[Any]
"""Rows of any table: filters of one kind narrow several."""


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a list.

    param: what it is called, takes, refuses and means. apply: leaves of rows those
    that a value asks for. label: what pages call it, its name if left out.
    """

    param: Param
    apply: Callable[[Rows, Any], Rows]
    label: str = ""

    @property
    def name(self) -> str:
        """What it is called in query strings."""
        return self.param.name


def equal_to(column: str) -> Callable[[Rows, Any], Rows]:
    """Return what leaves the rows whose ``column`` is the value asked for."""
    return lambda rows, value: rows.filter(**{column: value})


def any_of(column: str) -> Callable[[Rows, Any], Rows]:
    """Return what leaves the rows whose ``column`` is the value, or one of several."""

    def apply(rows: Rows, value: Any) -> Rows:
        if isinstance(value, tuple):
            return rows.filter(**{f"{column}__in": [one.pk for one in value]})
        return rows.filter(**{column: value})

    return apply


def params_of(filters: Iterable[Filter]) -> dict[str, Param]:
    """Return the filters' parameters by name."""
    return {entry.name: entry.param for entry in filters}


def labels_of(filters: Iterable[Filter]) -> dict[str, str]:
    """Return what pages call the filters, by name."""
    return {
        entry.name: entry.label or entry.name.replace("_", " ") for entry in filters
    }


def narrow(rows: Rows, filters: Iterable[Filter], values: Mapping[str, Any]) -> Rows:
    """Return the ``rows`` that those ``filters`` leave for which there is a value."""
    for entry in filters:
        if entry.name in values:
            rows = entry.apply(rows, values[entry.name])
    return rows
