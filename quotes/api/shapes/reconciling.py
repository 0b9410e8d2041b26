"""What the reconciliation service answers: the shapes of its specification."""

from __future__ import annotations

from quotes.api.reconciliation.callback import CALLBACK
from quotes.api.reconciliation.queries import LARGEST_LIMIT
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    TEXT,
    URL,
    Schema,
    body_of,
    list_of,
    object_of,
    ref,
)

_NAMED = object_of(id=TEXT, name=TEXT)
_SERVICE = object_of(service_url=URL, service_path=TEXT)
_VALUE = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "str": TEXT,
    },
}

RECONCILING: dict[str, Schema] = {
    "ReconciliationForm": body_of(
        *("queries", "query", "extend", "type", "limit", "callback", "format"),
        queries=TEXT | {"description": "A batch of queries: a JSON object by name."},
        query=TEXT | {"description": "One query (0.1)."},
        extend=TEXT | {"description": "What to fetch of which speakers: JSON."},
        type=TEXT,
        limit={"type": "integer", "minimum": 1, "maximum": 1000},
        callback=CALLBACK.schema(),
        format={"type": "string", "enum": ["json"]},
    ),
    "Reconciliation": {
        "description": "The manifest; or the results of a batch by the name of the"
        " query; or the result of one query; or the properties asked for.",
        "anyOf": [
            ref("ReconciliationManifest"),
            ref("ReconciliationResult"),
            ref("ExtendedSpeakers"),
            {
                "type": "object",
                "additionalProperties": ref("ReconciliationResult"),
            },
        ],
    },
    "ReconciliationManifest": object_of(
        versions=list_of(TEXT),
        name=TEXT,
        identifierSpace=URL,
        schemaSpace=URL,
        documentation=URL,
        view=object_of(url=TEXT),
        defaultTypes=list_of(_NAMED),
        preview=object_of(url=TEXT, width=COUNT, height=COUNT),
        suggest=object_of(entity=_SERVICE, property=_SERVICE, type=_SERVICE),
        extend=object_of(
            propose_properties=_SERVICE, property_settings=list_of({"type": "object"})
        ),
        batchSize=COUNT,
    ),
    "ReconciliationResult": object_of(
        result=list_of(ref("CandidateSpeaker")) | {"maxItems": LARGEST_LIMIT}
    ),
    "CandidateSpeaker": object_of(
        "description",
        id=TEXT,
        name=TEXT,
        description=TEXT,
        type=list_of(_NAMED),
        score={"type": "number", "minimum": 0, "maximum": 100},
        match=FLAG,
        features=list_of(object_of(id=TEXT, value={"type": ["number", "boolean"]})),
    ),
    "ExtendedSpeakers": object_of(
        meta=list_of(_NAMED),
        rows={
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": list_of(_VALUE),
            },
        },
    ),
    "Suggestions": object_of(
        result=list_of(
            object_of(
                *("description", "notable"),
                id=TEXT,
                name=TEXT,
                description=TEXT,
                notable=list_of(_NAMED),
            )
        )
    ),
    "ProposedProperties": object_of(
        "limit", properties=list_of(_NAMED), type=TEXT, limit=COUNT
    ),
}
