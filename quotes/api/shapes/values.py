"""What shapes are made of: simple values, and what they are put together by."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ID: Schema = {"type": "integer", "minimum": 1}
URL: Schema = {"type": "string", "format": "uri"}
PROBABILITY: Schema = {"type": "number", "minimum": 0, "maximum": 1}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
PUBLISHED: Schema = MOMENT | {
    "description": "A date without a time is given as its midnight in UTC."
}
SPAN: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}
SPANS: Schema = {
    "type": "array",
    "items": SPAN,
    "description": "Character ranges into the article's text, half open.",
}


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return ``schema`` or null."""
    return {"oneOf": [schema, {"type": "null"}]}


def list_of(schema: Schema) -> Schema:
    """Return any number of ``schema``."""
    return {"type": "array", "items": schema}


def choice(values: list[str]) -> Schema:
    """Return one of just these ``values``."""
    return {"type": "string", "enum": values}


def object_of(*optional: str, **properties: Schema) -> Schema:
    """Return an object of these properties, all required but ``optional``.

    An answer may have more: fields are added within ``v1``.
    """
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
    }


def resource_of(**properties: Schema) -> Schema:
    """Return an object of any of these properties, of which ``fields=`` picks some."""
    return {"type": "object", "properties": properties}


def body_of(*optional: str, **properties: Schema) -> Schema:
    """Return what is sent: just these properties, for unknown ones are refused."""
    return object_of(*optional, **properties) | {"additionalProperties": False}


def page_of(name: str) -> Schema:
    """Return a page of a list of the component ``name``."""
    return object_of(
        "count",
        "count_capped",
        results=list_of(ref(name)),
        next=nullable(URL),
        previous=nullable(URL),
        count=COUNT,
        count_capped=FLAG,
    )
