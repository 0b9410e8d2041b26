"""A sentence without quotation marks that leads up to a quotation in the next.

    Mina Sol wrote in her diary:
    “The bridge is open.”
    → The bridge is open.; wrote; Mina Sol

    Mina Sol put down her cup. “The bridge is open.”
    → The bridge is open.; ; Mina Sol

    Mina Sol has kept the bridge since May. She sleeps in the tower.
    “The bridge was never shut.”
    → The bridge was never shut.; ; She

Behind a colon the cue is the one of that sentence; without it nobody is sure. In the
paragraph before, it must be somebody with a name, or "he" or "she", with a verb
of speech, or nobody else may have spoken just before.

Source: seen in reportage and interviews; ``direct.announcement`` says who is left
speaking.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.announcement import Announcement
from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.types import Attribution

_FEW = 2
ANNOUNCED = "speaker announced in the sentence before"
# “They told me to rest.” is said of the doctors in the sentence before.
_THEY = re.compile(r"(?:They|Them|Their|These people|Those people)\b")
_MANY = re.compile(r".*\w(?<![sui])s$", re.DOTALL)
_PERSON = re.compile(
    r"(?:[Hh]e|[Ss]he|(?:[A-Z]?[a-z’'-]+(?<!ing)\s){0,4}(?:[A-Z][\w.’'-]*\s)*"
    r"[A-Z][\w’'-]+)$"
)


def rule(quotation: OpenQuotation) -> Answer | None:
    before = quotation.announced
    if before is None or not quotation.opens_sentence or _speaks_of(quotation):
        return None
    after_colon = quotation.is_after_colon
    if not after_colon and not _goes_on(quotation):
        return None
    found = quotation.spoken_by(
        before.source,
        0.85 if after_colon else 0.6,
        ANNOUNCED,
    )
    if before.cue and after_colon:
        found = replace(found, cue=(before.cue,))
    return Answer(found)


def _goes_on(quotation: OpenQuotation) -> bool:
    """Whether who is announced is taken for the speaker without a colon."""
    before = quotation.announced
    if before is None:
        return False
    if quotation.hosts[quotation.number - 1].paragraph == quotation.host.paragraph:
        return True
    if _PERSON.match(quotation.text[slice(*before.source)]) is None:
        return False
    if before.cue is not None or quotation.last_speaker is None:
        return True
    return _has_turned_to(quotation)


def _has_turned_to(quotation: OpenQuotation) -> bool:
    """Whether a paragraph about "him" or "her" stands since the last who spoke."""
    before, last = quotation.announced, quotation.last_speaker
    if before is None or last is None:
        return False
    who = quotation.text[slice(*before.source)]
    apart = "\n" in quotation.text[last.content[-1][1] : before.source[0]]
    apart = apart or _is_scrap(quotation, last)
    return apart and (who.lower() in ("he", "she") or _is_back(quotation, who))


def _is_scrap(quotation: OpenQuotation, last: Attribution) -> bool:
    """Whether all that was quoted last is a word or two: “stern”."""
    said = quotation.text[last.content[0][0] : last.content[-1][1]]
    return said.count(" ") <= _FEW and said[:1].islower()


def _is_back(quotation: OpenQuotation, who: str) -> bool:
    """Whether a paragraph turns back to somebody named in it by the surname alone."""
    host = quotation.hosts[quotation.number - 1]
    opens = quotation.text.startswith(who, host.start) and " " not in who
    return opens and quotation.text.count(f" {who}", 0, host.start) > 0


def _speaks_of(quotation: OpenQuotation) -> bool:
    """Whether the quotation is about those whom the sentence before names."""
    before = quotation.announced
    if before is None or quotation.is_after_colon or _speaks(quotation, before):
        return False
    return (
        _THEY.match(quotation.text, quotation.quote.inner[0]) is not None
        and _MANY.match(quotation.text[slice(*before.source)]) is not None
    )


def _speaks(quotation: OpenQuotation, before: Announcement) -> bool:
    """Whether the sentence before has a verb that people speak with, no "found"."""
    if before.cue is None:
        return False
    lemma = VERB_LEMMAS.get(quotation.text[slice(*before.cue)].lower(), "")
    return bool(SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.QUOTE)
