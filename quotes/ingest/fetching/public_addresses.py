"""Which addresses of the web may be fetched. Pure but for asking for names.

A server that fetches what others name can be made to read what only it can reach:
its own services, the cloud's metadata, an intranet (server-side request forgery).
Hence a name is resolved here, every number it stands for is checked, and the
connection is made to one of the very numbers that were checked.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from quotes.ingest.fetching.errors import FetchError

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# IETF protocol assignments (RFC 6890), of which some Pythons know a part only.
_ASSIGNED = ipaddress.ip_network("192.0.0.0/24")
# What stands in an address as it is; "%" among it, so that nothing is encoded twice.
_PLAIN = "%/:=&?~#+!$,;'@()*[]|"

Resolve = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to the numbers it stands for; OSError if none."""


@dataclass(frozen=True, slots=True)
class CheckedAddress:
    """A checked address: the parts of it, and the numbers that may be asked."""

    address: str
    scheme: str
    host: str
    port: int
    target: str
    numbers: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """Host, and the port where it is not the usual one: the header Host."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """Return the numbers of ``host``, as the system knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_address(
    address: str, *, private: bool = False, resolving: Resolve = resolve
) -> CheckedAddress:
    """Return where ``address`` is to be asked for.

    private: whether addresses of this machine and its networks are allowed, and ports
        other than the usual ones.

    Raises FetchError where it is no address of the web, its name is unknown, or any
    number that its name stands for is not a public one.
    """
    scheme, host, port, target = _split(address)
    if not private and port != PORTS[scheme]:
        raise FetchError(
            f"port {port} is not fetched from: only 80 and 443 are, unless "
            "FETCH_PRIVATE=1 is set"
        )
    try:
        numbers = tuple(resolving(host, port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise FetchError(f"{host} is not found: {reason}", passing=True) from error
    if not numbers:
        raise FetchError(f"{host} is not found", passing=True)
    if not private:
        for number in numbers:
            if not is_public(number):
                raise FetchError(
                    f"{host} is {number}, a private or local address, which is not "
                    "fetched from; FETCH_PRIVATE=1 allows it"
                )
    place = CheckedAddress(address, scheme, host, port, target, numbers)
    return CheckedAddress(
        f"{place.origin}{target}", scheme, host, port, target, numbers
    )


def is_public(number: str) -> bool:
    """Whether ``number`` is that of a machine anybody on the internet can reach."""
    try:
        # A scope ("fe80::1%eth0") says by which network of this machine: local.
        found = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        within = found.ipv4_mapped or found.sixtofour
        if within is None and found in _NAT64:
            within = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if within is not None:
            return is_public(str(within))
        if found.is_site_local or found.scope_id:
            return False
    elif found in _ASSIGNED:
        return False
    return found.is_global and not (
        found.is_multicast or found.is_reserved or found.is_unspecified
    )


def follow(address: str, location: str) -> str:
    """Return where ``location``, told by ``address``, leads."""
    try:
        return urljoin(address, location.strip())
    except ValueError:
        return location


def is_web_address(text: str) -> bool:
    """Whether ``text`` is meant as an address of the web rather than as a file."""
    return text.lower().startswith(("http://", "https://"))


def _split(address: str) -> tuple[str, str, int, str]:
    """Scheme, host, port, and path with query; FetchError where it is no address."""
    try:
        parts = urlsplit(address.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise FetchError(f"{address!r} is no web address: {error}") from error
    if parts.scheme not in PORTS:
        raise FetchError(f"{address!r} is no web address: only http and https are")
    if parts.username is not None or parts.password is not None:
        raise FetchError("an address with a name or password in it is not fetched")
    host = _spelled(host, address)
    path = quote(parts.path or "/", safe=_PLAIN)
    target = urlunsplit(("", "", path, quote(parts.query, safe=_PLAIN), ""))
    if path.startswith("//"):
        # urlunsplit would take what follows for a host.
        target = path + (f"?{quote(parts.query, safe=_PLAIN)}" if parts.query else "")
    if len(target) + len(host) > LONGEST:
        raise FetchError(f"is longer than {LONGEST} characters")
    return parts.scheme, host, port or PORTS[parts.scheme], target


def _spelled(host: str, address: str) -> str:
    """``host`` as the web spells it; FetchError where it is no name of a host."""
    if not host or any(c <= " " or c in "\\<>\"'`{}|^%" for c in host):
        raise FetchError(f"{address!r} is no web address: it names no host")
    try:
        return (host if host.isascii() else host.encode("idna").decode()).lower()
    except UnicodeError as error:
        raise FetchError(f"{host!r} is no name of a host: {error}") from error
