"""The sweeper: what stays in the queue, or never came into it, is queued again."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from quotes.extraction import extractor_version
from quotes.ingest.workers import BATCH
from quotes.models import Article, QueuedArticle
from quotes.queueing.broker import EXTRACTION, count_messages, wake_lane
from quotes.queueing.jobs import queue_stored, send_jobs, store_jobs

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Swept:
    """How many articles were queued again, and why.

    pending: stored, not extracted, and with nobody. lost: no word came of them for
    QUEUE_AGAIN_MINUTES. outdated: queued for an extractor that is no longer used.
    """

    pending: int
    lost: int
    outdated: int

    def __str__(self) -> str:
        return (
            f"queued again: {self.pending} pending, {self.lost} lost, "
            f"{self.outdated} of another extractor"
        )


def sweep() -> Swept:
    """Queue again what stays pending, and wake the lane where something waits for it.

    May run at any time, and twice at once. Raises QueueError where the broker cannot
    be told.
    """
    room = settings.QUEUE_MOST - count_unread()
    swept = Swept(
        outdated=_queue(_outdated()),
        lost=_queue(_lost()),
        pending=_queue_pending(max(room, 0)),
    )
    if QueuedArticle.objects.read().exists():
        wake_lane()
    if swept != Swept(0, 0, 0):
        logger.warning("%s", swept)
    return swept


def count_unread() -> int:
    """Return how many articles wait for a worker, QUEUE_MOST at most."""
    unread = QueuedArticle.objects.unread().order_by()
    return unread[: settings.QUEUE_MOST].count()


def _cutoff() -> Q:
    since = timezone.now() - timedelta(minutes=settings.QUEUE_AGAIN_MINUTES)
    return Q(queued_at__lt=since)


def _outdated() -> dict[int, int]:
    """Articles that another extractor was to read, or has read, by their urgency."""
    rows = QueuedArticle.objects.filter(_cutoff())
    rows = rows.exclude(extractor_version=extractor_version())
    return _urgencies(rows)


def _lost() -> dict[int, int]:
    """Articles of which the broker has no word any more, by their urgency.

    Where it has as many messages as there are articles to read, they only wait.
    """
    if count_messages(EXTRACTION) * BATCH >= count_unread():
        return {}
    return _urgencies(QueuedArticle.objects.unread().filter(_cutoff()))


def _urgencies(rows: object) -> dict[int, int]:
    chosen = rows.order_by("queued_at", "article")  # type: ignore[attr-defined]
    return dict(chosen.values_list("article", "urgency")[: settings.QUEUE_MOST])


def _queue(urgencies: dict[int, int]) -> int:
    if urgencies:
        send_jobs(urgencies, store_jobs(urgencies))
    return len(urgencies)


def _queue_pending(most: int) -> int:
    """Queue stored articles that are with nobody; those that failed, after a pause."""
    since = timezone.now() - timedelta(minutes=settings.QUEUE_AGAIN_MINUTES)
    rows = Article.objects.pending().filter(queued=None)
    rows = rows.filter(Q(extraction_attempts=0) | Q(extraction_failed_at__lt=since))
    pks = list(rows.values_list("pk", flat=True)[:most])
    if pks:
        queue_stored(pks)
    return len(pks)
