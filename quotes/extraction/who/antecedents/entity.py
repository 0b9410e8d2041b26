"""Somebody or something that can be referred back to, and where it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.names.person_names import Gender

if TYPE_CHECKING:
    from quotes.extraction.who.bodies import Body
    from quotes.extraction.who.person import Person

CLAUSE_START = re.compile(r"(?:^|[,;:—–(“\"]|\b(?:and|but|that|when|as|if|while))\s*$")
PREPOSITION = re.compile(
    r"\b(?:of|to|for|with|by|on|from|against|about|in|at|than|over|between|into|told"
    r"|asked|near|behind|after|before|like|toward|towards|without)\s*$"
)


@dataclass(frozen=True, slots=True)
class Printing:
    """One place where an entity is named, and how it stands in its sentence."""

    start: int
    end: int
    subject: bool
    oblique: bool
    possessive: bool
    quoted: bool


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something named: a person, a body, or a role without a name.

    kinds: for a body, the nouns that may refer to it; None while not asked for.
    spoken: the speaker it has been, where it is known only as one. introduced: a role
    as it is first printed, where that tells more: "an employee for Harbour Networks".
    """

    name: str
    person: Person | None = None
    body: Body | None = None
    role: str = ""
    gender: Gender | None = None
    printings: list[Printing] = field(default_factory=list)
    kinds: frozenset[str] | None = None
    spoken: DocumentSpeaker | None = None
    introduced: str = ""

    @property
    def kind(self) -> SpeakerKind:
        if self.spoken is not None and self.spoken.kind is not None:
            return self.spoken.kind
        if self.body is None:
            return SpeakerKind.PERSON
        return SpeakerKind.GROUP if self.body.group else SpeakerKind.ORGANISATION
