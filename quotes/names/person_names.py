"""Names of people among capitalised words, and what a name names.

``split_name`` takes a run of capitalised words apart into what stands before the
name (title, role, body) and the name; ``judge`` says whether words name a person,
an organisation or a place. Word lists help; order and shape decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quotes.names.folding import fold
from quotes.names.gazetteer import common, organisations, people, places, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.offices import behind_office, is_body_for, is_somebody_of
from quotes.names.services import is_middle_name, is_service, is_tan_sri

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
# "Doctors Without Borders" is a body.
_OF_A_CAUSE = word_set("without against united first international worldwide")
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


@dataclass(frozen=True, slots=True)
class SplitName:
    """A run of capitalised words taken apart.

    before: how many words stand before the name (titles, roles, bodies).
    sure: whether a title, a role or a known first name vouches for ``kind``.
    """

    before: int
    kind: NameKind
    sure: bool


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
    if _is_letter(word) or (is_first_name(folded) and folded not in common.NOT_NAMES):
        return True
    return (
        bool(folded)
        and folded not in common.NOT_NAMES
        and folded not in common.NOT_SURNAMES
        and folded not in common.ADJECTIVES
        and not any(character.isdigit() for character in folded)
    )


def _is_titled(word: str) -> bool:
    """Whether ``word``, as printed before a name, is a title: "Dr", "Datuk", "CP"."""
    return word in people.ACRONYM_TITLES or is_title(fold_word(word))


def _is_letter(word: str) -> bool:
    """Whether it is one initial: the "A." of "William A. Holm" is no article."""
    return len(word) == len("A.") and is_initial(word)


def _is_before_name(word: str) -> bool:
    folded = fold_word(word)
    return not _is_letter(word) and (
        _is_titled(word)
        or folded in organisations.ORGANISATION_HEADS
        or folded in common.NOT_NAMES
        or folded in common.NOT_SURNAMES
        or folded in common.ADJECTIVES
        or is_demonym(word)
        or says_origin(word)
    )


def _leading(words: tuple[str, ...]) -> int:
    """How many of ``words`` stand before the name that ends them, if it is one."""
    cut = 0
    for index, word in enumerate(words[:-1]):
        joined = f"{word} {words[index + 1]}"
        if is_place(joined) or is_demonym(joined):
            cut = index + 2
        elif _precedes_name(words, index, cut):
            cut = index + 1
    return max(cut, behind_office(words))


def _precedes_name(words: tuple[str, ...], index: int, cut: int) -> bool:
    word = words[index]
    if word in people.ACRONYM_TITLES and len(words) - index == 2:
        # "DSP Ada Holm" is a person; "DC Comics" and "CP Rail" are none.
        return is_title(fold_word(word))
    if index and fold_word(words[index - 1]) in ("of", "for"):
        return True
    if word in ("Tan", "Sri") and is_tan_sri(words, index):
        return True
    if is_middle_name(words, index, cut):
        return False
    if is_service(words, index):
        return True
    if _is_before_name(word):
        return not _is_given(words, index)
    if _is_field(words, index) or (not index and _titles_several(words)):
        return True
    return index == cut and is_place(word) and len(words) - index > 2


def _is_field(words: tuple[str, ...], index: int) -> bool:
    """Like "Affairs" of "Director of Harbour Affairs Ada Holm"."""
    field = fold_word(words[index]) in roles.FIELDS
    return field and not {"of", "for"}.isdisjoint(words[:index])


def _titles_several(words: tuple[str, ...]) -> bool:
    """Whether the first word is a title of two: "Ministers Ada Holm and Jon Reve"."""
    if len(words) < 3 or fold_word(words[1]) in _OF_A_CAUSE:
        return False
    first = fold_word(words[0])
    return first not in roles.GROUP_NOUNS and is_plural_role(first)


def _is_given(words: tuple[str, ...], index: int) -> bool:
    """Whether a word that may be a title is a first name here ("Dean Warren")."""
    folded = fold_word(words[index])
    if folded in common.NOT_NAMES and words[index] != "Will":
        # "Chairman May Holm"
        titled = index > 0 and _is_titled(words[index - 1])
        return titled and folded in people.ALSO_VERBS and len(words) - index == 2
    known = folded in people.MALE_NAMES or folded in people.FEMALE_NAMES
    return known and len(words) - index <= 3


@lru_cache(maxsize=20_000)
def split_name(words: tuple[str, ...]) -> SplitName:
    """Take a run of capitalised ``words`` apart.

    ("Kremlin", "President", "Ada", "Holm") → three words before? No: the last title
    or body word ends what stands before, here "President": before 2, a sure person.
    """
    whole = _kind_of_whole(words)
    if whole is not None:
        return SplitName(0, whole, True)
    if is_body_for(words) and not is_somebody_of(words):
        return SplitName(0, NameKind.ORGANISATION, False)
    before = _leading(words)
    name = words[before:]
    if not name:
        return SplitName(0, NameKind.OTHER, False)
    kind = judge(name)
    titled = before > 0 and (
        _is_titled(words[before - 1]) or before == behind_office(words)
    )
    courteous = before > 0 and fold_word(words[before - 1]) in people.HONORIFICS
    surname_alone = len(name) == 1 and (kind is NameKind.OTHER or courteous)
    if kind is NameKind.PERSON or (titled and surname_alone):
        return SplitName(before, NameKind.PERSON, titled or _has_first_name(name))
    return SplitName(0, judge(words), False)


def _kind_of_whole(words: tuple[str, ...]) -> NameKind | None:
    """What ``words`` name where all of them together are listed, or end with a
    listed word for a body or a role; None otherwise."""
    joined, last = " ".join(words), fold_word(words[-1])
    if is_place(joined) or is_demonym(joined):
        return NameKind.PLACE
    if len(words) > 1 and _is_named_as_body(words, last):
        return NameKind.ORGANISATION
    if is_title(last) and not (_has_first_name(words[-2:]) or _is_surname(words)):
        return NameKind.ROLE
    return None


def _is_named_as_body(words: tuple[str, ...], last: str) -> bool:
    """Whether several words are a body's name by their last one, or their first."""
    if words[0] == "Police" and is_place(words[1]):
        return True  # "Police Scotland"
    if last in organisations.NAME_HEADS and not _has_first_name(words):
        return True
    if last in organisations.ORGANISATION_HEADS | organisations.GOODS:
        return True
    return is_title(last) and is_body_for(words)  # "Glim Center for Justice"


def _is_surname(words: tuple[str, ...]) -> bool:
    """Whether a trade that ends ``words`` is a surname here: "Mina Fisher"."""
    return (
        len(words) > 1
        and fold_word(words[-1]) in people.TRADES_AS_SURNAMES
        and not _is_before_name(words[-2])
        and not is_place(words[-2])
        and words[-1].istitle()
    )


def _has_first_name(words: tuple[str, ...]) -> bool:
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
    if _has_first_name(words) and folded[-1] not in organisations.ORGANISATION_HEADS:
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
        _is_letter(word) or fold_word(word) not in common.NOT_NAMES for word in words
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
