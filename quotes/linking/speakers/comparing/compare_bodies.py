"""Whether two names, with what is said about their bearers, are one speaker's.

Pure, without Django. Three answers: yes, no, and doubt, which is an editor's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from quotes.linking.speakers.comparing.occupations import offices_of
from quotes.linking.wordings.words import FUNCTION_WORDS
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, people, places
from quotes.names.person_names import fold_word, is_acronym, is_title
from quotes.names.states import states_of
from quotes.names.transliteration import same_spelling, skeleton

_POSSESSOR = re.compile(r"^(?P<owner>[^’']+?)(?:[’']s|(?<=s)[’'])\s+(?P<owned>.+)$")
_PART_OF = re.compile(r"^(?P<part>.+?) of (?P<whole>.+)$")


class NameJudgement(StrEnum):
    SAME = "same"
    NAMESAKE = "namesake"  # one name, and what is said of the two contradicts
    DOUBT = "doubt"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DescribedName:
    """A name with what is said about who bears it.

    descriptions: titles and appositions. places: states that the article, or the
    record, connects it with.
    """

    name: str
    kind: str | None = None
    descriptions: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()


@lru_cache(maxsize=20_000)
def bare_name(name: str) -> str:
    """Return ``name`` without an article and the titles before a person's name."""
    words = name.split()
    # "Spokeswoman for Ana Tarn" is not Ana Tarn.
    while (
        len(words) > 2
        and is_title(fold_word(words[0]))
        and words[1] not in FUNCTION_WORDS
    ):
        words.pop(0)
    if len(words) == 2 and fold_word(words[0]) in people.HONORIFICS:
        words.pop(0)
    bare = " ".join(words)
    return re.sub(r"^(?:the|The|an?)\s+(?=\S)", "", bare)


def name_forms(name: str, *, places: Iterable[str] = ()) -> list[str]:
    """Return skeletons under which ``name`` may be stored, its own first.

    Of a body also those with and without the state it belongs to: "South Korea’s
    Unification Ministry" is "the Unification Ministry" where South Korea is meant.
    "South Korea’s military" is "the South Korean military", a "Bank of Russia" not
    any "Russian bank".
    """
    bare = bare_name(name)
    forms = [skeleton(bare)]
    if state := _state_named(bare):
        forms += [skeleton(spelled) for spelled in _names_of(state)]
    owned = without_state(bare)
    if owned != bare:
        forms.append(skeleton(owned))
    elif (belonging := _belonging(bare)) and _is_common_noun(belonging[1]):
        state, rest = belonging
        forms += [skeleton(f"{spelled} {rest}") for spelled in _spellings_of(state)]
    elif len(bare.split()) > 1:
        forms += [skeleton(f"{state} {bare}") for state in sorted(places)]
    return [form for form in dict.fromkeys(forms) if form]


def without_state(name: str) -> str:
    """Return a body's ``name`` without the one state it is said to belong to.

    A state that speaks together with others is no such state.
    """
    belonging = _belonging(name)
    return belonging[1] if belonging and " " in belonging[1] else name


def same_common_noun(one: str, other: str) -> bool:
    """Whether two bare names are one common noun of one state: "its military"."""
    belonging = _belonging(one)
    if belonging is None or not _is_common_noun(belonging[1]):
        return False
    return belonging == _belonging(other)


@lru_cache(maxsize=20_000)
def _belonging(name: str) -> tuple[str, str] | None:
    """The one state that a body's ``name`` says it belongs to, and the rest."""
    possessor = _POSSESSOR.match(name)
    if possessor and _is_state(possessor["owner"]):
        return _state_of(possessor["owner"]), possessor["owned"]
    whole = _PART_OF.match(name)
    if whole and _is_state(whole["whole"]):
        return _state_of(whole["whole"]), whole["part"]
    words = name.split()
    # "South Korean" is two words, "Chadian Council" is one and what it belongs to.
    size = 1 if states_of(" ".join(words[:1])) else 2
    head = words[: size + 1]
    if head[:1] and head[0] in places.CAPITALS and _is_medium(words[1:]):
        # A paper's town is part of its name: "The Hollin Times" is not "The Times".
        return None
    if len(words) > size and _is_state(" ".join(head[:size])) and "and" not in head:
        return _state_of(" ".join(head[:size])), " ".join(words[size:])
    return None


def _is_medium(words: Iterable[str]) -> bool:
    return bool(organisations.MEDIA_HEADS & set(fold(" ".join(words)).split()))


def _is_common_noun(text: str) -> bool:
    return " " not in text and text[:1].islower()


def _state_of(text: str) -> str:
    (state,) = states_of(text)
    return state


@lru_cache(maxsize=1_000)
def _names_of(state: str) -> tuple[str, ...]:
    """The names of a state, folded: "America" is the United States."""
    table = places.STATE_NAMES
    return tuple(name for name, states in table.items() if fold(states[0]) == state)


@lru_cache(maxsize=1_000)
def _spellings_of(state: str) -> tuple[str, ...]:
    """The names and demonyms under which a state, folded, stands before its bodies."""
    tables = (places.STATE_NAMES, places.DEMONYMS)
    return tuple(
        name
        for table in tables
        for name, states in table.items()
        if fold(states[0]) == state
    )


def _is_state(text: str) -> bool:
    return len(states_of(text)) == 1


def same_body(one: DescribedName, other: DescribedName) -> NameJudgement:
    """Whether two organisations' names are one organisation's."""
    mine, theirs = bare_name(one.name), bare_name(other.name)
    state = _state_named(mine)
    same_state = state is not None and state == _state_named(theirs)
    if is_only_acronym(mine) and is_only_acronym(theirs):
        same_letters = acronym_of(mine) == acronym_of(theirs)
        return NameJudgement.SAME if same_letters or same_state else NameJudgement.OTHER
    if same_spelling(mine, theirs):
        return (
            NameJudgement.DOUBT if _is_generic_apart(one, other) else NameJudgement.SAME
        )
    if same_state or same_common_noun(mine, theirs):
        return NameJudgement.SAME
    if same_spelling(without_state(mine), without_state(theirs)):
        states = states_of(mine) or one.places
        other_states = states_of(theirs) or other.places
        return NameJudgement.SAME if states & other_states else NameJudgement.OTHER
    return NameJudgement.DOUBT if _is_acronym_of(mine, theirs) else NameJudgement.OTHER


def _is_generic_apart(one: DescribedName, other: DescribedName) -> bool:
    """Whether a name that two states may have a body of is met in two of them."""
    mine, theirs = bare_name(one.name), bare_name(other.name)
    if not one.places or not other.places or one.places & other.places:
        return False
    named = is_acronym(mine) or states_of(mine) or states_of(theirs)
    return " " in mine and not named


def described_alike(one: DescribedName, other: DescribedName) -> bool:
    """Whether both are said to hold one office, or to belong to one state.

    In the same words: a likeness in meaning would not tell one of two apart.
    """
    if offices_of(one.descriptions) & offices_of(other.descriptions):
        return True
    states, others = (
        states_of(" . ".join(bearer.descriptions)) for bearer in (one, other)
    )
    return bool(states & others)


def _state_named(name: str) -> str | None:
    """The state whose very name ``name`` is, abbreviated or not: "UK"."""
    plain = name.replace(".", "") if is_only_acronym(name) else name
    states = places.STATE_NAMES.get(plain)
    return fold(states[0]) if states else None


def _is_acronym_of(one: str, other: str) -> bool:
    if is_only_acronym(one) == is_only_acronym(other):
        return False
    return acronym_of(one) == acronym_of(other)
