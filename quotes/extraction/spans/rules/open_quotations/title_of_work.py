"""The title of a book, a film or a song between quotation marks: nobody's words.

    Her memoir, “Nine Winters at the Bridge,” sold well.
    →

Known by its capitals, or by the word before it.

Source: the words before titles in PolNeAR's training documents.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import (
    NOBODYS,
    Answer,
    OpenQuotation,
)
from quotes.extraction.text.masking import is_title

_NAMES_A_WORK = re.compile(
    r"\b(?:book|memoir|novel|film|movie|show|series|song|album|play|poem|essay|"
    r"programme?|podcast|documentary|magazine|column|titled|entitled|called|named|"
    r"dubbed|(?:[A-Z]{2,}|News)['’]s?),?\s*$"
)
_LOOKED_AT = 40


def rule(quotation: OpenQuotation) -> Answer | None:
    text, quote = quotation.text, quotation.quote
    start = quote.span.start
    before = text[max(0, start - _LOOKED_AT) : start]
    if is_title(text[slice(*quote.inner)]) or _NAMES_A_WORK.search(before):
        return NOBODYS
    return None
