"""The Celery application, for workers, beat and whoever queues: docs/queue.md.

celery -A quotes_project worker -Q extraction        on as many machines as you like
celery -A quotes_project worker -Q lane -c 1         stores and links
celery -A quotes_project beat                        queues again what was lost
"""

import os

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from kombu import Exchange, Queue

if not settings.configured:
    # Whoever works for others gets the strict settings unless they say otherwise.
    os.environ.setdefault("QUOTES_ENV", "production")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "quotes_project.settings")

if not settings.QUEUE_URL:
    raise ImproperlyConfigured(
        "QUEUE_URL is not set. Set it to redis://host:6379/0 or "
        "amqp://user:password@host:5672//. Every variable is described in "
        "docs/operators.md."
    )

GRACE = 60
"""Seconds beyond what a batch of articles may take, each apart, until its process is
ended: one that hangs looks at no clock."""

app = Celery("quotes_project")
app.conf.update(
    broker_url=settings.QUEUE_URL,
    imports=["quotes.tasks"],
    timezone="UTC",
    task_default_queue="extraction",
    task_queues=[
        # RabbitMQ knows priorities only where a queue is made with them.
        Queue(
            "extraction",
            Exchange("extraction"),
            routing_key="extraction",
            max_priority=9,
        ),
        Queue("lane", Exchange("lane"), routing_key="lane"),
    ],
    task_create_missing_queues=False,
    # A message is done with once its work is: whoever dies loses none.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=settings.ARTICLE_SECONDS * 9 + GRACE,
    # A broker that is gone for an hour is waited for, and for a day.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_connection_timeout=5,
    broker_transport_options=(
        {
            # What a worker held that died the sweeper queues again much sooner. It is
            # so long since a worker whose clock is hours ahead would take it for past,
            # and have all that others are working on done once more.
            "visibility_timeout": 24 * 3600,
            "queue_order_strategy": "priority",
            "priority_steps": [0, 9],
            "socket_connect_timeout": 5,
        }
        if settings.QUEUE_URL.startswith("redis")
        else {}
    ),
    worker_hijack_root_logger=False,
    beat_schedule={
        "queue again what was lost": {
            "task": "quotes.tasks.sweep",
            "schedule": 60.0,
            "options": {"queue": "lane", "expires": 60},
        }
    },
)
