"""A dash and a name behind the quotation, on its line or on the next.

    “The bridge is open.” — Mina Sol
    → The bridge is open.; ; Mina Sol

A comma and who that is may follow the name.

Source: mottos, readers' letters and boxes of quotations.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.printed_names import NAME

_SIGNATURE = re.compile(
    r"\s*(?:[—–―]|--?)\s*(?P<name>" + NAME + r"(?:,\s[^.\n“\"]{1,80})?)\s*\.?\s*$"
)
_LOOKED_AT = 200
_LONGEST_LINE = 160


def rule(quotation: OpenQuotation) -> Answer | None:
    start = quotation.quote.span.end
    end = min(quotation.host.end, start + _LOOKED_AT)
    if not quotation.text[start:end].strip():
        following = quotation.hosts[quotation.number + 1 : quotation.number + 2]
        if following:
            start, end = following[0].start, following[0].end
            if end - start > _LONGEST_LINE or following[0].quotes:
                return None
    match = _SIGNATURE.match(quotation.text[start:end])
    if match is None:
        return None
    left, right = match.span("name")
    name = (start + left, start + right)
    return Answer(quotation.spoken_by(name, 0.85, "signature after the dash"))
