"""Addresses that pages lead to: back to where one came from, and lists as files."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

FORMATS = {"csv": "CSV", "jsonl": "JSON Lines"}

LISTS = {
    "search": "search",
    "compare": "comparison",
    "statements": "statements",
    "disputes": "disputes",
    "corrections": "corrections",
    "changed": "changes",
    "speaker": "speaker",
    "outlet": "outlet",
}
"""Pages to which those of single things lead back, and what they are called."""

DETAILS = {"quote", "statement", "article", "report"}


def files_of(address: str) -> list[tuple[str, str]]:
    """Return (name of the format, address) of the list at ``address`` as files."""
    mark = "&" if "?" in address else "?"
    return [
        (name, f"{address}{mark}format={format}") for format, name in FORMATS.items()
    ]


def way_back(request: HttpRequest) -> tuple[str, str] | None:
    """Return the list that a reader came from and its address; None where from none.

    Browsers say so to the same site (Referrer-Policy: same-origin), with the query:
    filters, order and place in the list are all in it.
    """
    at = request.resolver_match
    if at is None or at.url_name not in DETAILS:
        return None
    came = request.headers.get("Referer", "")
    host, secure = {request.get_host()}, request.is_secure()
    if not url_has_allowed_host_and_scheme(came, host, require_https=secure):
        return None
    parts = urlsplit(came)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    name = LISTS.get(found.url_name or "")
    if name is None or "pages" not in found.namespaces:
        return None
    return name, f"{parts.path}?{parts.query}" if parts.query else parts.path
