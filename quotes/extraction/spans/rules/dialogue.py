"""Dialogue whose lines open with a dash and have no marks.

    — The bridge is open, said Mina Sol.
    — Since when? asked Jon Reve. It was shut in May.
    → The bridge is open; said; Mina Sol
    → Since when? | It was shut in May.; asked; Jon Reve

Lines that name nobody are left alone: whose turn it is they do not say.

Source: how novels and magazines of France, Spain, Russia and others print speech.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.types import Attribution, Kind, Range

METHOD = "turn of a dialogue"
_DASHED = re.compile(r"\s*(?:[—–―]|--)\s?(?=[^\W\d_a-z]|[¿¡…])")
_WORD = r"[A-Z][\w’'-]*"
_WHO = (
    r"(?P<who>[Hh]e|[Ss]he|(?:the|his|her|an?|one)\s(?:[a-z][\w’'-]*\s){0,2}?[a-z][\w’'-]*"
    rf"(?:,\s{_WORD}(?:\s{_WORD}){{0,3}}(?=[.,:]|$))?"
    rf"|(?:(?:(?:Dr|Mrs?|Ms)\.|[A-Z]\.|de|van|von|{_WORD})\s){{0,4}}{_WORD})"
)
_NAMED = rf"(?:(?:(?:Dr|Mrs?|Ms)\.|[A-Z]\.|de|van|von|{_WORD})\s){{0,4}}{_WORD}"
# "— Since when? Jon Reve asked."
_WHO_ASKED = re.compile(
    r"\s*(?:[—–―]|--)\s?(?P<said>\S.*?(?P<sign>[,?!…]|\s[—–])),?\s+"
    rf"(?P<who>[Hh]e|[Ss]he|(?:[Tt]he|[Hh]is|[Hh]er)\s(?:[a-z][\w’'-]*\s){{0,2}}?[a-z][\w’'-]*"
    rf"|{_NAMED})\s(?P<cue>"
    + "|".join(sorted(QUOTE_FORMS, key=len, reverse=True))
    + r")(?:\s(?:to|in|with|from|on|at|as)\s[^.—–]*)?(?:[.:]|\s[—–]|$)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_ATTRIBUTED = re.compile(
    r"\s*(?:[—–―]|--)\s?(?P<said>\S.*?(?P<sign>[,?!…]|\s[—–])),?\s+"
    r"(?P<cue>"
    + "|".join(sorted(QUOTE_FORMS, key=len, reverse=True))
    + r")\s"
    + _WHO
    + r"(?:(?:,|\s(?:to|in|with|from|on|at|as)\s)[^.—–]*)?"
    r"(?:[.:]|\s[—–]|$)\s*(?P<rest>.*)$",
    re.DOTALL,
)
_LEAST = 2
_LONGEST = 1500


def dialogue(text: str, lines: Sequence[Range]) -> dict[int, Attribution | None]:
    """By number of line, what its speaker says there; {} where there is no dialogue."""
    dashed = [
        number
        for number, (start, end) in enumerate(lines)
        if _DASHED.match(text, start, end) and end - start < _LONGEST
    ]
    if len(dashed) < _LEAST:
        return {}
    found: dict[int, Attribution | None] = {}
    for number in dashed:
        turn = _turn(text, lines[number])
        if turn is not None:
            found[number] = turn
    return found


def _turn(text: str, line: Range) -> Attribution | None:
    match = _ATTRIBUTED.match(text, *line) or _WHO_ASKED.match(text, *line)
    if match is None:
        return None
    start, end = match.span("said")
    if match["sign"] not in "?!…":
        end = match.start("sign")
    content = [(start, end)]
    if match["rest"].strip(" .—–"):
        left, right = match.span("rest")
        content.append((left, left + len(text[left:right].rstrip())))
    return Attribution(
        content=tuple(content),
        cue=(match.span("cue"),),
        source=(match.span("who"),),
        kind=Kind.INDIRECT,
        score=0.8,
        method=METHOD,
    )
