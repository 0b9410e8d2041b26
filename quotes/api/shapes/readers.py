"""What readers report and save."""

from __future__ import annotations

from quotes.api.params import NOT_BLANK
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.shapes.values import (
    ID,
    MOMENT,
    TEXT,
    URL,
    Schema,
    body_of,
    choice,
    object_of,
)
from quotes.api.statement_filters import DISPUTE_PARAMS
from quotes.models import ErrorReport, SavedSearch

_PARAMETERS = tuple({**QUOTE_PARAMS, **DISPUTE_PARAMS})

READERS: dict[str, Schema] = {
    "ReportToFile": body_of(
        "expected",
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=NOT_BLANK | {"maxLength": 4000},
        expected={"type": "string", "maxLength": 4000},
    ),
    "Report": object_of(
        id=ID,
        url=URL,
        page=URL,
        quote=ID,
        reason=choice(list(ErrorReport.Reason.values)),
        explanation=TEXT,
        expected=TEXT,
        status=choice(list(ErrorReport.Status.values)),
        answer=TEXT,
        reported_at=MOMENT,
        settled_at=MOMENT,
    ),
    "SearchToSave": body_of(
        name=NOT_BLANK | {"maxLength": 200},
        kind=choice(list(SavedSearch.Kind.values)),
        parameters={
            "type": "object",
            "properties": {
                name: {"type": ["string", "number", "boolean"]} for name in _PARAMETERS
            },
            "additionalProperties": False,
            "description": "As in the query string of quotes/, or for disputes of"
            " statements/: " + ", ".join(DISPUTE_PARAMS) + ".",
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
