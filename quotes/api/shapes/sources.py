"""Who said it, what was said, and where it was printed."""

from __future__ import annotations

from quotes.api.shapes.briefs import BRIEF, DISPUTE, SPEAKER_KIND
from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    ID,
    MOMENT,
    PUBLISHED,
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
from quotes.models import Quote, Statement

_SPEAKER: dict[str, Schema] = {
    **BRIEF,
    "kind": SPEAKER_KIND,
    "description": TEXT,
    "affiliation": nullable(ref("BriefSpeaker")),
    "wikidata_id": TEXT,
}
STATEMENT: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "text": TEXT,
    "stance": choice(list(Quote.Stance.values)),
    "clause": TEXT,
    "speaker": nullable(ref("BriefSpeaker")),
    "first_published_at": PUBLISHED,
    "quote_count": COUNT,
    "outlet_count": COUNT,
    "dispute": DISPUTE,
    "dispute_grade": nullable(choice(list(Statement.Grade.values))),
    "disputed": FLAG,
    "disputed_at": MOMENT,
    "resolution": TEXT,
    "resolved_at": MOMENT,
}
_ARTICLE: dict[str, Schema] = {
    "id": ID,
    "url": URL,
    "source_url": nullable(TEXT),
    "outlet": ref("BriefOutlet"),
    "title": TEXT,
    "byline": TEXT,
    "published_at": PUBLISHED,
    "language": TEXT,
    "text_hash": TEXT,
    "wire_copy_of": nullable(ref("BriefLink")),
    "ingested_at": MOMENT,
    "extracted_at": MOMENT,
    "extractor_version": TEXT,
}
_OUTLET: dict[str, Schema] = {
    **BRIEF,
    "domain": nullable(TEXT),
    "country": TEXT,
    "language": TEXT,
    "wikidata_id": TEXT,
}

SOURCES: dict[str, Schema] = {
    "Speaker": resource_of(
        **_SPEAKER,
        quote_count=COUNT,
        likeness={"type": "number", "minimum": 0, "maximum": 100},
    ),
    "SpeakerDetail": resource_of(
        **_SPEAKER,
        aliases=list_of(object_of(name=TEXT, origin=TEXT)),
        quote_count=COUNT,
        quotes_url=URL,
        statements_url=URL,
    ),
    "Statement": resource_of(**STATEMENT, highlight=TEXT),
    "StatementDetail": resource_of(
        **STATEMENT,
        printings=list_of(ref("ComparedPrinting")),
        printings_capped=FLAG,
    ),
    "Article": resource_of(**_ARTICLE),
    "ArticleDetail": resource_of(**_ARTICLE, text=TEXT, quotes_url=URL),
    "Outlet": resource_of(**_OUTLET),
    "OutletDetail": resource_of(**_OUTLET, articles_url=URL, quotes_url=URL),
}
