"""Statements: what was said once, however many printed it."""

from __future__ import annotations

from quotes.api.links import Links
from quotes.api.resources.fields import Field, Resource, Row
from quotes.api.resources.shown import (
    address_field,
    full_speaker_field,
    moment_field,
    speaker_field,
)
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    PUBLISHED,
    TEXT,
    choice,
    list_of,
    nullable,
    ref,
)
from quotes.models import Quote, Statement
from quotes.models.disputed import is_disputed

DISPUTE = nullable(choice(list(Statement.Dispute.values)))
SPEAKER = "Who said it, as far as the quotes agree or an editor settled it, or null."
MOST_PRINTINGS = 200

HIGHLIGHT = Field(
    "highlight",
    TEXT,
    "The text as HTML, what was looked for in <mark>; with highlight=true.",
    columns=(),
)


def _is_disputed(row: Row, links: Links) -> bool:
    return is_disputed(row["dispute"], row["dispute_grade"], row["resolved_at"])


def _grade(row: Row, links: Links) -> str | None:
    return row["dispute_grade"] if row["dispute"] else None


STATEMENT = Resource.of(
    "Statement",
    "statements",
    Statement,
    listed=(
        Field("id", ID, "Its number."),
        address_field("statements"),
        Field("text", TEXT),
        Field(
            "stance",
            choice(list(Quote.Stance.values)),
            "What the speaker does with the words, in the fullest wording.",
        ),
        Field("clause", TEXT, "The clause without which they would mislead, or empty."),
        speaker_field("speaker", SPEAKER),
        moment_field("first_published_at", "When it was first printed.", PUBLISHED),
        Field("quote_count", COUNT, "How many quotes report it."),
        Field("outlet_count", COUNT),
        Field(
            "dispute", DISPUTE, "In what way outlets name different speakers, or null."
        ),
        Field(
            "dispute_grade",
            nullable(choice(list(Statement.Grade.values))),
            "Whether that is worth a call (“alert”) or to be noted, or null.",
            columns=("dispute", "dispute_grade"),
            show=_grade,
        ),
        Field(
            "disputed",
            FLAG,
            "Whether it is an alert, and no editor has settled who it was.",
            columns=("dispute", "dispute_grade", "resolved_at"),
            show=_is_disputed,
        ),
        moment_field("disputed_at", "Since when they have disagreed as they do."),
        Field("resolution", TEXT),
        moment_field("resolved_at", "When an editor settled it, or null."),
    ),
    ordered_by=("dated_at",),
    searched=(HIGHLIGHT,),
    # The view adds the printings, each compared with the fullest wording.
    detailed=(
        full_speaker_field("speaker", SPEAKER),
        Field(
            "printings",
            list_of(ref("ComparedPrinting")),
            f"Its quotes, the earliest first, at most {MOST_PRINTINGS}.",
            columns=(),
        ),
        Field("printings_capped", FLAG, "Whether there are more of them.", columns=()),
    ),
)
