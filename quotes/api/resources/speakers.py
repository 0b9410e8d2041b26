"""Speakers: who was quoted."""

from __future__ import annotations

from quotes.api.resources.fields import Field, Resource
from quotes.api.resources.shown import SPEAKER_KIND, address_field, speaker_field
from quotes.api.shapes.values import COUNT, ID, TEXT, URL, list_of, object_of
from quotes.models import Speaker

QUOTE_COUNT = Field(
    "quote_count", COUNT, "How many quotes of the speaker stand.", columns=()
)

SPEAKER = Resource.of(
    "Speaker",
    "speakers",
    Speaker,
    listed=(
        Field("id", ID, "Its number."),
        address_field("speakers", key="slug"),
        Field("name", TEXT, "What the speaker is called."),
        Field("slug", TEXT, "Its name in addresses."),
        Field("kind", SPEAKER_KIND, "What sort of speaker."),
        Field("description", TEXT, "Who that is, in a few words, or empty."),
        speaker_field(
            "affiliation", "The body that this person or spokesperson speaks for."
        ),
        Field("wikidata_id", TEXT, "Of the same in Wikidata, or empty."),
    ),
    searched=(
        QUOTE_COUNT,
        Field(
            "likeness",
            {"type": "number", "minimum": 0, "maximum": 100},
            "How alike a name of the speaker is to what was looked for.",
            columns=(),
        ),
    ),
    # What is not a column of speakers is added to the row by who fetches it.
    detailed=(
        Field(
            "aliases",
            list_of(object_of(name=TEXT, origin=TEXT)),
            "Every printed form of the name, and where that is from.",
            columns=(),
        ),
        QUOTE_COUNT,
        Field(
            "quotes_url",
            URL,
            "Where the speaker’s quotes are listed.",
            columns=("id",),
            show=lambda row, links: f"{links.base}quotes/?speaker={row['id']}",
        ),
        Field(
            "statements_url",
            URL,
            "Where the speaker’s statements are listed.",
            columns=("id",),
            show=lambda row, links: f"{links.base}statements/?speaker={row['id']}",
        ),
    ),
)
