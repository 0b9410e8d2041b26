"""What the service is and does, as clients ask it first."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from quotes.api.reconciliation.queries import MOST_QUERIES
from quotes.api.reconciliation.vocabulary import TYPES

WIDTH, HEIGHT = 400, 220
"""Pixels of a preview."""


def make_manifest(request: HttpRequest) -> dict[str, Any]:
    """Return the service manifest, with addresses as the sender must write them."""

    def address(name: str) -> str:
        return request.build_absolute_uri(reverse(name))

    speakers = address("pages:speakers")
    service = address("api:reconcile").rstrip("/")

    def suggest(what: str) -> dict[str, str]:
        return {"service_url": service, "service_path": f"/suggest/{what}/"}

    return {
        "versions": ["0.1", "0.2"],
        "name": f"Quotes: speakers ({request.get_host()})",
        "identifierSpace": speakers,
        "schemaSpace": "https://schema.org/Thing",
        "documentation": address("api:docs"),
        "view": {"url": f"{speakers}{{{{id}}}}/"},
        "defaultTypes": [{"id": key, "name": name} for key, name in TYPES.items()],
        "preview": {
            "url": f"{address('pages:search')}embed/speakers/{{{{id}}}}/",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {
                "service_url": service,
                "service_path": "/properties/",
            },
            "property_settings": [],
        },
        "batchSize": MOST_QUERIES,
    }
