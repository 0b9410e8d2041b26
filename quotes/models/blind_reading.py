"""Quotes that two editors read, neither of whom sees what the other found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quotes.models.quote import Quote
from quotes.models.speaker import Speaker


class BlindReading(models.Model):
    """What one editor found of one quote, not knowing what another did."""

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="blind_readings"
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    is_quotation = models.BooleanField(help_text="Whether anybody is quoted at all.")
    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who said it; empty: nobody named, or no quotation.",
    )
    stance = models.CharField(
        max_length=9, blank=True, choices=Quote.Stance, help_text="Empty: no quotation."
    )
    reason = models.TextField(blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    disagrees = models.BooleanField(
        default=False, help_text="Whether it waits for a chief, with another's."
    )

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["-made_at", "-id"], name="blind_reading_by_date"),
            models.Index(
                fields=["made_at", "id"],
                name="blind_reading_disagrees",
                condition=Q(disagrees=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "reader"], name="blind_reading_once_per_reader"
            )
        ]

    def __str__(self) -> str:
        return f"{self.reader} on {self.quote}"
