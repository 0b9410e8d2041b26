"""What other resources are shown by, where they are mentioned."""

from __future__ import annotations

from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    TEXT,
    URL,
    Schema,
    choice,
    nullable,
    object_of,
    ref,
)
from quotes.models import Quote, Speaker, Statement

BRIEF = {"id": ID, "url": URL, "name": TEXT, "slug": TEXT}
SPEAKER_KIND = choice(list(Speaker.Kind.values))
DISPUTE = nullable(choice(list(Statement.Dispute.values)))

BRIEFS: dict[str, Schema] = {
    "BriefLink": object_of(id=ID, url=URL),
    "BriefSpeaker": object_of(
        "kind", "wikidata_id", **BRIEF, kind=SPEAKER_KIND, wikidata_id=TEXT
    ),
    "BriefOutlet": object_of(**BRIEF),
    "BriefArticle": object_of(
        "language", id=ID, url=URL, title=TEXT, source_url=nullable(TEXT), language=TEXT
    ),
    "BriefStatement": object_of(
        *(
            "text",
            "stance",
            "clause",
            "speaker",
            "quote_count",
            "outlet_count",
            "dispute",
            "disputed",
        ),
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
}
