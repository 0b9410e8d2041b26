"""Error reports: what readers say is wrong with a quote."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

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
        SPAM = "spam", "no report about the quote"

    quote = models.ForeignKey(
        Quote, on_delete=models.CASCADE, related_name="error_reports"
    )
    reason = models.CharField(max_length=11, choices=Reason)
    explanation = models.TextField()
    expected = models.TextField(
        blank=True, help_text="What should stand there instead."
    )
    digest = models.CharField(  # noqa: DJ001 - unique where there is one
        max_length=64,
        null=True,
        editable=False,
        help_text="Of what is reported, to know the same report again.",
    )
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    answer = models.TextField(
        blank=True,
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

    history = HistoricalRecords()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        indexes = [
            models.Index(
                fields=["-reported_at", "-id"],
                name="report_open",
                condition=Q(status="open"),
            ),
            # The same words at other quotes: what programs send.
            models.Index(
                fields=["digest"],
                name="report_open_by_digest",
                condition=Q(status="open"),
            ),
            # What one person settled at one moment was one act.
            models.Index(
                fields=["settled_at"],
                name="report_by_act",
                condition=Q(settled_at__isnull=False),
            ),
        ]
        constraints = [
            # Two readers, or one who presses twice, at the same moment.
            models.UniqueConstraint(
                fields=["quote", "digest"],
                condition=Q(status="open"),
                name="report_once_while_open",
            ),
            models.CheckConstraint(
                condition=Q(
                    reason__in=["speaker", "words", "not_a_quote", "statement", "other"]
                ),
                name="report_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="open", settled_at=None, settled_by=None)
                | Q(
                    status__in=["accepted", "dismissed", "spam"],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="report_settled_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}: {self.quote}"

    def save(self, **kwargs: Any) -> None:
        if self._state.adding:
            self.digest = digest_of(self.reason, self.explanation, self.expected)
            # Who sends a report is not recorded, also where they have logged in.
            self._history_user = None
        super().save(**kwargs)


class ReportOrigin(models.Model):
    """Which open reports came from one reader on one day, and nothing else of them.

    What is kept is a keyed hash of the network address (or the account) and the day:
    it tells that two reports of a day have one sender, never who that is, and tells
    nothing about another day. It is gone as soon as the report is settled.
    """

    report = models.OneToOneField(
        ErrorReport, on_delete=models.CASCADE, primary_key=True, related_name="origin"
    )
    sender = models.CharField(
        max_length=32, help_text="A keyed hash of who sent it and on which day."
    )
    day = models.DateField(help_text="In UTC: hashes of two days cannot be compared.")

    class Meta:
        indexes = [
            models.Index(fields=["sender"], name="report_by_sender"),
            models.Index(fields=["day"], name="report_origin_by_day"),
        ]

    def __str__(self) -> str:
        return f"where report {self.report_id} came from"


def digest_of(reason: str, explanation: str, expected: str) -> str:
    """Return 64 hexadecimal digits that differ where reports differ.

    Texts are too long to be unique by themselves: an index entry has a limit.
    """
    content = json.dumps([reason, explanation, expected])
    return hashlib.sha256(content.encode()).hexdigest()
