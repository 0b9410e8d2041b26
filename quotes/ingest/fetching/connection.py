"""One request to one checked number: bounded in time and in bytes. Pure.

urllib3 speaks HTTP and TLS; here is only which number is connected to, and when
enough is enough. A limit on each read alone would let a server that sends a byte a
second keep us for ever, so the whole exchange has its end, and is cut off at it.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, SSLError

from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.fetching.public_addresses import CheckedAddress

CHUNK = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost.

    seconds: by the clock, from connecting to the last byte. size: bytes, both as they
    come over the wire and unpacked. redirects: how many are followed.
    """

    seconds: float = 30.0
    size: int = 20_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: status, headers in lower case, body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class _Deadline:
    """Cuts a connection off when its time is over."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds
        self.is_over = False

    @property
    def left(self) -> float:
        return max(0.001, self.end - time.monotonic())

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        # TLS takes the socket over, so the cut is made through a copy of it.
        copy = connection.dup()

        def cut() -> None:
            self.is_over = True
            with suppress(OSError):
                copy.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.left, cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            copy.close()


class _ToNumbers:
    """Connects to the numbers that were checked, not to what the name is by now."""

    numbers: tuple[str, ...]
    deadline: _Deadline
    opened: socket.socket

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        for number in self.numbers:
            try:
                self.opened = socket.create_connection(
                    (number, self.port),  # type: ignore[attr-defined]
                    timeout=self.deadline.left,
                )
            except OSError as error:
                failure = error
            else:
                return self.opened
        raise failure or OSError("there is no number to connect to")


class _Plain(_ToNumbers, HTTPConnection):
    pass


class _Secure(_ToNumbers, HTTPSConnection):
    pass


def ask(
    place: CheckedAddress,
    headers: Mapping[str, str],
    limits: Limits,
    *,
    cap: bool = False,
) -> Reply:
    """Return what ``place`` answers to GET. A redirect is an answer like any other.

    cap: whether a body over the limit is cut there instead of being refused.

    Raises FetchError where the server does not answer, breaks off, or exceeds a limit.
    """
    deadline = _Deadline(limits.seconds)
    kind = _Secure if place.scheme == "https" else _Plain
    connection = kind(place.host, place.port, timeout=limits.seconds)
    connection.numbers, connection.deadline = place.numbers, deadline
    try:
        with closing(connection):
            return _exchange(connection, deadline, place, headers, limits, cap)
    except FetchError:
        raise
    except SSLError as error:
        raise FetchError(
            f"the certificate or TLS of {place.host} fails: {error}"
        ) from (error)
    except DecodeError as error:
        raise FetchError("the answer is not packed as it says") from error
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if deadline.is_over or isinstance(error, TimeoutError):
            raise _too_slow(limits) from error
        raise FetchError(f"the connection failed: {_told(error)}", passing=True) from (
            error
        )


def _exchange(
    connection: Any,
    deadline: _Deadline,
    place: CheckedAddress,
    headers: Mapping[str, str],
    limits: Limits,
    cap: bool,
) -> Reply:
    # Connected first without TLS, so that the handshake falls under the deadline too.
    opened = connection._new_conn()
    connection._new_conn = lambda: opened
    with deadline.cutting(opened):
        connection.request(
            "GET",
            place.target,
            headers={"Host": place.netloc, **headers},
            preload_content=False,
            decode_content=True,
        )
        response = connection.getresponse()
        told = {name.lower(): value for name, value in response.headers.items()}
        body = _read(response, limits, cap)
    if deadline.is_over:
        raise _too_slow(limits)
    return Reply(response.status, told, body)


def _read(response: Any, limits: Limits, cap: bool) -> bytes:
    parts, size = [], 0
    for part in response.stream(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > limits.size or response.tell() > limits.size:
            if cap:
                return b"".join(parts)[: limits.size]
            raise FetchError(f"the answer has more than {limits.size:,} bytes")
    return b"".join(parts)


def _too_slow(limits: Limits) -> FetchError:
    return FetchError(
        f"the answer takes more than {limits.seconds:g} seconds", passing=True
    )


def _told(error: Exception) -> str:
    """The reason in ``error``, without the object that urllib3 prints before it."""
    text = str(error) or type(error).__name__
    return text.split(">: ", 1)[-1][:200]
