"""What a site lets robots read: robots.txt, as RFC 9309 says. Pure."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from quotes.ingest.fetching.connection import Reply
from quotes.ingest.fetching.errors import FetchError

KEPT = 3600.0
"""Seconds that a robots.txt is gone by before it is read again."""
LARGEST = 500 * 1024
"""Bytes of it that are read: the least that RFC 9309 asks for."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one site, and why nothing may be read where that is so."""

    parsed: Protego | None
    refusal: str = ""
    read_at: float = 0.0

    def refuse(self, address: str, agent: str) -> str:
        """Return why ``address`` may not be read by ``agent``, or ""."""
        if self.refusal:
            return self.refusal
        if self.parsed is None or self.parsed.can_fetch(address, agent):
            return ""
        return "the site's robots.txt does not let robots read this"

    def delay(self, agent: str) -> float:
        """Return the seconds that the site wants between two requests."""
        return (self.parsed and self.parsed.crawl_delay(agent)) or 0.0


class Robots:
    """The rules of every site asked for, each read once an hour."""

    def __init__(
        self,
        fetch: Callable[[str], Reply],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, Rules] = {}

    def rules_of(self, origin: str) -> Rules:
        """Return the rules of ``origin``, "https://example.org"."""
        rules = self._known.get(origin)
        if rules is None or self._clock() - rules.read_at > KEPT:
            rules = self._known[origin] = self._read(origin)
        return rules

    def _read(self, origin: str) -> Rules:
        now = self._clock()
        try:
            reply = self._fetch(f"{origin}/robots.txt")
        except FetchError as error:
            return Rules(None, f"its robots.txt cannot be read: {error}", now)
        if reply.status == 429 or reply.status >= 500:
            reason = f"its robots.txt answers {reply.status}, which forbids reading"
            return Rules(None, reason, now)
        if reply.status != 200:
            return Rules(None, "", now)
        text = reply.body[:LARGEST].decode(errors="replace")
        return Rules(Protego.parse(text), "", now)
