"""A quotation in a paragraph of its own, behind somebody whom it cannot be from.

    Mina Sol keeps the bridge. Her colleague Jon Reve left in May.
    “Reve sends me postcards. I send him timetables.”
    → Reve sends me postcards. I send him timetables.; ; Mina Sol

    Mina Sol keeps the bridge. In June President Jon Reve gave her a medal.
    “He pinned it on upside down.”
    → He pinned it on upside down.; ; Mina Sol

It is about whoever is the subject just before; whose it is opens a sentence earlier, by
name.

Source: profiles, the reporter's words between the quotations.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.spans.rules.printed_names import NAME
from quotes.names.person_names import fold_word, is_function_word, is_title

_HOW = f"{ANNOUNCED}, about somebody else"
_OPENS = re.compile(
    r"(?:(?:At|In|On|For|Since)\s[^,.]{1,30},\s)?(?:[A-Z]?[a-z]+\s){0,3}?(?P<who>"
    + NAME
    + r")(?:,[^,.]{1,80},)?\s(?!(?:and|or|of|in|at|from|for|with|to|on)\b)[a-z]"
)
_HIM = re.compile(
    r"\b(?:him|her)\b(?!\s(?:own\s)?[a-z]+(?:\s[a-z]+)?\s(?:is|was|has|had)\b)"
)
_ABOUT_HIM = re.compile(r"(?:He|She)\b")
_LOOKED_BACK = 6


def rule(quotation: OpenQuotation) -> Answer | None:
    before = quotation.announced
    if before is None or before.cue is not None or not quotation.opens_sentence:
        return None
    host = quotation.hosts[quotation.number - 1]
    if host.paragraph == quotation.host.paragraph or quotation.is_after_colon:
        return None
    announced = quotation.text[slice(*before.source)]
    if not _is_of_another(quotation, announced):
        return None
    who = _who_opens(quotation, announced)
    return None if who is None else Answer(quotation.spoken_by(who, 0.6, _HOW))


def _is_of_another(quotation: OpenQuotation, announced: str) -> bool:
    """Whether the words speak of whom the sentence before tells."""
    text, said = quotation.text, quotation.text[slice(*quotation.quote.inner)]
    names = [w for w in announced.split() if w[:1].isupper() and len(w) > 2]
    if not names:
        return False
    names = [w for w in names if not is_title(fold_word(w))]
    if any(re.search(rf"\b{re.escape(word)}\b", said) for word in names):
        return True
    host = quotation.hosts[quotation.number - 1]
    behind = (
        text[quotation.announced.source[1] : host.end] if quotation.announced else ""
    )
    return _ABOUT_HIM.match(said) is not None and _HIM.search(behind) is not None


def _who_opens(quotation: OpenQuotation, announced: str) -> tuple[int, int] | None:
    """The nearest name that opens a sentence before, and is another's."""
    words = set(announced.split())
    last = quotation.number - 1
    for number in range(last - 1, max(-1, last - 1 - _LOOKED_BACK), -1):
        host = quotation.hosts[number]
        match = _OPENS.match(quotation.text, host.start, host.end)
        if match is None:
            continue
        names = match["who"].split()
        if words.isdisjoint(names) and not is_function_word(fold_word(names[0])):
            return match.span("who")
    return None
