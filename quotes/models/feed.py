"""Feeds of outlets: where new articles are announced, and how reading them goes."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator, URLValidator
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from quotes.models.outlet import Outlet

DEAD_AFTER = timedelta(days=1)
"""How long a feed has to fail until somebody should look at it."""

_WATCHED = (
    "last_fetched_at",
    "last_error",
    "failing_since",
    "next_due_at",
    "etag",
    "last_modified",
)


class FeedQuerySet(models.QuerySet["Feed"]):
    """Every named set of feeds that the admin and the commands ask for."""

    def due(self, now: datetime) -> FeedQuerySet:
        """Feeds in use whose time has come, the longest due first."""
        return self.filter(active=True, next_due_at__lte=now).order_by(
            "next_due_at", "pk"
        )

    def dead(self, now: datetime | None = None) -> FeedQuerySet:
        """Feeds in use that have failed for more than a day."""
        since = (now or timezone.now()) - DEAD_AFTER
        return self.filter(active=True, failing_since__lte=since)


class Feed(models.Model):
    """An RSS or Atom feed, or a sitemap, that an outlet announces its articles in."""

    outlet = models.ForeignKey(Outlet, on_delete=models.PROTECT, related_name="feeds")
    address = models.URLField(
        max_length=2000,
        unique=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Of an RSS or Atom feed, or of a sitemap.",
    )
    active = models.BooleanField(
        "in use", default=True, help_text="Whether watch_feeds fetches it."
    )
    every_minutes = models.PositiveSmallIntegerField(
        "minutes between fetches",
        default=30,
        validators=[MinValueValidator(1)],
        help_text="More where the feed or its server asks for more.",
    )
    last_fetched_at = models.DateTimeField(
        "last fetched",
        null=True,
        blank=True,
        editable=False,
        help_text="When it was fetched last without an error.",
    )
    last_error = models.TextField(
        blank=True,
        editable=False,
        help_text="Why it could not be fetched the last time; empty if it could.",
    )
    failing_since = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="Since when every attempt has failed; null if the last did not.",
    )
    next_due_at = models.DateTimeField(
        "next due",
        default=timezone.now,
        editable=False,
        help_text="When it is to be fetched next.",
    )
    etag = models.CharField(
        max_length=500,
        blank=True,
        editable=False,
        help_text="By which its server knows the version fetched last.",
    )
    last_modified = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="When that version was made, as its server says.",
    )

    objects = FeedQuerySet.as_manager()
    # History is of what people do.
    history = HistoricalRecords(excluded_fields=list(_WATCHED))

    class Meta:
        ordering = ["outlet__name", "address"]
        indexes = [
            models.Index(
                fields=["next_due_at", "id"],
                condition=models.Q(active=True),
                name="feed_due",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every_minutes__gte=1), name="feed_waits_a_minute"
            )
        ]

    def __str__(self) -> str:
        return self.address

    def is_dead(self, now: datetime | None = None) -> bool:
        """Whether it is one of ``Feed.objects.dead()``."""
        if not self.active or self.failing_since is None:
            return False
        return self.failing_since <= (now or timezone.now()) - DEAD_AFTER


class FeedItem(models.Model):
    """An article that a feed has named: whether and when its page is to be fetched.

    What a run is to do stands here before it begins, so that one which is stopped is
    gone on with by the next. Pages are looked at again for some days, at growing
    distances, since outlets edit what they have published.
    """

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="items")
    address = models.CharField(max_length=2000, help_text="Of the article's page.")
    title = models.CharField(
        max_length=500, blank=True, help_text="As the feed gives it."
    )
    author = models.CharField(
        max_length=300, blank=True, help_text="As the feed gives it."
    )
    published_at = models.DateTimeField(
        null=True, blank=True, help_text="As the feed gives it."
    )
    digest = models.CharField(
        max_length=64,
        help_text="Of what the feed says of it: another one means that it changed.",
    )
    first_seen_at = models.DateTimeField(
        default=timezone.now, help_text="When the feed named it first."
    )
    fetched_at = models.DateTimeField(
        null=True, blank=True, help_text="When its page was fetched last."
    )
    next_due_at = models.DateTimeField(
        null=True,
        blank=True,
        default=timezone.now,
        help_text="When its page is to be fetched next; null: never.",
    )
    error = models.TextField(
        blank=True, help_text="Why it could not be stored the last time."
    )
    etag = models.CharField(
        max_length=500, blank=True, help_text="Of the page fetched last."
    )
    last_modified = models.CharField(
        max_length=100, blank=True, help_text="Of the page fetched last."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "address"], name="feed_item_once_per_feed"
            )
        ]
        indexes = [models.Index(fields=["feed", "next_due_at"], name="feed_item_due")]

    def __str__(self) -> str:
        return self.address
