"""A quotation that runs over several paragraphs, each opened by a mark of its own.

    Mina Sol said: “The bridge is open.
    “It will stay open.”
    → The bridge is open. | It will stay open.; said; Mina Sol

Where nothing is known of its first paragraph, the next ones are nobody's either.

Source: the printers' convention that only the last paragraph closes; see
``text/marks``.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import (
    Answer,
    OpenQuotation,
    extended,
)
from quotes.extraction.spans.rules.open_quotations import nobody_named


def rule(quotation: OpenQuotation) -> Answer | None:
    previous, quote = quotation.previous, quotation.quote
    if previous is None or previous.group != quote.span.group:
        return None
    if quotation.owner is None:
        return nobody_named.rule(quotation)
    return extended(quotation.owner, quote)
