"""The lane: what workers have read is stored and linked, many articles at a time.

Several lanes may run; one stores at a time, as any two runs do (``lock_linking``). What
is stored leaves the queue in the transaction that stores it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from quotes.extraction import extractor_version
from quotes.extraction.lines import LineError
from quotes.ingest.batch import store_together
from quotes.ingest.given_up import tell_what_follows
from quotes.ingest.loading import TOGETHER_READ
from quotes.ingest.outages import first_line
from quotes.ingest.outcomes import Task
from quotes.ingest.sources import Failure
from quotes.ingest.storing import record_failure
from quotes.ingest.workers import KILLER, MOST_QUOTATIONS, Outcome
from quotes.linking.store.lock import lock_linking
from quotes.models import Article, QueuedArticle
from quotes.models.article import MOST_ATTEMPTS
from quotes.queueing.working import decode_outcome

logger = logging.getLogger(__name__)

TURN = 20.0
"""Seconds after which a lane that is asked to stop may do so."""
Waiting = list[tuple[Task, Outcome]]


def store_waiting() -> bool:
    """Store what has been read; return whether more is left after ``TURN`` seconds."""
    until = time.monotonic() + TURN
    while stored := store_batch():
        logger.info("%s articles stored", stored)
        if time.monotonic() > until:
            return True
    _tell_of_others()
    return False


@transaction.atomic
def store_batch() -> int:
    """Store the next articles that were read; return how many left the queue.

    Whatever goes wrong with one, the others are stored; that one counts as an attempt
    that failed. Where the database fails nothing is changed.
    """
    lock_linking()
    rows = _take()
    found: Waiting = []
    for row in rows:
        # Of a text that another has replaced nothing is stored: that one was read.
        if row.result and row.article.version == row.read_version:
            origin = f"article {row.article_id}"
            task = Task(origin, row.article.text, article=row.article)
            found.append((task, _decode(row)))
    outcomes = store_together(found, raise_outages=True)
    for (task, outcome), done in zip(found, outcomes, strict=True):
        if isinstance(done, Failure):
            _note_failure(task, outcome, done)
    QueuedArticle.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _take() -> Sequence[QueuedArticle]:
    """The next rows, of about as many quotations as are stored together."""
    waiting = QueuedArticle.objects.read().filter(extractor_version=extractor_version())
    sizes = list(waiting.values_list("article", "quotation_count")[:TOGETHER_READ])
    taken, quotations = [], 0
    for pk, size in sizes:
        taken.append(pk)
        quotations += size
        if quotations >= MOST_QUOTATIONS:
            break
    rows = waiting.filter(article__in=taken)
    return list(rows.select_related("article", "article__outlet"))


def _decode(row: QueuedArticle) -> Outcome:
    """What the worker found; the reason, where it cannot be read, to be tried again."""
    try:
        return decode_outcome(row.result or {}, row.article.text)
    except (LineError, KeyError) as error:
        return f"what a worker found cannot be read: {first_line(error)}"


def _note_failure(task: Task, outcome: Outcome, failure: Failure) -> None:
    assert task.article is not None  # noqa: S101 - every task of the lane has one
    article: Article = task.article
    reason = failure.reason
    if not isinstance(outcome, str):
        # What could not be stored has not been noted as a failure to read was.
        attempts = record_failure(article, reason)
        reason = f"{reason}; {tell_what_follows(attempts)}"
    elif outcome == KILLER:
        # It took workers with it, and is not to take more.
        Article.objects.filter(pk=article.pk).update(extraction_attempts=MOST_ATTEMPTS)
        reason = f"{outcome}; {tell_what_follows(MOST_ATTEMPTS)}"
    logger.warning("%s: %s", failure.origin, reason)


def _tell_of_others() -> None:
    """Say that results wait which this process must not store."""
    own = extractor_version()
    others = QueuedArticle.objects.read().exclude(extractor_version=own)
    other = others.values_list("extractor_version", flat=True).first()
    if other is None:
        return
    logger.error(
        "This lane stores what extractor %s has read, and there are articles that %s "
        "has: give all the same release and QUOTES_MODEL. The sweeper (celery beat) "
        "has them read anew %s minutes after they were queued.",
        own,
        other,
        settings.QUEUE_AGAIN_MINUTES,
    )


def oldest_waiting() -> float:
    """Return for how many seconds the longest waiting article has been with the queue.

    0 where none is.
    """
    first = QueuedArticle.objects.order_by("queued_at").first()
    return (timezone.now() - first.queued_at).total_seconds() if first else 0.0
