"""What answers look like, as JSON Schema: the components of the OpenAPI document.

Tests hold every answer against these. Fields of a resource are not required,
since ``fields=`` picks among them.
"""

from __future__ import annotations

from quotes.api.shapes.briefs import BRIEFS
from quotes.api.shapes.quotes import QUOTES
from quotes.api.shapes.readers import READERS, SEARCH_PARAMETERS
from quotes.api.shapes.sources import SOURCES
from quotes.api.shapes.texts import TEXTS
from quotes.api.shapes.values import (
    TEXT,
    URL,
    Schema,
    list_of,
    object_of,
    page_of,
    ref,
)

__all__ = ["COMPONENTS", "SEARCH_PARAMETERS", "ref"]

COMPONENTS: dict[str, Schema] = {
    **BRIEFS,
    **QUOTES,
    **SOURCES,
    **TEXTS,
    **READERS,
    "Places": {"type": "object", "additionalProperties": URL},
    "Moved": object_of(merged_into=URL),
    "LinkedData": {
        "type": "object",
        "properties": {
            "@context": URL,
            "@type": TEXT,
            "@id": URL,
        },
        "required": ["@context", "@type", "@id"],
        "description": "JSON-LD in the vocabulary of schema.org.",
    },
    "Problem": {
        "type": "object",
        "description": "What went wrong, as in RFC 9457.",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "errors": list_of(
                object_of(
                    "allowed", parameter=TEXT, detail=TEXT, allowed=list_of(TEXT)
                )
            ),
        },
        "required": ["type", "title", "status", "detail"],
    },
} | {
    f"{name}Page": page_of(name)
    for name in (
        "Quote", "Speaker", "Statement", "Article", "Outlet", "Correction",
        "SavedSearch",
    )
}  # fmt: skip
