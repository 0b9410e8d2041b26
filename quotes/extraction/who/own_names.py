"""People who give their own name: "the woman identified herself as Ada Holm"."""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline
from quotes.extraction.who.cast import Cast
from quotes.extraction.who.person import Person

# "A man calling himself Ada Holm", "a user who goes by the name Holm"
_CALLS = re.compile(
    r"^,?\s(?:who\s)?(?:call(?:s|ing|ed)\s(?:him|her|them)(?:self|selves)"
    r"|(?:goes|going|went)\sby(?:\sthe\sname(?:\sof)?)?|known\s(?:only\s)?as)\s$"
)
_SELF = r"(?:(?:him|her)self|(?:his|her)\s(?:first\s|full\s|own\s)?name)\b"
_REACH = 160
# What stands between them and the name that they give.
_GIVES = re.compile(
    r"^(?:\s\([^)]{1,40}\))?,?\s"
    r"(?:(?:who|later|also|has|had|would|only)\s){0,3}"
    r"(?:who\s(?:(?!said\b|says\b|told\b)[\w’'-]+\s){1,4}(?=identif))?"
    r"(?:identif(?:ied|ies)|introduc(?:ed|es)|describ(?:ed|es)|g[ai]ves?|said)\s"
    rf"(?:only\s)?{_SELF}(?:\s(?:only|simply|just|to\s(?:the\s)?\w+(?:\s[A-Z]\w+)?))*"
    r"\s(?:as|was|is)\s(?:only\s|being\s)?"
    r"(?:an?\s(?:(?!\sof\s)[^;\n]){0,60}?\s(?:named|called)\s)?$"
)


def gives_name(cast: Cast, outline: Outline, end: int) -> Person | None:
    """Who is named first behind a description that ends at ``end``, by their account.

    Nobody where others are told of meanwhile: "a neighbour said the man gave his name".
    """
    _, last = outline.sentence_range(max(0, end - 1))
    last = min(last, end + _REACH)
    mention = next(iter(cast.within(end, last)), None)
    if mention is None or mention.quoted:
        return None
    between = outline.text[end : mention.start]
    gives = _GIVES.match(between) or _CALLS.match(between)
    return mention.person if gives is not None else None
