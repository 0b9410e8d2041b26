"""What a word of a name is, and what a name names.

``judge`` says whether words name a person, an organisation or a place. Word lists help;
order and shape decide. ``split_names`` takes runs of capitalised words apart.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from quotes.names.folding import fold
from quotes.names.gazetteer import common, organisations, people, places, roles
from quotes.names.gazetteer.words import word_set

_STRIP = ".,;:’'“”\"()[]"
_POSSESSIVE = re.compile(r"[’'](?:s|S)?$")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}$")
_MAX_PERSON_WORDS = 5
_HEADS = organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS
_ROLE_ENDINGS = (
    "ist",
    "ologer",
    "ographer",
    "woman",
    "spokesperson",
    "keeper",
    "writer",
)
# "Norland-born", "Oscar-winning" before a name.
_ORIGIN = re.compile(r"-(?:[a-z]{2,}(?:ed|ing)|born|bred|elect|designate)$")
_NO_ROLES = word_set("consist persist subsist baptist checklist shortlist")


class NameKind(StrEnum):
    """What a run of capitalised words names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    ROLE = "role"
    OTHER = "other"


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """``word`` folded, without a possessive ending and punctuation around it."""
    return fold(_POSSESSIVE.sub("", word.strip(_STRIP)))


def is_acronym(word: str) -> bool:
    """Whether ``word`` is printed as an acronym (two capitals or more)."""
    return _ACRONYM.match(word) is not None


def is_place(name: str) -> bool:
    """Whether ``name``, as printed, is a state, a capital or another known place."""
    return (
        name in places.STATE_NAMES
        or name in places.CAPITALS
        or name in places.US_STATES
        or name in places.PLACES
    )


def is_demonym(word: str) -> bool:
    """Whether ``word``, as printed, says where somebody or something is from."""
    return word in places.DEMONYMS


def is_role(word: str) -> bool:
    """Whether ``word`` (folded) is a noun for one person by what they do."""
    return word in roles.ROLES or (
        len(word) > 7 and word.endswith(_ROLE_ENDINGS) and word not in _NO_ROLES
    )


def is_first_name(word: str) -> bool:
    """Whether ``word`` (folded) is a known first name."""
    return word in people.MALE_NAMES or word in people.FEMALE_NAMES


def is_function_word(word: str) -> bool:
    """Whether ``word`` (folded) never begins a name, capital or not."""
    return word in common.NOT_NAMES


def is_title(word: str) -> bool:
    """Whether ``word`` (folded) is printed before names: honorific, rank, role."""
    return word in people.TITLES or word in roles.ROLES


def says_origin(word: str) -> bool:
    """Whether ``word`` describes who is named behind it: "Norland-born"."""
    return _ORIGIN.search(word) is not None


def is_name_word(word: str) -> bool:
    """Whether ``word``, as printed, may be part of a person's name."""
    folded = fold_word(word)
    if is_letter(word) or (is_first_name(folded) and folded not in common.NOT_NAMES):
        return True
    return (
        bool(folded)
        and folded not in common.NOT_NAMES
        and folded not in common.NOT_SURNAMES
        and folded not in common.ADJECTIVES
        and not any(character.isdigit() for character in folded)
    )


def is_letter(word: str) -> bool:
    """Whether it is one initial: the "A." of "William A. Holm" is no article."""
    return len(word) == len("A.") and is_initial(word)


def has_first_name(words: tuple[str, ...]) -> bool:
    if len(words) < 2:
        return False
    first = fold_word(words[0])
    hyphenated = "-" in words[-1] and fold_word(words[0]) in people.FAMILY_FIRST
    known = first in people.MALE_NAMES or first in people.FEMALE_NAMES
    return known or hyphenated or is_initial(words[0])


def is_initial(word: str) -> bool:
    """Whether ``word`` is printed as one initial or several ("J.", "J.R.")."""
    return re.fullmatch(r"(?:[A-Z]\.)+", word) is not None


@lru_cache(maxsize=20_000)
def judge(words: tuple[str, ...]) -> NameKind:
    """What capitalised ``words`` without titles name, by their words and shape."""
    joined = " ".join(words)
    if is_place(joined) or is_demonym(joined):
        return NameKind.PLACE
    known = organisations.MEDIA | organisations.FIRMS
    if joined in places.SEATS or fold(joined) in known:
        return NameKind.ORGANISATION
    if len(words) == 1:
        return NameKind.ORGANISATION if is_acronym(words[0]) else NameKind.OTHER
    return _judge_several(words)


def _judge_several(words: tuple[str, ...]) -> NameKind:
    """What two words or more name that are on no list as a whole."""
    folded = tuple(fold_word(word) for word in words)
    if has_first_name(words) and folded[-1] not in organisations.ORGANISATION_HEADS:
        return NameKind.PERSON if _no_function_words(words[1:]) else NameKind.OTHER
    if _has_acronym(words) or _has_body_word(folded):
        return NameKind.ORGANISATION
    if _shouted(words) and len(words) > 2:
        return NameKind.OTHER  # "ECONOMY FAVORS HOLM"
    if len(words) <= _MAX_PERSON_WORDS and _all_name_words(words):
        return NameKind.PERSON
    return NameKind.OTHER


def _has_acronym(words: tuple[str, ...]) -> bool:
    """Whether an acronym is among ``words``, and not all of them are shouted."""
    listed = any(is_acronym(word) and "." not in word for word in words)
    return listed and not _shouted(words)


def _has_body_word(folded: tuple[str, ...]) -> bool:
    """Whether a word for a body ("ministry") stands among folded words."""
    return folded[-1] in organisations.NAME_HEADS or not _HEADS.isdisjoint(folded)


def _all_name_words(words: tuple[str, ...]) -> bool:
    first = fold_word(words[0])
    if first in common.NOT_NAMES | common.ADJECTIVES | common.NOT_FIRST:
        return False
    return all(is_name_word(word) for word in words[1:])


def _no_function_words(words: tuple[str, ...]) -> bool:
    return all(
        is_letter(word) or fold_word(word) not in common.NOT_NAMES for word in words
    )


def _shouted(words: tuple[str, ...]) -> bool:
    """Whether all of a name is printed in capitals, as in transcripts."""
    return len(words) > 1 and all(word.isupper() for word in words)


def is_plural_role(word: str) -> bool:
    """Whether ``word`` (folded) is a noun for several people ("officials")."""
    if word in roles.GROUP_NOUNS:
        return True
    if word.endswith("ies") and is_role(word[:-3] + "y"):
        return True
    if word.endswith("wives") and is_role(word[:-3] + "fe"):
        return True
    if word.endswith("men") and is_role(word[:-2] + "an"):
        return True
    return word.endswith("s") and is_role(word[:-1])
