"""What the queue's workers do, as Celery's tasks: docs/queue.md.

Needs Celery (requirements-queue.txt). Every task may be done twice, and may die at any
point.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from celery import Task, shared_task
from celery.exceptions import Reject
from django.db import DatabaseError, connection
from kombu.exceptions import OperationalError

from quotes.ingest.outages import is_outage
from quotes.queueing.broker import wake_lane
from quotes.queueing.errors import GoesBack, QueueError
from quotes.queueing.lane import store_waiting
from quotes.queueing.sweeping import sweep as sweep_queue
from quotes.queueing.working import read_queued

logger = logging.getLogger(__name__)

DATABASE_PAUSE = 2.0
"""Seconds that a worker waits where the database does not answer."""


@shared_task(bind=True, max_retries=None)
def read_articles(task: Task, pks: list[int], extractor: str) -> None:
    """Read these articles, and tell the lane. Queue: extraction."""
    with _going_back():
        try:
            read = read_queued(pks, extractor)
        except GoesBack as back:
            _leave_to_others(task, back)
            return
    if read:
        _wake_lane()


def _leave_to_others(task: Task, back: GoesBack) -> None:
    """Send the message anew, to the end of its queue, and look away meanwhile.

    A message that is given back Redis hands to whoever asks first, which is again the
    worker that gave it back: those who can do it would never see it.

    Raises GoesBack where the broker does not take it: then it is given back.
    """
    try:
        task.retry(countdown=0, throw=False)
    except OperationalError:
        raise back from None
    logger.error("%s", back)
    time.sleep(back.pause)


@shared_task
def store_articles() -> None:
    """Store and link what has been read. Queue: lane."""
    with _going_back():
        more = store_waiting()
    if more:
        _wake_lane()


@shared_task
def sweep() -> None:
    """Queue again what was lost; beat asks for it every minute. Queue: lane."""
    with _going_back():
        sweep_queue()


def _wake_lane() -> None:
    try:
        wake_lane()
    except QueueError as error:
        # What has been read is in the database: the sweeper tells of it.
        logger.warning("%s", error)


@contextmanager
def _going_back() -> Iterator[None]:
    """Give the message back where others must do it, or the database is away."""
    try:
        yield
    except GoesBack as back:
        logger.error("%s", back)
        time.sleep(back.pause)
        raise Reject(str(back), requeue=True) from back
    except DatabaseError as error:
        if not is_outage(error):
            raise
        logger.error("The database does not answer: %s", str(error).splitlines()[:1])
        connection.close()
        time.sleep(DATABASE_PAUSE)
        raise Reject(str(error), requeue=True) from error
