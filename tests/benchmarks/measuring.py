"""Requests without a network, and the CPU time they cost on both sides."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.client import FakePayload
from django.test.utils import CaptureQueriesContext

Work = Callable[[], Any]


class Server:
    """Answers requests as a WSGI server would have them answered."""

    def __init__(self) -> None:
        self._handler = WSGIHandler()

    def get(self, path: str) -> bytes:
        """Return the body of the answer; raises RuntimeError unless it is a 200."""
        return self._ask("GET", path, b"")

    def post(self, path: str, data: Any) -> bytes:
        """Send ``data`` as JSON and return the body, as ``get`` does."""
        return self._ask("POST", path, json.dumps(data).encode())

    def _ask(self, method: str, path: str, body: bytes) -> bytes:
        path, _, query = path.partition("?")
        statuses: list[str] = []
        response = self._handler(
            {
                "REQUEST_METHOD": method,
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "80",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "localhost",
                "HTTP_ACCEPT": "application/json",
                "CONTENT_TYPE": "application/json",
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.url_scheme": "http",
                "wsgi.input": FakePayload(body),
            },
            lambda status, headers, exc_info=None: statuses.append(status),
        )
        content = b"".join(response)
        response.close()
        if not statuses[0].startswith("200"):
            raise RuntimeError(f"{path}?{query}: {statuses[0]} {content[:300]!r}")
        return content


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians of one kind of work: CPU and wall time, in milliseconds.

    backend: CPU of the PostgreSQL process, 0 where it cannot be read.
    """

    python: float
    backend: float
    wall: float
    wall_p95: float

    @property
    def cpu(self) -> float:
        """CPU of both processes."""
        return self.python + self.backend


def measure(works: Mapping[str, list[Work]], rounds: int) -> dict[str, Cost]:
    """Return the cost of each kind of work, done in turns after one to warm up.

    Each round does one work of every kind, so that whatever else the machine
    does befalls all of them alike.
    """
    backend = Backend()
    taken: dict[str, list[tuple[float, float, float]]] = {name: [] for name in works}
    for number in range(-1, rounds):
        for name, choices in works.items():
            work = choices[number % len(choices)]
            served, wall, own = backend.cpu(), time.perf_counter(), time.process_time()
            work()
            own, wall = time.process_time() - own, time.perf_counter() - wall
            if number >= 0:
                taken[name].append((own, backend.cpu() - served, wall))
    return {name: _cost(times) for name, times in taken.items()}


def _cost(times: list[tuple[float, float, float]]) -> Cost:
    own, served, wall = zip(*times, strict=True)
    return Cost(
        python=1000 * statistics.median(own),
        backend=1000 * statistics.median(served),
        wall=1000 * statistics.median(wall),
        wall_p95=1000 * percentile(wall, 95),
    )


def percentile(values: tuple[float, ...], percent: int) -> float:
    """Return the smallest value that ``percent`` of ``values`` do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


class Backend:
    """The PostgreSQL process that serves this connection."""

    def __init__(self) -> None:
        self._path: Path | None = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                path = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
            self._path = path if path.exists() else None

    def cpu(self) -> float:
        """Return the seconds it has run so far (Linux, same machine; else 0)."""
        if self._path is None:
            return 0.0
        return int(self._path.read_text().split()[0]) / 1e9


def count_queries(work: Work) -> int:
    """Return how many queries ``work`` sends."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)
