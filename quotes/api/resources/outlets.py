"""Outlets: who publishes."""

from __future__ import annotations

from quotes.api.resources.fields import Field, Resource
from quotes.api.resources.shown import address_field
from quotes.api.shapes.values import ID, TEXT, URL, nullable
from quotes.models import Outlet

OUTLET = Resource.of(
    "Outlet",
    "outlets",
    Outlet,
    listed=(
        Field("id", ID, "Its number."),
        address_field("outlets", key="slug"),
        Field("name", TEXT, "What it is called."),
        Field("slug", TEXT, "Its name in addresses."),
        Field("domain", nullable(TEXT)),
        Field("country", TEXT),
        Field("language", TEXT),
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
