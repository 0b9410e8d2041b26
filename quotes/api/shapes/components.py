"""The components of the OpenAPI document: the resources, and what else is answered.

Tests hold every answer against these. Fields of a resource are not required,
since ``fields=`` picks among them.
"""

from __future__ import annotations

from quotes.api.resources.articles import ARTICLE
from quotes.api.resources.corrections import CORRECTION
from quotes.api.resources.fields import Resource
from quotes.api.resources.outlets import OUTLET
from quotes.api.resources.quotes import QUOTE
from quotes.api.resources.shown import BRIEFS
from quotes.api.resources.speakers import SPEAKER
from quotes.api.resources.statements import STATEMENT
from quotes.api.shapes.parts import PARTS
from quotes.api.shapes.readers import READERS
from quotes.api.shapes.reconciling import RECONCILING
from quotes.api.shapes.texts import TEXTS
from quotes.api.shapes.values import (
    COUNT,
    TEXT,
    URL,
    Schema,
    list_of,
    object_of,
    page_of,
    ref,
    resource_of,
)

RESOURCES: tuple[Resource, ...] = (
    QUOTE,
    SPEAKER,
    STATEMENT,
    ARTICLE,
    OUTLET,
    CORRECTION,
)


def _components_of(resource: Resource) -> dict[str, Schema]:
    """Return a resource as lists show it, a page of these, and one alone."""
    listed = {**resource.listed.properties, **resource.searched.properties}
    name = resource.name
    components = {name: resource_of(**listed), f"{name}Page": page_of(name)}
    if resource.detailed:
        components[f"{name}Detail"] = resource_of(**resource.detailed.properties)
    return components


COMPONENTS: dict[str, Schema] = {
    **BRIEFS,
    **PARTS,
    **TEXTS,
    **READERS,
    **RECONCILING,
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
    "Citation": object_of(
        line=TEXT, bibtex=TEXT, ris=TEXT, csl=list_of(ref("CslItem"))
    ),
    "CslItem": object_of(
        *("author", "issued", "language"),
        id=TEXT,
        type=TEXT,
        title=TEXT,
        author=list_of(object_of(literal=TEXT)),
        issued=object_of(**{"date-parts": list_of(list_of({"type": "integer"}))}),
        URL=TEXT,
        language=TEXT,
        keyword=TEXT,
        note=TEXT,
        **{"container-title": TEXT},
    ),
    "Embed": object_of(
        "author_url",
        version=TEXT,
        type=TEXT,
        title=TEXT,
        author_name=TEXT,
        author_url=URL,
        provider_name=TEXT,
        provider_url=URL,
        cache_age=COUNT,
        html=TEXT,
        width=COUNT,
        height=COUNT,
    ),
    "Problem": {
        "type": "object",
        "description": "What went wrong, as in RFC 9457.",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "errors": list_of(
                object_of("allowed", parameter=TEXT, detail=TEXT, allowed=list_of(TEXT))
            ),
        },
        "required": ["type", "title", "status", "detail"],
    },
    "SavedSearchPage": page_of("SavedSearch"),
    "WebhookPage": page_of("Webhook"),
}
for _resource in RESOURCES:
    COMPONENTS |= _components_of(_resource)
