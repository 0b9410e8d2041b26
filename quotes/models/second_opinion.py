"""What a later run of the machine thinks of a quote that an editor has decided on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from quotes.models.quote import Quote


class SecondOpinion(models.Model):
    """A new reading beside a decision, which it changes nothing about.

    Kept only where the machine reads the words otherwise than when the editor
    decided, and otherwise than they decided; the latest run's replaces that of the
    run before.
    """

    quote = models.OneToOneField(
        Quote, on_delete=models.CASCADE, related_name="second_opinion"
    )
    extractor_version = models.CharField(
        max_length=40, help_text="The extractor that thinks so."
    )
    reading = models.JSONField(
        default=dict,
        help_text="What it read, as in the quote’s own reading; empty: it no longer "
        "finds a quotation there.",
    )
    differs = models.JSONField(
        default=list,
        help_text="Names of what it reads otherwise than the decision has it.",
    )
    seen_at = models.DateTimeField(help_text="When a run first read it so.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="Who took it over or dismissed it; empty: nobody has.",
    )
    answered_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was taken over or dismissed."
    )

    class Meta:
        ordering = ["seen_at", "pk"]
        indexes = [
            # What nobody has answered: few, and counted for the editors' desk.
            models.Index(
                fields=["seen_at", "id"],
                name="opinion_open",
                condition=Q(answered_at=None),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="opinion_answer_has_who_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"Second opinion on “{self.quote}”"
