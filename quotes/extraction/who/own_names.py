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
_ANYBODY = re.compile(rf"{_SELF}|\b(?:go(?:es|ing)|went|known|call\w+)\s")
_REACH = 200
# Behind it stands the name that somebody gives.
_GIVES = re.compile(
    r"\b(?:identif(?:ied|ies)|introduc(?:ed|es)|describ(?:ed|es)|g[ai]ves?|said)\s"
    rf"(?:only\s)?{_SELF}[^;\n]{{0,90}}?\b(?:as|named|called|was|is)\s(?:only\s)?$"
)


def gives_name(cast: Cast, outline: Outline, end: int) -> Person | None:
    """Who is named behind a description that ends at ``end``, by their own account."""
    _, last = outline.sentence_range(max(0, end - 1))
    if _ANYBODY.search(outline.text, end, min(last, end + _REACH)) is None:
        return None
    for mention in cast.within(end, last):
        between = outline.text[end : mention.start]
        gives = _GIVES.search(between) or _CALLS.match(between)
        if not mention.quoted and gives is not None:
            return mention.person
    return None
