"""What the specification asks of answers, and a client that asks as OpenRefine does.

Written from the text of the Reconciliation Service API 0.2: which fields there must
be, of which sort, and in which order.
"""

import json
from urllib.parse import urlencode

TEXT = {"type": "string"}
NAMED = {
    "type": "object",
    "properties": {"id": TEXT, "name": TEXT},
    "required": ["id", "name"],
}
TEMPLATE = {
    "type": "object",
    "properties": {"url": {"type": "string", "pattern": r"\{\{id\}\}"}},
    "required": ["url"],
}

MANIFEST = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "documentation": TEXT,
        "view": TEMPLATE,
        "preview": {
            **TEMPLATE,
            "properties": {
                **TEMPLATE["properties"],
                "width": {"type": "integer"},
                "height": {"type": "integer"},
            },
            "required": ["url", "width", "height"],
        },
        "defaultTypes": {"type": "array", "items": NAMED, "uniqueItems": True},
        "batchSize": {"type": "integer", "minimum": 1},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
}

RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {
            "result": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "id": {"type": "string", "minLength": 1},
                        "name": {"type": "string", "minLength": 1},
                        "description": TEXT,
                        "type": {"type": "array", "items": NAMED},
                        "score": {"type": "number"},
                        "match": {"type": "boolean"},
                        "features": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "id": TEXT,
                                    "value": {"type": ["number", "boolean"]},
                                },
                                "required": ["id", "value"],
                            },
                        },
                    },
                    "required": ["id", "name", "score"],
                },
            }
        },
        "required": ["result"],
    },
}

SUGGESTED = {
    "type": "object",
    "properties": {"result": {"type": "array", "items": NAMED}},
    "required": ["result"],
}

EXTENDED = {
    "type": "object",
    "properties": {
        "meta": {"type": "array", "items": NAMED},
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {
                    "type": "array",
                    "items": {
                        "oneOf": [
                            {**NAMED, "additionalProperties": False},
                            {
                                "type": "object",
                                "properties": {"str": TEXT},
                                "required": ["str"],
                                "additionalProperties": False,
                            },
                        ]
                    },
                },
            },
        },
    },
    "required": ["meta", "rows"],
}

SERVICE = "/api/v1/reconcile/"


def ask(client, queries, *, method="post"):
    """Send a batch: as OpenRefine does by a form, or in the address."""
    sent = {"queries": json.dumps(queries)}
    if method == "get":
        return client.get(SERVICE, sent)
    return client.post(
        SERVICE,
        urlencode(sent),
        content_type="application/x-www-form-urlencoded; charset=utf-8",
    )
