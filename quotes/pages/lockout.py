"""Guessing passwords: when no more are taken, from whom, and what is said then.

django-axes counts wrong passwords in the database and refuses further ones, at the
login of the pages and at the admin's alike; here is what it asks us.
"""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from quotes.pages.base import error_page

LONGEST_NAME = 200
"""Longer than any account's: 150 characters."""


class LockoutHandler(AxesDatabaseHandler):  # type: ignore[misc]  # no types
    """Locks a name for one address, and an address that tries many names.

    Never a name for every address: anybody could then keep an editor out.
    """

    def get_failures(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> int:
        """Return the failures that count against this attempt to log in.

        Those of this name from this address, or those of the address beyond the
        number that it has more than a name.
        """
        more = settings.LOGIN_FAILURES_PER_ADDRESS - settings.LOGIN_FAILURES
        of_name: int = super().get_failures(request, credentials)
        return max(of_name, _failures_of_address(request) - more)


def _failures_of_address(request: Any) -> int:
    recent = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address,
        attempt_time__gte=get_cool_off_threshold(request),
    )
    return recent.aggregate(sum=Sum("failures_since_start"))["sum"] or 0


def name_tried(request: HttpRequest, credentials: Mapping[str, Any] | None) -> str:
    """Return the name that somebody tries to log in by, cut where it is nobody's.

    The form takes names of any length, and the database none so long.
    """
    name = (credentials or request.POST).get("username") or ""
    return str(name)[:LONGEST_NAME]


def client_address(request: HttpRequest) -> str | None:
    """Return the address of whoever asks, as the limits of the API see it.

    What a proxy names is a text like any other: None where it is no address.
    """
    named = BaseThrottle().get_ident(Request(request)) or ""
    # Some proxies name the port too: 192.0.2.7:5311, [2001:db8::7]:5311.
    bare = named.rpartition(":")[0] if named.count(":") == 1 else named
    bare = bare.removeprefix("[").partition("]")[0]
    try:
        return str(ip_address(bare))
    except ValueError:
        return None


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: Any
) -> HttpResponse:
    """Answer an attempt to log in that is not looked at, or was the last one."""
    minutes = settings.LOGIN_LOCKOUT_MINUTES
    page = error_page(
        request,
        429,
        "Too many wrong passwords were sent from your address, so for now none is"
        f" looked at any more. Try again in {minutes} minutes, or ask whoever runs"
        " this site to let you in sooner: they can also give you a new password.",
        heading="Too many wrong passwords",
    )
    page["Retry-After"] = str(minutes * 60)
    return page
