"""Extracted lines read and checked in a process of its own, ahead of who stores them.

Reading a line, checking it and making its record takes a tenth of what storing it
takes; done beside, it costs no time where there is a second core.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection

from quotes.ingest.extracted import Extracted, read_extracted
from quotes.ingest.records import Defaults
from quotes.ingest.sources import Failure, Reading

FEWEST = 2_000
"""Articles from which starting the process, a second or so, pays."""
PART, AHEAD = 100, 8
"""Articles handed over at a time, and parts that are read ahead of who takes them."""
ENDED = (
    "the process that reads ahead has ended before its time (out of memory?); what "
    "came before is stored, and the same call again does the rest"
)

Item = Extracted | Failure


def read_ahead(
    sources: Sequence[str], reading: Reading, *, count: int | None
) -> Iterator[Item]:
    """Yield what ``read_extracted`` does.

    count: about how many articles there are, None where nobody knows: few are read
    here. What the reader raises is raised here.
    """
    if count is None or count < FEWEST:
        yield from read_extracted(sources, reading)
        return
    context = multiprocessing.get_context("spawn")
    mine, other = context.Pipe(duplex=True)
    reader = context.Process(
        target=_serve,
        args=(other, list(sources), reading.defaults, reading.keep_raw),
        daemon=True,
    )
    reader.start()
    other.close()
    try:
        for _ in range(AHEAD):
            mine.send(True)
        yield from _received(mine)
    except (EOFError, ConnectionError):
        yield Failure(", ".join(sources), ENDED)
    finally:
        reader.terminate()
        reader.join()
        mine.close()


def _received(connection: Connection) -> Iterator[Item]:
    while (part := connection.recv()) is not None:
        if isinstance(part, Exception):
            raise part
        connection.send(True)
        yield from part


def _serve(
    connection: Connection, sources: list[str], defaults: Defaults, keep_raw: bool
) -> None:
    """Read in the other process: a part for each that is asked for."""
    # Control-C is for who stores: it ends this process when it has finished.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        reading = Reading(defaults=defaults, keep_raw=keep_raw)
        _send(connection, read_extracted(sources, reading))
    except (EOFError, ConnectionError):
        return  # Nobody wants more.
    except Exception as error:
        connection.send(error)


def _send(connection: Connection, items: Iterable[Item]) -> None:
    rest = iter(items)
    while part := list(islice(rest, PART)):
        connection.recv()
        connection.send(part)
    connection.recv()
    connection.send(None)
