"""Versions in words that a reader understands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from quotes.models import QuoteVersion

_Change = QuoteVersion.Change
_TOLD = (
    (_Change.NEW, "added"),
    (_Change.RETURNED, "back again"),
    (_Change.REWORDED, "reworded"),
    (_Change.GONE, "removed"),
)

NOTABLE = tuple(change for change, _ in _TOLD)
"""What a reader is told of a version; that words moved tells nothing."""

CHANGES = {
    _Change.FIRST: "first read here",
    _Change.UNCHANGED: "unchanged",
    _Change.MOVED: "the same words",
    _Change.REWORDED: "in other words",
    _Change.GONE: "removed",
    _Change.NEW: "added",
    _Change.RETURNED: "back again",
}
"""What a version did to one quote."""


def told_versions(versions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return versions as ``quotes.api.versions`` gives them, the latest first."""
    told = [
        {**row, "stood_from": _moment(row), "told": _told(row["changes"])}
        for row in versions
    ]
    return told[::-1]


def told_quote_versions(versions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a quote's versions, the latest first; those that changed nothing left out.

    None where nothing was ever changed.
    """
    quiet = (_Change.UNCHANGED, _Change.MOVED)
    told = [
        {**row, "stood_from": _moment(row), "told": CHANGES[_Change(row["change"])]}
        for row in versions
        if row["change"] not in quiet or row["difference"]
    ]
    return told[::-1] if len(told) > 1 else []


def _moment(row: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(row["stood_from"])


def _told(changes: Mapping[str, int]) -> str:
    parts = [f"{changes[change]} {word}" for change, word in _TOLD if changes[change]]
    return ", ".join(parts)
