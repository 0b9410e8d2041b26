"""Proposals: acts that somebody may not do, for somebody who may to decide on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Proposal(models.Model):
    """One or several acts with their arguments, and how what they touch stood then."""

    class Status(models.TextChoices):
        OPEN = "open", "open"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"

    title = models.TextField(help_text="What it would do, in words.")
    steps = models.JSONField(
        help_text="In order, each an act's name and its arguments."
    )
    rows = models.JSONField(
        help_text="What it is about: rows as they stood, each with its version."
    )
    reason = models.TextField(help_text="Why, by who proposes it.")
    status = models.CharField(max_length=8, choices=Status, default=Status.OPEN)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True, help_text="What who decided says to it.")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        permissions = [
            ("merge_many", "Can merge many speakers as one act"),
            ("undo_others", "Can undo what another person decided"),
        ]
        indexes = [
            models.Index(
                fields=["made_at", "id"],
                name="proposal_open",
                condition=Q(status="open"),
            ),
            models.Index(fields=["-made_at", "-id"], name="proposal_by_date"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", decided_at=None, decided_by=None)
                | Q(
                    status__in=["accepted", "declined"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="proposal_decided_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title if len(self.title) <= 80 else f"{self.title[:79]}…"
