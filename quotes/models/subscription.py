"""Subscriptions: to whom something is sent as it happens, and what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quotes.models.api_token import ApiToken
from quotes.models.saved_search import SavedSearch


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    """Every named set of subscriptions that is asked for."""

    def running(self) -> SubscriptionQuerySet:
        """Those that are sent something: confirmed and not ended."""
        return self.filter(ended_at=None, confirmed_at__isnull=False)


class Subscription(models.Model):
    """What a saved search finds, or corrections, sent to one address.

    It belongs to one token or account, and ends with it, and with its saved search.
    """

    class Channel(models.TextChoices):
        WEBHOOK = "webhook", "webhook"
        EMAIL = "email", "e-mail"

    class Frequency(models.TextChoices):
        AT_ONCE = "at_once", "at once"
        HOURLY = "hourly", "once an hour"
        DAILY = "daily", "once a day"

    channel = models.CharField(max_length=7, choices=Channel)
    token = models.ForeignKey(
        ApiToken,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="subscriptions",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        editable=False,
        related_name="subscriptions",
    )
    saved_search = models.ForeignKey(
        SavedSearch,
        on_delete=models.CASCADE,
        null=True,
        related_name="subscriptions",
        help_text="What is heard of; without one, corrections.",
    )
    address = models.CharField(
        max_length=2000, help_text="Where to: an address of the Web, or of e-mail."
    )
    secret = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="By which webhooks are signed: it must be known to sign with it.",
    )
    frequency = models.CharField(
        max_length=7,
        choices=Frequency,
        default=Frequency.AT_ONCE,
        help_text="How often at most.",
    )
    after_id = models.BigIntegerField(
        default=0,
        editable=False,
        help_text="Quotes up to this number are done with.",
    )
    after_at = models.DateTimeField(
        default=timezone.now,
        editable=False,
        help_text="What happened before is done with.",
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmation_sent_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the owner of the e-mail address was asked.",
    )
    confirmed_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="Since when something may be sent.",
    )
    last_sent_at = models.DateTimeField(
        null=True, editable=False, help_text="When something was taken last."
    )
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_why = models.CharField(
        max_length=300, blank=True, editable=False, help_text="By whom, and why."
    )

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(token__isnull=True, user__isnull=False)
                | Q(token__isnull=False, user__isnull=True),
                name="subscription_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(channel="webhook", frequency="at_once") & ~Q(secret="")
                | Q(channel="email", frequency__in=["hourly", "daily"], secret=""),
                name="subscription_channel_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} to {self.address}"

    @property
    def about(self) -> str:
        """What is heard of, in words."""
        return self.saved_search.name if self.saved_search else "Corrections"

    @property
    def owner_is_gone(self) -> bool:
        """Whether its owner may read no more: token revoked, account closed."""
        if self.token is not None:
            return self.token.revoked_at is not None
        return self.user is None or not self.user.is_active

    def end(self, *, why: str, at: Any) -> None:
        """Send nothing more. What was not sent yet never is."""
        self.ended_at, self.ended_why = at, why[:300]
        self.save(update_fields=["ended_at", "ended_why"])
