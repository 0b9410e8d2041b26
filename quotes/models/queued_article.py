"""Articles that are with the queue: for a worker to read, or, read, to be stored.

The database keeps what is to be done, and the broker carries word of it alone: what the
broker loses is queued again from here.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from quotes.models.article import Article


class QueuedArticleQuerySet(models.QuerySet["QueuedArticle"]):
    """The two places in which a queued article can be."""

    def unread(self) -> QueuedArticleQuerySet:
        """Those that a worker has still to read."""
        return self.filter(read_at__isnull=True)

    def read(self) -> QueuedArticleQuerySet:
        """Those that are read and wait to be stored and linked, in that order."""
        return self.filter(read_at__isnull=False).order_by(
            "urgency", "read_at", "article"
        )


class QueuedArticle(models.Model):
    """An article from its queueing until what a worker found in it is stored."""

    class Urgency(models.IntegerChoices):
        """Which are read and stored before others."""

        FRESH = 0, "fresh"
        ARCHIVE = 1, "from an archive"

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="queued"
    )
    urgency = models.PositiveSmallIntegerField(
        choices=Urgency, help_text="Fresh articles are read before those of an archive."
    )
    extractor_version = models.CharField(
        max_length=40, help_text="The extractor and model that are to read it."
    )
    queued_at = models.DateTimeField(
        default=timezone.now, help_text="When the broker was last told of it."
    )
    begun = models.PositiveSmallIntegerField(
        default=0,
        help_text="How often a worker has begun to read it, and not ended: once it "
        "has happened, it is read apart from others.",
    )
    read_at = models.DateTimeField(null=True, help_text="When a worker had read it.")
    read_version = models.PositiveIntegerField(
        null=True, help_text="The number of the version whose text was read."
    )
    quotation_count = models.PositiveIntegerField(
        default=0, help_text="How many quotations were found."
    )
    result = models.JSONField(
        null=True, help_text="The quotations found, or the reason why there are none."
    )

    objects = QueuedArticleQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["queued_at", "article"],
                name="queued_unread",
                condition=models.Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["urgency", "read_at", "article"],
                name="queued_read",
                condition=models.Q(read_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    read_at__isnull=True, read_version__isnull=True, result__isnull=True
                )
                | models.Q(
                    read_at__isnull=False,
                    read_version__isnull=False,
                    result__isnull=False,
                ),
                name="queued_article_read_with_its_result",
            ),
        ]

    def __str__(self) -> str:
        return f"article {self.article_id} with the queue"
