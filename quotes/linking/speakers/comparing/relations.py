"""How two speakers belong together: a state and its leader, a body and its voice.

From names, descriptions and affiliations as printed or recorded; pure, without
Django. What cannot be read there is ``RelationType.NONE``: two different agents.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache

from quotes.linking.speakers.comparing.unnamed_voices import (
    is_abbreviated,
    is_same_share,
    may_be_one_voice,
)
from quotes.linking.wordings.words import FUNCTION_WORDS, stem
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.words import word_set
from quotes.names.states import CAPITALISED, is_name_of_state, states_of
from quotes.names.transliteration import same_spelling


class Relation(IntEnum):
    """How those who are said to have spoken belong together."""

    SAME = 0
    RELATED = 1  # one speaks for the other, they may be one, or the like
    UNKNOWN = 2  # one printing names nobody
    OTHER = 3


class RelationType(StrEnum):
    """What one speaker is to another."""

    SAME = "same"
    MAYBE = "maybe"  # one of them lacks a full name, and both may be one
    JOINT = "joint"  # one is a set that the other is part of
    BODY = "body"  # one speaks for the other
    RELAY = "relay"  # one is a medium that passes the other's words on
    NONE = "none"


RELATIONS = {
    RelationType.SAME: Relation.SAME,
    RelationType.MAYBE: Relation.RELATED,
    RelationType.JOINT: Relation.RELATED,
    RelationType.BODY: Relation.RELATED,
    RelationType.RELAY: Relation.RELATED,
    RelationType.NONE: Relation.OTHER,
}

_LEADERS = word_set(
    "president leader premier chancellor king queen emperor emir sultan ruler prime"
)
_OFFICES = word_set(
    """
    minister ministry secretary spokesman spokeswoman spokesperson spokespeople chief
    official officials ambassador envoy general admiral commander adviser aide
    representative government military army parliament authorities
    """
)
_SPOKES = re.compile(
    r"\b(?:a |an |the )?(?:spokes\w+|representatives?|officials?|spokesmen)\b"
)
_AND = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_MEDIA_WORDS = (
    "news agency",
    "news",
    "press",
    "dispatch agency",
    "wire",
    "broadcaster",
)
_ALIKE_WORDS = {"minister": "ministry", "ministers": "ministry", "defence": "defense"}


@dataclass(frozen=True, slots=True)
class SpeakerRecord:
    """What is known of a speaker.

    affiliations: numbers of the bodies it speaks for, and of theirs in turn.
    members: those who speak together, where it is several. apart: numbers of
    those whom an editor told apart from it.
    """

    pk: int
    name: str
    kind: str = "unknown"
    description: str = ""
    affiliation: str = ""
    aliases: tuple[str, ...] = ()
    affiliations: frozenset[int] = frozenset()
    members: tuple[SpeakerRecord, ...] = ()
    apart: frozenset[int] = frozenset()

    @property
    def is_joint(self) -> bool:
        return bool(self.members)


def relation_type(one: SpeakerRecord, other: SpeakerRecord) -> RelationType:
    """Return what ``one`` and ``other`` are to each other; symmetric."""
    if one.pk == other.pk:
        return RelationType.SAME
    if one.is_joint or other.is_joint:
        return _relation_type_of_sets(one, other)
    if one.kind == other.kind == "person" and same_spelling(one.name, other.name):
        return RelationType.NONE if other.pk in one.apart else RelationType.SAME
    if _is_same_otherwise(one, other):
        return RelationType.SAME
    if one.pk in other.affiliations or other.pk in one.affiliations:
        return RelationType.BODY
    medium, other_medium = is_medium(one), is_medium(other)
    if medium != other_medium:
        return RelationType.RELAY
    # Before it is asked who speaks for whom: officials do not speak for "officials".
    if other.pk not in one.apart and _may_be_one(one, other):
        return RelationType.MAYBE
    if _speaks_for(one, other) or _speaks_for(other, one):
        return RelationType.BODY
    return RelationType.NONE


def relation_of(one: SpeakerRecord, other: SpeakerRecord) -> Relation:
    """Return how close two speakers are for the comparison of their words.

    A medium is close to the bodies of its own state only, as far as that is known.
    """
    how = relation_type(one, other)
    if how is RelationType.RELAY and not _relays_for(one, other):
        return Relation.OTHER
    return RELATIONS[how]


def is_voice_of(voice: SpeakerRecord, body: SpeakerRecord) -> bool:
    """Whether ``voice`` says what ``body`` says by profession: its spokesperson."""
    printed = f"{voice.name} {voice.description}".casefold()
    return body.pk in voice.affiliations and "spokes" in printed


def split_members(name: str) -> list[str]:
    """Return the names that a joint name joins; fewer than two: it is none."""
    parts = [part.strip() for part in _AND.split(name) if part.strip()]
    named = all(CAPITALISED.search(part) for part in parts)
    return parts if len(parts) > 1 and named else []


@lru_cache(maxsize=20_000)
def is_medium(speaker: SpeakerRecord) -> bool:
    """Whether a speaker is an agency, a newspaper or a broadcaster by its name."""
    if speaker.kind == "person":
        return False
    return any(
        folded in organisations.MEDIA
        or any(
            folded.endswith(f" {word}") or f" {word} agency" in folded
            for word in _MEDIA_WORDS
        )
        for name in (speaker.name, *speaker.aliases)
        for folded in (fold(name).removeprefix("the "),)
    )


def is_state(speaker: SpeakerRecord) -> bool:
    """Whether a speaker is a state, or the seat of its government."""
    return is_name_of_state(speaker.name)


def _is_same_otherwise(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    """Whether two names that differ say one thing: a share, a body and its initials."""
    if other.pk in one.apart:
        return False
    if is_same_share(one.name, other.name):
        return True
    if "person" in (one.kind, other.kind):
        return False
    return is_abbreviated((one.name, *one.aliases), (other.name, *other.aliases))


def _may_be_one(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    """Whether neither has a name, or a surname alone may be the other's."""
    if one.kind == other.kind == "person" and _is_surname_of(one, other):
        return True
    return may_be_one_voice(one.name, other.name)


def _is_surname_of(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    """Whether one person has a surname alone, which is the other's, and nothing that is
    told of the two tells them apart."""
    shorter, longer = sorted(
        (fold(one.name).split(), fold(other.name).split()), key=len
    )
    told = (set(fold(who.description).split()) for who in (one, other))
    first, second = told
    apart = bool(first) and bool(second) and first.isdisjoint(second)
    return len(shorter) == 1 < len(longer) and shorter[0] == longer[-1] and not apart


def _relation_type_of_sets(one: SpeakerRecord, other: SpeakerRecord) -> RelationType:
    types = {
        relation_type(member, counterpart)
        for member in one.members or (one,)
        for counterpart in other.members or (other,)
    }
    if types & {RelationType.SAME, RelationType.MAYBE, RelationType.BODY}:
        return RelationType.JOINT
    return RelationType.RELAY if RelationType.RELAY in types else RelationType.NONE


def about(speaker: SpeakerRecord) -> str:
    """Return what is printed about a speaker; a person's own name says nothing."""
    if is_state(speaker):
        return speaker.name
    named = _is_named_person(speaker)
    name = "" if named else " . ".join((speaker.name, *speaker.aliases))
    return f"{name} . {speaker.description} . {speaker.affiliation}"


def tells_office(name: str) -> bool:
    """Whether somebody called ``name`` holds an office or speaks for who does."""
    words = set(_words(name))
    return bool(_SPOKES.search(name.casefold()) or words & (_LEADERS | _OFFICES))


def _is_named_person(speaker: SpeakerRecord) -> bool:
    return speaker.kind == "person" and not _SPOKES.search(speaker.name.casefold())


def _relays_for(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    """Whether one of two is a medium that may pass the other's words on.

    One of another state is not, nor one of no known state for a body of a known one.
    """
    medium, body = (one, other) if is_medium(one) else (other, one)
    if body.is_joint:
        return any(_relays_for(medium, member) for member in body.members)
    states, others = states_of(about(medium)), states_of(about(body))
    if states and others:
        return bool(states & others)
    is_agency = "agency" in fold(about(medium)).split()
    return bool(states) or (is_agency and not others) or _share_state(medium, body)


def _share_state(one: SpeakerRecord, other: SpeakerRecord) -> bool:
    states, others = states_of(about(one)), states_of(about(other))
    if states and others:
        return bool(states & others)
    return _share_name(about(one), about(other))


def _share_name(one: str, other: str) -> bool:
    """Whether two texts name the same proper noun, or one made from it."""
    names, others = (
        {fold(word.replace("’s", "")) for word in CAPITALISED.findall(text)}
        for text in (one, other)
    )
    return any(
        len(a) > 4 and len(b) > 4 and (a.startswith(b[:-1]) or b.startswith(a[:-1]))
        for a in names
        for b in others
    )


def _speaks_for(voice: SpeakerRecord, body: SpeakerRecord) -> bool:
    """Whether ``voice`` speaks for ``body``, by what is printed about it."""
    if _is_named_person(body) or body.kind == "person":
        return False
    printed = set(_words(about(voice)))
    if is_state(body):
        return _share_state(voice, body) and _holds_office(voice)
    wanted = [word for word in _words(body.name) if not states_of(word.title())]
    return bool(wanted) and set(wanted) <= printed and not is_state(voice)


def _holds_office(voice: SpeakerRecord) -> bool:
    """Whether a speaker is a leader, an official or a body of its state."""
    if is_state(voice):
        return True
    words = set(_words(about(voice)))
    heads = words & (organisations.ORGANISATION_HEADS - _OFFICES - {"office"})
    if voice.kind == "organisation":
        return not is_medium(voice)
    if heads and "university" in heads:
        return False
    return bool(words & (_LEADERS | _OFFICES)) or (
        voice.affiliation != "" and bool(states_of(voice.affiliation))
    )


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    folded = fold(text.replace("’s", "").replace("'s", "")).split()
    return tuple(
        _ALIKE_WORDS.get(word, word)
        if word in _LEADERS | _OFFICES
        else _ALIKE_WORDS.get(word, stem(word) if len(word) > 4 else word)
        for word in folded
        if word not in FUNCTION_WORDS
    )
