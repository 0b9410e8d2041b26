"""What a survey of all speakers found: how much each has said, whose names are alike.

Computed by ``manage.py survey_speakers``, for lists that must not count a million
quotes while somebody waits. True as of then.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quotes.models.speaker import Speaker


class SpeakerCount(models.Model):
    """How many quotes and statements a speaker has, as of the last survey."""

    speaker = models.OneToOneField(
        Speaker, on_delete=models.CASCADE, primary_key=True, related_name="counts"
    )
    quotes = models.PositiveIntegerField(help_text="Standing ones.")
    statements = models.PositiveIntegerField()
    counted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["-quotes", "speaker"], name="speaker_by_quotes"),
            models.Index(
                fields=["-statements", "speaker"], name="speaker_by_statements"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.quotes}"


class SpeakerCluster(models.Model):
    """Speakers whose names are alike in one way: perhaps some of them are one."""

    class Method(models.TextChoices):
        FINGERPRINT = "fingerprint", "the same words in another order"
        NGRAM = "ngram", "the same letters, divided otherwise"
        PHONETIC = "phonetic", "sound alike"
        LINKER = "linker", "asked by the linker"

    method = models.CharField(max_length=11, choices=Method)
    key = models.CharField(max_length=200, help_text="What their names share.")
    size = models.PositiveIntegerField(help_text="Speakers in it when it was found.")
    members = models.ManyToManyField(Speaker, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "names that may be one"
        verbose_name_plural = "names that may be one"
        ordering = ["-size", "pk"]
        indexes = [
            models.Index(fields=["-size", "id"], name="cluster_by_size"),
            models.Index(fields=["method", "-size", "id"], name="cluster_by_method"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["method", "key"], name="cluster_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.size})"
