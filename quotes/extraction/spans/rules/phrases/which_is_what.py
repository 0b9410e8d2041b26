"""“Which is what Mina Sol called it”, behind quoted words.

    It was “a long goodbye” to the pier, which is what Mina Sol called the closure.
    → a long goodbye; called; Mina Sol

The nearest quoted words before it in the sentence are hers, whatever the sentence does
with them.

Source: sentential relative clauses, Quirk et al., A Comprehensive Grammar of the
English Language (1985), chapter 15.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.combine import WHICH_IS_WHAT
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.types import Attribution, Kind

_WHO = re.compile(
    r"which\s(?:is|was)\s(?:what|how)\s"
    r"(?P<who>(?:[A-Z][\w.’'-]*|the|her|his|its|their)(?:\s[\w.’'-]+){0,6}?)\s"
    r"(?:has\s|had\s|once\s|later\s)?"
    r"(?P<cue>called|calls|described|describes|said|says|termed|labelled|labeled|branded"
    r"|dubbed|wrote|put)\b"
)
_LOOKED_AT = 160
_FARTHEST = 80


def rule(reading: Reading, token: int) -> Attribution | None:
    tree = reading.tree
    if tree.lower[token] != "which" or tree.lower[token + 1 : token + 2] not in (
        ["is"],
        ["was"],
    ):
        return None
    start = reading.range(token, token)[0]
    match = _WHO.match(reading.text, start, start + _LOOKED_AT)
    before = [quote for quote in reading.host.quotes if quote.span.end <= start]
    if match is None or not before or start - before[-1].span.end > _FARTHEST:
        return None
    return Attribution(
        content=(before[-1].inner,),
        cue=(match.span("cue"),),
        source=(match.span("who"),),
        kind=Kind.DIRECT,
        score=0.85,
        method=WHICH_IS_WHAT,
    )
