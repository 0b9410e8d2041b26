"""A verb and the names behind it, where the parse found no speaker.

    “Why now?” reply Mina Sol and Jon Reve on Monday.
    → Why now?; reply; Mina Sol and Jon Reve

Source: the parser takes such a verb for a noun.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.spans.rules.open_quotation import (
    Answer,
    OpenQuotation,
    spoken,
)
from quotes.extraction.spans.rules.printed_names import NAME
from quotes.extraction.text.masking import Quote
from quotes.extraction.types import Attribution

_INVERTED = re.compile(
    r"\s*,?\s(?P<cue>chorus(?:ed)?|"
    + "|".join(sorted(QUOTE_FORMS, key=len, reverse=True))
    + r")\s"
    r"(?P<name>"
    + NAME
    + r"(?:\s(?:and|&)\s"
    + NAME
    + r")?)\s*(?:[.,;:]|$|(?:on|in|to|from|at|as|with|when|after|before|over|during)\s)"
)
_LOOKED_AT = 120
_ABBREVIATED = len("Jr.")


def rule(quotation: OpenQuotation) -> Answer | None:
    found = named_behind(quotation.text, quotation.quote)
    return Answer(found) if found is not None else None


def named_behind(text: str, quote: Quote) -> Attribution | None:
    """The quotation as the words of those whom the verb behind it names, or None."""
    if not quote.span.closed:
        return None
    end = quote.span.end
    match = _INVERTED.match(text, end, end + _LOOKED_AT)
    if match is None:
        return None
    how = "name after the quotation and its verb"
    left, right = match.span("name")
    if text[right - 1] == "." and len(match["name"].split()[-1]) > _ABBREVIATED:
        right -= 1
    found = spoken(quote, (left, right), 0.85, how)
    return replace(found, cue=(match.span("cue"),))
