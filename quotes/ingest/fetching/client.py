"""Fetching an address: checked, allowed, in turn, followed and bounded. Pure."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from quotes.ingest.fetching.connection import Limits, Reply, ask
from quotes.ingest.fetching.errors import FetchError
from quotes.ingest.fetching.public_addresses import (
    CheckedAddress,
    Resolve,
    check_address,
    follow,
    resolve,
)
from quotes.ingest.fetching.robots import LARGEST, Robots

AGENT = "quotes-project/0.1"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/xml;q=0.9,*/*;q=0.5"
)
REDIRECTS = frozenset((301, 302, 303, 307, 308))
TRIES = 3
PATIENCE = 20.0
"""Seconds that a server may make us wait before we try again at once; what takes
longer is left to the next run."""


@dataclass(frozen=True, slots=True)
class Response:
    """What was fetched.

    address: where it was found in the end. body: unpacked; empty where ``unchanged``,
    that is where the server says that it is what it was. charset: as the server says,
    or "". fetched_at: when, with zone.
    """

    address: str
    body: bytes
    content_type: str
    charset: str
    etag: str
    last_modified: str
    fetched_at: datetime
    unchanged: bool = False


@dataclass(slots=True)
class _Turn:
    """When a host may be asked next, and until when it wants to be left alone."""

    next: float = 0.0
    closed_until: float = 0.0


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses, one at a time.

    agent: how we name ourselves; a site's rules for robots are read by the part
        before "/". private: whether private and local addresses are allowed.
    delay: seconds between two requests to a host, more where its robots.txt asks for
        it, up to ``PATIENCE``. What is left is there to be replaced in tests.
    """

    limits: Limits = field(default_factory=Limits)
    agent: str = AGENT
    private: bool = False
    delay: float = 1.0
    resolving: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _turns: dict[str, _Turn] = field(default_factory=dict)
    _robots: Robots | None = None

    def get(self, address: str, *, etag: str = "", last_modified: str = "") -> Response:
        """Return what stands at ``address``, redirects followed.

        etag, last_modified: of what we have of it; where it is still that, the answer
            is ``unchanged``.

        Raises FetchError.
        """
        known = {
            name: value
            for name, value in (
                ("If-None-Match", etag),
                ("If-Modified-Since", last_modified),
            )
            if value
        }
        for number in range(1, TRIES + 1):
            try:
                return self._follow(address, known)
            except FetchError as error:
                wait = error.retry_after
                wait = 2.0 ** (number - 1) if wait is None else wait
                if not error.passing or number == TRIES or wait > PATIENCE:
                    raise
                self.sleep(wait)
        raise AssertionError("unreachable")

    def _follow(self, address: str, known: dict[str, str]) -> Response:
        first, seen = address, set()
        for _ in range(self.limits.redirects + 1):
            place = self._find(address)
            if place.address in seen:
                raise FetchError(f"redirects in a circle, by {place.address}")
            seen.add(place.address)
            reply = self._ask(place, known, self._find_delay(place))
            location = reply.headers.get("location")
            if reply.status not in REDIRECTS or not location:
                return self._answer(place, reply)
            address = follow(place.address, location)
        raise FetchError(f"redirects more than {self.limits.redirects} times: {first}")

    def _find(self, address: str) -> CheckedAddress:
        return check_address(address, private=self.private, resolving=self.resolving)

    def _find_delay(self, place: CheckedAddress) -> float:
        """Seconds ``place`` wants between requests; FetchError where it wants none."""
        if self._robots is None:
            self._robots = Robots(self._fetch_robots, clock=self.clock)
        rules = self._robots.rules_of(place.origin)
        if refusal := rules.refuse(place.address, self.agent):
            raise FetchError(refusal)
        return max(self.delay, min(rules.delay(self.agent), PATIENCE))

    def _fetch_robots(self, address: str) -> Reply:
        limits = Limits(self.limits.seconds, LARGEST, self.limits.redirects)
        for _ in range(limits.redirects + 1):
            place = self._find(address)
            self._wait(self._turn(place), self.delay)
            reply = ask(place, self._headers({}), limits, cap=True)
            location = reply.headers.get("location")
            if reply.status not in REDIRECTS or not location:
                return reply
            address = follow(place.address, location)
        # As RFC 9309 has it: as if there were none.
        return Reply(404, {}, b"")

    def _ask(self, place: CheckedAddress, known: dict[str, str], delay: float) -> Reply:
        turn = self._turn(place)
        closed = turn.closed_until - self.clock()
        if closed > 0:
            raise FetchError(
                f"{place.host} wants to be left alone for {closed:.0f} seconds more",
                retry_after=closed,
                passing=True,
            )
        self._wait(turn, delay)
        reply = ask(place, self._headers(known), self.limits)
        if reply.status in (429, 503):
            wait = seconds_of(reply.headers.get("retry-after", ""))
            if wait is not None:
                turn.closed_until = self.clock() + wait
            told = "" if wait is None else f": come back after {wait:.0f} seconds"
            raise FetchError(
                f"the server answers {reply.status}{told}",
                retry_after=wait,
                passing=True,
            )
        return reply

    def _answer(self, place: CheckedAddress, reply: Reply) -> Response:
        if reply.status not in (200, 203, 304):
            raise FetchError(
                f"the server answers {reply.status}",
                passing=reply.status >= 500,
                gone=reply.status == 410,
            )
        kind, charset = read_content_type(reply.headers.get("content-type", ""))
        return Response(
            address=place.address,
            body=reply.body,
            content_type=kind,
            charset=charset,
            etag=reply.headers.get("etag", ""),
            last_modified=reply.headers.get("last-modified", ""),
            fetched_at=datetime.now(UTC),
            unchanged=reply.status == 304,
        )

    def _turn(self, place: CheckedAddress) -> _Turn:
        return self._turns.setdefault(place.host, _Turn())

    def _wait(self, turn: _Turn, delay: float) -> None:
        """Wait until it is the turn of a host, and set its next one."""
        left = turn.next - self.clock()
        if left > 0:
            self.sleep(left)
        turn.next = self.clock() + delay

    def _headers(self, known: dict[str, str]) -> dict[str, str]:
        return {
            "User-Agent": self.agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            **known,
        }


def seconds_of(value: str) -> float | None:
    """Return the seconds that Retry-After tells, a number of them or a date."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value), 86_400.0)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max(0.0, (moment - datetime.now(UTC)).total_seconds()), 86_400.0)


def read_content_type(value: str) -> tuple[str, str]:
    """Return type and charset of a Content-Type, in lower case; "" where not told."""
    kind, *parameters = value.split(";")
    charset = ""
    for parameter in parameters:
        name, _, told = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = told.strip().strip("\"'").lower()
    return kind.strip().lower(), charset
