"""Somebody laughs, shrugs or looks away in the sentence before, and speaks then.

    Mina Sol laughs when she reads the letter.
    “The bridge was never shut.”
    → The bridge was never shut.; ; Mina Sol

Read from the words alone: the parser takes "Sol laughs" for a noun.

Source: interviews as magazines print them, the reporter's words between the answers.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.spans.rules.printed_names import NAME

_GESTURE = re.compile(
    r"(?P<who>[Hh]e|[Ss]he|" + NAME + r")\s(?:\w+ly\s|just\s|then\s|only\s)?"
    r"(?:laugh|smil|shrug|sigh|nod|grin|giggl|chuckl|paus|hesitat|frown|wink|blush|snort"
    r"|winc|grimac|shudder|shak|lean)(?:s|es|ed)?\b"
    r"|(?P<other>[Hh]e|[Ss]he|" + NAME + r")\s(?:(?:shakes|shook|scratches|scratched"
    r"|raises|raised|lowers|lowered|throws up|threw up|rolls|rolled|spreads|spread)"
    r"\s(?:his|her)\b|(?:looks|looked|glances|glanced|stares|stared|points|pointed"
    r"|thinks|thought|waves|waved)\s(?:up|down|away|out|at|to|for|about|over|round"
    r"|around|back|through)\b)"
)
_HOW = f"{ANNOUNCED}, by a gesture"


def rule(quotation: OpenQuotation) -> Answer | None:
    if quotation.number == 0 or not quotation.opens_sentence:
        return None
    before = quotation.hosts[quotation.number - 1]
    if before.quotes or quotation.host.paragraph - before.paragraph > 1:
        return None
    match = _GESTURE.match(quotation.text, before.start, before.end)
    if match is None:
        return None
    who = match.span("who") if match["who"] else match.span("other")
    return Answer(quotation.spoken_by(who, 0.7, _HOW))
