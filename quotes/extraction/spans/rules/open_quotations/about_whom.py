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

from quotes.extraction.spans.rules.announcement import Announcement
from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations.announced_before import ANNOUNCED
from quotes.extraction.spans.rules.printed_names import NAME
from quotes.extraction.types import Range
from quotes.names.person_names import (
    fold_word,
    is_first_name,
    is_function_word,
    is_title,
)

_HOW = f"{ANNOUNCED}, about somebody else"
_OPENS = re.compile(
    r"(?:(?:At|In|On|For|Since)\s[^,.]{1,30},\s)?(?:[A-Z]?[a-z]+\s){0,3}?(?P<who>"
    + NAME
    + r")(?:,[^,.]{1,80},)?\s(?!(?:and|or|of|in|at|from|for|with|to|on)\b)[a-z]"
)
_HIM = re.compile(r"\b(?P<him>him|her)\b(?!\s(?:own\s)?[a-z]+\s(?:is|was|has|had)\b)")
_ABOUT_HIM = re.compile(r"(?:He|She)\b")
_ME = re.compile(r"\b(?:I|me|my|we|us|our)\b")
_KIN = re.compile(r"(?:His|Her)\s[a-z]")
_OF = {
    "him": re.compile(r"\b(?:he|him|his)\b", re.I),
    "her": re.compile(r"\b(?:she|her)\b", re.I),
}
_LOOKED_BACK = 6
_SHORT = 2


def rule(quotation: OpenQuotation) -> Answer | None:
    before = quotation.announced
    if before is None or not quotation.opens_sentence:
        return None
    host = quotation.hosts[quotation.number - 1]
    announced = quotation.text[slice(*before.source)]
    same = host.paragraph == quotation.host.paragraph
    if quotation.is_after_colon or (same and not _is_of_kin(quotation, before)):
        return None
    if not _is_of_another(quotation, before):
        return None
    who = _who_opens(quotation, announced) or _who_spoke(quotation, announced)
    return None if who is None else Answer(quotation.spoken_by(who, 0.6, _HOW))


def _who_spoke(quotation: OpenQuotation, announced: str) -> Range | None:
    """Who spoke last, where that is another than whom the sentence before names."""
    last = quotation.last_speaker
    if last is None or not last.source:
        return None
    words = quotation.text[slice(*last.source[0])].split()
    return last.source[0] if set(words).isdisjoint(announced.split()) else None


def _is_of_another(quotation: OpenQuotation, before: Announcement) -> bool:
    """Whether the words speak of whom the sentence before tells."""
    announced = quotation.text[slice(*before.source)]
    said = quotation.text[slice(*quotation.quote.inner)]
    words = [w for w in announced.split() if w[:1].isupper() and len(w) > _SHORT]
    names = [w for w in words if not is_title(fold_word(w))]
    if any(re.search(rf"\b{re.escape(word)}\b", said) for word in names):
        return True
    if _ABOUT_HIM.match(said) is not None and _KIN.match(announced) is not None:
        return True
    return before.cue is None and _did_to_another(quotation, before, said)


def _is_of_kin(quotation: OpenQuotation, before: Announcement) -> bool:
    """Whether "he" is the father of whom it is about: “He kept pigs.”"""
    said = quotation.text[slice(*quotation.quote.inner)]
    announced = quotation.text[slice(*before.source)]
    kin = _KIN.match(announced) is not None and before.cue is None
    return kin and _ABOUT_HIM.match(said) is not None


def _did_to_another(quotation: OpenQuotation, before: Announcement, said: str) -> bool:
    """Whether who is announced did something to "him" or "her", who may now speak."""
    text, host = quotation.text, quotation.hosts[quotation.number - 1]
    him = _HIM.search(text, before.source[1], host.end)
    if him is None or not text[before.source[0]].isupper():
        return False
    # “Reve drove her home. “She was tired.””, “I did my job.”: may well be Reve's.
    return _ME.search(said) is None and not _OF[him["him"]].search(said)


def _who_opens(quotation: OpenQuotation, announced: str) -> Range | None:
    """The nearest name that opens a sentence before, and is another's."""
    words = set(announced.split())
    last = quotation.number - 1
    for number in range(last - 1, max(-1, last - 1 - _LOOKED_BACK), -1):
        who = opening_name(quotation, number)
        if who is not None and words.isdisjoint(quotation.text[slice(*who)].split()):
            return who
    return None


def opening_name(quotation: OpenQuotation, number: int) -> Range | None:
    """The name that is the subject a sentence opens with, by its words; or None."""
    host = quotation.hosts[number]
    match = _OPENS.match(quotation.text, host.start, host.end)
    if match is None:
        return None
    words = match["who"].split()
    lone = len(words) == 1 and not is_first_name(fold_word(words[0]))
    named = re.compile(rf"\b{re.escape(words[0])}\b")
    if lone and named.search(quotation.text, 0, host.start) is None:
        return None  # "Dear editor, …"
    return None if is_function_word(fold_word(words[0])) else match.span("who")
