"""Who works on what, and what is put off: the work of today, not of the record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class DeskItem(models.Model):
    """One thing that waits for a person: which kind of work, and which row of it."""

    kind = models.SlugField(
        max_length=20,
        db_index=False,
        help_text="The kind of work, as quotes.review.desk names it.",
    )
    item = models.PositiveBigIntegerField(help_text="The number of the row.")

    class Meta:
        abstract = True


class Claim(DeskItem):
    """Somebody works on an item. It ends by itself, and whatever they do renews it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(help_text="When it ends, unless it is renewed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "item"], name="claim_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} works on {self.kind} {self.item}"


class Deferral(DeskItem):
    """An item that is put off: by one person for themselves, or for everybody."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        help_text="For whom it is put off; empty: for everybody.",
    )
    until = models.DateTimeField()
    reason = models.TextField(blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["kind", "until"], name="deferral_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item", "user"],
                condition=Q(user__isnull=False),
                name="deferral_once_for_each",
            ),
            models.UniqueConstraint(
                fields=["kind", "item"],
                condition=Q(user__isnull=True),
                name="deferral_once_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item} until {self.until:%Y-%m-%d}"
