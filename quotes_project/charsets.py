"""Texts that are sent to us are UTF-8: any other character set is refused.

Python would look up whatever name a Content-Type gives. Some of its codecs are no
character sets and raise (bz2, rot13, idna), and one is quadratic (punycode), so that
a query string or a form could stop a process before anybody has logged in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.http import parse_header_parameters

UTF_8 = {"utf-8", "utf8"}
UNREADABLE = "application/octet-stream; charset=unreadable"
"""Stands in for a Content-Type that cannot be read, and is refused as such."""


class OnlyUtf8:
    """Middleware that answers 415 to a charset in Content-Type other than UTF-8.

    ``ReadableContentType`` keeps such names from Django; here they are answered.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_utf8(request.content_params or {}):
            return self.get_response(request)
        return refuse(request)


def is_utf8(params: Mapping[str, str]) -> bool:
    """Whether the parameters of a Content-Type name UTF-8 or no charset at all."""
    charset = params.get("charset")
    return charset is None or charset.strip().lower() in UTF_8


def refuse(request: HttpRequest) -> HttpResponseBase:
    """Return 415: a problem below ``/api/``, a page elsewhere."""
    # These need the applications, which are not loaded yet when settings are.
    from quotes.api.errors import problem  # noqa: PLC0415
    from quotes.pages.base import error_page  # noqa: PLC0415

    told = "Send text as UTF-8, and name no other charset in Content-Type."
    if request.path.startswith("/api/"):
        return problem(415, told)
    return error_page(request, 415, told)


class ReadableContentType:
    """WSGI application that hands on no charset but UTF-8, and none that is unreadable.

    Django looks the charset up, and decodes the query string by it, while it makes its
    request, before any middleware is asked; encoded parameters (RFC 2231) name more of
    them. In the place of such a Content-Type goes one that ``OnlyUtf8`` refuses.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]]):
        self.application = application

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        try:
            _, params = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
            readable = is_utf8(params)
        except (ValueError, LookupError):
            readable = False
        if not readable:
            environ["CONTENT_TYPE"] = UNREADABLE
        return self.application(environ, start_response)
