"""Statements: what was said once, however many outlets printed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from quotes.models.dates import BEGINNING_OF_TIME
from quotes.models.speaker import Speaker


class Statement(models.Model):
    """One utterance on one occasion, which one or more quotes report."""

    class Dispute(models.TextChoices):
        DISTINCT = "distinct", "different speakers"
        RELAY = "relay", "an intermediary given as the speaker"
        GRANULARITY = "granularity", "a body against its official"
        JOINT = "joint", "the sets of speakers differ"

    class Grade(models.TextChoices):
        """Whether a dispute is worth a reporter's call."""

        ALERT = "alert", "worth a call"
        NOTE = "note", "to be noted"

    speaker = models.ForeignKey(
        Speaker,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="The accepted speaker, where there is one.",
    )
    text = models.TextField(help_text="The fullest wording printed.")
    stance = models.CharField(
        max_length=9, default="states", help_text="That of the fullest wording."
    )
    clause = models.TextField(
        blank=True,
        help_text="The words that the fullest wording stands in, where they belong to "
        "it: it is no verbatim quotation, or is denied.",
    )
    first_published_at = models.DateTimeField(null=True, blank=True)
    dated_at = models.GeneratedField(
        expression=Coalesce("first_published_at", Value(BEGINNING_OF_TIME)),
        output_field=models.DateTimeField(),
        db_persist=True,
        help_text="What lists are ordered by: undated ones come last.",
    )
    quote_count = models.PositiveIntegerField(default=0)
    outlet_count = models.PositiveIntegerField(
        default=0, help_text="Independent outlets: wire copies are not counted."
    )
    dispute = models.CharField(  # noqa: DJ001 - null: nobody disagrees
        max_length=12, choices=Dispute, null=True, blank=True
    )
    dispute_grade = models.CharField(
        max_length=5,
        choices=Grade,
        default=Grade.ALERT,
        blank=True,
        help_text="Alert: nearly the same words of different agents in two outlets, "
        "read with confidence. Empty: nobody disagrees.",
    )
    disputed_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Since when outlets have disagreed as they do; empty: they do not.",
    )
    resolution = models.TextField(
        blank=True, help_text="How an editor settled the dispute, and why."
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        db_index=False,
    )

    history = HistoricalRecords(excluded_fields=["dated_at"])

    class Meta:
        ordering = ["-dated_at", "-pk"]
        indexes = [
            models.Index(fields=["-dated_at", "-id"], name="statement_by_date"),
            models.Index(
                fields=["-dated_at", "-id"],
                name="statement_by_dispute",
                condition=Q(dispute__isnull=False),
            ),
            # An old statement may be disputed from today on.
            models.Index(
                fields=["-disputed_at", "-id"],
                name="statement_by_arising",
                condition=Q(dispute__isnull=False),
            ),
            models.Index(
                fields=["-outlet_count", "-id"],
                name="statement_to_settle",
                condition=Q(dispute__isnull=False, resolved_at__isnull=True),
            ),
            # Few are settled or merged: the others are not entered here.
            models.Index(
                fields=["resolved_by"],
                name="statement_by_settler",
                condition=Q(resolved_by__isnull=False),
            ),
            models.Index(
                fields=["merged_into"],
                name="statement_merged",
                condition=Q(merged_into__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(dispute=None)
                | Q(dispute__in=["distinct", "relay", "granularity", "joint"]),
                name="statement_dispute_is_known",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="statement_resolution_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("id")),
                name="statement_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.words if len(self.words) <= 80 else f"{self.words[:79]}…"

    @property
    def words(self) -> str:
        """What to print of it: the fullest wording, in its clause where it needs it."""
        return self.clause or self.text
