"""Every request has an identifier, is counted, and may have a line in the log.

What is told of a request is what an operator needs to find what failed: method, path,
status, milliseconds, and the names of the parameters in the query string. Left out are
their values (what somebody looks for is their own affair), the reader's address and
account (the proxy has the address, the database who changed what), and keys in a path
that are secrets of their owners.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.encoding import escape_uri_path

from quotes.operations.counters import count_exception, count_request
from quotes.operations.log_lines import REQUEST_ID

HEADER = "X-Request-ID"
ACCEPTED = re.compile(r"[A-Za-z0-9._-]{8,128}")
"""Identifiers that a proxy may give; any other is replaced by one of ours."""
SECRET = "key"  # noqa: S105
"""The part of a path that only its owner knows: a saved search, a report, an alert."""
LONGEST_PATH = 300
MOST_PARAMETERS = 20

access = logging.getLogger("quotes.access")


class Observed:
    """Middleware, the first one: identifies, counts and logs every request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        begun = time.perf_counter()
        identifier = identifier_of(request)
        token = REQUEST_ID.set(identifier)
        try:
            response = self.get_response(request)
            response.headers[HEADER] = identifier
            self.tell(request, response.status_code, time.perf_counter() - begun)
        finally:
            REQUEST_ID.reset(token)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Count what a view did not handle; Django logs it and answers."""
        count_exception(view_name(request), type(exception).__name__)

    def tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        """Count a request that took ``seconds`` until its answer began, and log it."""
        method = request.method or ""
        count_request(view_name(request), method, status, seconds)
        if not access.isEnabledFor(logging.INFO):
            return
        path, milliseconds = path_told(request), round(seconds * 1000, 1)
        access.info(
            "%s %s %d %.1f ms",
            *(method, path, status, milliseconds),
            extra={
                "method": method,
                "path": path,
                "status": status,
                "ms": milliseconds,
                "view": view_name(request),
                "parameters": sorted(request.GET)[:MOST_PARAMETERS],
            },
        )


def identifier_of(request: HttpRequest) -> str:
    """The identifier that a proxy gave the request, or else a new one."""
    given = request.headers.get(HEADER, "")
    return given if ACCEPTED.fullmatch(given) else uuid.uuid4().hex


def view_name(request: HttpRequest) -> str:
    """The name of the view that an address leads to, "unmatched" where to none.

    As many as there are addresses in the URL configuration, whatever is asked for.
    """
    match = _match(request)
    return (match.view_name or match.route) if match else "unmatched"


def path_told(request: HttpRequest) -> str:
    """The path without secrets, escaped as in an address, 300 characters at most."""
    path = escape_uri_path(request.path)
    match = _match(request)
    secret = str(match.kwargs.get(SECRET, "")) if match else ""
    if secret:
        path = path.replace(escape_uri_path(secret), f"[{SECRET}]")
    return path[:LONGEST_PATH]


def _match(request: HttpRequest) -> ResolverMatch | None:
    if request.resolver_match is None:
        # Middleware answered, in the place of the view.
        try:
            request.resolver_match = resolve(request.path_info)
        except Resolver404:
            return None
    return request.resolver_match
