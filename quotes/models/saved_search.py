"""Saved searches: what readers want to hear of as it comes in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quotes.models.api_token import ApiToken


class SavedSearch(models.Model):
    """A search that belongs to one token or account, with a feed of its own.

    A feed reader cannot send a token: whoever knows the feed's address may read
    it. Hence the key in it is random, and deleting the search ends it. It is kept
    as it is, for its owner must be able to look the address up again, and opens
    nothing but the answers to this one search.
    """

    class Kind(models.TextChoices):
        QUOTES = "quotes", "new quotes that a search finds"
        SPEAKER = "speaker", "new quotes by a speaker"
        DISPUTES = "disputes", "new disputes"

    token = models.ForeignKey(
        ApiToken,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="saved_searches",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="saved_searches",
    )
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind)
    parameters = models.JSONField(
        default=dict, help_text="As in the query string of the search."
    )
    feed_key = models.CharField(max_length=43, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_used_at = models.DateTimeField(
        null=True, editable=False, help_text="When its feed was read last."
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "saved search"
        verbose_name_plural = "saved searches"
        constraints = [
            models.CheckConstraint(
                condition=Q(token__isnull=True, user__isnull=False)
                | Q(token__isnull=False, user__isnull=True),
                name="saved_search_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["quotes", "speaker", "disputes"]),
                name="saved_search_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_ended(self) -> bool:
        """Whether its owner may read no more: token revoked, account closed."""
        if self.token is not None:
            return self.token.revoked_at is not None
        return self.user is None or not self.user.is_active
