"""What kind of word reports a quotation, to see which constructions are weak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from quotes.evaluation.text_tokens import Range
from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    NOUNS,
    SPEECH_FRAMES,
    VERB_LEMMAS,
)


class CueClass(StrEnum):
    VERB = "reporting verb"
    ATTITUDE = "attitude verb"
    NOUN = "noun"
    PHRASE = "phrase"
    MARK = "punctuation"
    OTHER = "other words"
    NONE = "no cue"


_WORD = re.compile(r"[\w’'-]+")
_PHRASE = re.compile(
    r"\b(?:according|as per|in the (?:words?|view|opinion|eyes) of"
    r"|in (?:his|her|its|their) (?:words|view|opinion|eyes))\b"
)
# “his claim that”, “the minister’s claims”: no verb, whatever the form.
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|his|her|its|their|our|my|your|any|no)"
    r"|[’']s|s[’'])\s+$",
    re.IGNORECASE,
)
_LOOK_BACK = 12


def cue_class(text: str, cue: Sequence[Range]) -> CueClass:
    """Return the class of a cue by the lexicon and the word before it.

    cue: character ranges into ``text``. The first word that the lexicon knows as a
    verb decides, unless what stands before the cue makes it a noun. A colon or a
    dash is punctuation.
    """
    if not cue:
        return CueClass.NONE
    printed = " ".join(" ".join(text[a:b] for a, b in cue).casefold().split())
    if _PHRASE.search(printed):
        return CueClass.PHRASE
    found = _WORD.findall(printed)
    if not any(map(str.isalnum, printed)):
        return CueClass.MARK
    noun = any(word in NOUNS for word in found)
    start = cue[0][0]
    if noun and _BEFORE_NOUN.search(text[max(0, start - _LOOK_BACK) : start]):
        return CueClass.NOUN
    lemmas = [VERB_LEMMAS[word] for word in found if word in VERB_LEMMAS]
    if any(lemma in SPEECH_FRAMES for lemma in lemmas):
        return CueClass.VERB
    if any(lemma in ATTITUDE_FRAMES for lemma in lemmas):
        return CueClass.ATTITUDE
    return CueClass.NOUN if noun else CueClass.OTHER
