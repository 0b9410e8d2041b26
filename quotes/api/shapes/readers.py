"""What readers report and save."""

from __future__ import annotations

from quotes.api.params import NOT_BLANK
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.shapes.values import (
    COUNT,
    ID,
    MOMENT,
    TEXT,
    URL,
    Schema,
    body_of,
    choice,
    list_of,
    object_of,
    ref,
)
from quotes.api.statement_filters import DISPUTE_PARAMS
from quotes.models import Delivery, ErrorReport, SavedSearch
from quotes.outgoing.calls import LONGEST

_PARAMETERS = tuple({**QUOTE_PARAMS, **DISPUTE_PARAMS})

_WEBHOOK: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "address": TEXT,
    "saved_search": {"type": ["integer", "null"]},
    "created_at": MOMENT,
    "last_sent_at": MOMENT,
    "ended_at": MOMENT,
    "ended_why": TEXT,
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
    "WebhookToMake": body_of(
        "saved_search",
        address=NOT_BLANK | {"maxLength": LONGEST},
        saved_search={"type": ["integer", "null"]},
    ),
    "Webhook": object_of(**_WEBHOOK),
    "WebhookMade": object_of(
        **_WEBHOOK,
        secret=TEXT | {"description": "Told this once: deliveries are signed by it."},
    ),
    "WebhookDetail": object_of(**_WEBHOOK, deliveries=list_of(ref("Delivery"))),
    "Delivery": object_of(
        id=TEXT,
        event=TEXT,
        type=TEXT,
        status=choice(list(Delivery.Status.values)),
        attempts=COUNT,
        created_at=MOMENT,
        due_at=MOMENT,
        done_at=MOMENT,
        last_status={"type": ["integer", "null"]},
        last_error=TEXT,
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
