"""Which database is asked: the primary, or a replica that repeats it.

With READ_REPLICA_URL set, requests that only look (GET, HEAD, OPTIONS) are answered by
the replica. Everything else asks the primary: what writes, the admin and the accounts,
commands, runs and linking, which must see what they wrote a moment ago. So does who has
just written: for ``SECONDS_AFTER_A_WRITE`` a cookie sends that browser to the primary.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PRIMARY, REPLICA = "default", "replica"
READING = ("GET", "HEAD", "OPTIONS")
WRITES_OF_ITS_OWN = ("/admin/", "/accounts/")
COOKIE = "wrote"
SECONDS_AFTER_A_WRITE = 10

_from_replica: ContextVar[bool] = ContextVar("from_replica", default=False)


def _cookie() -> str:
    """Its name; over TLS one that browsers take from this very host alone."""
    return f"__Host-{COOKIE}" if settings.SESSION_COOKIE_SECURE else COOKIE


class ReplicaRouter:
    """Has rows read from the replica while a request that only looks is answered."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        instance = hints.get("instance")
        if not _from_replica.get():
            return PRIMARY
        # What was read here is followed here: rows of one answer are of one moment.
        return instance._state.db or REPLICA if instance is not None else REPLICA

    def db_for_write(self, model: Any, **hints: Any) -> str:
        # Whatever follows in this request must see it.
        _from_replica.set(False)
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class ReadFromReplica:
    """Middleware: says for each request whether the replica may answer it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        reads = (
            REPLICA in settings.DATABASES
            and request.method in READING
            and not request.path.startswith(WRITES_OF_ITS_OWN)
            and _cookie() not in request.COOKIES
        )
        token = _from_replica.set(reads)
        try:
            response = self.get_response(request)
        finally:
            _from_replica.reset(token)
        if request.method not in READING and response.status_code < 400:
            response.set_cookie(
                _cookie(),
                "1",
                max_age=SECONDS_AFTER_A_WRITE,
                httponly=True,
                samesite="Lax",
                secure=bool(settings.SESSION_COOKIE_SECURE),
            )
        return response
