"""Readable, unique slugs for addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from django.db import models
from django.utils.text import slugify

LENGTH = 80


@lru_cache(maxsize=20_000)
def slug_base(name: str) -> str:
    """Return ``name`` as a slug of at most 80 characters; "unnamed" where none is left.

    Accents go, other scripts stay (slugs are Unicode), so that two names in one
    script do not fall together.
    """
    return slugify(name, allow_unicode=True)[:LENGTH].strip("-_") or "unnamed"


def free_slug(
    model: type[models.Model], name: str, *, given: Collection[str] = ()
) -> str:
    """Return the first of "base", "base-2", "base-3" … that no row of ``model`` has.

    given: slugs of rows that are yet to be stored.
    """
    base = slug_base(name)
    rows = model._default_manager.filter(slug__begins=base).order_by()
    taken = set(rows.values_list("slug", flat=True)).union(given)
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


class FreeSlugs:
    """Slugs for new rows of ``model``, those of ``bases`` asked for together.

    For one transaction that nobody else stores such rows beside.
    """

    def __init__(self, model: type[models.Model], bases: Iterable[str]) -> None:
        self._model = model
        self._given: set[str] = set()
        self._free = set(bases)
        rows = model._default_manager.filter(slug__in=self._free).order_by()
        self._free -= set(rows.values_list("slug", flat=True))

    def take(self, base: str) -> str:
        """Return ``base``, as ``slug_base`` makes it, or the next that is free.

        One query where that is not ``base`` itself, or it was not among ``bases``.
        """
        free = base in self._free and base not in self._given
        slug = base if free else free_slug(self._model, base, given=self._given)
        self._given.add(slug)
        return slug
