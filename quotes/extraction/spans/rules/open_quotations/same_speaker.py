"""A sentence that is nothing but a quotation, behind one that quotes its speaker.

    “The bridge is open,” Mina Sol said. “It will stay open.”
    → The bridge is open, | It will stay open.; said; Mina Sol

Both are one quotation. Not where a colon announces the next one, nor
where its words name that speaker.

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import (
    Answer,
    OpenQuotation,
    extended,
    is_named_in,
    sign_before,
)


def rule(quotation: OpenQuotation) -> Answer | None:
    previous, owner = quotation.previous, quotation.owner
    if previous is None or owner is None or not owner.source:
        return None
    if not quotation.host.is_quotation or quotation.number == 0:
        return None
    before = quotation.hosts[quotation.number - 1]
    if not before.start <= previous.start < before.end:
        return None
    if sign_before(quotation.text, before.end) == ":":
        return None
    said = quotation.text[slice(*quotation.quote.inner)]
    if is_named_in(quotation.text, owner, said):
        return None
    return extended(owner, quotation.quote)
