"""Quotations as the JSON objects of the interchange format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quotes.character_ranges import as_lists
from quotes.extraction.types import Quotation


def quotation_record(quotation: Quotation, *, statement: Any = None) -> dict[str, Any]:
    """Return one quotation as an interchange object.

    Ranges become two-element lists; ``statement`` is the number of the
    utterance where it has been linked across documents.
    """
    speaker = quotation.speaker
    return {
        "content": as_lists(quotation.content),
        "cue": as_lists(quotation.cue),
        "source": as_lists(quotation.source),
        "kind": quotation.kind.value,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind.value if speaker and speaker.kind else None,
        "relayed_by": quotation.relayed_by,
        "statement": statement,
        "confidence": round(quotation.confidence, 4),
    }


def document_record(
    identifier: str, quotations: Iterable[Quotation]
) -> Mapping[str, Any]:
    """Return one document's line: its id and its quotations in reading order."""
    return {
        "id": identifier,
        "quotes": [quotation_record(quotation) for quotation in quotations],
    }
