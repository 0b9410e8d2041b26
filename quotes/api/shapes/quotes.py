"""Quotes, their printings side by side, and how many there are of what."""

from __future__ import annotations

from quotes.api.shapes.briefs import BRIEF
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    MOMENT,
    PROBABILITY,
    PUBLISHED,
    SPANS,
    TEXT,
    URL,
    Schema,
    choice,
    list_of,
    nullable,
    object_of,
    ref,
    resource_of,
)
from quotes.models import ErrorReport, Quote

QUOTE: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "text": TEXT,
    "speaker": nullable(ref("BriefSpeaker")),
    "speaker_description": TEXT,
    "relayed_by": nullable(ref("BriefSpeaker")),
    "outlet": ref("BriefOutlet"),
    "article": ref("BriefArticle"),
    "published_at": PUBLISHED,
    "kind": choice(list(Quote.Kind.values)),
    "is_fragment": FLAG,
    "cue": TEXT,
    "source_text": TEXT,
    "stance": choice(list(Quote.Stance.values)),
    "clause": TEXT,
    "clause_spans": SPANS,
    "statement": nullable(ref("BriefStatement")),
    "confidence": PROBABILITY,
    "status": choice(list(Quote.Status.values)),
    "reviewed_at": MOMENT,
    "spans": SPANS,
    "start": COUNT,
    "end": ID,
}
COMPARISON: dict[str, Schema] = {
    "type": choice(
        [
            "identical",
            "punctuation",
            "truncated",
            "ellipsis",
            "bracketed",
            "substituted",
            "translated/paraphrased",
        ]
    ),
    "changes_meaning": FLAG,
    "differences": list_of(ref("Difference")),
}
_NAMED_COUNT = object_of(**BRIEF, count=ID)
_VALUE_COUNT = object_of(value=TEXT, count=ID)


QUOTES: dict[str, Schema] = {
    "Quote": resource_of(**QUOTE, highlight=TEXT),
    "QuoteDetail": resource_of(
        **QUOTE,
        cue_spans=SPANS,
        source_spans=SPANS,
        relay_spans=SPANS,
        context_before=TEXT,
        context_after=TEXT,
        method=TEXT,
        candidates=list_of(ref("Candidate")),
        extracted={"type": "object"},
        extractor_version=TEXT,
        printings=list_of(ref("Printing")),
        printings_capped=FLAG,
        targets=list_of(ref("AnnotationTarget")),
        citation=TEXT,
        corrections_url=nullable(URL),
        reports=list_of(ref("SettledReport")),
        warnings=list_of(ref("Warning")),
    ),
    "Candidate": object_of(name=TEXT, score=PROBABILITY),
    "SettledReport": object_of(
        reason=choice(list(ErrorReport.Reason.values)),
        status=choice(["accepted", "dismissed"]),
        answer=TEXT,
        settled_at=MOMENT,
    ),
    "Printing": resource_of(**QUOTE, is_wire_copy=FLAG),
    "ComparedPrinting": resource_of(**QUOTE, **COMPARISON, is_wire_copy=FLAG),
    "Difference": object_of(
        aspect=choice(
            [
                "number",
                "negation",
                "name",
                "modality",
                "condition",
                "wording",
                "spelling",
                "omission",
                "insertion",
            ]
        ),
        before=TEXT,
        after=TEXT,
        start=COUNT,
        end=COUNT,
        sentence=TEXT,
    ),
    "AnnotationTarget": object_of(
        source=URL,
        selector=list_of(
            {"oneOf": [ref("TextQuoteSelector"), ref("TextPositionSelector")]}
        ),
    ),
    "TextQuoteSelector": object_of(
        type=choice(["TextQuoteSelector"]), exact=TEXT, prefix=TEXT, suffix=TEXT
    ),
    "TextPositionSelector": object_of(
        type=choice(["TextPositionSelector"]), start=COUNT, end=COUNT
    ),
    "Warning": object_of(
        code=choice(["disputed", "unreviewed", "wire_copy"]), detail=TEXT
    ),
    "Facets": object_of(
        counted=COUNT,
        approximate=FLAG,
        speaker=list_of(_NAMED_COUNT),
        outlet=list_of(_NAMED_COUNT),
        kind=list_of(_VALUE_COUNT),
        stance=list_of(_VALUE_COUNT),
        month=list_of(_VALUE_COUNT),
    ),
}
