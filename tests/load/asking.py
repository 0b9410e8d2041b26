"""Requests at a rate that does not wait for answers, and what became of each.

A client that asks again only when it was answered measures a site that is never
overloaded. Here every request has its moment, whatever became of those before it, and
its time counts from that moment on.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from tests.benchmarks.made_up import word

SAID = "“The dam will hold,” said Ana Tarn. “It always has,” she added."
PARTS = {"read": 70, "search": 15, "verify": 6, "extract": 3, "write": 6}
"""Of a hundred requests; "write" are readers' error reports."""
WORDS = ("dam", "bridge", "water", *(word(rank) for rank in (3, 50, 400, 3000)))
"""What is searched for: of the fixtures, and common and rare made-up ones."""
CLIENTS = 256
"""Connections. More than the site has threads: all who ask at once must be able to."""


@dataclass
class Told:
    """What became of requests: seconds of those answered well, statuses of all."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    statuses: dict[str, Counter[int]] = field(default_factory=dict)
    without_word: int = 0

    def percentile(self, part: str, share: float) -> float:
        """Return the seconds within which that share of a part was answered well."""
        times = sorted(self.seconds.get(part, [])) or [float("inf")]
        return times[min(len(times) - 1, int(len(times) * share))]

    def count(self, *statuses: int) -> int:
        return sum(c[s] for c in self.statuses.values() for s in statuses)

    def shed(self, *parts: str) -> float:
        """Return the share of these parts that was told to come again."""
        of = [c for part, c in self.statuses.items() if part in parts or not parts]
        refused = sum(c[status] for c in of for status in (429, 503))
        return refused / max(1, sum(map(Counter.total, of)))

    @property
    def well(self) -> int:
        """How many were answered as they wished."""
        return sum(map(len, self.seconds.values()))

    @property
    def broken(self) -> int:
        """How many were answered by a fault, or not at all (status 0)."""
        return self.count(0, 500, 502, 504)


class Readers:
    """Asks one server, with as many connections as threads."""

    def __init__(self, address: str, numbers: list[int]) -> None:
        self._address = address
        self._numbers = numbers
        self._lines = threading.local()
        self._lock = threading.Lock()

    def run(self, rate: float, seconds: float, *, seed: int = 0) -> Told:
        """Ask ``rate`` times a second for so long; return what became of all."""
        told, chance = Told(), random.Random(seed)
        begun = time.monotonic()
        with ThreadPoolExecutor(CLIENTS) as pool:
            for number in range(int(rate * seconds)):
                due = begun + number / rate
                time.sleep(max(0.0, due - time.monotonic()))
                (part,) = chance.choices(list(PARTS), list(PARTS.values()))
                pool.submit(self._one, told, part, due, chance.randrange(10**9))
        return told

    def _one(self, told: Told, part: str, due: float, number: int) -> None:
        status, retry = self._ask(*self._request(part, number))
        seconds = time.monotonic() - due
        with self._lock:
            told.statuses.setdefault(part, Counter())[status] += 1
            if status in (200, 201):
                told.seconds.setdefault(part, []).append(seconds)
            elif status in (429, 503) and retry is None:
                told.without_word += 1

    def _request(self, part: str, number: int) -> tuple[str, dict[str, str] | None]:
        quote = self._numbers[number % len(self._numbers)]
        if part == "read":
            paths = (f"/quotes/{quote}/", f"/api/v1/quotes/{quote}/")
            return (*paths, "/api/v1/quotes/", "/api/v1/speakers/")[number % 4], None
        if part == "search":
            word = WORDS[number % len(WORDS)]
            return (f"/?q={word}", f"/api/v1/quotes/?q={word}")[number % 2], None
        if part == "write":
            body = {"reason": "other", "explanation": f"number {number}"}
            return f"/api/v1/quotes/{quote}/report/", body
        return f"/api/v1/{part}/", {"text": SAID}

    def _ask(self, path: str, body: dict[str, str] | None) -> tuple[int, str | None]:
        line = getattr(self._lines, "line", None)
        if line is None:
            line = http.client.HTTPConnection(self._address, timeout=30)
            self._lines.line = line
        rested = line.sock is not None
        try:
            return self._exchange(line, path, body)
        except (OSError, http.client.HTTPException) as fault:
            line.close()
            # Servers close a connection that rests; who finds it so asks on a new one.
            if not rested or not isinstance(fault, ConnectionError):
                return 0, None
        return self._ask(path, body)

    @staticmethod
    def _exchange(
        line: http.client.HTTPConnection, path: str, body: dict[str, str] | None
    ) -> tuple[int, str | None]:
        if body is None:
            line.request("GET", path)
        else:
            headers = {"Content-Type": "application/json"}
            line.request("POST", path, json.dumps(body), headers)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.headers["Retry-After"]
