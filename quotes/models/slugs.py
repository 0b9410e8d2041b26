"""Readable, unique slugs for addresses."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.text import slugify

LENGTH = 80


def slug_base(name: str) -> str:
    """Return ``name`` as a slug of at most 80 characters; "unnamed" where none is left.

    Accents go, other scripts stay (slugs are Unicode), so that two names in one
    script do not fall together.
    """
    return slugify(name, allow_unicode=True)[:LENGTH].strip("-_") or "unnamed"


def free_slug(model: type[models.Model], name: str) -> str:
    """Return the first of "base", "base-2", "base-3" … that no row of ``model`` has."""
    base = slug_base(name)
    taken = set(
        model._default_manager.filter(slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


class FreeSlugs:
    """Slugs for new rows of ``model``, those of ``bases`` asked for together.

    For one transaction that nobody else writes such rows beside.
    """

    def __init__(self, model: type[models.Model], bases: Iterable[str]) -> None:
        self._model = model
        self._free = set(bases)
        rows = model._default_manager.filter(slug__in=self._free).order_by()
        self._free -= set(rows.values_list("slug", flat=True))

    def take(self, base: str) -> str:
        """Return ``base``, as ``slug_base`` makes it, or what ``free_slug`` says."""
        slug = base if base in self._free else free_slug(self._model, base)
        self._free.discard(slug)
        return slug
