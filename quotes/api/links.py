"""Addresses of resources, absolute, without a URL lookup for every row."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse


class Links:
    """Makes addresses below ``base``, that of the API, which ends in a slash."""

    def __init__(self, base: str):
        self.base = base

    @classmethod
    def of(cls, request: HttpRequest) -> Links:
        """Return the addresses as the sender of ``request`` must write them."""
        return cls(request.build_absolute_uri(reverse("api:root")))

    def to(self, resource: str, key: Any) -> str:
        """Return the address of a resource: ``to("quotes", 7)``."""
        part = key if isinstance(key, int) else quote(key)
        return f"{self.base}{resource}/{part}/"
