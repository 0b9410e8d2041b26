"""What the database and the broker hold, measured while Prometheus asks.

At a million quotes a scrape must cost little, so nothing is counted to its end: what
waits is counted along an index up to ``MOST``, and what is stored is PostgreSQL's own
estimate, or the highest number given out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from quotes.models import Article, Delivery, Feed, Quote, Statement
from quotes.operations.broker_probe import BrokerError, queue_depths

MOST = 10_000
"""Where counting stops: more than that is an alarm in any case."""
LATE = timedelta(minutes=15)
"""How long a feed may be due until watch_feeds is behind."""
RECENT = timedelta(minutes=5)

logger = logging.getLogger(__name__)


def gauges_told() -> bytes:
    """All gauges of the database and the broker, as Prometheus reads them."""
    registry = CollectorRegistry()
    registry.register(Told(_database))
    registry.register(Told(_broker))
    return generate_latest(registry)


class Told(Collector):
    """Asks a function for its metrics at each scrape."""

    def __init__(self, ask: Callable[[], Iterator[Metric]]):
        self.ask = ask

    def collect(self) -> Iterator[Metric]:
        yield from self.ask()


def _database() -> Iterator[Metric]:
    """Gauges of the database; where it does not answer, that alone."""
    try:
        with _hurried():
            found = [*_measured(timezone.now())]
    except DatabaseError as error:
        logger.warning("A scrape could not ask the database: %s", type(error).__name__)
        found = []
    up = "Whether the database answered this scrape: 1 or 0."
    yield GaugeMetricFamily("quotes_database_up", up, value=bool(found))
    yield from found


def _broker() -> Iterator[Metric]:
    """Depth of the queues, where a broker is configured."""
    if not settings.QUEUE_URL:
        return
    try:
        depths = queue_depths()
    except BrokerError as down:
        logger.warning("A scrape could not ask the broker: %s", down)
        depths = {}
    yield GaugeMetricFamily(
        "quotes_broker_up",
        "Whether the broker answered this scrape: 1 or 0.",
        value=bool(depths),
    )
    waiting = GaugeMetricFamily(
        "quotes_queue_messages",
        "Messages that wait in a queue of the broker.",
        labels=["queue"],
    )
    for name, depth in depths.items():
        waiting.add_metric([name], depth)
    yield waiting


@contextmanager
def _hurried() -> Iterator[None]:
    """Let no query in here run longer than METRICS_TIMEOUT, on PostgreSQL."""
    if connection.vendor != "postgresql":
        # A transaction would wait there for whoever writes.
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true)",
            [str(settings.METRICS_TIMEOUT)],
        )
        yield


def _measured(now: datetime) -> Iterator[Metric]:
    capped = f"{MOST} means that many or more"
    for name, told, value in (
        ("articles_stored", "Articles stored (estimate).", _stored(Article)),
        ("quotes_stored", "Quotes stored (estimate).", _stored(Quote)),
        ("quotes_linked", "Quotes with a statement (estimate).", _linked()),
        ("statements_stored", "Statements stored (estimate).", _stored(Statement)),
        (
            "quotes_last_number",
            "The highest number that a quote has: its rate is that of storing and "
            "linking, which are one transaction.",
            _last_number(Quote),
        ),
        (
            "articles_last_number",
            "The highest number that an article has: its rate is that of ingest.",
            _last_number(Article),
        ),
        (
            "articles_extracted_recently",
            f"Articles extracted within 5 minutes; {capped}.",
            _count(Article.objects.filter(extracted_at__gt=now - RECENT)),
        ),
        (
            "articles_pending",
            f"Articles that wait to be extracted; {capped}.",
            _count(Article.objects.pending()),
        ),
        (
            "articles_oldest_pending_seconds",
            "Age of the article that has waited longest; 0 where none waits.",
            _age(Article.objects.pending(), "ingested_at", now),
        ),
        (
            "articles_given_up",
            f"Articles that no run tries again by itself; {capped}.",
            _count(Article.objects.given_up()),
        ),
        (
            "deliveries_pending",
            f"Webhooks and alerts that are to be sent; {capped}.",
            _count(_deliveries(Delivery.Status.PENDING)),
        ),
        (
            "deliveries_oldest_pending_seconds",
            "Age of the delivery that has waited longest; 0 where none waits.",
            _age(_deliveries(Delivery.Status.PENDING), "created_at", now),
        ),
        (
            "deliveries_dead",
            f"Webhooks and alerts given up within 30 days; {capped}.",
            _count(_deliveries(Delivery.Status.DEAD)),
        ),
        ("feeds_active", "Feeds in use.", _count(Feed.objects.filter(active=True))),
        (
            "feeds_late",
            "Feeds that have been due for more than 15 minutes.",
            _count(Feed.objects.due(now - LATE)),
        ),
        (
            "feeds_dead",
            "Feeds that have failed for more than a day.",
            _count(Feed.objects.dead(now)),
        ),
    ):
        yield GaugeMetricFamily(f"quotes_{name}", told, value=value)


def _deliveries(status: Delivery.Status) -> QuerySet[Delivery]:
    return Delivery.objects.filter(status=status)


def _count(rows: QuerySet[Any]) -> int:
    """How many ``rows`` there are, ``MOST`` for more."""
    return rows.order_by()[:MOST].count()


def _age(rows: QuerySet[Any], since: str, now: datetime) -> float:
    """Seconds since the least ``since`` of ``rows``; 0 for none."""
    first = rows.order_by(since).values_list(since, flat=True).first()
    return max((now - first).total_seconds(), 0.0) if first else 0.0


def _last_number(model: type[Model]) -> int:
    last: int | None = model._default_manager.aggregate(last=Max("pk"))["last"]
    return last or 0


def _stored(model: type[Model]) -> float:
    """How many rows a table has, as PostgreSQL's statistics or the numbers tell."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s)",
                [model._meta.db_table],
            )
            row = cursor.fetchone()
        if row and row[0] >= 0:
            return float(row[0])
    return _last_number(model)


def _linked() -> float:
    """How many quotes have a statement: those that have none are a sample's share."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT null_frac FROM pg_stats WHERE schemaname = current_schema() "
                "AND tablename = %s AND attname = 'statement_id'",
                [Quote._meta.db_table],
            )
            if row := cursor.fetchone():
                return float(round(_stored(Quote) * (1 - row[0])))
    loose = _count(Quote.objects.filter(statement__isnull=True))
    return max(_stored(Quote) - loose, 0)
