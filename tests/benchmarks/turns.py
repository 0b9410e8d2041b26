"""What storing in turns costs, by the clock and of every process that takes part."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import connection

from quotes.ingest.in_turns import PROCESSES, store_in_turns
from quotes.ingest.loading import TOGETHER_READ
from quotes.ingest.sources import Failure
from tests.benchmarks.extracted import Extracted

STARTING = 2 * PROCESSES * TOGETHER_READ
"""Articles not counted: the processes start with them, and fill their memory."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds: by the clock, of this process, of those that store, of PostgreSQL's."""

    wall: float
    own: float
    python: float
    backend: float

    def since(self, before: Spent) -> Spent:
        """Return what was spent after ``before``."""
        return Spent(
            self.wall - before.wall,
            self.own - before.own,
            self.python - before.python,
            self.backend - before.backend,
        )


def measure(made: Iterable[Extracted]) -> tuple[int, Spent]:
    """Store ``made``; return how many articles were counted, and what they cost.

    Raises RuntimeError where one of them fails.
    """
    items = ((one.record, one.quotations) for one in made)
    outcomes = store_in_turns(
        items,
        together=TOGETHER_READ,
        database=str(connection.settings_dict["NAME"]),
    )
    _check(islice(outcomes, STARTING))
    own = [process.pid for process in multiprocessing.active_children()]
    served = _backends()
    before = _spent(own, served)
    # Told are those of a batch when the next one has begun: what is told first of the
    # last batch, is told when all of them are stored.
    counted, after = 0, before
    for outcome in outcomes:
        _check([outcome])
        counted += 1
        if counted % TOGETHER_READ == 1:
            after = _spent(own, served)
    return counted, after.since(before)


def _check(outcomes: Iterable[object]) -> None:
    for outcome in outcomes:
        if isinstance(outcome, Failure):
            raise RuntimeError(str(outcome))


def _backends() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def _spent(python: Iterable[int | None], backends: Iterable[int]) -> Spent:
    return Spent(time.perf_counter(), time.process_time(), _cpu(python), _cpu(backends))


def _cpu(pids: Iterable[int | None]) -> float:
    """Seconds that processes have run (Linux)."""
    paths = [Path(f"/proc/{pid}/schedstat") for pid in pids]
    return sum(int(p.read_text().split()[0]) / 1e9 for p in paths if p.exists())
