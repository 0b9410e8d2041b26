"""What resources are made of, and how many there are of what."""

from __future__ import annotations

from quotes.api.corrections import FIELDS as CORRECTED_FIELDS
from quotes.api.resources.comparisons import COMPARISON, DIFFERENCE
from quotes.api.resources.quotes import COMPARED_PRINTING, QUOTE
from quotes.api.resources.shown import NAMED
from quotes.api.resources.statements import DISPUTE
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    MOMENT,
    PROBABILITY,
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
from quotes.models import ErrorReport, Quote, QuoteVersion

_NAMED_COUNT = object_of(**NAMED, count=ID)
_VALUE_COUNT = object_of(value=TEXT, count=ID)

_CHANGED: Schema = {
    "description": "As the quote shows it under this field.",
    "anyOf": [TEXT, SPANS, ref("BriefSpeaker"), ref("BriefLink"), {"type": "null"}],
}

PARTS: dict[str, Schema] = {
    "BriefArticle": object_of(
        "language", id=ID, url=URL, title=TEXT, source_url=nullable(TEXT), language=TEXT
    ),
    "BriefStatement": object_of(
        *("text", "stance", "clause", "speaker"),
        *("quote_count", "outlet_count", "dispute", "disputed"),
        id=ID,
        url=URL,
        text=TEXT,
        stance=choice(list(Quote.Stance.values)),
        clause=TEXT,
        speaker=nullable(ref("BriefSpeaker")),
        quote_count=COUNT,
        outlet_count=COUNT,
        dispute=DISPUTE,
        disputed=FLAG,
    ),
    "ArticleVersion": object_of(
        number=ID,
        title=TEXT,
        byline=TEXT,
        text_hash=TEXT,
        extractor_version=TEXT,
        stood_from=MOMENT,
        published_at=MOMENT,
        updated_at=MOMENT,
        fetched_at=MOMENT,
        is_current=FLAG,
        changes=object_of(**dict.fromkeys(QuoteVersion.Change.values, COUNT)),
    ),
    "QuoteVersion": object_of(
        number=ID,
        stood_from=MOMENT,
        change=choice(list(QuoteVersion.Change.values)),
        difference=TEXT,
        text=TEXT,
        spans=SPANS,
        cue_spans=SPANS,
        source_spans=SPANS,
        relay_spans=SPANS,
        clause_spans=SPANS,
        status=choice(list(Quote.Status.values)),
    ),
    "Candidate": object_of(name=TEXT, score=PROBABILITY),
    "SettledReport": object_of(
        reason=choice(list(ErrorReport.Reason.values)),
        status=choice(["accepted", "dismissed"]),
        answer=TEXT,
        settled_at=MOMENT,
    ),
    "Printing": resource_of(**QUOTE.listed.properties, is_wire_copy=FLAG),
    "ComparedPrinting": resource_of(
        **QUOTE.listed.properties,
        **COMPARISON,
        is_wire_copy=COMPARED_PRINTING.properties["is_wire_copy"],
    ),
    "Difference": DIFFERENCE,
    "Change": object_of(
        field=choice(list(CORRECTED_FIELDS.values())),
        **{"from": _CHANGED, "to": _CHANGED},
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
