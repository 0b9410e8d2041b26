"""The printed words from source to content: what an indirect quotation stands in.

“Mina Sol denied that she had met him”: of it alone the content, “she had met him”,
would say the contrary of what was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.types import Range

FARTHEST = 400
"""Characters between two parts of a clause; what stands farther off is left out."""

_PAIRS = (("“", "”"), ('"', '"'), ("«", "»"), ("(", ")"))
_STOPS = frozenset((",", ".", "!", "?", "…"))
# What belongs to a cue whose subject is not marked: "did not", "has since".
_AUXILIARIES = re.compile(
    r"(?:\b(?:not|never|has|have|had|did|does|do|would|will|could|can|is|was|are|were|"
    r"been|being|also|later|repeatedly|declin\w+|refus\w+|to|who|and|but|which)\s+"
    r"|\w+n[’']t\s+|\w+ly\s+)+$",
    re.IGNORECASE,
)
_LOOKED_BACK = 60


def clause_of(
    text: str,
    content: Sequence[Range],
    cue: Sequence[Range],
    source: Sequence[Range],
) -> Range | None:
    """Return where the clause of a quotation stands: characters, half open.

    From the first to the last of source, cue and content, marks that enclose them
    included, and before a cue without a source what negates it. Parts that a blank
    line or more than ``FARTHEST`` characters part from the content are left out.
    None where the content stands alone: it has neither a cue nor a source.
    """
    if not content or not (cue or source):
        return None
    start, end = content[0][0], content[-1][1]
    reached = False
    for first, last in _nearest_first([*cue, *source], start, end):
        between = text[last:start] if last <= start else text[end:first]
        if len(between) > FARTHEST or "\n\n" in between:
            continue
        start, end, reached = min(start, first), max(end, last), True
    if not reached:
        return None
    return _with_marks(text, *_with_auxiliaries(text, start, end, cue))


def _nearest_first(parts: Sequence[Range], start: int, end: int) -> list[Range]:
    return sorted(parts, key=lambda part: max(start - part[1], part[0] - end))


def _with_auxiliaries(text: str, start: int, end: int, cue: Sequence[Range]) -> Range:
    """Begin with what stands before a cue that begins the clause: “did not” say."""
    if not cue or cue[0][0] != start:
        return start, end
    floor = max(0, start - _LOOKED_BACK)
    found = _AUXILIARIES.search(text[floor:start])
    return (floor + found.start() if found else start), end


def _with_marks(text: str, start: int, end: int) -> Range:
    """Take in a mark just outside whose other half lies within."""
    for opening, closing in _PAIRS:
        if text[start - 1 : start] == opening and _opens(text, start - 1, closing, end):
            start -= 1
    for opening, closing in _PAIRS:
        stop = end
        if text[stop : stop + 1] in _STOPS and text[stop + 1 : stop + 2] == closing:
            stop += 1
        if text[stop : stop + 1] == closing and _is_open(
            text[start:end], opening, closing
        ):
            end = stop + 1
    return start, end


def _opens(text: str, at: int, closing: str, end: int) -> bool:
    """Whether the mark at ``at`` is closed before ``end``, or is where words begin."""
    if text[at] == closing:
        return not text[:at][-1:].strip() and bool(text[at + 1 : at + 2].strip())
    inside = text[at + 1 : end]
    closed = inside.find(closing)
    return closed >= 0 and text[at] not in inside[:closed]


def _is_open(inside: str, opening: str, closing: str) -> bool:
    """Whether the last ``opening`` of ``inside`` is not closed in it."""
    if opening == closing:
        return inside.count(opening) % 2 == 1
    return inside.rfind(opening) > inside.rfind(closing)
