"""An answer to what the reporter asks somebody, or on a subject that a line names.

    I ask the baker whether she slept.
    “Not a minute.”
    → whether she slept; ask; I
    → Not a minute.; ; the baker

    Mina Sol met the Tide on the bridge.
    On sleep: “I never do.”
    → I never do.; ; Mina Sol

Source: interviews, the reporter's words between the quotations.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.interviewed import interviewed
from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED

_I_ASK = re.compile(
    r"\b(?:I|we|We)\s(?:ask|asked|put it to|then ask|then asked)\s(?P<who>him|her"
    r"|(?:the|his|her|my|our)\s(?:[a-z’'-]+\s){0,3}?[a-z’'-]+(?=,|\s(?:if|whether|how|why"
    r"|what|when|where|who|about|to)\b)|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
    r"(?:,[^,.]{1,60},)?\s(?:if|whether|how|why|what|when|where|who|about|to)\b[^.?!]*"
    r"[.?!]\s*$"
)
_ON = re.compile(
    r"\s*[*_]{0,2}(?:[Oo]n|[Aa]bout)\s[^.:“”\"\n]{2,60}[:.]?[*_]{0,2}:?\s*$"
)
_ASKED = f"{ANNOUNCED}, whom the reporter asks"
_SUBJECT = f"{ANNOUNCED}, on what its line names"
_LONGEST = 200


def rule(quotation: OpenQuotation) -> Answer | None:
    text, number = quotation.text, quotation.number
    start = quotation.quote.span.start
    if quotation.opens_sentence and number:
        last = quotation.hosts[number - 1]
        asked = _I_ASK.search(text, max(last.start, last.end - _LONGEST), last.end)
        if asked is not None:
            return Answer(quotation.spoken_by(asked.span("who"), 0.6, _ASKED))
    begins = text.rfind("\n", 0, start) + 1
    if not text[begins:start].strip():
        begins = text.rfind("\n", 0, max(0, begins - 1)) + 1
    if start - begins > _LONGEST or _ON.match(text, begins, start) is None:
        return None
    who = interviewed(text, begins)
    if who is None:
        return None
    return Answer(quotation.spoken_by(who, 0.6, _SUBJECT))
