"""What every page has in common: who may read it, its headers, its errors."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views import defaults
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from quotes.api import errors
from quotes.api.errors import RETRY_AFTER, BadRequest, DatabaseDown, as_refusal
from quotes.api.throttling import spend
from quotes.pages.head import canonical_address
from quotes.pages.in_words import name_errors
from quotes.pages.way_back import files_of, way_back

HEADINGS = {
    400: "This cannot be read",
    401: "This token is not known",
    403: "This form cannot be taken",
    404: "There is nothing at this address",
    409: "No more can be saved",
    410: "This quote was taken back",
    415: "This cannot be read",
    429: "Too many requests",
    503: "This takes too long",
}

View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """Make ``view`` a page: read only, guarded, limited as the API is.

    Where ``API_PUBLIC`` is off, strangers are sent to log in. What the view
    raises (Http404, errors of the API, a search that takes too long) becomes a
    page that says so.
    """
    return require_safe(_guard(view))


def form_page(view: View) -> View:
    """Make ``view`` a page that takes a form too; it has its own limit for that."""
    return require_http_methods(["GET", "HEAD", "POST"])(_guard(view))


def keyed_page(view: View) -> View:
    """Make ``view`` a page with a form, open to whoever knows its address."""
    methods = require_http_methods(["GET", "HEAD", "POST"])
    return methods(_guard(view, keyed=True))


def _guard(view: View, *, keyed: bool = False) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        closed = not settings.API_PUBLIC and not request.user.is_authenticated
        if closed and not keyed:
            login = redirect_to_login(request.get_full_path(), reverse("pages:login"))
            return protect(login)
        if wait := seconds_to_wait(request):
            response = error_page(request, 429, f"Please try again in {wait} seconds.")
            response["Retry-After"] = str(wait)
            return response
        try:
            return protect(view(request, *args, **kwargs))
        except Http404 as missing:
            return error_page(request, 404, str(missing))
        except BadRequest as refused:
            return error_page(request, 400, "", errors=name_errors(refused.errors))
        except APIException as refused:
            return error_page(request, refused.status_code, str(refused.detail))
        except Error as error:
            if refusal := as_refusal(error):
                return busy_page(request, refusal)
            raise

    return guarded


def seconds_to_wait(request: HttpRequest, *, scope: str = "read") -> int:
    """Count a request against its reader's limit; return 0 while some is left."""
    counted = Request(request)
    counted.user = request.user
    allowance = spend(counted, scope=scope)
    return max(1, allowance.reset) if allowance.exceeded else 0


def protect(response: HttpResponseBase) -> HttpResponseBase:
    """Set the headers of a page on ``response``."""
    # An editor may correct it any time; what is not public stays with its reader.
    patch_cache_control(response, no_cache=True)
    if not settings.API_PUBLIC:
        patch_cache_control(response, private=True)
    return response


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    data: str,
    feed: str = "",
    export: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render ``quotes/TEMPLATE.html``.

    data: address of the same in the API. feed: address of its Atom feed. export: that
    of the list on the page in the API, for whoever wants all of it as a file. The
    context may hold ``linked_data``, a block of ``quotes.pages.head``, and a ``card``.
    """
    shared = {
        "data_url": data,
        "feed_url": feed,
        "files": files_of(export) if export else [],
        "way_back": way_back(request),
        "canonical": canonical_address(request) if status == HTTPStatus.OK else "",
        "linked_data": "",
        "card": None,
    }
    return render(
        request, f"quotes/{template}.html", {**shared, **context}, status=status
    )


def error_page(
    request: HttpRequest, status: int, detail: str, **context: Any
) -> HttpResponse:
    """Return a page that says what went wrong."""
    shown = {
        "heading": HEADINGS.get(status, "Something went wrong"),
        "detail": detail,
        **context,
    }
    response = show(request, "error", shown, data=reverse("api:root"), status=status)
    protect(response)
    return response


def busy_page(request: HttpRequest, refusal: APIException) -> HttpResponse:
    """Return a page that says why the database does not answer, and when to return."""
    if not isinstance(refusal, DatabaseDown):
        return error_page(request, refusal.status_code, str(refusal.detail))
    detail, heading = str(refusal.detail), "This does not work just now"
    response = error_page(request, refusal.status_code, detail, heading=heading)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer what no view has answered, as the API does below ``/api/``."""
    if request.path.startswith("/api/"):
        return errors.server_error(request)
    if refusal := as_refusal(sys.exception()):
        return busy_page(request, refusal)
    return defaults.server_error(request)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer forms that did not come from a page of ours (CSRF)."""
    return error_page(
        request,
        403,
        "It is too old, or did not come from a page here, or your browser keeps no"
        " cookies. Open the page again and send the form once more.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer addresses that exist nowhere."""
    return error_page(request, 404, "")
