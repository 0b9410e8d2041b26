"""What is known about one document while its source mentions are resolved."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from quotes.extraction.text.outline import Outline, first_headline
from quotes.extraction.types import Candidate, DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.antecedents.entities import Entities
from quotes.extraction.who.bodies import Bodies
from quotes.extraction.who.cast import Cast
from quotes.extraction.who.head_mentions import find_heads
from quotes.extraction.who.mentions import Mention, find_mentions
from quotes.extraction.who.person import Person
from quotes.extraction.who.phrases import body_of_role
from quotes.names.person_names import Gender, NameKind


class How(StrEnum):
    """What led from a mention to its speaker."""

    NAME = "name"
    SHORT = "short form"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    METONYM = "metonym"
    ROLE = "role"
    BODY = "body"
    JOINT = "joint"
    DOCUMENT = "document"
    PRINTED = "as printed"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a mention is, and why.

    method: in words; empty where the mention is the name itself. distance:
    sentences between the mention and what it refers to. margin: how far the chosen
    antecedent leads the next one, 0 to 1; 1 where there is no choice. probability:
    of the chosen antecedent among all that were considered.
    """

    speaker: DocumentSpeaker | None
    how: How
    method: str = ""
    distance: int = 0
    margin: float = 1.0
    candidates: tuple[Candidate, ...] = ()
    person: Person | None = None
    gender: Gender | None = None
    probability: float = 1.0


NOBODY = Resolution(None, How.NOBODY)


@dataclass(frozen=True, slots=True)
class Spoke:
    """A source already resolved: where it stands, who it is, what it said."""

    start: int
    end: int
    resolution: Resolution
    content: tuple[Range, ...] = ()


class Context:
    """One text, read for names once, and who has spoken in it so far."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.outline = Outline(text)
        self.mentions = find_mentions(text, self.outline)
        self.cast = Cast(self.mentions, self.outline)
        headline = first_headline(text)
        heads = [one for one in find_heads(text) if one.start >= headline]
        self.bodies = Bodies(text, self.mentions, heads)
        self._starts = [mention.start for mention in self.mentions]
        self._mention_from = {mention.start: mention for mention in self.mentions}
        self.last_medium = ""
        self.issuers: dict[str, tuple[Resolution, int]] = {}
        self.spoken: list[Spoke] = []
        self.subjects_until = 0

    @cached_property
    def entities(self) -> Entities:
        """Whom a mention may refer back to; read when first asked for."""
        return Entities(self)

    def speaker_of(self, person: Person) -> DocumentSpeaker:
        """``person`` as a speaker of this document."""
        return person_speaker(person)

    def mention_from(self, start: int) -> Mention | None:
        """The name mention that starts at ``start``, or None."""
        return self._mention_from.get(start)

    def within(self, start: int, end: int) -> list[Mention]:
        """Names that start in the half-open range."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.mentions[low:high]

    def name_end(self, position: int) -> int:
        """Where the body's name round ``position`` ends; else ``position`` itself."""
        index = bisect_left(self._starts, position) - 1
        if index >= 0:
            mention = self.mentions[index]
            if position < mention.end and mention.kind is NameKind.ORGANISATION:
                return mention.end
        return position

    def distance(self, before: int, after: int) -> int:
        """Sentences from one position to the other, 0 within one sentence."""
        return abs(self.outline.sentence(after) - self.outline.sentence(before))


def person_speaker(person: Person) -> DocumentSpeaker:
    """A person as a document's speaker: name, description and body apart."""
    description = max(person.descriptions, key=len, default="")
    affiliation = next(
        filter(None, (body_of_role(phrase) for phrase in person.descriptions)), ""
    )
    return DocumentSpeaker(
        name=person.name,
        kind=SpeakerKind.PERSON,
        names=tuple(person.names) or (person.name,),
        description=description,
        affiliation=affiliation,
    )
