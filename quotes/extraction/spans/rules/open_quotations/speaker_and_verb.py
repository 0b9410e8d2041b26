"""A speaker and a verb right beside the quotation, where the parse found neither.

    “He earned it,” the baker, Jon Reve, told the Tide after the storm.
    → He earned it,; told; the baker, Jon Reve

    “Happy Harbour Day!,” he tweeted.
    → Happy Harbour Day!,; tweeted; he

    Reve said“The bridge is open.”
    → The bridge is open.; said; Reve

    “This is fantastic!” smirked Jon Reve of Orsk, who had come early.
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
from quotes.extraction.spans.rules.printed_names import NAME_IN_SENTENCE as NAME
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.masking import is_title
from quotes.names.person_names import fold_word, is_function_word

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
# “…!” smirked Jon Reve: what is done so behind a sentence of its own is said. “The
# headline “…!” angered Jon Reve” is none.
_MANNER = re.compile(
    r"[ \u00a0](?P<cue>[a-z]{2,}ed)\s(?P<who>"
    + NAME
    + r")(?=[.,;:]|$|\s(?:of|from|in|on|at|to|as|after|during|who|when)\s)"
)
_OPENS = re.compile(r"(?:^|\n|[.!?…:][”\"’')]?\s)\s*$")
_BEFORE = re.compile(
    rf"(?:^|[.!?,]\s)(?P<who>[Hh]e|[Ss]he|[Tt]hey|{NAME})\s{_ADVERB}(?P<cue>{_VERB})"
    r"(?:,|:)?\s*$"
)
_PRONOUNS = frozenset(("he", "she", "they"))
_LOOKED_AT = 160
_LAST_SIGNS = 8


def rule(quotation: OpenQuotation) -> Answer | None:
    span, text = quotation.quote.span, quotation.text
    if not span.closed:
        return None
    behind = _behind(text, span)
    start = max(quotation.host.start, span.start - _LOOKED_AT)
    before = None
    if behind is None and not is_title(text[slice(*span.inner)]):
        before = _before(text[start : span.start])
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


def _before(words: str) -> re.Match[str] | None:
    """Speaker and verb right before a quotation; in "The cry “…”" is neither."""
    match = _BEFORE.search(words)
    if match is None or match["who"].lower() in _PRONOUNS:
        return match
    return None if is_function_word(fold_word(match["who"].split()[0])) else match


def _behind(text: str, span: QuotedSpan) -> re.Match[str] | None:
    """Speaker and verb behind a quotation that ends as one does: “…,” or “…!”."""
    last, high = text[span.inner[1] - 1 : span.inner[1]], span.end + _LOOKED_AT
    if last not in (",", "!", "?"):
        return None
    before = text[max(0, span.start - _LAST_SIGNS) : span.start]
    if before.rstrip()[-1:].isalpha() and "\n" not in before:
        # The song “Go home!” Jon Reve wrote in May is sung again. On “Low Water Now,”
        # Jon Reve said it was late.
        words = text[slice(*span.inner)].rstrip(",")
        if last != "," or is_title(words):
            return None
    match = _BEHIND.match(text, span.end, high)
    if match is not None:
        return None if last != "," and _opens_sentence(match) else match
    if _OPENS.search(before) is None or is_title(text[slice(*span.inner)]):
        return None
    return _MANNER.match(text, span.end, high)


def _opens_sentence(match: re.Match[str]) -> bool:
    """Whether a new sentence may begin: “Go!” Reve said it was so, “Go!” He wrote …."""
    return match["ends"] is None or match["who"] in ("He", "She", "They")
