"""Whom we may call: public addresses of the Web alone, however they are written.

Pure, without Django. A name is resolved once, every address that it stands for is
looked at, and the connection goes to the address that was looked at: a name that
answers otherwise a moment later leads nowhere else.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from quotes.ingest.fetching.public_addresses import PORTS, is_public

LONGEST = 2000


class AddressError(ValueError):
    """An address that we do not call; the message says why, for who gave it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a call went. status: of the answer, None where there was none."""

    status: int | None
    error: str
    seconds: float

    @property
    def succeeded(self) -> bool:
        """Whether it was taken: 2xx. A redirection is none, for it is not followed."""
        return self.status is not None and 200 <= self.status < 300


def read_address(written: str, *, private: bool = False) -> SplitResult:
    """Return the parts of an address to call. Nothing is resolved yet.

    Raises AddressError for what is none, for names and numbers of this machine or
    network (unless ``private``), and for addresses with a password in them.
    """
    if len(written) > LONGEST or not written.isascii() or not written.isprintable():
        raise AddressError(
            f"Write it in at most {LONGEST} printable characters of ASCII (a name in"
            " another script as xn--…)."
        )
    try:
        parts = urlsplit(written)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"Not an address: {error}.") from None
    if parts.scheme not in PORTS or not parts.hostname or " " in written:
        raise AddressError("Not an address of the Web: it begins with https://.")
    if parts.username is not None or parts.password is not None:
        raise AddressError("Leave name and password out: deliveries are signed.")
    if port == 0:
        raise AddressError("There is no port 0.")
    if not private:
        _refuse_private_name(parts.hostname)
    return parts


def _refuse_private_name(host: str) -> None:
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal")):
        raise AddressError(f"{host} is not on the public internet.")
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return  # a name: looked at once it is resolved
    refuse_private(name)


def refuse_private(address: str) -> None:
    """Raise AddressError unless ``address``, an IP address, is a public one.

    Also where it is written as another: IPv4 inside IPv6, by tunnels and translators.
    """
    if not is_public(address):
        raise AddressError(f"{address} is not on the public internet.")


def resolve(parts: SplitResult, *, private: bool = False) -> list[str]:
    """Return the IP addresses that the host stands for.

    Raises AddressError where one of them is not public (unless ``private``), OSError
    where there is none.
    """
    port = parts.port or PORTS[parts.scheme]
    found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not private:
        for address in addresses:
            refuse_private(address)
    return addresses


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
    private: bool = False,
) -> Outcome:
    """Send ``body`` to ``address``; it must be answered within ``seconds``.

    Redirections are not followed: where one leads nobody has agreed to. Raises
    nothing: what went wrong stands in the outcome.
    """
    began = time.monotonic()

    def outcome(status: int | None, error: str = "") -> Outcome:
        return Outcome(status, error, round(time.monotonic() - began, 3))

    try:
        parts = read_address(address, private=private)
        (first, *_) = resolve(parts, private=private)
        status = _ask(parts, first, body, headers, seconds=seconds)
    except AddressError as error:
        return outcome(None, str(error))
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() - began >= seconds:
            return outcome(None, f"No answer within {seconds:g} seconds.")
        return outcome(None, f"{type(error).__name__}: {error}"[:300])
    if 300 <= status < 400:
        return outcome(status, "It redirects, which is not followed.")
    return outcome(status)


def _ask(
    parts: SplitResult,
    ip: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float,
) -> int:
    """Return the status that the receiver at ``ip`` answers with."""
    port = parts.port or PORTS[parts.scheme]
    host = str(parts.hostname)
    line = [socket.create_connection((ip, port), timeout=seconds)]
    # However slowly it answers, byte by byte: the time is up for the whole of it.
    alarm = threading.Timer(seconds, _hang_up, [line])
    alarm.daemon = True
    alarm.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            secured = context.wrap_socket(
                line[0], server_hostname=host, do_handshake_on_connect=False
            )
            line[0] = secured
            secured.do_handshake()
        path = parts.path or "/"
        asked = http.client.HTTPConnection(host, port, timeout=seconds)
        asked.sock = line[0]
        target = f"{path}?{parts.query}" if parts.query else path
        asked.request("POST", target, body, {**headers, "Connection": "close"})
        return asked.getresponse().status
    finally:
        alarm.cancel()
        line[0].close()


def _hang_up(line: list[socket.socket]) -> None:
    with suppress(OSError):
        line[0].shutdown(socket.SHUT_RDWR)
