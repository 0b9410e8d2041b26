"""Outlets: who publishes articles."""

from __future__ import annotations

from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

from quotes.models.slugs import free_slug
from quotes.models.wikidata import WELL_FORMED


class Outlet(models.Model):
    """A newspaper, agency, broadcaster or site that publishes articles."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=90, unique=True, allow_unicode=True, blank=True)
    domain = models.CharField(
        max_length=253,
        unique=True,
        null=True,
        blank=True,
        help_text="Host name of its site without “www.”, for example “example.org”.",
    )
    country = models.CharField(
        max_length=2, blank=True, help_text="ISO 3166-1 code of two letters."
    )
    language = models.CharField(
        max_length=35, default="en", help_text="BCP 47 code, for example “en-GB”."
    )
    wikidata_id = models.CharField("Wikidata id", max_length=20, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=WELL_FORMED, name="outlet_wikidata_id_is_one"
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~models.Q(wikidata_id=""),
                name="outlet_wikidata_id_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = free_slug(Outlet, self.name)
        super().save(**kwargs)
