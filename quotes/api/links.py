"""Addresses of resources, absolute, without a URL lookup for every row."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse


class Links:
    """Makes the addresses that one answer needs."""

    def __init__(self, request: HttpRequest):
        self.base = request.build_absolute_uri(reverse("api:root"))

    def to(self, resource: str, key: Any) -> str:
        """Return the address of a resource: ``to("quotes", 7)``."""
        return f"{self.base}{resource}/{quote(str(key))}/"
