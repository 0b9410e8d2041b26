"""CSL-JSON: what Zotero, pandoc and citeproc read.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

from typing import Any

from quotes.api.citations.record import CitationRecord


def csl(record: CitationRecord) -> list[dict[str, Any]]:
    """Return ``record`` as a list of one item."""
    at = record.published_at
    item = {
        "id": record.key,
        "type": "article-newspaper",
        "title": record.title,
        "author": [{"literal": record.author}] if record.author else None,
        "container-title": record.outlet,
        "issued": at and {"date-parts": [[at.year, at.month, at.day]]},
        "URL": record.url,
        "language": record.language,
        "keyword": f"stance: {record.stance}",
        "note": record.note,
    }
    return [{name: value for name, value in item.items() if value}]
