"""How moments, and other resources, are shown within a resource."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quotes.api.links import Links
from quotes.api.resources.fields import Field, Row, Show
from quotes.api.shapes.values import (
    ID,
    MOMENT,
    TEXT,
    URL,
    Schema,
    choice,
    nullable,
    object_of,
    ref,
)
from quotes.models import Speaker

NAMED = {"id": ID, "url": URL, "name": TEXT, "slug": TEXT}
SPEAKER_KIND = choice(list(Speaker.Kind.values))

BRIEFS: dict[str, Schema] = {
    "BriefLink": object_of(id=ID, url=URL),
    "BriefSpeaker": object_of(
        "kind", "wikidata_id", **NAMED, kind=SPEAKER_KIND, wikidata_id=TEXT
    ),
    "BriefOutlet": object_of(**NAMED),
}
"""The components of what is shown here."""


def moment(value: datetime | None) -> str | None:
    """Return a date and time in UTC as RFC 3339, or None."""
    return value.isoformat().replace("+00:00", "Z") if value else None


def moment_field(name: str, description: str = "", schema: Schema = MOMENT) -> Field:
    """Return the field of a date and time, or null."""

    def show(row: Row, links: Links) -> str | None:
        value = row[name]
        return value.isoformat().replace("+00:00", "Z") if value else None

    return Field(name, schema, description, show=show)


def address_field(resource: str, key: str = "id") -> Field:
    """Return ``url``, the address of each of ``resource`` by its column ``key``."""
    return Field(
        "url",
        URL,
        "Its own address.",
        columns=(key,),
        show=lambda row, links: links.to(resource, row[key]),
    )


def named_columns(prefix: str) -> tuple[str, str, str]:
    """Return the columns of a speaker or outlet that begin with ``prefix``."""
    return (f"{prefix}_id", f"{prefix}__name", f"{prefix}__slug")


def show_named(prefix: str, resource: str) -> Show:
    """Return what shows the speaker or outlet of those columns, or None."""
    key_column, name_column, slug_column = named_columns(prefix)

    def show(row: Row, links: Links) -> dict[str, Any] | None:
        key = row[key_column]
        if key is None:
            return None
        slug = row[slug_column]
        return {
            "id": key,
            "url": links.to(resource, slug),
            "name": row[name_column],
            "slug": slug,
        }

    return show


def speaker_field(name: str, description: str) -> Field:
    """Return the field of a speaker, or null; ``name`` is that of its column."""
    return Field(
        name,
        nullable(ref("BriefSpeaker")),
        description,
        columns=named_columns(name),
        show=show_named(name, "speakers"),
        csv=("id", "name", "slug"),
    )


def full_speaker_field(name: str, description: str) -> Field:
    """Return the same, which also tells what sort of speaker that is."""

    brief = show_named(name, "speakers")

    def show(row: Row, links: Links) -> dict[str, Any] | None:
        shown: dict[str, Any] | None = brief(row, links)
        more = ("kind", "wikidata_id")
        return shown and shown | {part: row[f"{name}__{part}"] for part in more}

    return Field(
        name,
        nullable(ref("BriefSpeaker")),
        description,
        columns=(*named_columns(name), f"{name}__kind", f"{name}__wikidata_id"),
        show=show,
        csv=("id", "name", "slug"),
    )


def outlet_field(description: str) -> Field:
    """Return the field of an outlet, which every text has."""
    return Field(
        "outlet",
        ref("BriefOutlet"),
        description,
        columns=named_columns("outlet"),
        show=show_named("outlet", "outlets"),
        csv=("id", "name", "slug"),
    )


def brief_link(key: int | None, links: Links, resource: str) -> dict[str, Any] | None:
    """Return id and address of a resource that has no name, or None."""
    return None if key is None else {"id": key, "url": links.to(resource, key)}


def show_link(column: str, resource: str) -> Show:
    """Return what shows the resource without a name to which ``column`` refers."""
    return lambda row, links: brief_link(row[column], links, resource)
