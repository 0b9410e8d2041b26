"""A name and a colon before the quotation, on its line or on the one before.

    Mina Sol: “The bridge is open.”
    → The bridge is open.; ; Mina Sol

A name of six words at most, perhaps with something in brackets behind it.

Source: interviews and lists of statements.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.printed_names import NAME

_LABEL = re.compile(r"\s*(?P<name>" + NAME + r")(?:\s*\([^)]{1,40}\))?\s*:\s*$")
_LONGEST_LABEL = 120


def rule(quotation: OpenQuotation) -> Answer | None:
    start, quote = quotation.host.start, quotation.quote
    if quotation.number and start == quote.span.start:
        start = quotation.hosts[quotation.number - 1].start
    if quote.span.start - start > _LONGEST_LABEL:
        return None
    match = _LABEL.match(quotation.text[start : quote.span.start])
    if match is None:
        return None
    left, right = match.span("name")
    name = (start + left, start + right)
    return Answer(quotation.spoken_by(name, 0.8, "name before the colon"))
