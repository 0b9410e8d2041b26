"""Articles: what was read."""

from __future__ import annotations

from quotes.api.resources.fields import Field, Resource
from quotes.api.resources.provenance import PROVENANCE
from quotes.api.resources.shown import (
    address_field,
    moment_field,
    outlet_field,
    show_link,
)
from quotes.api.shapes.values import (
    ID,
    PUBLISHED,
    TEXT,
    URL,
    choice,
    list_of,
    nullable,
    ref,
)
from quotes.models import Article

ARTICLE = Resource.of(
    "Article",
    "articles",
    Article,
    listed=(
        Field("id", ID, "Its number."),
        address_field("articles"),
        Field(
            "source_url", nullable(TEXT), "Its address on the web.", columns=("url",)
        ),
        outlet_field("Who published it."),
        Field("title", TEXT, "Its headline, or empty."),
        Field("byline", TEXT, "Who wrote it, as printed, or empty."),
        moment_field("published_at", "When it was published.", PUBLISHED),
        Field("language", TEXT, "What it is written in, as a BCP 47 code."),
        Field("kind", choice(list(Article.Kind.values))),
        Field("version", ID),
        moment_field(
            "updated_at", "When the outlet says that it changed the text, or null."
        ),
        Field("text_hash", TEXT, "Of its text: equal where the text is."),
        Field(
            "wire_copy_of",
            nullable(ref("BriefLink")),
            columns=("wire_copy_of_id",),
            show=show_link("wire_copy_of_id", "articles"),
            csv=("id",),
        ),
        moment_field("ingested_at", "When it was stored."),
        moment_field("extracted_at", "When quotations were last looked for in it."),
        Field("extractor_version", TEXT, "By which version of the extractor."),
    ),
    ordered_by=("dated_at",),
    detailed=(
        Field("text", TEXT, "As it was printed; all offsets point into it."),
        Field(
            "versions",
            list_of(ref("ArticleVersion")),
            "Its texts by when they stood; none where it has had only one.",
            columns=(),
        ),
        Field(
            "quotes_url",
            URL,
            "Where the quotes in it are listed.",
            columns=("id",),
            show=lambda row, links: f"{links.base}quotes/?article={row['id']}",
        ),
        PROVENANCE,
    ),
)
