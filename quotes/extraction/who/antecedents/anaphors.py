"""Which mentions refer back, and what they say about whom they mean."""

from __future__ import annotations

import re

from quotes.extraction.types import Range
from quotes.extraction.who.antecedents.features import age_in
from quotes.extraction.who.antecedents.referring import Anaphor, Class
from quotes.extraction.who.antecedents.unnamed_roles import gender_of
from quotes.extraction.who.phrases import GENDERS, Phrase, Pronoun, is_document
from quotes.names.gazetteer import kinds, organisations, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_demonym, is_plural_role, is_role

_MOST_WORDS = 5
_AGENTS = ("man", "woman", "ist", "ian", "eer", "royal", "yer", "ogue", "surgeon")
_NATIONALS = word_set(
    "Finn Spaniard Serb Briton Scot Swede Dane Pole Turk Croat Slovak Kazakh Uzbek"
    " Afghan Czech Greek Thai Iraqi Israeli Saudi Pakistani Bangladeshi Nepali Somali"
)
# "The tall, bearded, 71-year-old diplomat": adjectives of one person.
_LISTED = re.compile(r"(?<=[a-z]),(?=(?:\s[a-z0-9-]+,?){1,3}$)\s")
# "The former secretary of state"
_OF_OFFICE = re.compile(
    r"(?P<role>[a-z][a-z -]*?)\s(?:of|for)\s(?P<of>[a-z]+(?:\s[a-z]+)?)"
)
_BODIES = frozenset(kinds.NOUNS) | organisations.ORGANISATION_HEADS


def anaphor_of(phrase: Phrase, content: tuple[Range, ...]) -> Anaphor | None:
    """What ``phrase`` refers back by; None where it is a name or names somebody new."""
    pronoun = phrase.pronoun
    if pronoun in (Pronoun.HE, Pronoun.SHE):
        gender = GENDERS[pronoun]
        return Anaphor(
            phrase.start, phrase.end, Class.HE_OR_SHE, gender=gender, content=content
        )
    if pronoun is Pronoun.IT:
        return Anaphor(phrase.start, phrase.end, Class.IT, content=content)
    if pronoun is not None or not phrase.is_definite or phrase.is_pair:
        return None
    return _described(phrase, content)


def _described(phrase: Phrase, content: tuple[Range, ...]) -> Anaphor | None:
    words = _words_of_one(phrase)
    if not words:
        return None
    head, details = words[0], words[1:]
    age = age_in(phrase.text)
    if age and head.endswith("year-old"):
        head = ""
    described = frozenset(details) - {f"{age}-year-old"}
    if not age and (is_document(phrase.bare) or is_plural_role(head)):
        return None
    if is_of_a_nation(phrase):
        kind, gender, head = Class.PERSON, None, ""
    elif age or _is_of_person(head):
        kind, gender = Class.PERSON, gender_of(head)
    elif head in _BODIES and phrase.bare.islower():
        kind, gender = Class.BODY, None
    else:
        return None
    return Anaphor(
        phrase.start, phrase.end, kind, head, described, gender, age, content
    )


def _words_of_one(phrase: Phrase) -> list[str]:
    """The head noun of a description of one, and its other words, all folded.

    "The Utah senator and Republican candidate" is headed by its first role. None where
    more than adjectives stands with a role: a clause, a name, a preposition.
    """
    listed, of = _LISTED.sub(" ", phrase.bare), ""
    office = _OF_OFFICE.fullmatch(listed)
    if office is not None:
        listed, of = office["role"], office["of"]
    bare, _, more = listed.partition(" and ")
    words = [fold_word(word) for word in bare.split()]
    others = [fold_word(word) for word in more.split()]
    details = [fold_word(word) for word in of.split()]
    if not words or len(words) > _MOST_WORDS or "," in bare:
        return []
    if bare[:1].isupper() and words[-1] in organisations.MEDIA_HEADS:
        return []  # "The Guardian" is a newspaper
    if phrase.head_part != phrase.bare and not of and "," not in phrase.bare:
        return []
    heads = words[-1:] * bool(of or others) + others[-1:]
    if not all(map(is_role, heads)):
        return []
    return [words[-1], *words[:-1], *others, *details]


def is_of_a_nation(phrase: Phrase) -> bool:
    """Whether it is "the Finn" or "the Brazilian": one person, by where from."""
    nation = phrase.bare
    many = nation.endswith(("s", "ese", "ish", "ch"))
    one = nation in _NATIONALS or (is_demonym(nation) and not many)
    return one and phrase.text.lower().startswith("the ")


def _is_of_person(head: str) -> bool:
    """Whether a head noun says what a person is: "minister", "biologist", "hero"."""
    return is_role(head) or head.endswith(_AGENTS) or head in roles.EPITHETS
