"""What a web process counts while it answers, in the terms of Prometheus.

Where several processes serve, ``PROMETHEUS_MULTIPROC_DIR`` names the folder in which
they count together: gunicorn.conf.py makes one.
https://prometheus.github.io/client_python/multiprocess/
"""

from __future__ import annotations

import os

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2.5, 5, 10)
"""Upper ends of the histogram's buckets; 0.3 is what reading must stay below."""

PROCESS = CollectorRegistry()
REQUESTS = Counter(
    "quotes_http_requests",
    "Requests answered, by view, method and status.",
    ["view", "method", "status"],
    registry=PROCESS,
)
LATENCY = Histogram(
    "quotes_http_request_seconds",
    "Seconds until an answer began, by view and method.",
    ["view", "method"],
    buckets=SECONDS,
    registry=PROCESS,
)
EXCEPTIONS = Counter(
    "quotes_http_exceptions",
    "Exceptions that no view handled, by view and type.",
    ["view", "exception"],
    registry=PROCESS,
)
ProcessCollector(registry=PROCESS)


def count_request(view: str, method: str, status: int, seconds: float) -> None:
    """Count a request that took ``seconds``; methods that nobody knows are "other"."""
    known = method if method in METHODS else "other"
    REQUESTS.labels(view, known, str(status)).inc()
    LATENCY.labels(view, known).observe(seconds)


def count_exception(view: str, name: str) -> None:
    """Count an exception of the class called ``name``."""
    EXCEPTIONS.labels(view, name).inc()


def counters_told() -> bytes:
    """The counts of all processes that share a folder, else of this one."""
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(PROCESS)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
