"""Articles: the current text of each, into which the offsets of its quotes point."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quotes.models.dates import BEGINNING_OF_TIME
from quotes.models.outlet import Outlet
from quotes.models.provenance import PROVENANCE, Provenance


def sha256_of(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


MOST_ATTEMPTS = 3
"""How often runs try an article before they leave it to an editor."""


class ArticleQuerySet(models.QuerySet["Article"]):
    """Every named set of articles the API, the admin and the commands ask for."""

    def pending(self) -> ArticleQuerySet:
        """Articles from which quotes are still to be extracted, oldest first.

        Without those that runs have given up.
        """
        todo = self.filter(extracted_at__isnull=True)
        return todo.filter(extraction_attempts__lt=MOST_ATTEMPTS).order_by("pk")

    def failed(self) -> ArticleQuerySet:
        """Articles from which the last attempt to extract got nothing."""
        return self.filter(extraction_failed_at__isnull=False)

    def given_up(self) -> ArticleQuerySet:
        """Those of them that no run tries again by itself."""
        return self.failed().filter(extraction_attempts__gte=MOST_ATTEMPTS)

    def without_text(self) -> ArticleQuerySet:
        """Leave the text in the database: it is the largest column by far."""
        return self.defer("text")


class Article(Provenance):
    """One article of one outlet, with the text that stands today.

    A text is never edited. Where the outlet replaces it, the new one is another
    version: see ``ArticleVersion``, which keeps every text that ever stood.
    """

    class Kind(models.TextChoices):
        """What sort of text it is."""

        ARTICLE = "article", "article"
        PRESS_RELEASE = "press_release", "press release"
        TRANSCRIPT = "transcript", "transcript"

    outlet = models.ForeignKey(
        Outlet, on_delete=models.PROTECT, related_name="articles", db_index=False
    )
    url = models.URLField(
        "address on the web",
        max_length=2000,
        unique=True,
        null=True,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    dated_at = models.GeneratedField(
        expression=Coalesce("published_at", Value(BEGINNING_OF_TIME)),
        output_field=models.DateTimeField(),
        db_persist=True,
        help_text="What lists are ordered by: undated ones come last.",
    )
    language = models.CharField(max_length=35, default="en")
    kind = models.CharField(
        max_length=13,
        choices=Kind,
        default=Kind.ARTICLE,
        help_text="Article, press release (the words of whom it is about) or "
        "transcript (lines that begin with who speaks).",
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="The number of the version whose text this is.",
    )
    updated_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text="When the outlet says that it changed the text, where it says so.",
    )
    text = models.TextField()
    text_hash = models.CharField(max_length=64, editable=False)
    wire_copy_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="copies",
        help_text="The article whose text this one largely repeats (agency copy).",
    )
    ingested_at = models.DateTimeField(default=timezone.now, editable=False)
    extracted_at = models.DateTimeField(null=True, editable=False, db_index=True)
    extractor_version = models.CharField(max_length=40, blank=True, editable=False)
    extraction_error = models.TextField(
        blank=True,
        editable=False,
        help_text="Why the last attempt to extract failed; empty: it did not.",
    )
    extraction_failed_at = models.DateTimeField(
        null=True, editable=False, help_text="When the last attempt failed, if it did."
    )
    extraction_attempts = models.PositiveSmallIntegerField(
        default=0,
        editable=False,
        help_text="Attempts that failed, one after another. From 3 no run tries again "
        "until an editor asks for it.",
    )

    objects = ArticleQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=[
            *("text", "dated_at", *PROVENANCE),
            *("extraction_error", "extraction_failed_at", "extraction_attempts"),
        ]
    )

    class Meta:
        ordering = ["-dated_at", "-pk"]
        indexes = [
            models.Index(
                fields=["outlet", "-dated_at", "-id"], name="article_by_outlet"
            ),
            models.Index(fields=["-dated_at", "-id"], name="article_by_date"),
            # Nearly all are articles: a list of the others must not walk through those.
            models.Index(
                fields=["kind", "-dated_at", "-id"],
                name="article_by_kind",
                condition=~models.Q(kind="article"),
            ),
            models.Index(
                fields=["extraction_failed_at", "id"],
                name="article_failed",
                condition=models.Q(extraction_failed_at__isnull=False),
            ),
            # What waits is counted, and the longest waiting found, at every scrape.
            models.Index(
                fields=["ingested_at"],
                name="article_pending",
                condition=models.Q(
                    extracted_at__isnull=True, extraction_attempts__lt=MOST_ATTEMPTS
                ),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["outlet", "text_hash"], name="article_one_per_outlet_and_text"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="article_has_a_text"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["article", "press_release", "transcript"]),
                name="article_kind_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.outlet} {self.pk}"

    def save(self, **kwargs: Any) -> None:
        if not self.text_hash:
            self.text_hash = sha256_of(self.text)
        super().save(**kwargs)

    @property
    def web_address(self) -> str:
        """The address that a page may link to: "" where it is none of the web."""
        address = self.url or ""
        return address if address.lower().startswith(("http://", "https://")) else ""
