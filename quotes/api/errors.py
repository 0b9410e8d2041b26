"""Errors as problem details (RFC 9457), the same shape for every refusal."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import Error, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, Throttled

from quotes.extraction.errors import ModelMissingError, TaggerMissingError

CONTENT_TYPE = "application/problem+json"

BUSY = "The database is too busy to answer just now. Please try again."
FULL = "The database has no room left to store anything. Please try again later."
RETRY_AFTER = 30
"""Seconds after which to ask again while the database is down."""
_QUERY_CANCELED = "57014"
_DOWN_ON_POSTGRES = ("08", "53", "57P")
"""SQLSTATEs that begin so: no connection, no resources, a server that goes or comes.
https://www.postgresql.org/docs/current/errcodes-appendix.html"""
_FULL_ON_POSTGRES, _BUSY_ON_POSTGRES = "53100", "53"
_DOWN_ON_SQLITE = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: None,
    sqlite3.SQLITE_CANTOPEN: None,
}


@dataclass(frozen=True, slots=True)
class ParameterError:
    """What is wrong with one parameter, and what would be right.

    allowed: the values or names to choose from, where they can be listed.
    """

    parameter: str
    detail: str
    allowed: tuple[str, ...] = ()


class BadRequest(APIException):
    """Parameters or a body that cannot be understood: 400."""

    status_code = 400

    def __init__(self, *errors: ParameterError):
        self.errors = errors
        super().__init__(
            " ".join(f"{error.parameter}: {error.detail}" for error in errors)
        )


class Gone(APIException):
    """A resource that was here and is not any more: 410."""

    status_code = 410


class TooLarge(APIException):
    """A body larger than is taken: 413."""

    status_code = 413


class TooSlow(APIException):
    """The database gave up: 503."""

    status_code = 503
    default_detail = "This search takes too long. Ask for rarer words or add a filter."


class DatabaseDown(APIException):
    """The database cannot be reached, is too busy, or has no room left: 503."""

    status_code = 503
    default_detail = "The database cannot be reached just now. Please try again."


def as_refusal(error: BaseException | None) -> APIException | None:
    """Return what to answer where the database raised ``error``.

    TooSlow where it gave a query up, DatabaseDown where it cannot be asked; None for
    all else, such as a fault of ours.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # the rest tells details
        return DatabaseDown(_DOWN_ON_SQLITE[code]) if code in _DOWN_ON_SQLITE else None
    state = getattr(cause, "pgcode", None)
    if state == _QUERY_CANCELED:
        return TooSlow()
    # No SQLSTATE: there was no server to give one.
    if not (state or "08").startswith(_DOWN_ON_POSTGRES):
        return None
    if state == _FULL_ON_POSTGRES:
        return DatabaseDown(FULL)
    return DatabaseDown(BUSY if (state or "").startswith(_BUSY_ON_POSTGRES) else None)


class ModelMissing(APIException):
    """A model that extraction needs is not installed: 503."""

    status_code = 503


def problem(
    status: int, detail: str, *, errors: Sequence[ParameterError] = (), **extra: Any
) -> HttpResponse:
    """Return a response of RFC 9457: type, title, status, detail and ``extra``.

    The type is "about:blank": the status says all there is to say, and
    ``errors`` lists each parameter at fault.
    """
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **extra,
    }
    if errors:
        content["errors"] = [
            {key: value for key, value in asdict(error).items() if value != ()}
            for error in errors
        ]
    return HttpResponse(
        # What was sent may be named, and need not be text that can be encoded.
        json.dumps(content, ensure_ascii=False).encode(errors="replace"),
        status=status,
        content_type=CONTENT_TYPE,
    )


def as_problem(refusal: APIException) -> HttpResponse:
    """Return ``refusal`` as a problem; it says when to ask again, where that helps."""
    errors = refusal.errors if isinstance(refusal, BadRequest) else ()
    response = problem(refusal.status_code, str(refusal.detail), errors=errors)
    if isinstance(refusal, DatabaseDown):
        response["Retry-After"] = str(RETRY_AFTER)
    return response


def handle_exception(exception: Exception, context: dict[str, Any]) -> Any:
    """Turn what a view raised into a problem; None for what is a fault of ours."""
    if isinstance(exception, Http404):
        return problem(404, "There is nothing at this address.")
    if isinstance(exception, PermissionDenied):
        return problem(403, "You may not do this.")
    if isinstance(exception, Error):
        exception = as_refusal(exception) or exception
    if isinstance(exception, ModelMissingError | TaggerMissingError):
        exception = ModelMissing(str(exception))
    if not isinstance(exception, APIException):
        return None
    response = as_problem(exception)
    wait = getattr(exception, "wait", None)  # Throttled has one, and Busy
    if wait is not None or isinstance(exception, Throttled):
        response["Retry-After"] = str(max(1, round(wait or 1)))
    if isinstance(exception, MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    if header := getattr(exception, "auth_header", None):
        response["WWW-Authenticate"] = header
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view has answered: 503 while the database is down, else 500."""
    if (refusal := as_refusal(sys.exception())) is None:
        return problem(500, "Something went wrong here; it has been logged.")
    return as_problem(refusal)
