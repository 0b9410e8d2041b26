"""More requests than can be served: some are sent away at once, the others are served.

Without a bound each of them would wait until nobody waits for its answer any more, and
readers of a page would wait for those who search a million quotes.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.urls import reverse

from quotes_project.waiting import Queue, seconds_waited

PATIENCE = 0.5
"""Seconds that a costly request waits for its turn, where it may wait at all."""
RETRY_AFTER = 5
COSTLY_VIEWS = (
    *("api:verify", "api:extract", "api:facets", "api:reconcile", "api:suggest-entity"),
    *("pages:check", "pages:compare"),
)
COSTLY_PARAMETERS = ("q", "format")
"""A search, and an export of a whole list."""
NEVER_SHED = "/admin/"
"""Editors are few, and what they have typed must not be lost."""
TOO_MANY = "Too many are asking for this just now. Please try again in a few seconds."
TOO_LATE = "More is asked just now than can be answered. Please try again in a moment."


class Turns:
    """Room for so many at once, and for a few who wait. Safe among threads."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._room = threading.Semaphore(at_once + waiting)
        self._turns = threading.Semaphore(at_once)

    def take(self, patience: float) -> bool:
        """Take a turn, to be given back; False where none comes in that many seconds.

        Who finds all places of those who wait taken does not wait.
        """
        if not self._room.acquire(blocking=False):
            return False
        if self._turns.acquire(timeout=patience):
            return True
        self._room.release()
        return False

    def give_back(self) -> None:
        self._turns.release()
        self._room.release()


class ShedLoad:
    """Middleware that answers 503 to what can no longer be served in time.

    A request that has waited for a thread longer than ``SHED_AFTER_SECONDS`` is not
    begun, while there is no end of them not even one that has waited for
    ``SHED_STANDING_MILLISECONDS``. Of the costly ones (searches, exports, texts to
    read) no more than ``COSTLY_AT_ONCE`` are worked on in a process. All are told when
    to come again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.turns = Turns(settings.COSTLY_AT_ONCE, settings.COSTLY_WAITING)
        self.queue = Queue(
            settings.SHED_AFTER_SECONDS, settings.SHED_STANDING_MILLISECONDS / 1000
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(NEVER_SHED):
            return self.get_response(request)
        if self.queue.is_too_late(seconds_waited(request.META), time.monotonic()):
            return refuse(request, TOO_LATE)
        if not is_costly(request):
            return self.get_response(request)
        if not self.turns.take(PATIENCE):
            return refuse(request, TOO_MANY)
        try:
            response = self.get_response(request)
        except BaseException:
            self.turns.give_back()
            raise
        if response.streaming:
            # Its rows are read while it is sent; servers close it whatever happens, and
            # what nobody closes is forgotten.
            over = weakref.finalize(response, self.turns.give_back)
            cast(Any, response)._resource_closers.append(over)
        else:
            self.turns.give_back()
        return response


def is_costly(request: HttpRequest) -> bool:
    """Whether answering takes much more than reading some rows by an index."""
    if any(name in request.GET for name in COSTLY_PARAMETERS):
        return True
    asks = request.method == "POST" or bool(request.GET)
    return asks and request.path in _costly_addresses()


@cache
def _costly_addresses() -> frozenset[str]:
    return frozenset(map(reverse, COSTLY_VIEWS))


def refuse(request: HttpRequest, told: str) -> HttpResponse:
    """Return 503 with Retry-After: a problem below ``/api/``, a page elsewhere."""
    # These need the applications, which are not loaded yet when settings are.
    from quotes.api.errors import problem  # noqa: PLC0415
    from quotes.pages.base import error_page  # noqa: PLC0415

    if request.path.startswith(("/api/", "/feeds/")):
        response = problem(503, told)
    else:
        response = error_page(request, 503, told, heading="Too much is asked just now")
    response["Retry-After"] = str(RETRY_AFTER)
    # Many at once, and no fault: not a line of Django's log for each.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
