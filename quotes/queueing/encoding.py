"""Quotations as JSON and back again, as a worker hands them to the lane. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from quotes.extraction.types import (
    Candidate,
    DocumentSpeaker,
    Kind,
    Quotation,
    Range,
    SpeakerKind,
    Stance,
)


def encode_quotation(quotation: Quotation) -> dict[str, Any]:
    """Return ``quotation`` as an object that JSON can hold, field by field."""
    return asdict(quotation)


def decode_quotation(data: Mapping[str, Any]) -> Quotation:
    """Return the quotation that ``encode_quotation`` made ``data`` of.

    Raises KeyError, TypeError or ValueError where it made no such thing.
    """
    speaker = data["speaker"]
    return Quotation(
        content=_ranges(data["content"]),
        cue=_ranges(data["cue"]),
        source=_ranges(data["source"]),
        kind=Kind(data["kind"]),
        speaker=None if speaker is None else _speaker(speaker),
        confidence=data["confidence"],
        method=data["method"],
        relayed_by=data["relayed_by"],
        relay=_ranges(data["relay"]),
        candidates=tuple(Candidate(**one) for one in data["candidates"]),
        is_fragment=data["is_fragment"],
        attitude=data["attitude"],
        stance=Stance(data["stance"]),
        clause=None if data["clause"] is None else _range(data["clause"]),
        evidence=tuple((name, value) for name, value in data["evidence"]),
    )


def _speaker(data: Mapping[str, Any]) -> DocumentSpeaker:
    kind = data["kind"]
    return DocumentSpeaker(
        name=data["name"],
        kind=None if kind is None else SpeakerKind(kind),
        names=tuple(data["names"]),
        description=data["description"],
        affiliation=data["affiliation"],
    )


def _ranges(data: Iterable[Iterable[int]]) -> tuple[Range, ...]:
    return tuple(_range(one) for one in data)


def _range(data: Iterable[int]) -> Range:
    start, end = data
    return start, end
