"""RIS: a newspaper article, as reference managers import it.

Tags: https://en.wikipedia.org/wiki/RIS_(file_format), those of EndNote's and Zotero's
filters. A line is a tag, two blanks, a hyphen, a blank and a value; a value has no line
breaks, so there is nothing to escape.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.api.citations.record import CitationRecord


def ris(record: CitationRecord) -> str:
    """Return ``record`` as a file of one reference; lines end as RIS has them."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _tags(record))


def _tags(record: CitationRecord) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", record.key
    yield "TI", record.title
    if record.author:
        yield "AU", record.author
    yield "T2", record.outlet
    if (at := record.published_at) is not None:
        yield "PY", f"{at.year}"
        yield "DA", f"{at:%Y/%m/%d}"
    yield "UR", record.url
    if record.language:
        yield "LA", record.language
    yield "KW", f"stance: {record.stance}"
    yield "N1", record.note
    yield "ER", ""
