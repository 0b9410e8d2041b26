"""Where a quote stood in each version of its article."""

from __future__ import annotations

from django.db import models

from quotes.models.article_version import ArticleVersion
from quotes.models.quote import Quote


class QuoteVersion(models.Model):
    """One quote in one version of its article, and what became of it there.

    Ranges are characters, half open, into the text of that version; those of the
    version that is current are the quote's own, which editors may correct, and are
    written here when another version takes its place.
    """

    class Change(models.TextChoices):
        """What the version did to the quote."""

        FIRST = "first", "stood in the first version stored"
        UNCHANGED = "unchanged", "stayed where it was"
        MOVED = "moved", "moved, the same words"
        REWORDED = "reworded", "stands in other words"
        GONE = "gone", "was removed"
        NEW = "new", "was added"
        RETURNED = "returned", "came back"

    STANDING = (
        *(Change.FIRST, Change.UNCHANGED, Change.MOVED),
        *(Change.REWORDED, Change.NEW, Change.RETURNED),
    )

    quote = models.ForeignKey(
        Quote, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="quote_versions"
    )
    change = models.CharField(
        max_length=9, choices=Change, help_text="What this version did to the quote."
    )
    difference = models.CharField(
        max_length=22,
        blank=True,
        help_text="How the words differ from those before, as between printings.",
    )
    text = models.TextField(
        blank=True, help_text="Its words in this version; empty where it is gone."
    )
    spans = models.JSONField(default=list, blank=True)
    cue_spans = models.JSONField(default=list, blank=True)
    source_spans = models.JSONField(default=list, blank=True)
    relay_spans = models.JSONField(default=list, blank=True)
    clause_spans = models.JSONField(default=list, blank=True)
    status = models.CharField(
        max_length=9,
        choices=Quote.Status,
        help_text="Where review stood when the version was replaced, or came.",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["quote", "version"], name="quote_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    change__in=[
                        *("first", "unchanged", "moved", "reworded"),
                        *("gone", "new", "returned"),
                    ]
                ),
                name="quote_version_change_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"quote {self.quote_id} in version {self.version_id}: {self.change}"
