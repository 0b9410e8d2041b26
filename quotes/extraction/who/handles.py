"""Names that people go by on the net: "harbourfox7 posted …", "the user @tide_12".

A handle says nothing of gender: "they" is its pronoun.
"""

from __future__ import annotations

import re

from quotes.extraction.types import Range

_HANDLE = r"@?[A-Za-z][a-z_]{2,19}\d{1,4}"
_AT = r"@[A-Za-z]\w{2,19}"
# Only what posts something, or is called a user, is somebody.
_ACTS = re.compile(
    rf"(?<![\w@/.-])(?P<handle>{_HANDLE}|{_AT})"
    r"(?:[’']s\s(?:[\w’'-]+\s){0,3}(?:posts?|comments?|account|profile|tweets?|videos?)\b"
    r"|,?\s(?:has\s|had\s|also\s|regularly\s|later\s){0,2}(?:posted|wrote|tweeted|commented"
    r"|replied|shared|uploaded|streamed|said|asked|added)\b)"
    rf"|\b(?:[Uu]ser(?:name)?|[Hh]andle|[Aa]ccount|[Pp]oster)\s(?P<called>{_HANDLE}|{_AT})\b"
)


def find_handles(text: str) -> list[Range]:
    """Where ``text`` prints the handles of people, in order; "@" is part of none."""
    known = set()
    for match in _ACTS.finditer(text):
        handle = match["handle"] or match["called"]
        known.add(handle.removeprefix("@").lower())
    if not known:
        return []
    names = "|".join(sorted(map(re.escape, known), key=len, reverse=True))
    printed = re.compile(rf"(?<![\w/.-])({names})(?![\w-])", re.IGNORECASE)
    return [match.span(1) for match in printed.finditer(text)]
