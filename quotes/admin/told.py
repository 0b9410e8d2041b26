"""What somebody changed, and what two people see differently, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from simple_history.models import DeletedObject, ModelChange

from quotes.admin.ranges import format_ranges
from quotes.models.dates import tell_moment

UNTOUCHED = "not changed by you"


@dataclass(frozen=True, slots=True)
class ToldDifference:
    """One thing that two people see differently, in words."""

    label: str
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class ToldChange:
    """One column's change, in words: what it is called, from what, to what."""

    field: str
    old: str
    new: str


def tell_change(model: type[Model], change: ModelChange) -> ToldChange:
    """Put a change of a column of ``model`` into words for the history page."""
    field: Any = model._meta.get_field(change.field)
    name = str(field.verbose_name)
    old, new = tell_value(field, change.old), tell_value(field, change.new)
    return ToldChange(name[:1].upper() + name[1:], old, new)


def tell_value(field: Any, value: Any) -> str:
    """Put the value of a column into words; nothing for None."""
    if value is None or (isinstance(value, DeletedObject) and value.pk is None):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return tell_moment(value)
    if isinstance(value, list):
        return format_ranges(value) if field.name.endswith("spans") else str(value)
    return str(dict(field.flatchoices).get(value, value))
