"""Two processes that store in turns, each reading the next texts while it waits.

Of what storing and linking takes in Python a third is reading texts, which needs no
database. While one process has the lane, the other one does that for the batch that
comes next. Batches are stored in their order, one after another, as one process would.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    # Their modules need Django set up, which a process does when it begins.
    from quotes.ingest.loading import Item
    from quotes.ingest.outcomes import Done
    from quotes.ingest.sources import Failure

PROCESSES = 2
UNSEARCHED, MOST_UNSEARCHED = 20, 100
"""Parts after which what is new in a process's memory is searched for garbage, of which
linking leaves hardly any, and after which all is, for a second."""


class EndedError(Exception):
    """A process that was to store something is gone."""

    def __init__(self) -> None:
        super().__init__(
            "A process that stores has ended before its time (out of memory?). What "
            "came before is stored, and the same call again does the rest"
        )


def store_in_turns(
    items: Iterable[Item], *, together: int, database: str, reextract: bool = False
) -> Iterator[Done | Failure]:
    """Yield what ``store_extracted`` does, in the order of ``items``.

    together, reextract: as it takes them. database: the name of the one that is
    connected to. Raises what a process raises, and EndedError where one has died.
    Whoever stops early ends both: what they were storing is then not stored, and of a
    batch that is stored nothing may have been told; the same call again tells it.
    """
    rest = iter(items)
    parts = iter(lambda: list(islice(rest, together)), [])
    processes = [_Process(database, reextract) for _ in range(PROCESSES)]
    turns: deque[_Process] = deque()
    try:
        for process, part in zip(processes, parts, strict=False):
            process.send(part)
            turns.append(process)
        _begin(turns)
        while turns:
            process = turns.popleft()
            process.await_stored()
            _begin(turns)
            # Many articles, for which the next one need not wait.
            outcomes = process.receive()
            for part in islice(parts, 1):
                process.send(part)
                turns.append(process)
                if len(turns) == 1:
                    _begin(turns)
            yield from outcomes
    finally:
        for process in processes:
            process.end()


def _begin(turns: Sequence[_Process]) -> None:
    """Let the next one store."""
    if turns:
        turns[0].send(True)


class _Process:
    """One of those that store."""

    def __init__(self, database: str, reextract: bool) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, other = context.Pipe(duplex=True)
        self._process = context.Process(
            target=_serve, args=(other, database, reextract), daemon=True
        )
        with _uninterrupted():
            self._process.start()
        other.close()

    def send(self, what: Sequence[Item] | bool) -> None:
        """Give it the next part, or its turn.

        One that is gone is told of when its answer is waited for: what others have
        stored is told before, and it may have said why.
        """
        with suppress(ConnectionError):
            self._connection.send(what)

    def await_stored(self) -> None:
        """Return when it has stored what it was given; raises what it raised."""
        self._receive()

    def receive(self) -> list[Done | Failure]:
        """Return what became of what it was given, once that is stored."""
        outcomes: list[Done | Failure] = self._receive()
        return outcomes

    def _receive(self) -> Any:
        try:
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            # The latter where it died over its answer.
            raise EndedError from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        self._process.terminate()
        self._process.join()
        self._connection.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Start within what Control-C never reaches: it is for who waits for outcomes."""
    # First started, it would let Control-C through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(connection: Connection, database: str, reextract: bool) -> None:
    """Store each part that is sent, when it is its turn."""
    django.setup()
    # Not before: models are read as they are imported.
    from django.db import connection as database_connection  # noqa: PLC0415

    from quotes.ingest.loading import prepare_items, store_extracted  # noqa: PLC0415

    database_connection.settings_dict["NAME"] = database
    # While it waits for its turn it looks for garbage, and at no other time.
    gc.disable()
    try:
        for number in count(1):
            part: Sequence[Item] = connection.recv()
            with suppress(Exception):
                # An article that cannot be read is told of as it is stored.
                prepare_items(part)
            connection.recv()
            stored = store_extracted(part, together=len(part), reextract=reextract)
            outcomes = list(stored)
            connection.send(True)
            connection.send(outcomes)
            del part, stored, outcomes
            if number % UNSEARCHED == 0:
                gc.collect(2 if number % MOST_UNSEARCHED == 0 else 1)
    except (EOFError, ConnectionError):
        return  # Nobody wants more.
    except Exception as error:
        connection.send(error)
