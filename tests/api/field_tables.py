"""Writes docs/api-fields.md from what the API's fields and filters are declared by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from quotes.api.lists import ListView
from quotes.api.params import Param
from quotes.api.resources.fields import Field
from quotes.api.shapes.values import SPAN
from quotes.api.urls import urlpatterns

TARGET = Path(__file__).resolve().parent.parent.parent / "docs" / "api-fields.md"

HEAD = """\
# Every field and filter of the API

Written by `python -m tests.api.refresh_api_docs` from the declarations in
`quotes/api/resources/` and of the filters beside them; a test keeps it true. What
they are good for, by example: [api.md](api.md).
"""

_WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "object": "object",
    "null": "null",
}
_FORMATS = {"uri": "address", "date-time": "date and time"}


def write_tables() -> str:
    """Return the page: a section for each list of the API."""
    views = [getattr(entry.callback, "cls", None) for entry in urlpatterns]
    lists = [view for view in views if isinstance(view, type)]
    sections = [_section(view) for view in lists if issubclass(view, ListView)]
    return "\n".join([HEAD, *sections])


def _section(view: type[ListView]) -> str:
    resource = view.resource
    filters = [entry.param for entry in view.filters]
    lines = [
        f"## {resource.path.capitalize()}\n",
        f"`{resource.path}/`: {view.summary}\n",
        *_table("filter", (_parameter_row(param) for param in filters)),
        "",
        *_table("field", _field_rows(view)),
    ]
    if resource.detailed:
        lines += ["", f"`{resource.path}/ID/` shows all of these, and more:\n"]
        lines += _table("field", _detail_rows(view))
    return "\n".join(lines) + "\n"


def _table(first: str, rows: Iterable[str]) -> list[str]:
    return [f"| {first} | is | |", "|---|---|---|", *rows]


def _parameter_row(param: Param) -> str:
    described = param.describe()
    choices = described.get("allowed")
    kind = _choices(choices) if choices else described["type"]
    return _row(param.name, kind, param.description)


def _field_rows(view: type[ListView]) -> Iterator[str]:
    for field in view.resource.listed:
        yield _field_row(field)
    for field in view.resource.searched:
        yield _field_row(field, " With `q` alone.")


def _detail_rows(view: type[ListView]) -> Iterator[str]:
    listed = view.resource.listed.names
    for field in view.resource.details:
        if field.name not in listed:
            yield _field_row(field)


def _field_row(field: Field, more: str = "") -> str:
    told: str = field.described["description"]
    return _row(field.name, kind_of(field.schema), told + more)


def _row(*cells: str) -> str:
    name, kind, told = (escape(cell, quote=False).replace("|", "\\|") for cell in cells)
    return f"| `{name}` | {kind} | {told} |"


def _choices(values: Iterable[Any]) -> str:
    return ", ".join("null" if value is None else f"`{value}`" for value in values)


def kind_of(schema: dict[str, Any]) -> str:
    """Return in words what a JSON Schema takes."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "oneOf" in schema:
        return " or ".join(kind_of(part) for part in schema["oneOf"])
    if "enum" in schema:
        return _choices(schema["enum"])
    if schema == SPAN:
        return "range of characters"
    if schema["type"] == "array":
        return f"list of {kind_of(schema['items'])}"
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    words = [_WORDS[kind] for kind in types]
    if "format" in schema:
        words[0] = _FORMATS[schema["format"]]
    return " or ".join(words)
