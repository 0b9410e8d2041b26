"""Mentions inside an aside on the real source: what it wears, has or faces.

"The firm, which faces mounting losses, confirmed …" is the firm's; "…, said Ada Holm,
wearing a paper hat" is Holm's. A span finder takes the nearest noun for the source.
"""

from __future__ import annotations

import re

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.types import Range
from quotes.names.person_names import fold_word, is_name_word, is_role, is_title

_HEAD = r"(?P<head>[A-Z][^,;.:“”\"\n]{2,80})"
_IN_CLAUSE = re.compile(
    rf"(?:^|[.!?”\"\n]\s*){_HEAD},\s(?:which|who|whose|(?!according\b)[a-z]+ing)\s(?:[^,.;:“”\"\n]*)$"
)
_BEHIND_HEAD = re.compile(
    r"(?:^|\s)(?P<verb>[a-z]+)\s(?P<head>(?:the\s|an?\s)?[^,;.:“”\"\n]{3,80}),"
    r"\s[a-z]+ing\s$"
)
_VERB = re.compile(r",\s(?:also\s|[a-z]+ly\s)?(?P<verb>[a-z]+)\b")
# "- an old favourite - others": between two dashes an aside on something else.
_DASH = re.compile(r"\s(?:-|–|—|--)\s")
_BEHIND_DASH = re.compile(r"\s(?:-|–|—|--)\s$")
# "in secure storage, Ada Holm, the undersecretary, wrote": what she wrote ends before.
_BEHIND_CONTENT = re.compile(
    r"(?P<tail>[a-z][^,]{0,60}),\s(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3})(?:,\s.*)?",
    re.DOTALL,
)
_DETERMINED = re.compile(r"(?:the|an?|his|her|its|their|our|one|another)\s")
# "In an interview with the Tide’s hosts, the candidate"
_OCCASION = re.compile(
    r"(?:an?|the|his|her|its)\s(?:[\w-]+\s){0,3}(?:interview|appearance|speech|statement"
    r"|address|conversation|call|rally|debate|tweet|post|letter|memo|email|segment|trail"
    r"|visit|trip|tour|meeting|briefing|conference|forum|event|hearing)\b.*?,"
    r"\s(?=(?:the|an?|his|her|he|she|they|former)\s|[A-Z])",
    re.DOTALL,
)
_ON_OCCASION = re.compile(r"\b(?:[Ii]n|[Dd]uring|[Aa]t|[Oo]n|[Aa]fter|[Ff]rom)\s$")
_BACK = 200


def outside_aside(text: str, start: int, end: int) -> Range | None:
    """Where the real source stands, for a mention that is inside an aside on it."""
    later = _behind_dash(text, start, end) or _behind_content(text, start, end)
    if later is not None:
        return later, end
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


def _behind_dash(text: str, start: int, end: int) -> int | None:
    """Where the source begins behind an aside between dashes that was taken with it."""
    if _BEHIND_DASH.search(text, max(0, start - 4), start) is None:
        return None
    dash = _DASH.search(text, start, end)
    return dash.end() if dash is not None else None


def _behind_content(text: str, start: int, end: int) -> int | None:
    """Where a name begins behind the last words of what is told, taken with it."""
    found = _BEHIND_CONTENT.fullmatch(text, start, end)
    if found is None or _DETERMINED.match(found["tail"]):
        return None
    last = fold_word(found["tail"].split()[-1])
    if is_role(last) or is_title(last):
        return None
    if not all(map(is_name_word, found["name"].split())):
        return None
    return found.start("name")


def behind_occasion(text: str, start: int, end: int) -> int:
    """Where the source begins behind the occasion that was taken with it.

    "an interview with the Tide, the candidate" after "In"; else ``start``.
    """
    if _ON_OCCASION.search(text, max(0, start - 8), start) is None:
        return start
    found = _OCCASION.match(text, start, end)
    return found.end() if found is not None else start
