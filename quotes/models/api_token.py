"""Tokens: by which programs and people without an account are known to the API."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class ApiToken(models.Model):
    """A secret given to one reader. Only its hash is kept: it is shown once."""

    name = models.CharField(
        "given to", max_length=200, help_text="Who uses it, and what for."
    )
    start = models.CharField(
        "begins with",
        max_length=12,
        editable=False,
        help_text="Enough to tell tokens apart, too little to use one.",
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
    )
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "API token"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="token_revocation_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"
