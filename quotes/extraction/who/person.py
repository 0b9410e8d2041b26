"""Somebody whom a document names, and what it tells of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.names.gazetteer import people, roles
from quotes.names.given_and_family import gender
from quotes.names.person_names import Gender, fold_word, is_title

_MAX_NAMES = 20


@dataclass(slots=True, eq=False)
class Person:
    """Someone the document names; grows while its mentions are read.

    words: of the fullest name. full_count: printings of more than one word.
    sure: a title, a first name, an apposition or a repeated surname vouches for
    this being a person. first_full, last_full: where the full name is first and last
    printed. by_first: called by the first name somewhere, so hardly by the surname.
    constituency: words for the party and the place sat for, folded. parties: those
    named before the name.
    """

    name: str
    words: tuple[str, ...]
    gender: Gender | None = None
    sure: bool = False
    names: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    role_words: set[str] = field(default_factory=set)
    constituency: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    count: int = 0
    full_count: int = 0
    last_full: int = -1
    first_full: int = -1
    by_first: bool = False


def learn(person: Person, title: str, description: str) -> None:
    """Take gender, roles and description from how a person is introduced."""
    if person.gender is None:
        person.gender = gender(person.words, title) or gender(person.words, description)
    for phrase in (description, title):
        if len(person.descriptions) >= _MAX_NAMES:
            break
        if phrase and phrase not in person.descriptions and not _is_honorific(phrase):
            person.descriptions.append(phrase)
    person.role_words |= _role_words(f"{title} {description}")


def _role_words(phrase: str) -> set[str]:
    """The roles that a title or a description names, each by one word."""
    folded = map(fold_word, phrase.split())
    nouns = (roles.TITLE_NOUNS.get(word, word) for word in folded)
    return {
        roles.ROLE_SYNONYMS.get(noun, noun) for noun in nouns if noun in roles.ROLES
    }


def so_called(people: list[Person], title: str) -> list[Person]:
    """Of namesakes those introduced by ``title``, where some are and others are not."""
    wanted = _role_words(title)
    return [one for one in people if wanted & one.role_words] or people


def is_relative(person: Person) -> bool:
    """Whether somebody is introduced as another's: "his wife", "her son"."""
    return any(
        words[0].lower() in ("his", "her") and fold_word(words[-1]) in roles.KIN
        for words in map(str.split, person.descriptions)
    )


def _is_honorific(phrase: str) -> bool:
    words = [fold_word(word) for word in phrase.split()]
    return (
        all(word in people.HONORIFICS or not is_title(word) for word in words)
        and len(words) == 1
    )
