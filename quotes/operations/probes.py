"""Probes and scrapes are answered before anything asks for a host name or for TLS."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.urls import resolve


class AnswerProbes:
    """Middleware that answers /healthz/, /readyz/ and /metrics/ itself.

    Whoever probes asks by an address inside a network, in plain text: what comes after
    would refuse the host, lead to https, or look a session up in the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info not in ("/healthz/", "/readyz/", "/metrics/"):
            return self.get_response(request)
        request.resolver_match = match = resolve(request.path_info)
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
        response["X-Content-Type-Options"] = "nosniff"
        return response
