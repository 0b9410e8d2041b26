"""Extract from many texts in worker processes that load once.

Imports no Django: a worker needs the extraction library alone, and starts faster.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import TypeVar

from quotes.extraction import Quotation, TimeBudgetExceeded, extract_many

Item = TypeVar("Item")
Batch = list[tuple[Item, str | None]]
"""Anything, and the text of each or None."""
Outcome = list[Quotation] | str
"""The quotations of one text, or the reason why there are none."""

BATCH = 8
"""Texts that a worker takes at a time."""
TOGETHER, MOST_QUOTATIONS = 100, 1_000
"""Items, and about so many quotations, that are handed on together at most, where
extraction is ahead of storing: who edits meanwhile waits for them to be stored."""
PATIENCE = 1.0
"""Seconds after which what has come is handed on, though nobody is waited for."""
WAITING_PER_WORKER = 3
GRACE = 30.0
"""Seconds beyond its budget after which a worker that answers nobody is ended."""


class SetAside(str):
    """Why a text is left out of a run: it costs more than it may."""

    __slots__ = ()


KILLER = SetAside(
    "extraction failed: a worker process died of this text, or hung (out of memory?)"
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the extraction of one text may cost; None for as much as it takes.

    seconds: by the clock. characters: its length.
    """

    seconds: float | None = None
    characters: int | None = None

    def refuse(self, text: str) -> SetAside | None:
        """Why ``text`` is not even begun, or None."""
        if self.characters is None or len(text) <= self.characters:
            return None
        return SetAside(
            f"set aside: {len(text):,} characters are more than the "
            f"{self.characters:,} of ARTICLE_CHARACTERS"
        )


UNLIMITED = Limits()


def count_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def extract_batch(texts: list[str], limits: Limits = UNLIMITED) -> list[Outcome]:
    """Return the outcome of each text; one that fails does not lose the others."""
    refused = [limits.refuse(text) for text in texts]
    pairs = zip(texts, refused, strict=True)
    found = iter(_extract([t for t, reason in pairs if reason is None], limits))
    return [next(found) if reason is None else reason for reason in refused]


def _extract(texts: list[str], limits: Limits) -> list[Outcome]:
    """All together, which is fastest; one by one where that fails."""
    try:
        with _watched(limits.seconds):
            return list(extract_many(texts, seconds=limits.seconds))
    except TimeBudgetExceeded as error:
        reason: str = SetAside(
            f"set aside: it takes more than the {error.seconds:g} seconds of "
            "ARTICLE_SECONDS"
        )
    except Exception as error:
        reason = f"extraction failed: {type(error).__name__}: {error}"
    if len(texts) == 1:
        return [reason]
    return [outcome for text in texts for outcome in _extract([text], limits)]


@contextmanager
def _watched(seconds: float | None) -> Iterator[None]:
    """End this worker where it hangs in code that looks at no clock.

    A thread without Python's lock does it, which such code may hold for ever. The
    process that stores is no worker and is never ended.
    """
    if seconds is None or multiprocessing.parent_process() is None:
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds + GRACE, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def extract_all(
    items: Iterable[tuple[Item, str | None]],
    *,
    workers: int,
    limits: Limits = UNLIMITED,
) -> Iterator[list[tuple[Item, Outcome]]]:
    """Yield the items with the outcomes of their texts, in the order given.

    What is finished together may be stored together: a batch at a time while the
    caller waits for extraction, more while extraction waits for the caller.

    items: pairs of anything and a text, None where nothing is to be extracted
        (the outcome is then []); read only as far ahead as the workers need, so
        that an archive streams through.
    workers: processes to use; with 1, or with fewer items than one batch holds,
        all happens in this one: starting another takes longer.
    limits: what each text may cost. One that costs more, and one that kills its
        worker or hangs, has the reason as its outcome.
    """
    batches = _in_batches(items)
    first = next(batches, [])
    batches = chain([first], batches)
    if workers == 1 or len(first) < BATCH:
        for batch in batches:
            yield _outcomes(batch, extract_batch(_texts(batch), limits))
        return
    with _Pool(workers, limits) as pool:
        yield from _in_order(pool, batches, ahead=workers * WAITING_PER_WORKER)


def _in_order(
    pool: _Pool, batches: Iterator[Batch[Item]], *, ahead: int
) -> Iterator[list[tuple[Item, Outcome]]]:
    """Have ``pool`` work on so many batches ahead; yield the outcomes that are there.

    Rather than wait for a worker, the caller is given what has come so far.
    """
    waiting: deque[tuple[Batch[Item], Future[list[Outcome]] | None]] = deque()
    ready: list[tuple[Item, Outcome]] = []
    since = time.monotonic()
    while True:
        for batch in islice(batches, ahead - len(waiting)):
            texts = _texts(batch)
            waiting.append((batch, pool.submit(texts) if texts else None))
        if not waiting:
            break
        oldest, future = waiting.popleft()
        lags = future is not None and not future.done()
        full = len(ready) + len(oldest) > TOGETHER or _count(ready) >= MOST_QUOTATIONS
        # Where reading is slow, everything has come by the time there is more of it.
        late = time.monotonic() - since > PATIENCE
        if ready and (lags or full or late):
            yield ready
            ready = []
        if not ready:
            since = time.monotonic()
        ready = ready + pool.collect(oldest, future)
    if ready:
        yield ready


def _count(outcomes: list[tuple[Item, Outcome]]) -> int:
    """How many quotations there are in ``outcomes``."""
    return sum(len(found) for _, found in outcomes if isinstance(found, list))


class _Pool:
    """A process pool that survives the death of a worker."""

    def __init__(self, workers: int, limits: Limits) -> None:
        self.workers = workers
        self.limits = limits
        self.executor = self._start(workers)

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *exception: object) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Spawned, not forked: a forked worker would share our database connection.
        return ProcessPoolExecutor(
            workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=prepare_worker,
        )

    def submit(self, texts: list[str]) -> Future[list[Outcome]]:
        try:
            return self.executor.submit(extract_batch, texts, self.limits)
        except BrokenProcessPool:
            self.executor.shutdown(wait=False)
            self.executor = self._start(self.workers)
            return self.executor.submit(extract_batch, texts, self.limits)

    def collect(
        self, batch: Batch[Item], future: Future[list[Outcome]] | None
    ) -> list[tuple[Item, Outcome]]:
        try:
            outcomes = future.result() if future is not None else []
        except BrokenProcessPool:
            outcomes = self._one_by_one(_texts(batch))
        return _outcomes(batch, outcomes)

    def _one_by_one(self, texts: list[str]) -> list[Outcome]:
        """Find which text kills a worker; the others are none the worse for it."""
        outcomes: list[Outcome] = []
        executor = self._start(1)
        for text in texts:
            try:
                future = executor.submit(extract_batch, [text], self.limits)
                outcomes += future.result()
            except BrokenProcessPool:
                outcomes.append(KILLER)
                executor = self._start(1)
        executor.shutdown()
        return outcomes


def prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _texts(batch: Batch[Item]) -> list[str]:
    return [text for _, text in batch if text is not None]


def _outcomes(
    batch: Batch[Item], outcomes: list[Outcome]
) -> list[tuple[Item, Outcome]]:
    extracted = iter(outcomes)
    return [(item, next(extracted) if text is not None else []) for item, text in batch]


def _in_batches(
    items: Iterable[tuple[Item, str | None]],
) -> Iterator[Batch[Item]]:
    """Batches of at most BATCH texts, and of few items that have none."""
    batch: Batch[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
