"""What is found in a text that somebody sends."""

from __future__ import annotations

from quotes.api.params import NOT_BLANK
from quotes.api.shapes.quotes import COMPARISON
from quotes.api.shapes.sources import STATEMENT
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    PROBABILITY,
    SPANS,
    TEXT,
    Schema,
    choice,
    list_of,
    nullable,
    object_of,
    ref,
    resource_of,
)
from quotes.linking.verdicts import Status
from quotes.models import Quote

STANCE = choice(list(Quote.Stance.values))

TEXTS: dict[str, Schema] = {
    "Extraction": object_of(
        id=TEXT,
        quotes=list_of(
            object_of(
                content=SPANS,
                cue=SPANS,
                source=SPANS,
                kind=choice(list(Quote.Kind.values)),
                speaker=nullable(TEXT),
                speaker_kind=nullable(choice(["person", "organisation", "group"])),
                relayed_by=nullable(TEXT),
                statement=nullable(COUNT),
                confidence=PROBABILITY,
            )
        ),
        version=TEXT,
    ),
    "Verification": object_of(
        results=list_of(
            object_of(
                start=COUNT,
                end=COUNT,
                text=TEXT,
                status=choice([str(status) for status in Status]),
                message=TEXT,
                disputed=FLAG,
                stance=nullable(STANCE),
                changes_meaning=FLAG,
                reasons=list_of(TEXT),
                articles=list_of(
                    object_of(article=ref("Article"), start=COUNT, end=COUNT)
                ),
                attribution={
                    "description": "Who is said to have spoken, held against the"
                    " printings of the first statement; null where nobody is named.",
                    "oneOf": [ref("ClaimedSpeaker"), {"type": "null"}],
                },
                statements=list_of(
                    resource_of(
                        **STATEMENT,
                        **COMPARISON,
                        similarity=PROBABILITY,
                        nearest_printing=ref("Quote"),
                    )
                ),
            )
        )
    ),
    "ClaimedSpeaker": object_of(
        claimed=TEXT,
        verdict=choice(["same", "related", "other", "unknown"]),
        printed=list_of(TEXT),
        cue=TEXT,
        stance=nullable(STANCE),
    ),
    "TextToVerify": object_of(
        "speaker",
        text=NOT_BLANK,
        speaker={"type": "string", "minLength": 1, "maxLength": 300},
    ),
    "TextToExtract": object_of(text=NOT_BLANK),
}
