"""Deliveries: what is to be sent to a subscription, and how that went."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quotes.models.subscription import Subscription


class Delivery(models.Model):
    """One event for one subscription: kept until it was taken, and some time after."""

    class Status(models.TextChoices):
        PENDING = "pending", "to be sent"
        DELIVERED = "delivered", "taken"
        DEAD = "dead", "given up"

    subscription = models.ForeignKey(
        Subscription,
        on_delete=models.CASCADE,
        related_name="deliveries",
        db_index=False,
    )
    event = models.CharField(
        max_length=80, help_text="What happened, by a name that nothing else has."
    )
    number = models.BigIntegerField(
        help_text="Of the quote, the statement or the act that it is about."
    )
    body = models.JSONField(help_text="What is sent, the same at every attempt.")
    status = models.CharField(max_length=9, choices=Status, default=Status.PENDING)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(
        default=timezone.now, help_text="When to try, or to try again."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, help_text="When it was taken.")
    log = models.JSONField(
        default=list, help_text="Each attempt: when, what was answered, how long."
    )

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name_plural = "deliveries"
        indexes = [
            models.Index(
                fields=["subscription", "status", "due_at"], name="delivery_to_send"
            ),
            models.Index(fields=["subscription", "number"], name="delivery_by_number"),
            models.Index(fields=["status", "created_at"], name="delivery_by_status"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subscription", "event"], name="delivery_once_per_event"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["pending", "delivered", "dead"]),
                name="delivery_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} for {self.subscription_id}"

    @property
    def identifier(self) -> str:
        """By which a receiver knows it again: the same at every attempt."""
        return f"msg_{self.subscription_id}_{self.pk}"
