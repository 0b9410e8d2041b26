"""Somebody described first and named in the next sentence or two.

"A woman who hid in the harbour has told how … Ada Holm, 34, said …": the woman is Ada
Holm. Only where the text names nobody else meanwhile as a subject, and never those whom
papers leave unnamed on purpose ("an official", "a source").
"""

from __future__ import annotations

import re

from quotes.extraction.cues import QUOTE_FORMS
from quotes.extraction.who.antecedents.unnamed_roles import gender_of
from quotes.extraction.who.cast import PersonMention
from quotes.extraction.who.context import Context, How, Resolution, person_speaker
from quotes.extraction.who.phrases import Phrase
from quotes.names.gazetteer import roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word

_SENTENCES_ON = 2
_MOST_MENTIONS = 12
_LEFT_UNNAMED = word_set(
    """
    official source insider spokesman spokeswoman spokesperson representative aide
    staffer operative person witness employee reporter journalist officer judge
    """
)
_ANYBODY = word_set("man woman girl boy mother father expert leader survivor")
_VERB = re.compile(
    r"(?:,[^.\n]{2,140}?,|\sof\sthe(?:\s[A-Z]\w+){1,4})?\s(?:also\s|has\s)?(?P<verb>[a-z]+)\b"
)
_VERB_BEFORE = re.compile(r"\b(?P<verb>[a-z]+)\s(?:[\w’'-]+\s){0,3}$")


def named_after(context: Context, phrase: Phrase) -> Resolution | None:
    """Whom the text names right after ``phrase`` ("a woman who …"); else None."""
    if not phrase.is_indefinite or phrase.head in _LEFT_UNNAMED:
        return None
    here = context.outline.sentence(phrase.start)
    gender = gender_of(phrase.head)
    for mention in _after(context, phrase.end):
        if context.outline.sentence(mention.start) - here > _SENTENCES_ON:
            return None
        if mention.quoted or context.outline.sentence(mention.start) == here:
            continue
        if not _speaks(context.text, mention):
            if mention.subject:
                return None
            continue
        person = mention.person
        is_new = person.first_full == mention.start
        if not is_new or gender not in (None, person.gender or gender):
            return None
        if not _role_fits(phrase, mention):
            return None
        return Resolution(
            person_speaker(person),
            How.DESCRIPTION,
            f"‘{phrase.text}’ is {person.name}, named right after",
            distance=context.distance(phrase.start, mention.start),
            margin=0.5,
            person=person,
            gender=person.gender or gender,
            probability=0.7,
        )
    return None


def _after(context: Context, position: int) -> list[PersonMention]:
    low = position
    _, high = context.outline.sentence_range(position)
    reach = high + 1200
    return context.cast.within(low, reach)[:_MOST_MENTIONS]


def _speaks(text: str, mention: PersonMention) -> bool:
    """Whether a verb of speech stands right behind or before the name."""
    behind = _VERB.match(text, mention.end)
    if behind is not None and behind["verb"] in QUOTE_FORMS:
        return True
    before = _VERB_BEFORE.search(text, max(0, mention.start - 60), mention.start)
    return before is not None and before["verb"] in QUOTE_FORMS


def _role_fits(phrase: Phrase, mention: PersonMention) -> bool:
    """Whether nothing that is told of the person named speaks against the words."""
    person = mention.person
    if phrase.head in _ANYBODY or not person.role_words:
        return True
    noun = roles.ROLE_SYNONYMS.get(phrase.head, phrase.head)
    told = {fold_word(word) for text in person.descriptions for word in text.split()}
    wanted = {fold_word(word) for word in phrase.bare.split()}
    return noun in person.role_words or bool(wanted & told)
