"""Error reports: what readers say is wrong with a quote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from quotes.models.quote import Quote


class ErrorReport(models.Model):
    """One reader's report. Nobody needs an account for it, so none is named."""

    class Reason(models.TextChoices):
        SPEAKER = "speaker", "wrong speaker"
        WORDS = "words", "wrong words"
        NOT_A_QUOTE = "not_a_quote", "not a quotation"
        STATEMENT = "statement", "wrong statement"
        OTHER = "other", "something else"

    class Status(models.TextChoices):
        OPEN = "open", "open"
        ACCEPTED = "accepted", "the reader is right"
        DISMISSED = "dismissed", "nothing is wrong"

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="error_reports"
    )
    reason = models.CharField(max_length=11, choices=Reason)
    explanation = models.TextField()
    expected = models.TextField(
        blank=True, help_text="What should stand there instead."
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    answer = models.TextField(
        blank=True,
        editable=False,
        help_text="What the editors say to it; readers see it at the quote.",
    )
    reported_at = models.DateTimeField(default=timezone.now, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-reported_at", "-id"],
                name="report_open",
                condition=Q(status="open"),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    reason__in=["speaker", "words", "not_a_quote", "statement", "other"]
                ),
                name="report_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", settled_at=None, settled_by=None)
                | Q(
                    status__in=["accepted", "dismissed"],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="report_settled_by_whom_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.get_reason_display()}: {self.quote}"
