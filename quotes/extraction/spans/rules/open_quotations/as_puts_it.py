"""“As Mina Sol puts it”, between dashes, before the quoted words.

    The toll is — as Mina Sol puts it — “a tax on the poor”.
    → a tax on the poor; puts it; Mina Sol

    The toll was — as the harbour master, Jon Reve, once said — “a tax on the poor”.
    → a tax on the poor; said; the harbour master, Jon Reve

Source: comment clauses, Quirk et al., A Comprehensive Grammar of the English Language
(1985), chapter 15.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation

AS_PUTS_IT = "named before the quoted words by “as … puts it”"
_AS = re.compile(
    r"\bas\s(?P<who>[^\s“”\"—–;:.][^“”\"—–;:]{0,70}?),?\s(?:once\s|later\s|also\s|has\s|had\s|(?!(?:family|ally|bully|assembly|monopoly)\s)[a-z]+ly\s)?"
    r"(?P<cue>puts\sit|put\sit|calls\s(?:it|them|him|her)|called\s(?:it|them|him|her)"
    r"|says|said|phrased\sit|described\sit|describes\sit|wrote|writes|tells\sit|told\sit)"
    r"(?:\s(?:in|on|at|to|last|this)\s[^“”\"—–;:,]{2,40})?\s*[—–,:-]{0,2}\s*$"
)
_LOOKED_AT = 160


def rule(quotation: OpenQuotation) -> Answer | None:
    start = max(quotation.host.start, quotation.quote.span.start - _LOOKED_AT)
    before = quotation.text[start : quotation.quote.span.start]
    match = _AS.search(before)
    if match is None or not quotation.quote.span.closed:
        return None
    who, cue = match.span("who"), match.span("cue")
    found = quotation.spoken_by((start + who[0], start + who[1]), 0.85, AS_PUTS_IT)
    return Answer(replace(found, cue=((start + cue[0], start + cue[1]),)))
