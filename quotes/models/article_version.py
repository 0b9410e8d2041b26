"""Versions of articles: every text that ever stood under an article's address."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone

from quotes.models.article import Article
from quotes.models.provenance import Provenance


class ArticleAddress(models.Model):
    """An address under which an article is found, its own or a second one.

    Written by ingest for every article that has an address; without history, for no
    person decides it. Two spellings of one address make one key: see
    ``quotes.ingest.canonical_addresses``.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="addresses"
    )
    key = models.CharField(
        max_length=32,
        unique=True,
        help_text="A hash of the canonical address, in hexadecimal digits.",
    )
    url = models.CharField(
        max_length=2000,
        blank=True,
        help_text="As it was given; empty where it is the article’s own address.",
    )
    seen_at = models.DateTimeField(
        default=timezone.now, help_text="When the article was first found there."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.url or f"address of article {self.article_id}"


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    """Every named set of versions that ingest, the API and the pages ask for."""

    def without_text(self) -> ArticleVersionQuerySet:
        """Leave the text in the database: it is the largest column by far."""
        return self.defer("text")

    def in_time(self) -> ArticleVersionQuerySet:
        """By when each text stood, the earliest first."""
        return self.order_by("stood_from", "number")

    def standing_at(self, moment: datetime) -> ArticleVersion | None:
        """The version whose text stood at ``moment``, of one article's versions."""
        return self.filter(stood_from__lte=moment).in_time().last()


class ArticleVersion(Provenance):
    """One text of an article that has had more than one.

    An article with one text has no rows here: nothing is stored twice for the many
    that are never edited. The first two rows are made when a second text arrives; the
    text of the current version is also ``Article.text``, into which quotes point.
    Never changed once it is written, hence without history.
    """

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField(
        help_text="Counted from 1 in the order in which the texts became known here."
    )
    text = models.TextField(help_text="As printed; offsets of this version point here.")
    text_hash = models.CharField(max_length=64, editable=False)
    title = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="As this version told it."
    )
    updated_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the outlet says that it changed the text, where it says so.",
    )
    stood_from = models.DateTimeField(
        help_text="From when on this text stood, as far as is known."
    )
    stored_at = models.DateTimeField(default=timezone.now, editable=False)
    extractor_version = models.CharField(max_length=40, blank=True, editable=False)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["text_hash"], name="version_by_text"),
            models.Index(fields=["article", "stood_from"], name="version_by_time"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"], name="version_one_per_number"
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="version_has_a_text"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="version_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of article {self.article_id}"
