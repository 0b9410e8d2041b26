"""Words to the broker: that there is something to read, or to store.

Celery is optional and imported where it is needed alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from django.conf import settings

from quotes.ingest.workers import BATCH
from quotes.models import QueuedArticle
from quotes.queueing.errors import QueueError

EXTRACTION, LANE = "extraction", "lane"
"""The two queues."""
READ, STORE = "quotes.tasks.read_articles", "quotes.tasks.store_articles"
HIGHEST, LOWEST = 9, 0
"""Priorities as RabbitMQ counts them; Redis, in Celery, counts from the other end."""
RETRIES = {"max_retries": 2, "interval_start": 0.2, "interval_step": 0.5}
UNREACHABLE = (
    "The broker at {} cannot be reached: {}. Start it, or correct QUEUE_URL; what has "
    "been stored is read once the same command is given again."
)
NO_BROKER = (
    "--queue needs a broker: set QUEUE_URL to redis://host:6379/0 or "
    "amqp://user:password@host:5672//, or leave --queue out to extract on this machine."
)
NO_CELERY = (
    "--queue needs Celery, which is not installed: pip install -r "
    "requirements-queue.txt, or leave --queue out to extract on this machine."
)


def find_app() -> Any:
    """Return the Celery application.

    Raises QueueError where there is no broker, or no Celery.
    """
    if not settings.QUEUE_URL:
        raise QueueError(NO_BROKER)
    try:
        from quotes_project.celery import app  # noqa: PLC0415 - optional
    except ImportError as error:
        if error.name and error.name.split(".")[0] in ("celery", "kombu", "redis"):
            raise QueueError(NO_CELERY) from error
        raise
    return app


def check_broker() -> None:
    """Raise QueueError where the broker does not answer."""
    app = find_app()
    with _answering(), app.connection_for_write() as connection:
        connection.ensure_connection(max_retries=1, timeout=5)


def send_articles(pks: Sequence[int], urgency: int, extractor: str) -> None:
    """Tell the broker that articles are to be read, ``BATCH`` in a message.

    pks: of articles that ``QueuedArticle`` has, all of one urgency.
    Raises QueueError where the broker cannot be told.
    """
    app, waiting = find_app(), iter(pks)
    with _answering():
        while batch := list(islice(waiting, BATCH)):
            app.send_task(
                READ,
                args=[batch, extractor],
                queue=EXTRACTION,
                priority=priority_of(urgency),
                retry=True,
                retry_policy=RETRIES,
            )


def wake_lane() -> None:
    """Tell the lane that there may be something to store.

    Raises QueueError where the broker cannot be told.
    """
    app = find_app()
    with _answering():
        app.send_task(STORE, queue=LANE, retry=True, retry_policy=RETRIES)


def count_messages(queue: str) -> int:
    """Return how many messages wait in ``queue``, of all priorities.

    Those that workers hold are not among them. Raises QueueError where the broker
    does not answer.
    """
    app = find_app()
    with _answering(), app.connection_for_read() as connection:
        connection.ensure_connection(max_retries=1, timeout=5)
        channel = connection.channel()
        try:
            return int(channel.queue_declare(queue, passive=True).message_count)
        except connection.channel_errors:
            # Nobody has used it yet.
            return 0


def priority_of(urgency: int) -> int:
    """Return the priority of a message, in the terms of the broker that is used."""
    fresh = urgency == QueuedArticle.Urgency.FRESH
    if settings.QUEUE_URL.startswith("redis"):
        return LOWEST if fresh else HIGHEST
    return HIGHEST if fresh else LOWEST


@contextmanager
def _answering() -> Iterator[None]:
    """Tell what keeps the broker from answering as a QueueError."""
    from kombu.exceptions import OperationalError  # noqa: PLC0415 - optional

    try:
        yield
    except (OperationalError, OSError) as error:
        shown = find_app().connection().as_uri()
        raise QueueError(UNREACHABLE.format(shown, error)) from error
