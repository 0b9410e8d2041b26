"""From attributions to quotations: who that is within the document."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.fragments import is_fragment
from quotes.extraction.types import (
    Attribution,
    DocumentSpeaker,
    Quotation,
)

_ARTICLES = ("the ", "a ", "an ")


def resolve(text: str, attributions: Sequence[Attribution]) -> list[Quotation]:
    """Name the speaker of each attribution as fully as ``text`` does.

    Returns one quotation per attribution that has content, sorted by start;
    the order of ``attributions`` does not matter. Never raises on any text.
    """
    found = [_quotation(text, one) for one in attributions if one.content]
    return sorted(found, key=lambda one: (one.start, one.end, one.cue, one.source))


def _quotation(text: str, one: Attribution) -> Quotation:
    return Quotation(
        content=one.content,
        cue=one.cue,
        source=one.source,
        kind=one.kind,
        speaker=_as_printed(text, one),
        confidence=one.score,
        method=one.method,
        is_fragment=is_fragment(text, one.content, one.kind),
        attitude=one.attitude,
    )


def _as_printed(text: str, one: Attribution) -> DocumentSpeaker | None:
    printed = " ".join(text[start:end] for start, end in one.source).strip()
    for article in _ARTICLES:
        if printed.lower().startswith(article):
            printed = printed[len(article) :].strip()
            break
    return DocumentSpeaker(name=printed, kind=None) if printed else None
