"""What the service calls things: types and properties of speakers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quotes.models import Speaker

TYPES: Mapping[str, str] = MappingProxyType(
    {
        Speaker.Kind.PERSON.value: "Person",
        Speaker.Kind.ORGANISATION.value: "Organisation",
        Speaker.Kind.GROUP.value: "Group",
    }
)
"""Types by id. A speaker of unknown kind is of none of them."""

_OTHER_NAMES = {"organization": "organisation"}

PROPERTIES: Mapping[str, str] = MappingProxyType(
    {
        "affiliation": "Speaks for",
        "description": "Described as",
        "wikidata_id": "Wikidata id",
    }
)
"""Properties by id that candidates are compared by."""

EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {
        **PROPERTIES,
        "name": "Name",
        "kind": "Sort",
        "aliases": "Also printed as",
    }
)
"""Properties by id that can be fetched of speakers."""


def read_type(written: str) -> str | None:
    """Return the id of a type however it is written, or None where there is none.

    "Person" and the address https://schema.org/Person are "person".
    """
    word = written.rstrip("/").rpartition("/")[2].casefold()
    word = _OTHER_NAMES.get(word, word)
    return word if word in TYPES else None


def shown_types(kind: str) -> list[dict[str, str]]:
    """Return the types of a speaker of this kind: one or none."""
    return [{"id": kind, "name": TYPES[kind]}] if kind in TYPES else []
