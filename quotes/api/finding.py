"""Find the resource that an address or a filter names."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from quotes.api.params import LARGEST_ID
from quotes.models import Article, Outlet, Speaker, Statement

_MOST_MERGES = 20

Row = TypeVar("Row", bound=Model)
Merged = TypeVar("Merged", Speaker, Statement, Speaker | None, Statement | None)


def read_id(key: str) -> int | None:
    """Return ``key`` as the id of a row, or None where it cannot be one."""
    if not (key.isascii() and key.isdigit() and len(key) <= 19):
        return None
    return int(key) if int(key) <= LARGEST_ID else None


def _first(rows: QuerySet[Row]) -> Row | None:
    return next(iter(rows.order_by()), None)


def _by_id(rows: QuerySet[Row], key: str) -> Row | None:
    number = read_id(key)
    return None if number is None else _first(rows.filter(pk=number))


def _by_id_or_slug(rows: QuerySet[Row], key: str) -> Row | None:
    found = _by_id(rows, key)
    if found is None and "\x00" not in key:
        found = _first(rows.filter(slug=key))
    return found


def find_outlet(key: str) -> Outlet | None:
    """Return the outlet of this id or slug."""
    return _by_id_or_slug(Outlet.objects.all(), key)


def find_article(key: str) -> Article | None:
    """Return the article of this id, without its text."""
    return _by_id(Article.objects.without_text(), key)


def find_any_speaker(key: str) -> Speaker | None:
    """Return the speaker of this id or slug, merged or not."""
    return _by_id_or_slug(Speaker.objects.all(), key)


def find_speaker(key: str) -> Speaker | None:
    """Return the speaker of this id or slug; of a merged one, its target."""
    return standing(find_any_speaker(key))


def find_any_statement(key: str) -> Statement | None:
    """Return the statement of this id, merged or not."""
    return _by_id(Statement.objects.all(), key)


def find_statement(key: str) -> Statement | None:
    """Return the statement of this id; of a merged one, its target."""
    return standing(find_any_statement(key))


def standing(row: Merged) -> Merged:
    """Return the row that ``row`` was merged into, however often; else itself."""
    for _ in range(_MOST_MERGES):
        target = row.merged_into if row else None
        if target is None:
            break
        row = target
    return row
