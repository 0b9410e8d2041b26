"""Errors as problem details (RFC 9457), the same shape for every refusal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from rest_framework.exceptions import APIException, MethodNotAllowed, Throttled

from quotes.extraction.rules.tree import ModelMissingError
from quotes.extraction.tagger.model import TaggerMissingError

CONTENT_TYPE = "application/problem+json"


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


def handle_exception(exception: Exception, context: dict[str, Any]) -> Any:
    """Turn what a view raised into a problem; None for what is a fault of ours."""
    if isinstance(exception, Http404):
        return problem(404, "There is nothing at this address.")
    if isinstance(exception, PermissionDenied):
        return problem(403, "You may not do this.")
    if isinstance(exception, OperationalError) and "timeout" in str(exception):
        exception = TooSlow()
    if isinstance(exception, ModelMissingError | TaggerMissingError):
        exception = ModelMissing(str(exception))
    if not isinstance(exception, APIException):
        return None
    errors = exception.errors if isinstance(exception, BadRequest) else ()
    response = problem(exception.status_code, str(exception.detail), errors=errors)
    if isinstance(exception, Throttled):
        response["Retry-After"] = str(max(1, round(getattr(exception, "wait", 1))))
    if isinstance(exception, MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    if header := getattr(exception, "auth_header", None):
        response["WWW-Authenticate"] = header
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours: a problem below ``/api/``, Django's page elsewhere."""
    if request.path.startswith("/api/"):
        return problem(500, "Something went wrong here; it has been logged.")
    return defaults.server_error(request)
