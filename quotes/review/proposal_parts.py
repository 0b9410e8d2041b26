"""What a proposal keeps of the acts it holds: arguments that name rows, and how those
stood when it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from quotes.models.dates import tell_moment
from quotes.review.errors import ReviewError
from quotes.review.guarding import Act
from quotes.review.optimistic_locking import WATCHED, version_of

DROPPED = frozenset({"by", "seen", "seen_at"})
"""Arguments that are not kept: who acts, and what they saw, are another's then."""

TOLD = 20
"""Rows of which a proposal keeps the values beside the version."""

LONGEST = 200
"""Characters kept of a value."""


class Steps:
    """Takes down acts, and every row they name as it stands before it is touched."""

    def __init__(self) -> None:
        self.steps: list[dict[str, Any]] = []
        self.rows: dict[tuple[str, Any], dict[str, Any]] = {}
        self._made: dict[tuple[str, Any], int] = {}

    def before(self, act: Act, arguments: Mapping[str, Any]) -> None:
        """Keep an act that is about to be done."""
        kept = {
            name: self._keep(value)
            for name, value in arguments.items()
            if name not in DROPPED
        }
        self.steps.append({"act": act.name, "arguments": kept})

    def after(self, result: Any) -> None:
        """Remember a row that the last act made: later ones may name it."""
        if isinstance(result, Model) and (key := _key(result)) not in self.rows:
            self._made.setdefault(key, len(self.steps) - 1)

    def _keep(self, value: Any) -> Any:
        if isinstance(value, Model):
            return self._keep_row(value)
        if isinstance(value, QuerySet):
            rows = list(value.order_by("pk"))
            return {"query": [self._keep_row(row) for row in rows]}
        if isinstance(value, (list, tuple, set, frozenset)):
            return {"list": [self._keep(item) for item in value]}
        return {"value": value}

    def _keep_row(self, row: Model) -> dict[str, Any]:
        key = _key(row)
        if key in self._made:
            return {"made": self._made[key]}
        if key not in self.rows:
            held = type(row)._default_manager.get(pk=row.pk)
            self.rows[key] = {
                "model": key[0],
                "pk": key[1],
                "told": str(held)[:LONGEST],
                "version": version_of(held),
                "values": values_of(held) if len(self.rows) < TOLD else {},
            }
        return {"row": list(key)}


def _key(row: Model) -> tuple[str, Any]:
    return row._meta.model_name or "", row.pk


def row_of(model: str, pk: Any) -> Model | None:
    """Return a row that a proposal names, None where it is gone."""
    found: Model | None = (
        apps.get_model("quotes", model)._default_manager.filter(pk=pk).first()
    )
    return found


def values_of(row: Model) -> dict[str, str]:
    """Return what an editor may have changed of ``row``, in words, by column."""
    told = {}
    fields: dict[str, Any] = {
        field.attname: field for field in row._meta.concrete_fields
    }
    for name in WATCHED[type(row)]:
        field = fields[name]
        value = getattr(row, field.name)
        shown = dict(field.flatchoices).get(value, value) if field.choices else value
        if isinstance(shown, datetime):
            shown = tell_moment(shown)
        told[str(field.verbose_name)] = "" if shown is None else str(shown)[:LONGEST]
    return told


def arguments_of(kept: Mapping[str, Any], results: list[Any]) -> dict[str, Any]:
    """Return what an act is done with, its rows fetched anew.

    results: what the steps before have returned. ReviewError where a row is gone.
    """
    return {name: _argument(value, results) for name, value in kept.items()}


def _argument(kept: Mapping[str, Any], results: list[Any]) -> Any:
    if "value" in kept:
        return kept["value"]
    if "made" in kept:
        return results[kept["made"]]
    if "query" in kept:
        pairs = [item["row"] for item in kept["query"]]
        if not pairs:
            raise ReviewError("It is about nothing: decline it.")
        model = apps.get_model("quotes", pairs[0][0])
        return model._default_manager.filter(pk__in=[pk for _, pk in pairs])
    if "list" in kept:
        return [_argument(item, results) for item in kept["list"]]
    model_name, pk = kept["row"]
    if (row := row_of(model_name, pk)) is None:
        raise ReviewError(f"The {model_name} {pk} that it names is there no more.")
    return row


def tell_arguments(
    kept: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]
) -> list[tuple[str, str]]:
    """Return the arguments of a step in words: their names, and what they are."""
    names = {(row["model"], row["pk"]): row["told"] for row in rows}
    return [
        (name.replace("_", " "), _tell(value, names))
        for name, value in kept.items()
        if name != "reason" and value != {"value": ""}
    ]


def _tell(kept: Mapping[str, Any], names: Mapping[tuple[str, Any], str]) -> str:
    if "row" in kept:
        model, pk = kept["row"]
        return f"{names.get((model, pk), model)} ({model} {pk})"
    if "made" in kept:
        return f"what step {kept['made'] + 1} makes"
    for several in ("query", "list"):
        if several in kept:
            return "; ".join(_tell(item, names) for item in kept[several])
    value = kept["value"]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nobody" if value is None else str(value)
