"""Mentions inside an aside on the real source: what it wears, has or faces.

"The firm, which faces mounting losses, confirmed …" is the firm's; "…, said Ada Holm,
wearing a paper hat" is Holm's. A span finder takes the nearest noun for the source.
"""

from __future__ import annotations

import re

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.types import Range

_HEAD = r"(?P<head>[A-Z][^,;.:“”\"\n]{2,80})"
_IN_CLAUSE = re.compile(
    rf"(?:^|[.!?”\"\n]\s*){_HEAD},\s(?:which|who|whose|(?!according\b)[a-z]+ing)\s(?:[^,.;:“”\"\n]*)$"
)
_BEHIND_HEAD = re.compile(
    r"(?:^|\s)(?P<verb>[a-z]+)\s(?P<head>(?:the\s|an?\s)?[^,;.:“”\"\n]{3,80}),"
    r"\s[a-z]+ing\s$"
)
_VERB = re.compile(r",\s(?:also\s|[a-z]+ly\s)?(?P<verb>[a-z]+)\b")
_BACK = 200


def outside_aside(text: str, start: int, end: int) -> Range | None:
    """Where the real source stands, for a mention that is inside an aside on it."""
    low = max(0, start - _BACK)
    before = text[low:start]
    found = None
    verb = _VERB.match(text, end)
    if verb is not None and verb["verb"] in QUOTE_FORMS:
        found = _IN_CLAUSE.search(before)
    if found is None:
        found = _BEHIND_HEAD.search(before)
        if found is not None and found["verb"] not in QUOTE_FORMS:
            found = None
    if found is None or not any(word[:1].isupper() for word in found["head"].split()):
        return None
    return low + found.start("head"), low + found.end("head")
