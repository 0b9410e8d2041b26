"""Addresses for probes and scrapes: never limited, never cached, open to no reader."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from quotes.operations.counters import counters_told
from quotes.operations.gauges import gauges_told
from quotes.operations.readiness import is_ready, readiness
from quotes.pages.lockout import client_address

FORWARDED = ("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via")
"""Headers by which a request tells that a proxy passed it on."""


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all: asks neither database nor broker."""
    return JsonResponse({"status": "alive"})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 where requests may be sent here, else 503; the reasons either way."""
    told = readiness()
    well = is_ready(told)
    status = "ready" if well else "not ready"
    return JsonResponse({"status": status, "checks": told}, status=200 if well else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """What is counted and measured, as Prometheus reads it, for METRICS_ALLOWED."""
    if not may_scrape(request):
        response = HttpResponse(
            "Metrics are for the addresses in METRICS_ALLOWED and for whoever sends "
            "METRICS_TOKEN (docs/operations.md).\n",
            content_type="text/plain; charset=utf-8",
            status=401,
        )
        response["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return response
    return HttpResponse(
        counters_told() + gauges_told(), content_type=CONTENT_TYPE_LATEST
    )


def may_scrape(request: HttpRequest) -> bool:
    """Whether the request has the token, or comes from an address that is allowed.

    Behind a proxy every reader has the proxy's address, often of this very machine, so
    what was passed on is judged by the address that the proxy names, and only where
    ``BEHIND_PROXY`` says that there is one to be believed.
    """
    given = request.headers.get("Authorization", "")
    expected = f"Bearer {settings.METRICS_TOKEN}"
    if settings.METRICS_TOKEN and hmac.compare_digest(
        given.encode(), expected.encode()
    ):
        return True
    passed_on = any(name in request.headers for name in FORWARDED)
    named_by_proxy = (
        settings.REST_FRAMEWORK["NUM_PROXIES"] and "X-Forwarded-For" in request.headers
    )
    if passed_on and not named_by_proxy:
        return False
    if (named := client_address(request)) is None:
        return False
    address = ip_address(named)
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in settings.METRICS_ALLOWED)
