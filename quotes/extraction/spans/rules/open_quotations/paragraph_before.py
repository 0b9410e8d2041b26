"""A quotation in a paragraph of its own, nobody having spoken: whom it follows.

    Mina Sol opens the gate herself. The goats come first.
    “They have no idea who I am.”
    → They have no idea who I am.; ; Mina Sol

The name must open the paragraph before, which holds no quotation.

Source: profiles, the reporter's words between the quotations.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.about_whom import opening_name
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.types import Range
from quotes.names.gazetteer import organisations
from quotes.names.person_names import fold_word

_DEAD = re.compile(r"\b(?:died|dead|death|killed|drowned|murdered|funeral|shot|body)\b")
_OF_HIM = re.compile(r"\W*(?:He|She|His|Her)\b")
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
    if who is None or _is_of_them(quotation, who):
        return None
    return Answer(quotation.spoken_by(who, 0.55, _HOW))


def _is_of_them(quotation: OpenQuotation, who: Range) -> bool:
    """Whether somebody else speaks of them: of the dead, of "him", of a body.

    “Reve drowned on Monday. … “He was the best of fathers.””
    """
    text = quotation.text
    told = text[who[1] : quotation.quote.span.start]
    said = text[slice(*quotation.quote.inner)]
    words = text[slice(*who)].split()
    body = fold_word(words[-1]) in organisations.ORGANISATION_HEADS
    return body or _DEAD.search(told) is not None or _OF_HIM.match(said) is not None
