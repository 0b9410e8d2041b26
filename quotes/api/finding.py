"""Find the resource that an address or a filter names."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from quotes.api.params import LARGEST_ID
from quotes.models import Article, Outlet, Speaker, Statement

_MOST_MERGES = 20


def read_id(key: str) -> int | None:
    """Return ``key`` as the id of a row, or None where it cannot be one."""
    if not (key.isascii() and key.isdigit() and len(key) <= 19):
        return None
    return int(key) if int(key) <= LARGEST_ID else None


def _by_id(model: type[Model], key: str) -> Any:
    number = read_id(key)
    if number is None:
        return None
    return next(iter(model._default_manager.filter(pk=number).order_by()), None)


def _by_id_or_slug(model: type[Model], key: str) -> Any:
    found = _by_id(model, key)
    if found is None and "\x00" not in key:
        found = next(iter(model._default_manager.filter(slug=key).order_by()), None)
    return found


def find_outlet(key: str) -> Outlet | None:
    """Return the outlet of this id or slug."""
    return _by_id_or_slug(Outlet, key)


def find_article(key: str) -> Article | None:
    """Return the article of this id, without its text."""
    number = read_id(key)
    if number is None:
        return None
    return next(iter(Article.objects.without_text().filter(pk=number).order_by()), None)


def find_any_speaker(key: str) -> Speaker | None:
    """Return the speaker of this id or slug, merged or not."""
    return _by_id_or_slug(Speaker, key)


def find_speaker(key: str) -> Speaker | None:
    """Return the speaker of this id or slug; of a merged one, its target."""
    return standing(find_any_speaker(key))


def find_any_statement(key: str) -> Statement | None:
    """Return the statement of this id, merged or not."""
    return _by_id(Statement, key)


def find_statement(key: str) -> Statement | None:
    """Return the statement of this id; of a merged one, its target."""
    return standing(find_any_statement(key))


def standing(row: Any) -> Any:
    """Return the row that ``row`` was merged into, however often; else itself."""
    for _ in range(_MOST_MERGES):
        if row is None or row.merged_into_id is None:
            break
        row = row.merged_into
    return row
