"""Attributions for the resolver's tests, found by their words in a text of ours."""

from __future__ import annotations

from quotes.extraction.types import Attribution, Kind, Quotation, Range
from quotes.extraction.who.resolver import resolve


def range_of(text: str, words: str, *, after: int = 0) -> Range:
    """Where ``words`` stand in ``text``, first occurrence from ``after`` on."""
    start = text.index(words, after)
    return start, start + len(words)


def attribution(
    text: str,
    content: str,
    source: str = "",
    cue: str = "",
    *,
    kind: Kind = Kind.INDIRECT,
    after: int = 0,
    score: float = 0.9,
    method: str = "by hand",
) -> Attribution:
    """An attribution whose parts are given as they are printed.

    The source is looked for from ``after`` on; the cue, which may be two parts
    joined by " … ", anywhere.
    """
    cues = [range_of(text, part, after=after) for part in cue.split(" … ") if part]
    return Attribution(
        content=(range_of(text, content),),
        cue=tuple(sorted(cues)),
        source=(range_of(text, source, after=after),) if source else (),
        kind=kind,
        score=score,
        method=method,
    )


def resolve_one(text: str, content: str, source: str, cue: str = "") -> Quotation:
    """The quotation that one attribution of ``text`` becomes."""
    return resolve(text, [attribution(text, content, source, cue)])[0]


def speaker_name(text: str, source: str, *, after: int = 0) -> str | None:
    """Whom ``source`` names, as the only source of ``text``."""
    content = text[-6:]
    found = resolve(text, [attribution(text, content, source, after=after)])[0]
    return found.speaker.name if found.speaker is not None else None
