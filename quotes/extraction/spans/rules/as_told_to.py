"""What somebody told a reporter, printed as a piece of their own.

    Mina Sol keeps the bridge. As told to Jon Reve.
    I was nine when it fell.
    My father saw it from the tower.
    → I was nine when it fell. | My father saw it from the tower.; ; Mina Sol

With marks before each paragraph or with none. Whose story it is stands before it; to
whom they told it, before or behind it.

Source: first-person pieces in magazines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.spans.rules.interviewed import first_named
from quotes.extraction.types import Attribution, Kind, Range

METHOD = "turn of an interview, as told to a reporter"
_TOLD_TO = re.compile(
    r"\b[Aa]s (?:told|recounted|related|dictated|spoken) to\s[A-Z]"
    r"|\b(?:tells|told|shares|shared|recounts|recounted)\s(?:us\s|me\s)?(?:his|her)"
    r"\s(?:own\s)?(?:story|tale)\b|\bin (?:his|her|their) own words\b"
)
_LINE = re.compile(
    r"\W*(?:By\s|As told to\s|Interview by\s|Words by\s|Told to\s)", re.I
)
_ME = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|[Uu]s)\b")
_MY_NAME = re.compile(
    r"\b[Mm]y name is (?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,3})"
)
_OPENS = re.compile(r"\s*[“\"«„]\s*")
_CLOSES = re.compile(r"\s*[”\"»]\s*$")
_LEAST = 2
_SHORTEST = 40


def as_told_to(text: str, lines: Sequence[Range]) -> dict[int, Attribution | None]:
    """By number of line, the story that begins there; None for its other lines.

    {} where the text is no such piece, or does not say whose story it is.
    """
    told = _TOLD_TO.search(text)
    if told is None or len(lines) < _LEAST:
        return {}
    story = _story(text, lines, told)
    if len(story) < _LEAST:
        return {}
    name = first_named(text, lines[story[0]][0]) or _named_by_oneself(
        text, lines, story
    )
    if name is None:
        return {}
    content = tuple(_said(text, lines[number]) for number in story)
    found: dict[int, Attribution | None] = dict.fromkeys(story, None)
    found[story[0]] = Attribution(
        content=content,
        cue=(),
        source=(name,),
        kind=Kind.DIRECT if _OPENS.match(text, *lines[story[0]]) else Kind.INDIRECT,
        score=0.8,
        method=METHOD,
    )
    return found


def _story(text: str, lines: Sequence[Range], told: re.Match[str]) -> list[int]:
    """Numbers of the lines of the story: from the first in the first person on."""
    before = [n for n, line in enumerate(lines) if line[0] <= told.start()]
    # Credited at the end, it begins wherever "I" does; else behind its introduction.
    at_end = before[-1] > len(lines) // 2
    first = 0 if at_end else before[-1] + 1
    last = before[-1] if at_end else len(lines)
    wanted = [n for n in range(first, last) if not _LINE.match(text, *lines[n])]
    marked = [n for n in wanted if _OPENS.match(text, *lines[n])]
    if len(marked) >= _LEAST:
        return marked
    return _unmarked(text, lines, wanted)


def _unmarked(text: str, lines: Sequence[Range], wanted: Sequence[int]) -> list[int]:
    """The lines between the first and the last that say "I", if most of them do."""
    mine = [n for n in wanted if _is_mine(text, lines[n])]
    if not mine:
        return []
    story = [n for n in range(mine[0], mine[-1] + 1) if _is_long(lines[n])]
    return story if 2 * len(mine) >= len(story) else []


def _named_by_oneself(
    text: str, lines: Sequence[Range], story: Sequence[int]
) -> Range | None:
    """Like "My name is Mina Sol"."""
    named = _MY_NAME.search(text, lines[story[0]][0], lines[story[-1]][1])
    return named.span("name") if named is not None else None


def _is_mine(text: str, line: Range) -> bool:
    return _is_long(line) and _ME.search(text, *line) is not None


def _is_long(line: Range) -> bool:
    return line[1] - line[0] >= _SHORTEST


def _said(text: str, line: Range) -> Range:
    """The line without the marks round it."""
    start, end = line
    opens = _OPENS.match(text, start, end)
    if opens is not None:
        start = opens.end()
        closes = _CLOSES.search(text, start, end)
        end = closes.start() if closes is not None else end
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
