"""How often one reader may ask: a count per window of time, told on every answer.

Counting is one atomic increment in the cache, so two requests at the same moment
are both counted. Where several processes serve, they share limits only if they
share a cache (``REDIS_URL``).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one reader has left. reset: seconds until the count starts anew."""

    limit: int
    used: int
    reset: int

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit


def read_rate(rate: str) -> tuple[int, int]:
    """Return requests and seconds of a rate such as "60/minute".

    Raises ValueError for anything else.
    """
    count, _, period = rate.partition("/")
    if period not in SECONDS or not count.isdecimal():
        raise ValueError(f"{rate!r} is not a rate such as 60/minute.")
    return int(count), SECONDS[period]


class RateLimit(BaseThrottle):
    """Limits readers by address, and those with an account or token by that.

    ``throttle_scope`` of the view ("read", or "work" for what costs more) and
    whether the reader is known choose the rate in ``API_RATES``.
    """

    allowance: Allowance | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        self.allowance = spend(request, scope=getattr(view, "throttle_scope", "read"))
        return not self.allowance.exceeded

    def wait(self) -> float | None:
        return self.allowance.reset if self.allowance else None


def reader_of(request: Request) -> str:
    """Return what tells one reader from another: the account, else the address."""
    user = getattr(request, "_user", None)
    if user is not None and user.is_authenticated:
        return f"user-{user.pk}"
    return f"address-{BaseThrottle().get_ident(request)}"


def spend(request: Request, *, scope: str, times: int = 1) -> Allowance:
    """Count one request and return what is left; remembered on the request.

    times: as how many it counts.
    """
    who = reader_of(request)
    reader = "known" if who.startswith("user-") else "anonymous"
    limit, seconds = read_rate(settings.API_RATES[f"{scope}-{reader}"])
    now = int(time.time())
    key = f"rate:{scope}:{who}:{now // seconds}"
    cache.add(key, 0, timeout=seconds + 1)
    try:
        used = cache.incr(key, times)
    except ValueError:  # evicted in between: a full cache must not refuse anybody
        used = times
    allowance = Allowance(limit, used, seconds - now % seconds)
    request._request.rate_allowance = allowance  # type: ignore[attr-defined]
    return allowance
