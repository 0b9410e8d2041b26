"""What editors decided about who and what is the same, for later runs to keep."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quotes.models.quote import Quote
from quotes.models.speaker import Speaker
from quotes.models.statement import Statement


class Decision(models.Model):
    """Who decided, when and why."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        abstract = True


class SpeakerDistinction(Decision):
    """Two speakers who are not the same, however alike their names are."""

    first = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "speakers told apart"
        verbose_name_plural = "speakers told apart"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="speakers_told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="speakers_told_apart_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} is not {self.second}"


class StatementDistinction(Decision):
    """Two statements that are not the same, however alike their wordings are."""

    first = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "statements told apart"
        verbose_name_plural = "statements told apart"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="statements_told_apart_once"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="statements_told_apart_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.first}” is not “{self.second}”"


class StatementPlacement(Decision):
    """That a quote belongs to its statement: later runs leave it there."""

    quote = models.OneToOneField(
        Quote, on_delete=models.CASCADE, primary_key=True, related_name="placement"
    )

    history = HistoricalRecords()

    def __str__(self) -> str:
        return f"“{self.quote}” stays in its statement"


class SpeakerSuggestionQuerySet(models.QuerySet["SpeakerSuggestion"]):
    """The sets of questions that editors go through."""

    def undecided(self) -> SpeakerSuggestionQuerySet:
        """Those that nobody has answered."""
        return self.filter(status=SpeakerSuggestion.Status.OPEN)

    def about(self, speaker: Speaker) -> SpeakerSuggestionQuerySet:
        """Those about ``speaker``, or about one that was merged into it."""
        return self.filter(
            Q(speaker=speaker)
            | Q(candidate=speaker)
            | Q(speaker__merged_into=speaker)
            | Q(candidate__merged_into=speaker)
        )


class SpeakerSuggestion(models.Model):
    """Two speakers who may be the same: for an editor to decide."""

    class Status(models.TextChoices):
        OPEN = "open"
        SAME = "same"
        DIFFERENT = "different"

    speaker = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="suggestions"
    )
    candidate = models.ForeignKey(
        Speaker, on_delete=models.CASCADE, related_name="+", db_index=True
    )
    score = models.FloatField(help_text="How likely they are the same, 0 to 1.")
    reason = models.TextField(help_text="In words an editor understands.")
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SpeakerSuggestionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "speakers who may be one"
        verbose_name_plural = "speakers who may be one"
        ordering = ["-score", "pk"]
        indexes = [
            models.Index(fields=["status", "-score"], name="suggestion_by_score")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "candidate"], name="suggestion_once_per_pair"
            ),
            models.CheckConstraint(
                condition=Q(speaker__gt=F("candidate")),
                name="suggestion_newer_speaker_first",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1),
                name="suggestion_score_is_a_probability",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["open", "same", "different"]),
                name="suggestion_status_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} may be {self.candidate}"
