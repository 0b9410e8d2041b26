"""A sentence that opens with its verb: "Said the curator, Ada Holm: “…”".

The parser takes such a verb for an adjective, and ends the phrase at its comma.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.spans.rules.open_quotation import spoken
from quotes.extraction.text.masking import Quote
from quotes.extraction.types import Attribution

_WORD = r"[A-Z][\w’'-]*"
_NAME = (
    r"(?:(?:(?:Dr|Mrs?|Ms|Prof|Sir|St|Sen|Rep|Gov|Hon|Rev|Gen|Capt|Col|Engr|Eng)\.?"
    rf"|[A-Z]\.|de|van|von|{_WORD})\s){{0,4}}{_WORD}"
)
_LOWER = r"(?!(?:on|in|at|to|after|during|last|from)\b)[a-z][\w’'-]*"
_LEAD = re.compile(
    r"\s*(?P<cue>"
    + "|".join(sorted((f.capitalize() for f in QUOTE_FORMS), key=len, reverse=True))
    + r")\s(?P<who>(?:(?:the|an?|one|another|his|her|their|our)\s)?"
    rf"(?:(?:{_LOWER},?\s){{0,5}}{_NAME}(?:,\s[^:“”\"]{{2,60}}?)?"
    rf"|(?<=\s)(?:{_LOWER}\s){{0,3}}?{_LOWER}"
    # "one trader in Mombasa", not "one trader on Monday"
    r"(?:\s(?:in|from|at|for|with)\s(?:the\s)?[A-Z][\w’'-]*"
    r"(?:\s[A-Z][\w’'-]*){0,3}\s?(?=:))?))"
    r"(?:\s(?:on|in|at|last|to|this|after|during|from)\s[^:“”\"]{2,50})?\s*:\s*$"
)
_LONGEST = 160
HOW = "name after the verb that opens the sentence"


def verb_before_name(text: str, start: int, quote: Quote) -> Attribution | None:
    """The quotation of a sentence from ``start`` as its verb and name have it."""
    if quote.span.start - start > _LONGEST:
        return None
    match = _LEAD.match(text[start : quote.span.start])
    if match is None:
        return None
    who, cue = match.span("who"), match.span("cue")
    found = spoken(quote, (start + who[0], start + who[1]), 0.85, HOW)
    return replace(found, cue=((start + cue[0], start + cue[1]),))
