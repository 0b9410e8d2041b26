"""Readable, unique slugs for addresses."""

from __future__ import annotations

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
