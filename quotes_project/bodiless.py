"""Answers to HEAD have no body, and cost no more than their headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)


class NoBodyForHead:
    """Middleware that takes the body off answers to HEAD, and leaves their length.

    Servers drop it too, but complain of it in their log; and an export would first be
    read from the database to its end.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method != "HEAD":
            return response
        if response.streaming:
            cast(StreamingHttpResponse, response).streaming_content = ()
        else:
            cast(HttpResponse, response).content = b""
        return response
