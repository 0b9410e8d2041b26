"""The newsroom's own authorities: people and bodies with the Wikidata id of each.

A look-up for editors, loaded by ``manage.py import_authorities``. Nobody in it is a
speaker until an article quotes somebody of that name.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from quotes.models.speaker import Speaker


class AuthorityQuerySet(models.QuerySet["Authority"]):
    """Authorities by their names."""

    def called(self, folded: Iterable[str], *, begun: str = "") -> AuthorityQuerySet:
        """Those with one of these folded names, or one that begins with ``begun``."""
        wanted = Q(folded__in=list(folded))
        if begun:
            wanted |= Q(folded__begins=begun)
        names = AuthorityName.objects.filter(wanted)
        return self.filter(pk__in=names.values("authority")).order_by("name", "pk")


class Authority(models.Model):
    """One entry of the file, known by its Wikidata id."""

    name = models.CharField(max_length=300)
    kind = models.CharField(
        max_length=12, choices=Speaker.Kind, default=Speaker.Kind.UNKNOWN
    )
    description = models.TextField(
        blank=True, help_text="What tells it from others of its name."
    )
    wikidata_id = models.CharField("Wikidata id", max_length=20, unique=True)

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "authorities"
        constraints = [
            models.CheckConstraint(
                condition=~Q(wikidata_id=""), name="authority_has_wikidata_id"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["person", "organisation", "group", "unknown"]),
                name="authority_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AuthorityName(models.Model):
    """A name under which an authority is looked up."""

    authority = models.ForeignKey(
        Authority, on_delete=models.CASCADE, related_name="names", db_index=False
    )
    name = models.CharField(max_length=300)
    folded = models.CharField(
        max_length=300,
        editable=False,
        db_index=True,
        help_text="Without accents, case and punctuation.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "folded"], name="authority_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
