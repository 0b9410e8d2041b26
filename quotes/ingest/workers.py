"""Extract from many texts in worker processes that load once.

Imports no Django: a worker needs the extraction library alone, and starts faster.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import TypeVar

from quotes.extraction import Quotation, extract_many

Item = TypeVar("Item")
Outcome = list[Quotation] | str
"""The quotations of one text, or the reason why there are none."""

BATCH = 8
WAITING_PER_WORKER = 3


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def extract_batch(texts: list[str]) -> list[Outcome]:
    """Return the outcome of each text; one that fails does not lose the others."""
    try:
        return list(extract_many(texts))
    except Exception as error:
        if len(texts) == 1:
            return [f"extraction failed: {type(error).__name__}: {error}"]
        return [outcome for text in texts for outcome in extract_batch([text])]


def extract_all(
    items: Iterable[tuple[Item, str]], *, workers: int
) -> Iterator[tuple[Item, Outcome]]:
    """Yield each item with the outcome of its text, in the order given.

    items: pairs of anything and a text; read only as far ahead as the workers
        need, so that an archive streams through.
    workers: processes to use; with 1, or with fewer items than one batch holds,
        all happens in this one: starting another takes longer.
    """
    batches = _in_batches(items)
    first = next(batches, [])
    batches = chain([first], batches)
    if workers == 1 or len(first) < BATCH:
        for batch in batches:
            yield from _outcomes(batch, extract_batch([text for _, text in batch]))
        return
    with _Pool(workers) as pool:
        waiting: deque[tuple[list[tuple[Item, str]], Future]] = deque()
        for batch in batches:
            waiting.append((batch, pool.submit([text for _, text in batch])))
            if len(waiting) >= workers * WAITING_PER_WORKER:
                yield from pool.collect(*waiting.popleft())
        while waiting:
            yield from pool.collect(*waiting.popleft())


class _Pool:
    """A process pool that survives the death of a worker."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.executor = self._start()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *exception) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)

    def _start(self) -> ProcessPoolExecutor:
        # Spawned, not forked: a forked worker would share our database connection.
        return ProcessPoolExecutor(
            self.workers, mp_context=multiprocessing.get_context("spawn")
        )

    def submit(self, texts: list[str]) -> Future:
        try:
            return self.executor.submit(extract_batch, texts)
        except BrokenProcessPool:
            self.executor.shutdown(wait=False)
            self.executor = self._start()
            return self.executor.submit(extract_batch, texts)

    def collect(
        self, batch: list[tuple[Item, str]], future: Future
    ) -> Iterator[tuple[Item, Outcome]]:
        try:
            outcomes = future.result()
        except BrokenProcessPool:
            reason = "a worker process died (out of memory?): try fewer --workers"
            outcomes = [reason] * len(batch)
        return _outcomes(batch, outcomes)


def _outcomes(
    batch: list[tuple[Item, str]], outcomes: list[Outcome]
) -> Iterator[tuple[Item, Outcome]]:
    for (item, _), outcome in zip(batch, outcomes, strict=True):
        yield item, outcome


def _in_batches(items: Iterable[tuple[Item, str]]) -> Iterator[list[tuple[Item, str]]]:
    batch = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
