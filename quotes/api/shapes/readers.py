"""What readers report and save, and what editors corrected."""

from __future__ import annotations

from quotes.api.corrections import EVENT
from quotes.api.corrections import FIELDS as CORRECTED_FIELDS
from quotes.api.params import NOT_BLANK
from quotes.api.shapes.values import (
    ID,
    MOMENT,
    SPANS,
    TEXT,
    URL,
    Schema,
    body_of,
    choice,
    list_of,
    object_of,
    ref,
    resource_of,
)
from quotes.models import ErrorReport, SavedSearch

SEARCH_PARAMETERS = (
    "q", "speaker", "outlet", "article", "statement", "relayed_by", "kind", "stance",
    "cue", "status", "fragment", "published_after", "published_before",
    "min_confidence", "reviewed", "dispute", "min_outlets",
)  # fmt: skip
"""What a saved search may hold: those of ``saved_searches.PARAMS``."""

_CHANGED: Schema = {
    "description": "As the quote shows it under this field.",
    "anyOf": [TEXT, SPANS, ref("BriefSpeaker"), ref("BriefLink"), {"type": "null"}],
}

READERS: dict[str, Schema] = {
    "ReportToFile": body_of(
        "expected",
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=NOT_BLANK | {"maxLength": 4000},
        expected={"type": "string", "maxLength": 4000},
    ),
    "Report": object_of(
        id=ID,
        quote=ID,
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=TEXT,
        expected=TEXT,
        status=choice(list(ErrorReport.Status.values)),
        reported_at=MOMENT,
    ),
    "Correction": resource_of(
        id=ID,
        event=choice([EVENT]),
        quote=ref("BriefLink"),
        text={**TEXT, "description": "The words as they stood after it."},
        corrected_at={"type": "string", "format": "date-time"},
        reason=TEXT,
        changes=list_of(ref("Change")),
    ),
    "Change": object_of(
        field=choice(list(CORRECTED_FIELDS.values())),
        **{"from": _CHANGED, "to": _CHANGED},
    ),
    "SearchToSave": body_of(
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
    "SavedSearch": object_of(
        id=ID,
        url=URL,
        name=TEXT,
        kind=choice(list(SavedSearch.Kind.values)),
        parameters={"type": "object", "additionalProperties": TEXT},
        feed_url=URL,
        created_at=MOMENT,
        last_used_at=MOMENT,
    ),
}
