"""A short question alone in its paragraph: somebody asks, perhaps another.

    “The bridge is open,” Mina Sol said.
    “Who says so?”
    → The bridge is open,; said; Mina Sol
    → Who says so?; ;

Source: interviews in reportage.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations import nobody_named

_MOST_BLANKS = 3


def rule(quotation: OpenQuotation) -> Answer | None:
    host, number = quotation.host, quotation.number
    words = quotation.text[slice(*quotation.quote.inner)]
    if not host.is_quotation or not words.endswith("?"):
        return None
    if words.count(" ") > _MOST_BLANKS:
        return None
    if number and quotation.hosts[number - 1].paragraph == host.paragraph:
        return None
    return nobody_named.rule(quotation)
