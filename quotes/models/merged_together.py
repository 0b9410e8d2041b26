"""Mergers of many speakers as one act, to be undone as one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.linking_decision import Decision
from quotes.models.speaker import Speaker


class MergedTogether(Decision):
    """Several speakers merged into one at once; what moved, histories tell."""

    target = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    sources = models.JSONField(help_text="Keys of the speakers merged, in order.")
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "merger of many"
        verbose_name_plural = "mergers of many"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="merger_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merger_undone_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{len(self.sources)} speakers into {self.target}"
