"""Quoted words that are part of a sentence which reports nothing.

    The dockers walked past the “no way through” sign on the quay.
    → no way through; ;

Whoever spoke before did not say them: none of the rules behind this one is asked.

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations import nobody_named


def rule(quotation: OpenQuotation) -> Answer | None:
    if quotation.quote.full or quotation.host.is_quotation:
        return None
    return nobody_named.rule(quotation)
