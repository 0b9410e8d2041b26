"""Outlets: who publishes."""

from __future__ import annotations

from quotes.api.resources.fields import Field, Resource
from quotes.api.resources.shown import address_field
from quotes.api.shapes.values import ID, TEXT, URL, nullable

OUTLET = Resource.of(
    "Outlet",
    "outlets",
    listed=(
        Field("id", ID, "Its number."),
        address_field("outlets", key="slug"),
        Field("name", TEXT, "What it is called."),
        Field("slug", TEXT, "Its name in addresses."),
        Field("domain", nullable(TEXT), "Host name of its site without “www.”."),
        Field("country", TEXT, "ISO 3166-1 code of two letters, or empty."),
        Field("language", TEXT, "What it prints in, as a BCP 47 code."),
        Field("wikidata_id", TEXT, "Of the same in Wikidata, or empty."),
    ),
    detailed=(
        Field(
            "articles_url",
            URL,
            "Where its articles are listed.",
            columns=("id",),
            show=lambda row, links: f"{links.base}articles/?outlet={row['id']}",
        ),
        Field(
            "quotes_url",
            URL,
            "Where the quotes in them are listed.",
            columns=("id",),
            show=lambda row, links: f"{links.base}quotes/?outlet={row['id']}",
        ),
    ),
)
