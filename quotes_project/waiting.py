"""How long requests wait before they are begun, and whether that is too long.

A burst makes a queue that is gone in a moment: whoever waits in it is served. Where
more is asked than can be answered the queue stands, and everybody in it waits as long
as its bound allows. So while it stands the bound is short, and those who are served are
served soon. After Controlled Delay (RFC 8289) as servers have it: Maurer, Fail at
Scale, ACM Queue 13 (8), 2015.
"""

from __future__ import annotations

import socket
import struct
import threading
from typing import Any, cast

EMPTY = 0.5
"""The part of the short bound within which a request waited for nobody."""
INTERVAL = 0.5
"""Seconds without such a request after which the queue is said to stand."""

_DATA_RECEIVED = 52
"""Where ``struct tcp_info`` has the milliseconds since data came: linux/tcp.h."""


class Queue:
    """Judges the requests of a process by how long they waited. Safe among threads.

    longest: seconds that a request may wait in a queue that will soon be gone.
    standing: seconds that it may wait while the queue stands.
    """

    def __init__(self, longest: float, standing: float) -> None:
        self._longest, self._standing = longest, min(standing, longest)
        self._empty = float("-inf")
        self._seen = float("-inf")
        self._lock = threading.Lock()

    def is_too_late(self, waited: float, now: float) -> bool:
        """Whether a request that waited so long, begun now, is to be sent away."""
        with self._lock:
            # Nobody came for a while, so nobody waited.
            quiet = now - self._seen > INTERVAL
            if quiet or waited < self._standing * EMPTY:
                self._empty = now
            self._seen = now
            stands = now - self._empty > INTERVAL
        return waited > (self._standing if stands else self._longest)


def seconds_waited(environ: dict[str, Any]) -> float:
    """Return how long ago the last of the request came: what it has waited for us.

    The kernel knows, also of what waited before anybody accepted it. 0 where it cannot
    be asked: no TCP (a socket file), another system than Linux, another server.
    """
    line = environ.get("gunicorn.socket")
    if line is None or not hasattr(socket, "TCP_INFO"):
        return 0.0
    try:
        told = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, _DATA_RECEIVED + 4)
        (milliseconds,) = struct.unpack_from("=I", told, _DATA_RECEIVED)
    except (OSError, struct.error):
        return 0.0
    return cast(int, milliseconds) / 1000
