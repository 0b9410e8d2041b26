"""What many call together: “chants of … from the stands”.

    There were chants of “Save our pier” from the stands.
    → Save our pier; chants; the stands

    The dockers broke into cries of “Save our pier”.
    → Save our pier; cries; The dockers

    The speech roused the crowd to chants of “Save our pier”.
    → Save our pier; chants; the crowd

    The mayor left to chants of “Save our pier”.
    → Save our pier; chants;

Where nobody is named they are kept, and nobody's.

Source: reports of marches and matches.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.types import Attribution, Kind, Range

CHANTS = "called by many together"
_CALLS = re.compile(
    r"\b(?P<cue>(?i:chants?|cries|cry|shouts?|calls|choruses|chorus|yells|screams"
    r"|chanting|whispers|murmurs))\sof\s*:?\s*$"
)
_FROM = re.compile(
    r",?\s(?:\w+\s(?:out|up)\s|\w+ed\s)?(?:from|by|among)\s(?P<who>"
    r"(?:(?:the|a|some|his|her|their|many)\s)?(?:[\w’'-]+\s){0,3}?[\w’'-]+?)"
    r"(?=[.,;]|\s*$|\s(?:when|as|while|after|in|at|outside|during|who|that|before|on|were"
    r"|was|and|behind|near)\b)"
)
_BROKE_INTO = re.compile(
    r"(?P<who>(?:[A-Z][\w’'-]*|[Tt]he|[Aa]|[Ss]ome)(?:\s[\w’'-]+){0,5}?)\s"
    r"(?:(?:had\s)?(?:broke|burst|erupted|launched|responded|joined|answered|replied|began"
    r"|started|raised|took|let|led)|greeted)\s(?:[\w’'-]+\s){0,4}?"
    r"(?:\w+\s)?$"
)
# roused the crowd to spontaneous
_MOVED_TO = re.compile(
    r"\b(?:rous|stirr|sen[dt]|mov|driv|drove|whipp)\w*\s"
    r"(?P<who>(?:the|a|his|her|their)\s(?:(?!to\s)[\w’'-]+\s){0,2}?"
    r"(?:crowds?|audience|hall|fans|supporters|onlookers|rowers|marchers|protesters"
    r"|delegates|stands|terraces|room|spectators|followers|congregation))\s(?:in)?to\s"
    r"(?:[\w’'-]+\s){0,2}$"
)
_LOOKED_AT = 120


def rule(quotation: OpenQuotation) -> Answer | None:
    text, span = quotation.text, quotation.quote.span
    start = max(quotation.host.start, span.start - _LOOKED_AT)
    match = _CALLS.search(text[start : span.start])
    if match is None or not span.closed:
        return None
    cue = (start + match.start("cue"), start + match.end("cue"))
    who = _who(text, start, cue[0], span.end)
    found = Attribution(
        content=(quotation.quote.inner,),
        cue=(cue,),
        source=(who,) if who else (),
        kind=Kind.DIRECT,
        score=0.75,
        method=CHANTS,
    )
    return Answer(found)


def _who(text: str, start: int, cue: int, end: int) -> Range | None:
    """Those whom the sentence names behind the words, or before them."""
    behind = _FROM.match(text, end, end + _LOOKED_AT)
    if behind is not None:
        return behind.span("who")
    before = _MOVED_TO.search(text[start:cue]) or _BROKE_INTO.search(text[start:cue])
    if before is None:
        return None
    left, right = before.span("who")
    return (start + left, start + right)
