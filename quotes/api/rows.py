"""What answers show of a row: plain dictionaries, made from fetched columns.

``columns`` of a resource are what its rows are fetched with (``values``), and
its function turns one such dictionary into what the answer shows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from quotes.api.links import Links
from quotes.models.disputed import is_disputed

Row = Mapping[str, Any]


def moment(value: datetime | None) -> str | None:
    """Return a date and time in UTC as RFC 3339, or None."""
    return value.isoformat().replace("+00:00", "Z") if value else None


def brief_speaker(row: Row, prefix: str, links: Links) -> dict[str, Any] | None:
    """Return the speaker whose columns of ``row`` begin with ``prefix``, or None."""
    return _brief(row, prefix, links, "speakers")


def brief_outlet(row: Row, prefix: str, links: Links) -> dict[str, Any] | None:
    """Return the outlet whose columns of ``row`` begin with ``prefix``, or None."""
    return _brief(row, prefix, links, "outlets")


def _brief(row: Row, prefix: str, links: Links, resource: str) -> dict[str, Any] | None:
    key = row[f"{prefix}_id"]
    if key is None:
        return None
    slug = row[f"{prefix}__slug"]
    return {
        "id": key,
        "url": links.to(resource, slug),
        "name": row[f"{prefix}__name"],
        "slug": slug,
    }


def brief_link(key: int | None, links: Links, resource: str) -> dict[str, Any] | None:
    """Return id and address of a resource that has no name, or None."""
    return None if key is None else {"id": key, "url": links.to(resource, key)}


def brief_columns(prefix: str) -> tuple[str, ...]:
    """Return the columns that ``brief_speaker`` and ``brief_outlet`` read."""
    return (f"{prefix}_id", f"{prefix}__name", f"{prefix}__slug")


QUOTE_COLUMNS = (
    "id",
    "article_id",
    "article__title",
    "article__url",
    *brief_columns("outlet"),
    "published_at",
    "dated_at",
    "text",
    "kind",
    "is_fragment",
    "cue",
    "source_text",
    "stance",
    "clause",
    "clause_spans",
    "speaker_description",
    *brief_columns("speaker"),
    *brief_columns("relayed_by"),
    "statement_id",
    "confidence",
    "status",
    "reviewed_at",
    "spans",
    "start",
    "end",
)


def quote_row(row: Row, links: Links) -> dict[str, Any]:
    """Return a quote as lists show it."""
    return {
        "id": row["id"],
        "url": links.to("quotes", row["id"]),
        "text": row["text"],
        "speaker": brief_speaker(row, "speaker", links),
        "speaker_description": row["speaker_description"],
        "relayed_by": brief_speaker(row, "relayed_by", links),
        "outlet": brief_outlet(row, "outlet", links),
        "article": {
            "id": row["article_id"],
            "url": links.to("articles", row["article_id"]),
            "title": row["article__title"],
            "source_url": row["article__url"],
        },
        "published_at": moment(row["published_at"]),
        "kind": row["kind"],
        "is_fragment": row["is_fragment"],
        "cue": row["cue"],
        "source_text": row["source_text"],
        "stance": row["stance"],
        "clause": row["clause"],
        "clause_spans": row["clause_spans"],
        "statement": brief_link(row["statement_id"], links, "statements"),
        "confidence": row["confidence"],
        "status": row["status"],
        "reviewed_at": moment(row["reviewed_at"]),
        "spans": row["spans"],
        "start": row["start"],
        "end": row["end"],
    }


SPEAKER_COLUMNS = (
    "id",
    "name",
    "slug",
    "kind",
    "description",
    *brief_columns("affiliation"),
    "wikidata_id",
)


def speaker_row(row: Row, links: Links) -> dict[str, Any]:
    """Return a speaker as lists show it."""
    return {
        "id": row["id"],
        "url": links.to("speakers", row["slug"]),
        "name": row["name"],
        "slug": row["slug"],
        "kind": row["kind"],
        "description": row["description"],
        "affiliation": brief_speaker(row, "affiliation", links),
        "wikidata_id": row["wikidata_id"],
    }


STATEMENT_COLUMNS = (
    "id",
    "text",
    "stance",
    "clause",
    *brief_columns("speaker"),
    "first_published_at",
    "dated_at",
    "quote_count",
    "outlet_count",
    "dispute",
    "dispute_grade",
    "disputed_at",
    "resolution",
    "resolved_at",
)


def statement_row(row: Row, links: Links) -> dict[str, Any]:
    """Return a statement as lists show it."""
    return {
        "id": row["id"],
        "url": links.to("statements", row["id"]),
        "text": row["text"],
        "stance": row["stance"],
        "clause": row["clause"],
        "speaker": brief_speaker(row, "speaker", links),
        "first_published_at": moment(row["first_published_at"]),
        "quote_count": row["quote_count"],
        "outlet_count": row["outlet_count"],
        "dispute": row["dispute"],
        "dispute_grade": row["dispute_grade"] if row["dispute"] else None,
        "disputed": is_disputed(
            row["dispute"], row["dispute_grade"], row["resolved_at"]
        ),
        "disputed_at": moment(row["disputed_at"]),
        "resolution": row["resolution"],
        "resolved_at": moment(row["resolved_at"]),
    }


ARTICLE_COLUMNS = (
    "id",
    "url",
    *brief_columns("outlet"),
    "title",
    "byline",
    "published_at",
    "dated_at",
    "language",
    "text_hash",
    "wire_copy_of_id",
    "ingested_at",
    "extracted_at",
    "extractor_version",
)


def article_row(row: Row, links: Links) -> dict[str, Any]:
    """Return an article as lists show it: without its text."""
    return {
        "id": row["id"],
        "url": links.to("articles", row["id"]),
        "source_url": row["url"],
        "outlet": brief_outlet(row, "outlet", links),
        "title": row["title"],
        "byline": row["byline"],
        "published_at": moment(row["published_at"]),
        "language": row["language"],
        "text_hash": row["text_hash"],
        "wire_copy_of": brief_link(row["wire_copy_of_id"], links, "articles"),
        "ingested_at": moment(row["ingested_at"]),
        "extracted_at": moment(row["extracted_at"]),
        "extractor_version": row["extractor_version"],
    }


OUTLET_COLUMNS = (
    "id",
    "name",
    "slug",
    "domain",
    "country",
    "language",
    "wikidata_id",
)


def outlet_row(row: Row, links: Links) -> dict[str, Any]:
    """Return an outlet as lists show it."""
    return {
        "id": row["id"],
        "url": links.to("outlets", row["slug"]),
        "name": row["name"],
        "slug": row["slug"],
        "domain": row["domain"],
        "country": row["country"],
        "language": row["language"],
        "wikidata_id": row["wikidata_id"],
    }
