"""Lines of an interview in which the interviewer asks: nothing in them is reported.

“Q: The minister has said it cost too much. Did it?” puts a question; what others are
said to have said in it is part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.spans.rules import interview, transcript
from quotes.extraction.text.layout import paragraphs
from quotes.extraction.types import Attribution, Range

_LABEL = re.compile(r"\s*[*_]{0,2}[A-Z][\w .’'-]{0,40}[*_]{0,2}:\s")
_METHODS = (transcript.METHOD, interview.METHOD)


def is_turn(one: Attribution) -> bool:
    """Whether an attribution is somebody's turn of a transcript or an interview."""
    return one.method.startswith(_METHODS)


def asked_lines(text: str, found: Sequence[Attribution]) -> list[Range]:
    """The lines of ``text`` that hold questions; none where ``found`` has no turn."""
    said = {span for one in found if is_turn(one) for span in one.content}
    if not said:
        return []
    lines = paragraphs(text)
    spoken = transcript.turns(text, lines) or interview.interview(text, lines)
    return [
        lines[number]
        for number, turn in spoken.items()
        if turn is None
        and not _holds(lines[number], said)
        and _asks(text, lines[number])
    ]


def _holds(line: Range, said: set[Range]) -> bool:
    return any(line[0] <= start < line[1] for start, _ in said)


def _asks(text: str, line: Range) -> bool:
    return "?" in text[slice(*line)] or _LABEL.match(text, *line) is not None
