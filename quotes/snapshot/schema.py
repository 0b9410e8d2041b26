"""The JSON Schema of a snapshot's lines, from the tables themselves."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
)

from quotes.snapshot.tables import (
    FORMAT,
    MODELS,
    PACKED,
    VERSION,
    fields_of,
    names_a_user,
    record_name,
)

_SPANS = {
    "type": "array",
    "description": "Character ranges into the article's text, half open.",
    "items": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
    },
}


def snapshot_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) that every line of a snapshot answers to."""
    records = {
        "header": _record(
            "header",
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "rows": {
                    "description": "How many rows of each table follow.",
                    "type": "object",
                    "additionalProperties": {"type": "integer", "minimum": 0},
                },
            },
            "The first line.",
        ),
        "user": _record(
            "user",
            {"username": {"type": "string", "minLength": 1}},
            "Somebody whom later records name. Nothing else of an account is told.",
        ),
        **{kind: _record_of(model) for kind, model in MODELS.items()},
        "end": _record(
            "end",
            {
                "lines": {"type": "integer", "minimum": 1},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            },
            "The last line: lines before it, and the SHA-256 of their bytes.",
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"One line of a {FORMAT}, version {VERSION}",
        "oneOf": [{"$ref": f"#/$defs/{kind}"} for kind in records],
        "$defs": records,
    }


def _record(kind: str, properties: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "description": description,
        "type": "object",
        "properties": {"record": {"const": kind}, **properties},
        "required": ["record", *properties],
        "additionalProperties": False,
    }


def _record_of(model: type[Model]) -> dict[str, Any]:
    properties = {field.name: _property(field) for field in fields_of(model)}
    if model in PACKED:
        properties["keys"] = {"type": "array", "items": properties.pop("key")}
    description = (model.__doc__ or "").partition("\n")[0]
    if description.startswith(f"{model.__name__}("):  # Django's own
        description = f"Rows of {model._meta.verbose_name}."
    return _record(record_name(model), properties, description)


def _property(field: Field[Any, Any]) -> dict[str, Any]:
    shape = _shape(field)
    if field.choices:
        shape["enum"] = [choice for choice, _ in field.flatchoices]
        if field.blank and field.empty_strings_allowed and not field.null:
            shape["enum"].append("")
    if field.null:
        shape["type"] = [shape["type"], "null"]
        if "enum" in shape:
            shape["enum"].append(None)
    if field.help_text:
        shape["description"] = str(field.help_text)
    return shape


def _shape(field: Field[Any, Any]) -> dict[str, Any]:
    if names_a_user(field):
        return {"type": "string", "description": "A user name."}
    if isinstance(field, ForeignKey):
        target = record_name(field.related_model)
        return {"type": "integer", "description": f"The id of a {target} record."}
    if isinstance(field, JSONField):
        return _json_shape(field)
    for types, shape in (
        (BooleanField, {"type": "boolean"}),
        (DateTimeField, {"type": "string", "format": "date-time"}),
        (FloatField, {"type": "number"}),
        (IntegerField, {"type": "integer"}),
    ):
        if isinstance(field, types):
            return dict(shape)
    if isinstance(field, CharField) and field.max_length:
        return {"type": "string", "maxLength": field.max_length}
    return {"type": "string"}


def _json_shape(field: Field[Any, Any]) -> dict[str, Any]:
    if field.name.endswith("spans"):
        return dict(_SPANS)
    return {"type": "object" if field.default is dict else "array"}
