"""A speaker and a verb right beside the quotation, where the parse found neither.

    “Happy Harbour Day!,” he tweeted.
    → Happy Harbour Day!,; tweeted; he

    “This is fantastic!” smirked Jon Reve, who had come early.
    → This is fantastic!; smirked; Jon Reve

Source: what the parser makes of two commas, of a sign too many, of a blank too few and
of verbs of manner that no list has.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.spans.rules.open_quotation import (
    Answer,
    OpenQuotation,
    spoken,
)
from quotes.extraction.spans.rules.printed_names import NAME
from quotes.extraction.text.masking import is_title

_VERB = "|".join(sorted(QUOTE_FORMS, key=len, reverse=True))
_ADVERB = r"(?:(?:[a-z]+ly|also|then|later|once|has|had)\s)?"
# What follows the verb where a new sentence may have begun: “Go!” Reve said it was so.
_ENDS = r"(?=[.,;:]|$|\s(?:on|in|at|to|after|as|when|while|before|during|from)\s)"
_BEHIND = re.compile(
    r"[ \u00a0]*(?P<who>[Hh]e|[Ss]he|[Tt]hey|"
    + NAME
    + r"|(?:the|an?|one|another|his|her|their)\s(?:[\w’'.-]+\s){0,5}?[a-z][\w’'-]*,\s"
    + NAME
    + rf"),?\s{_ADVERB}(?P<cue>{_VERB})\b(?P<ends>{_ENDS})?"
)
# “…!” beamed Jon Reve: whatever is done so is said.
_MANNER = re.compile(
    r"[ \u00a0](?P<cue>[a-z]{2,}ed)\s(?P<who>"
    + NAME
    + r")(?=[.,;:]|$|\s(?:of|from|in|on|at|to|as|after|during|who|when)\s)"
)
_BEFORE = re.compile(
    rf"(?:^|[.!?,]\s)(?P<who>[Hh]e|[Ss]he|[Tt]hey|{NAME})\s{_ADVERB}(?P<cue>{_VERB})"
    r"(?:,|:)?\s*$"
)
_LOOKED_AT = 160


def rule(quotation: OpenQuotation) -> Answer | None:
    span, text = quotation.quote.span, quotation.text
    if not span.closed:
        return None
    behind = _behind(text, span.inner[1], span.end)
    start = max(quotation.host.start, span.start - _LOOKED_AT)
    before = None
    if behind is None and not is_title(text[slice(*span.inner)]):
        before = _BEFORE.search(text[start : span.start])
    if behind is not None:
        shift, match, how = 0, behind, "name after the quotation, and its verb"
    elif before is not None:
        shift, match, how = start, before, "name before the quotation, and its verb"
    else:
        return None
    who, cue = (
        (shift + low, shift + high)
        for low, high in (match.span("who"), match.span("cue"))
    )
    found = spoken(quotation.quote, who, 0.85, how)
    return Answer(replace(found, cue=(cue,)))


def _behind(text: str, inner: int, end: int) -> re.Match[str] | None:
    """Speaker and verb behind a quotation that ends as one does: “…,” or “…!”."""
    high = end + _LOOKED_AT
    if text[inner - 1 : inner] not in (",", "!", "?"):
        return None
    match = _BEHIND.match(text, end, high)
    if match is not None and match["ends"] is None and text[inner - 1] != ",":
        return None
    return match or _MANNER.match(text, end, high)
