"""Putting articles into the queue, in the database first and then by the broker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from quotes.extraction import extractor_version
from quotes.models import Article, QueuedArticle
from quotes.queueing.broker import send_articles, wake_lane

FRESH_FOR = timedelta(days=3)
"""How long after its publication an article is read before those of an archive."""
Urgencies = Mapping[int, int]
"""The urgency of each article, by its primary key."""


def urgency_of(published_at: datetime | None, *, watched: bool = False) -> int:
    """Return how soon an article is to be read.

    watched: whether a feed has just named it.
    """
    recent = published_at is not None and timezone.now() - published_at < FRESH_FOR
    urgency = QueuedArticle.Urgency
    return urgency.FRESH if watched or recent else urgency.ARCHIVE


@transaction.atomic
def store_jobs(urgencies: Urgencies, extractor: str | None = None) -> list[int]:
    """Have these articles read by ``extractor``; return those that are still to be.

    extractor: its version; that of this process, where it is left out. What another
    version has read of them, and nobody stored, is forgotten.
    """
    version = extractor or extractor_version()
    now = timezone.now()
    rows = QueuedArticle.objects.filter(article__in=urgencies)
    read = set(
        rows.read().filter(extractor_version=version).values_list("article", flat=True)
    )
    QueuedArticle.objects.bulk_create(
        [
            QueuedArticle(
                article_id=pk, urgency=urgency, extractor_version=version, queued_at=now
            )
            for pk, urgency in sorted(urgencies.items())
        ],
        ignore_conflicts=True,
    )
    unread = sorted(urgencies.keys() - read)
    QueuedArticle.objects.filter(article__in=unread).update(
        extractor_version=version,
        queued_at=now,
        read_at=None,
        read_version=None,
        result=None,
        quotation_count=0,
    )
    return unread


def send_jobs(urgencies: Urgencies, unread: Iterable[int]) -> None:
    """Tell the broker of the articles of ``store_jobs``, once that is committed.

    unread: what ``store_jobs`` returned; the others only wait to be stored.
    Raises QueueError where it cannot be told: they are queued all the same, and the
    sweeper, or the same command again, tells it.
    """
    by_urgency: dict[int, list[int]] = defaultdict(list)
    for pk in unread:
        by_urgency[urgencies[pk]].append(pk)
    for urgency, pks in sorted(by_urgency.items()):
        send_articles(pks, urgency, extractor_version())
    if urgencies.keys() - set(unread):
        wake_lane()


def queue_stored(pks: Iterable[int]) -> None:
    """Queue stored articles, fresh ones before others."""
    dates = Article.objects.filter(pk__in=list(pks)).order_by()
    urgencies = {
        pk: urgency_of(moment) for pk, moment in dates.values_list("pk", "published_at")
    }
    send_jobs(urgencies, store_jobs(urgencies))
