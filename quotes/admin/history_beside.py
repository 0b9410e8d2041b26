"""What people did beside a row: names added, quotes placed, what was told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from quotes.history import states_at
from quotes.models import (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.restoring import SAME

SHOWN = 50
"""Records of each kind that a history lists, the latest."""

COMPARED = 500
"""Rows of each kind that are looked at for how a day stood."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One record of what stands beside a row, in words.

    kind: the model's name, as the address of going back has it. as_now: whether
    it stands so today, and there is nothing to go back to.
    """

    kind: str
    record: Any
    told: str
    as_now: bool


def records_beside(row: Any) -> list[Beside]:
    """What people did beside ``row``, the latest first. Some two queries a kind."""
    found: list[Beside] = []
    for model, condition, tell in _KINDS[type(row)]:
        records = (
            model.history.filter(condition(row))
            .select_related("history_user")
            .order_by("-history_date", "-history_id")
        )
        now: dict[tuple[Any, ...], bool] = {}
        listed = list(records[:SHOWN])
        words = tell(listed)
        for record, told in zip(listed, words, strict=True):
            # Recorded anew, it is another row of the same.
            same = tuple(getattr(record, name) for name in SAME[model])
            kind = str(model._meta.model_name)
            there = record.history_type != "-"
            stands = now.setdefault(same, there)
            found.append(Beside(kind, record, told, there == stands))
    return sorted(found, key=lambda one: one.record.history_date, reverse=True)


def stood_beside(row: Any, moment: datetime) -> list[tuple[str, str]]:
    """How what stands beside ``row`` stood at ``moment``: labels and values."""
    if isinstance(row, Speaker):
        names = _states(SpeakerAlias, Q(speaker=row.pk), moment)
        printed = sorted(one.name for one in names if one.speaker_id == row.pk)
        return [
            ("Names as printed", "; ".join(printed)),
            ("Not the same as", _others(SpeakerDistinction, row, moment)),
        ]
    if isinstance(row, Statement):
        return [("Not the same as", _others(StatementDistinction, row, moment))]
    past = StatementPlacement.history.filter(quote=row.pk, history_date__lte=moment)
    last = past.select_related("made_by").order_by("-history_date", "-history_id")
    record = last.first()
    placed = record and record.history_type != "-"
    return [("Kept in its statement by", str(record.made_by) if placed else "")]


def _states(model: Any, condition: Q, moment: datetime) -> list[Any]:
    """The rows of ``model`` at ``moment`` that fit, or once fitted, ``condition``."""
    now = model._default_manager.filter(condition).values_list("pk", flat=True)
    past = model.history.filter(condition).values_list("id", flat=True)
    pks = {*now.order_by()[:COMPARED], *past.order_by()[:COMPARED]}
    return list(states_at(model, pks, moment).values())


def _others(model: Any, row: Any, moment: datetime) -> str:
    pairs = _states(model, Q(first=row.pk) | Q(second=row.pk), moment)
    keys = {pk for one in pairs for pk in (one.first_id, one.second_id)} - {row.pk}
    rows = type(row)._default_manager.filter(pk__in=keys).order_by("pk")
    return "; ".join(f"{other} ({other.pk})" for other in rows)


def _tell_names(records: list[Any]) -> list[str]:
    return [f"Printed as “{record.name}”" for record in records]


def _tell_pairs(records: list[Any]) -> list[str]:
    if not records:
        return []
    model = records[0].instance_type._meta.get_field("first").related_model
    keys = {pk for record in records for pk in (record.first_id, record.second_id)}
    named = model._default_manager.in_bulk(keys)
    return [
        f"“{named.get(record.first_id)}” ({record.first_id}) is not "
        f"“{named.get(record.second_id)}” ({record.second_id})"
        for record in records
    ]


def _tell_placements(records: list[Any]) -> list[str]:
    return [f"Quote {record.quote_id} belongs to its statement" for record in records]


def _pair(row: Any) -> Q:
    return Q(first=row.pk) | Q(second=row.pk)


def _of_statement(statement: Any) -> Q:
    """Of quotes that are in it, or were when somebody acted on them."""
    now = Quote.objects.filter(statement=statement.pk).order_by()
    past = Quote.history.filter(statement=statement.pk).order_by()
    return Q(
        quote__in=[
            *now.values_list("pk", flat=True)[:COMPARED],
            *past.values_list("id", flat=True)[:COMPARED],
        ]
    )


_Kind = tuple[Any, Callable[[Any], Q], Callable[[list[Any]], list[str]]]
_KINDS: dict[type[Any], tuple[_Kind, ...]] = {
    Speaker: (
        (SpeakerAlias, lambda row: Q(speaker=row.pk), _tell_names),
        (SpeakerDistinction, _pair, _tell_pairs),
    ),
    Statement: (
        (StatementDistinction, _pair, _tell_pairs),
        (StatementPlacement, _of_statement, _tell_placements),
    ),
    Quote: ((StatementPlacement, lambda row: Q(quote=row.pk), _tell_placements),),
}
HAS_BESIDE = frozenset(_KINDS)
"""Models of whose rows something stands beside."""
