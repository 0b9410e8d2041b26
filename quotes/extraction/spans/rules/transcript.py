"""Turns of a transcript: a name in capitals, a colon, and what was said.

    SOL: The bridge is open.
    → The bridge is open.; ; SOL

One such line may be anything; a text with three of them or more is a transcript, in
which turns with quotation marks count as well.

Source: interviews and debates printed by newspapers; the sign "Q" or "A" alone names
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.types import Attribution, Kind, Range

_TURN = re.compile(
    r"\s*[\"“]?(?P<name>(?:[A-Z][A-Z.’'-]+\s+){0,3}[A-Z][A-Z.’'-]{2,}|Q|A)"
    r"(?:\s*\([^)]{1,40}\))?:\s+(?P<said>\S.*)$",
    re.DOTALL,
)
_SHORTEST_NAME = 3
_TURNS = 3


def is_transcript(turns: Sequence[Attribution | None]) -> bool:
    """Whether a text is a transcript, by the turn that each paragraph holds."""
    return sum(turn is not None for turn in turns) >= _TURNS


def transcript_turn(text: str, paragraph: Range) -> Attribution | None:
    """The turn that a paragraph holds, or None."""
    start, end = paragraph
    match = _TURN.match(text[start:end])
    if match is None or len(match["name"]) < _SHORTEST_NAME:
        return None
    left, right = match.span("said")
    while right > left and (match.string[right - 1].isspace() or _closes(match, right)):
        right -= 1
    name = match.span("name")
    return Attribution(
        content=((start + left, start + right),),
        cue=(),
        source=((start + name[0], start + name[1]),),
        kind=Kind.INDIRECT,
        score=0.8,
        method="turn of a transcript",
    )


def _closes(match: re.Match[str], right: int) -> bool:
    """Whether a mark ends the turn that opened before its name: “SOL: Ready.”"""
    opened = match.string[: match.start("name")].strip()
    return bool(opened) and match.string[right - 1] in '"”'
