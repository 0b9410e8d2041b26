"""What is ranked: a mention that refers back, and those it may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quotes.extraction.types import Range
from quotes.extraction.who.antecedents.entity import Entity, Printing
from quotes.names.person_names import Gender


class Class(StrEnum):
    """What kind of mention refers back."""

    HE_OR_SHE = "he or she"
    PERSON = "person described"
    BODY = "body described"
    IT = "it"


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A mention that refers back.

    which: "person" or "body", what its candidates are. head: its head noun, folded.
    details: the other words, folded. content: ranges of the words attributed to it.
    """

    start: int
    end: int
    kind: Class
    head: str = ""
    details: frozenset[str] = frozenset()
    gender: Gender | None = None
    age: str = ""
    content: tuple[Range, ...] = ()

    @property
    def which(self) -> str:
        body = self.kind in (Class.BODY, Class.IT)
        return "body" if body else "person"


@dataclass(frozen=True, slots=True)
class Ruled:
    """What rules alone answer: one of the features.

    names: folded; none where they find nobody named before. margin: 0 to 1.
    """

    names: frozenset[str] = frozenset()
    margin: float = 0.0


@dataclass(slots=True)
class Option:
    """A candidate with its printings before the anaphor, nearest first.

    spoke: how many quotations ago it spoke, from 1; 0 where it has not.
    """

    entity: Entity
    printings: list[Printing]
    spoke: int = 0
    spoke_at: int = -1
    times: int = 0
