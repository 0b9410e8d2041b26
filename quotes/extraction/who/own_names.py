"""People who give their own name: "the woman identified herself as Ada Holm"."""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline
from quotes.extraction.who.cast import Cast
from quotes.extraction.who.person import Person

_SELF = r"(?:(?:him|her)self|(?:his|her)\s(?:first\s|full\s|own\s)?name)\b"
_ANYBODY = re.compile(_SELF)
# Behind it stands the name that somebody gives.
_GIVES = re.compile(
    r"\b(?:identif(?:ied|ies)|introduc(?:ed|es)|describ(?:ed|es)|g[ai]ves?|said)\s"
    rf"(?:only\s)?{_SELF}[^;\n]{{0,90}}?\b(?:as|named|called|was|is)\s(?:only\s)?$"
)


def gives_name(cast: Cast, outline: Outline, end: int) -> Person | None:
    """Who is named behind a description that ends at ``end``, by their own account."""
    _, last = outline.sentence_range(max(0, end - 1))
    if _ANYBODY.search(outline.text, end, last) is None:
        return None
    for mention in cast.within(end, last):
        between = outline.text[end : mention.start]
        if not mention.quoted and _GIVES.search(between) is not None:
            return mention.person
    return None
