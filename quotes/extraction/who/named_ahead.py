"""Pronouns that point forward: the clause comes first, its subject's name behind it.

"After he praised the film, Tomas Hewel said …": he is Tomas Hewel, where nobody named
before may be meant and the sentence tells of nobody else.
"""

from __future__ import annotations

import re

from quotes.extraction.who.cast import PersonMention
from quotes.extraction.who.context import Context, How, Resolution, person_speaker
from quotes.extraction.who.phrases import GENDERS, Phrase, Pronoun

_OPENS = re.compile(
    r"(?:^|[.!?—–:”\"]\s|\n)\s*(?:(?:Just|Even|Only|Shortly|Hours|Days|Weeks|Minutes|Months)\s)?"
    r"(?:After|While|When|As|Although|Though|Before|Since|Once|If|Because|Until|Where)\s$",
    re.IGNORECASE,
)
# What may stand between the clause and the name: a title or a description.
_BEHIND = re.compile(r",[”\"’']?\s(?:the\s)?(?:[\w.’'-]+\s){0,5}$")
_REACH = 300
_SAID_IN_IT = re.compile(
    r"(?:,|said|asked|saying|says|tweeted|wrote|shouted|cried)\s[“\"‘'][A-Z]"
)
_THEIRS = re.compile(r"\b(?:his|her)\s")
_OBJECT = re.compile(r"\b(?:him|her)\b")


def named_ahead(context: Context, phrase: Phrase) -> Resolution | None:
    """Whom "he" or "she" in a clause that opens a sentence points forward to."""
    gender = GENDERS.get(phrase.pronoun) if phrase.pronoun else None
    if phrase.pronoun not in (Pronoun.HE, Pronoun.SHE):
        return None
    if _OPENS.search(context.text, max(0, phrase.start - 40), phrase.start) is None:
        return None
    _, end = context.outline.sentence_range(phrase.start)
    reach = min(end, phrase.end + _REACH)
    for mention in context.cast.within(phrase.end, reach):
        if mention.quoted or not _is_main_subject(context.text, mention):
            continue
        if _is_another(context.text, phrase.end, mention, end):
            return None
        person = mention.person
        if person.gender not in (None, gender):
            return None
        return Resolution(
            person_speaker(person),
            How.PRONOUN,
            f"pronoun ‘{phrase.text}’ points forward to {person.name}",
            distance=0,
            margin=0.5,
            person=person,
            gender=gender,
            probability=0.8,
        )
    return None


def _is_another(text: str, start: int, mention: PersonMention, end: int) -> bool:
    """Whether the sentence tells of two: who speaks in it, and who then acts.

    "When he said “I have no choice,” his successor, Mark Holm, praised him."
    """
    said = _SAID_IN_IT.search(text, start, mention.start)
    theirs = _THEIRS.search(text, max(start, mention.start - 40), mention.start)
    behind = _OBJECT.search(text, mention.end, end)
    return any(one is not None for one in (said, theirs, behind))


def _is_main_subject(text: str, mention: PersonMention) -> bool:
    """Whether a comma, with a title at most, stands before the name and no other."""
    if mention.possessive:
        return False
    return _BEHIND.search(text, max(0, mention.start - 60), mention.start) is not None
