"""Attributions and evidence for tests, from printed words."""

from __future__ import annotations

from quotes.extraction.spans.tagger.tagger_finder import Evidence
from quotes.extraction.types import Attribution, Kind, Range


def where(text: str, words: str) -> tuple[Range, ...]:
    """The ranges of words joined by " | ", found left to right; () for ""."""
    ranges: list[Range] = []
    at = 0
    for part in filter(None, words.split(" | ")):
        at = text.index(part, at)
        ranges.append((at, at + len(part)))
        at += len(part)
    return tuple(ranges)


def rule(text, content, cue="", source="", **changes) -> Attribution:
    known = {"kind": Kind.INDIRECT, "score": 0.85, "method": "clause of “said”"}
    return Attribution(
        content=where(text, content),
        cue=where(text, cue),
        source=where(text, source),
        **{**known, **changes},
    )


def tagged(text, content, cue="", source="", *, sure=0.95, speech=0.9) -> Evidence:
    method = f"tagged with the cue ‘{cue}’"
    return Evidence(
        rule(text, content, cue, source, method=method),
        content=sure,
        cue=sure if cue else 0.0,
        source=sure if source else 0.0,
        cue_choice=sure,
        source_choice=sure,
        speech=speech,
    )
