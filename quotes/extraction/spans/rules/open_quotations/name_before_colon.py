"""A name and a colon before the quotation, on its line or on the one before.

    Mina Sol: “The bridge is open.”
    → The bridge is open.; ; Mina Sol

A name of six words at most, perhaps with something in brackets behind it.

Source: interviews and lists of statements.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.cues import NOUNS
from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.printed_names import NAME
from quotes.names.inflection import words

_LABEL = re.compile(
    r"\s*(?:(?P<cue>Said|Says|Wrote|Added|Asked|Replied|Answered|Explained|Recalled"
    r"|Tweeted|Continued|Noted|Concluded)\s)?(?P<name>" + NAME + r")"
    r"(?P<owned>[’']s?\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]+)"
    r"(?:\s(?:is|was|to|for|on|about|after|at)\s[a-z -]{2,30})?)?"
    r"(?(cue)(?:\s(?:on|in|at|last|to|this)\s[^:“”\"]{2,40})?)"
    r"(?:\s*\([^)]{1,40}\))?\s*:\s*$"
)
_HIS_WORDS = re.compile(
    r"\s*(?P<name>His|Her|Their|(?:The|One|Another)\s(?:[a-z’'-]+\s){0,2}?[a-z-]+"
    r"(?=[’']s?\s))(?:[’']s?)?\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]+)"
    r"(?:\s(?:is|was|to|for)\s[a-z -]{2,30}|\s(?:afterwards|later|today|yesterday|now"
    r"|then|simply|(?:on|in|at|to|after|last)\s[^:“”\"]{2,40}))?\s*:\s*$"
)
_WORDS_OF = NOUNS.keys() | words(
    "advice verdict motto take view response reply answer reaction message slogan"
    " comment words explanation mantra rule credo plea promise prediction"
)
_LONGEST_LABEL = 120


def rule(quotation: OpenQuotation) -> Answer | None:
    start, quote = quotation.host.start, quotation.quote
    if quotation.number and start == quote.span.start:
        start = quotation.hosts[quotation.number - 1].start
    if quote.span.start - start > _LONGEST_LABEL:
        return None
    before = quotation.text[start : quote.span.start]
    match = _LABEL.match(before) or _HIS_WORDS.match(before)
    if match is None:
        return None
    groups = match.groupdict()
    if groups["noun"] is not None and groups["noun"] not in _WORDS_OF:
        return None
    left, right = match.span("name")
    name = (start + left, start + right)
    found = quotation.spoken_by(name, 0.8, "name before the colon")
    cue = next((group for group in ("cue", "noun") if groups.get(group)), None)
    if cue is not None:
        left, right = match.span(cue)
        found = replace(found, cue=((start + left, start + right),))
    return Answer(found)
