"""What answers look like, as JSON Schema: the components of the OpenAPI document.

Tests hold every answer against these. Fields of a resource are not required,
since ``fields=`` picks among them.
"""

from __future__ import annotations

from typing import Any

from quotes.api.corrections import EVENT
from quotes.api.corrections import FIELDS as CORRECTED_FIELDS
from quotes.api.params import NOT_BLANK
from quotes.models import ErrorReport, Quote, SavedSearch, Speaker, Statement

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
ID: Schema = {"type": "integer", "minimum": 1}
URL: Schema = {"type": "string", "format": "uri"}
PROBABILITY: Schema = {"type": "number", "minimum": 0, "maximum": 1}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
SPAN: Schema = {"type": "array", "items": COUNT, "minItems": 2, "maxItems": 2}
SPANS: Schema = {
    "type": "array",
    "items": SPAN,
    "description": "Character ranges into the article's text, half open.",
}


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return ``schema`` or null."""
    return {"oneOf": [schema, {"type": "null"}]}


def list_of(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def choice(values: list[str]) -> Schema:
    return {"type": "string", "enum": values}


def _object(*optional: str, **properties: Schema) -> Schema:
    """An object of just these properties, all required but ``optional``."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _resource(**properties: Schema) -> Schema:
    """An object of any of these properties."""
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _page(name: str) -> Schema:
    return _object(
        "count",
        "count_capped",
        results=list_of(ref(name)),
        next=nullable(URL),
        previous=nullable(URL),
        count=COUNT,
        count_capped=FLAG,
    )


_BRIEF = {"id": ID, "url": URL, "name": TEXT, "slug": TEXT}
_SPEAKER_KIND = choice(list(Speaker.Kind.values))
_DISPUTE = nullable(choice(list(Statement.Dispute.values)))

_QUOTE: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "text": TEXT,
    "speaker": nullable(ref("BriefSpeaker")),
    "speaker_description": TEXT,
    "relayed_by": nullable(ref("BriefSpeaker")),
    "outlet": ref("BriefOutlet"),
    "article": ref("BriefArticle"),
    "published_at": MOMENT,
    "kind": choice(list(Quote.Kind.values)),
    "is_fragment": FLAG,
    "cue": TEXT,
    "source_text": TEXT,
    "statement": nullable(ref("BriefStatement")),
    "confidence": PROBABILITY,
    "status": choice(list(Quote.Status.values)),
    "reviewed_at": MOMENT,
    "spans": SPANS,
    "start": COUNT,
    "end": ID,
}
_SPEAKER: dict[str, Schema] = {
    **_BRIEF,
    "kind": _SPEAKER_KIND,
    "description": TEXT,
    "affiliation": nullable(ref("BriefSpeaker")),
    "wikidata_id": TEXT,
}
_STATEMENT: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "text": TEXT,
    "speaker": nullable(ref("BriefSpeaker")),
    "first_published_at": MOMENT,
    "quote_count": COUNT,
    "outlet_count": COUNT,
    "dispute": _DISPUTE,
    "disputed": FLAG,
    "disputed_at": MOMENT,
    "resolution": TEXT,
    "resolved_at": MOMENT,
}
_COMPARISON: dict[str, Schema] = {
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
_ARTICLE: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "source_url": nullable(TEXT),
    "outlet": ref("BriefOutlet"),
    "title": TEXT,
    "byline": TEXT,
    "published_at": MOMENT,
    "language": TEXT,
    "text_hash": TEXT,
    "wire_copy_of": nullable(ref("BriefLink")),
    "ingested_at": MOMENT,
    "extracted_at": MOMENT,
    "extractor_version": TEXT,
}
_OUTLET: dict[str, Schema] = {
    **_BRIEF,
    "domain": nullable(TEXT),
    "country": TEXT,
    "language": TEXT,
    "wikidata_id": TEXT,
}
SEARCH_PARAMETERS = (
    "q", "speaker", "outlet", "article", "statement", "relayed_by", "kind", "status",
    "fragment", "published_after", "published_before", "min_confidence", "reviewed",
    "dispute", "min_outlets",
)  # fmt: skip
"""What a saved search may hold: those of ``saved_searches.PARAMS``."""

_CHANGED: Schema = {
    "description": "As the quote shows it under this field.",
    "oneOf": [TEXT, SPANS, ref("BriefSpeaker"), ref("BriefLink"), {"type": "null"}],
}
_NAMED_COUNT = _object(**_BRIEF, count=ID)
_VALUE_COUNT = _object(value=TEXT, count=ID)

COMPONENTS: dict[str, Schema] = {
    "BriefLink": _object(id=ID, url=URL),
    "BriefSpeaker": _object(
        "kind", "wikidata_id", **_BRIEF, kind=_SPEAKER_KIND, wikidata_id=TEXT
    ),
    "BriefOutlet": _object(**_BRIEF),
    "BriefArticle": _object(
        "language", id=ID, url=URL, title=TEXT, source_url=nullable(TEXT), language=TEXT
    ),
    "BriefStatement": _object(
        *("text", "speaker", "quote_count", "outlet_count", "dispute", "disputed"),
        id=ID,
        url=URL,
        text=TEXT,
        speaker=nullable(ref("BriefSpeaker")),
        quote_count=COUNT,
        outlet_count=COUNT,
        dispute=_DISPUTE,
        disputed=FLAG,
    ),
    "Quote": _resource(**_QUOTE, highlight=TEXT),
    "QuoteDetail": _resource(
        **_QUOTE,
        cue_spans=SPANS,
        source_spans=SPANS,
        relay_spans=SPANS,
        context_before=TEXT,
        context_after=TEXT,
        method=TEXT,
        candidates=list_of({"type": ["object", "array", "string"]}),
        extracted={"type": "object"},
        extractor_version=TEXT,
        printings=list_of(ref("Printing")),
        printings_capped=FLAG,
        targets=list_of(ref("AnnotationTarget")),
        citation=TEXT,
        corrections_url=nullable(URL),
        warnings=list_of(ref("Warning")),
    ),
    "Printing": _resource(**_QUOTE, is_wire_copy=FLAG),
    "ComparedPrinting": _resource(**_QUOTE, **_COMPARISON, is_wire_copy=FLAG),
    "Difference": _object(
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
    "AnnotationTarget": _object(
        source=URL,
        selector=list_of(
            {"oneOf": [ref("TextQuoteSelector"), ref("TextPositionSelector")]}
        ),
    ),
    "TextQuoteSelector": _object(
        type=choice(["TextQuoteSelector"]), exact=TEXT, prefix=TEXT, suffix=TEXT
    ),
    "TextPositionSelector": _object(
        type=choice(["TextPositionSelector"]), start=COUNT, end=COUNT
    ),
    "Warning": _object(
        code=choice(["disputed", "unreviewed", "rejected", "wire_copy"]), detail=TEXT
    ),
    "Facets": _object(
        counted=COUNT,
        approximate=FLAG,
        speaker=list_of(_NAMED_COUNT),
        outlet=list_of(_NAMED_COUNT),
        kind=list_of(_VALUE_COUNT),
        month=list_of(_VALUE_COUNT),
    ),
    "Speaker": _resource(
        **_SPEAKER,
        quote_count=COUNT,
        likeness={"type": "number", "minimum": 0, "maximum": 100},
    ),
    "SpeakerDetail": _resource(
        **_SPEAKER,
        aliases=list_of(_object(name=TEXT, origin=TEXT)),
        quote_count=COUNT,
        quotes_url=URL,
        statements_url=URL,
    ),
    "Statement": _resource(**_STATEMENT, highlight=TEXT),
    "StatementDetail": _resource(
        **_STATEMENT,
        printings=list_of(ref("ComparedPrinting")),
        printings_capped=FLAG,
    ),
    "Article": _resource(**_ARTICLE),
    "ArticleDetail": _resource(**_ARTICLE, text=TEXT, quotes_url=URL),
    "Outlet": _resource(**_OUTLET),
    "OutletDetail": _resource(**_OUTLET, articles_url=URL, quotes_url=URL),
    "Extraction": _object(
        id=TEXT,
        quotes=list_of(
            _object(
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
    "Verification": _object(
        results=list_of(
            _object(
                start=COUNT,
                end=COUNT,
                text=TEXT,
                status=choice(["verbatim", "variant", "disputed", "not_found"]),
                message=TEXT,
                attribution={
                    "description": "Who is said to have spoken, held against the"
                    " printings of the first statement; null where nobody is named.",
                    "oneOf": [ref("ClaimedSpeaker"), {"type": "null"}],
                },
                statements=list_of(
                    _resource(
                        **_STATEMENT,
                        **_COMPARISON,
                        similarity=PROBABILITY,
                        nearest_printing=ref("Quote"),
                    )
                ),
            )
        )
    ),
    "ClaimedSpeaker": _object(
        claimed=TEXT,
        verdict=choice(["same", "related", "other", "unknown"]),
        printed=list_of(TEXT),
    ),
    "TextToVerify": _object(
        "speaker",
        text=NOT_BLANK,
        speaker={"type": "string", "minLength": 1, "maxLength": 300},
    ),
    "TextToExtract": _object(text=NOT_BLANK),
    "ReportToFile": _object(
        "expected",
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=NOT_BLANK | {"maxLength": 4000},
        expected={"type": "string", "maxLength": 4000},
    ),
    "Report": _object(
        id=ID,
        quote=ID,
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=TEXT,
        expected=TEXT,
        status=choice(list(ErrorReport.Status.values)),
        reported_at=MOMENT,
    ),
    "Correction": _resource(
        id=ID,
        event=choice([EVENT]),
        quote=ref("BriefLink"),
        text={**TEXT, "description": "The words as they stood after it."},
        corrected_at={"type": "string", "format": "date-time"},
        reason=TEXT,
        changes=list_of(ref("Change")),
    ),
    "Change": _object(
        field=choice(list(CORRECTED_FIELDS.values())),
        **{"from": _CHANGED, "to": _CHANGED},
    ),
    "SearchToSave": _object(
        name=NOT_BLANK | {"maxLength": 200},
        kind=choice(list(SavedSearch.Kind.values)),
        parameters={
            "type": "object",
            "properties": {
                name: {"type": ["string", "number", "boolean"]}
                for name in SEARCH_PARAMETERS
            },
            "additionalProperties": False,
            "description": "As in the query string of quotes/, or for disputes of"
            " statements/: q, speaker, dispute, min_outlets.",
        },
    ),
    "SavedSearch": _object(
        id=ID,
        url=URL,
        name=TEXT,
        kind=choice(list(SavedSearch.Kind.values)),
        parameters={"type": "object", "additionalProperties": TEXT},
        feed_url=URL,
        created_at=MOMENT,
        last_used_at=MOMENT,
    ),
    "Places": {"type": "object", "additionalProperties": URL},
    "Moved": _object(merged_into=URL),
    "LinkedData": {
        "type": "object",
        "required": ["@context", "@type", "@id"],
        "description": "JSON-LD in the vocabulary of schema.org.",
    },
    "Problem": {
        "type": "object",
        "description": "What went wrong, as in RFC 9457.",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "errors": list_of(
                _object(
                    "allowed", parameter=TEXT, detail=TEXT, allowed=list_of(TEXT)
                )
            ),
        },
        "required": ["type", "title", "status", "detail"],
    },
} | {
    f"{name}Page": _page(name)
    for name in (
        "Quote", "Speaker", "Statement", "Article", "Outlet", "Correction",
        "SavedSearch",
    )
}  # fmt: skip
