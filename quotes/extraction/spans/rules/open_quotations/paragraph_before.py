"""A quotation in a paragraph of its own, nobody having spoken: whom it follows.

    Mina Sol opens the gate herself. The goats come first.
    “They have no idea who I am.”
    → They have no idea who I am.; ; Mina Sol

The name must open the paragraph before, which holds no quotation.

Source: profiles, the reporter's words between the quotations.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.about_whom import opening_name
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED

_HOW = f"{ANNOUNCED}, whose name opens its paragraph"


def rule(quotation: OpenQuotation) -> Answer | None:
    if not quotation.opens_sentence or not quotation.quote.full:
        return None
    last = quotation.hosts[quotation.number - 1] if quotation.number else None
    if last is None or last.paragraph != quotation.host.paragraph - 1:
        return None
    first = quotation.number - 1
    while first and quotation.hosts[first - 1].paragraph == last.paragraph:
        first -= 1
    if any(host.quotes for host in quotation.hosts[first : quotation.number]):
        return None
    who = opening_name(quotation, first)
    return None if who is None else Answer(quotation.spoken_by(who, 0.55, _HOW))
