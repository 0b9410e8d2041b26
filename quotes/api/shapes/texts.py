"""What is found in a text that somebody sends."""

from __future__ import annotations

from django.conf import settings

from quotes.api.params import NOT_BLANK
from quotes.api.resources.comparisons import COMPARISON
from quotes.api.resources.statements import STATEMENT
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    PROBABILITY,
    SPANS,
    TEXT,
    Schema,
    body_of,
    choice,
    list_of,
    nullable,
    object_of,
    ref,
    resource_of,
)
from quotes.linking.verification.verdicts import Status
from quotes.linking.verification.verify import LONGEST_TEXT
from quotes.models import Quote


def _text_of(known: int, anonymous: int) -> Schema:
    """A text of at most ``known`` characters, or ``anonymous`` without a token."""
    return {
        **NOT_BLANK,
        "maxLength": known,
        "description": f"At most {known} characters with a token or an account, "
        f"{min(known, anonymous)} without.",
    }


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
                        **STATEMENT.listed.properties,
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
    "TextToVerify": body_of(
        "speaker",
        text=_text_of(LONGEST_TEXT, settings.API_VERIFY_CHARACTERS_ANONYMOUS),
        speaker={"type": "string", "minLength": 1, "maxLength": 300},
    ),
    "TextToExtract": body_of(
        text=_text_of(
            settings.API_EXTRACT_CHARACTERS, settings.API_EXTRACT_CHARACTERS_ANONYMOUS
        )
    ),
}
