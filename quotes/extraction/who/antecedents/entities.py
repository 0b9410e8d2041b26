"""Everybody and every body that a text names, and where: who can be referred to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.extraction.text.outline import Outline
from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.bodies import Body
from quotes.extraction.who.mentions import Mention
from quotes.names.folding import fold
from quotes.names.gazetteer import kinds, roles
from quotes.names.person_names import (
    Gender,
    NameKind,
    fold_word,
    is_function_word,
    is_role,
)

if TYPE_CHECKING:
    from quotes.extraction.who.cast import Person
    from quotes.extraction.who.context import Context

_ROLE_PHRASE = re.compile(
    r"(?:^|(?<=[\s“\"'‘(—–-]))(?P<article>[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)\s"
    r"(?P<words>(?:(?!(?:the|an?)\s)[a-z0-9][\w’'-]*\s){0,3}(?!(?:the|an?)\s)[a-z][\w’'-]*)(?=(?P<next>[^\w’'-]\s?\w?))"
)
_CLAUSE_START = re.compile(r"(?:^|[,;:—–(“\"]|\b(?:and|but|that|when|as|if|while))\s*$")
_PREPOSITION = re.compile(
    r"\b(?:of|to|for|with|by|on|from|against|about|in|at|than|over|between|into|told"
    r"|asked|near|behind|after|before|like|toward|towards|without)\s*$"
)
_NO_ROLES = frozenset(("lead", "head", "chief", "star", "major", "general", "second"))
# A kind behind a name: "PG&E, the state's largest utility, …", "X is a bank".
_KIND_AFTER = re.compile(
    r"(?:\s\([^)]{1,40}\))?(?:,|\s(?:is|was|—|–|-))\s(?:an?|the|one of the|which is an?"
    r"|[\w’'-]+[’']s?)\s(?P<phrase>[^,.;:()“”\"]{3,80})"
)
_KIND_BEFORE = re.compile(r"(?P<phrase>(?:[\w’'-]+\s){1,4})$")
_STOP_AT = re.compile(
    r"\s(?:of|for|that|which|who|in|on|at|based|with|behind|to|and|from|by)\s"
)
_FOR_WHOM = re.compile(
    r"\s(?:for|of|to|at|with|from|in)\s(?:(?:the|both|an?)\s)?"
    r"[A-Z][\w’'-]*(?:\s(?:of\s)?[A-Z][\w’'-]*){0,4}"
)
_MOST_KINDS = 6
_WINDOW = 90


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


class Entities:
    """Every entity of one text in order of appearance."""

    def __init__(self, context: Context) -> None:
        self._text = context.text
        self.persons = _persons(context)
        self.bodies = _bodies(context)
        self.roles = find_roles(context.text, context.outline, context)
        self._order: dict[str, tuple[list[int], list[tuple[Entity, Printing]]]] = {}
        for name, found in (
            ("person", self.persons + self.roles),
            ("body", self.bodies),
        ):
            printed = sorted(
                ((one, entity) for entity in found for one in entity.printings),
                key=lambda item: item[0].start,
            )
            self._order[name] = (
                [one.start for one, _ in printed],
                [(entity, one) for one, entity in printed],
            )

    def note(self, entity: Entity, one: Printing) -> None:
        """Remember that a pronoun stands for a person: one more place of it."""
        starts, printed = self._order["person"]
        index = bisect_left(starts, one.start)
        starts.insert(index, one.start)
        printed.insert(index, (entity, one))

    def before(self, position: int, which: str) -> Iterator[tuple[Entity, Printing]]:
        """Printings that start before ``position``, nearest first."""
        starts, printed = self._order[which]
        for index in range(bisect_left(starts, position) - 1, -1, -1):
            yield printed[index]

    def kinds_of(self, entity: Entity) -> frozenset[str]:
        """Nouns that the text, or the body's name, gives for what it is."""
        if entity.kinds is None:
            found = set(_known_kinds(entity.name))
            if entity.body is not None:
                for name in entity.body.names:
                    found |= _known_kinds(name)
            for one in entity.printings[:_MOST_KINDS]:
                found |= _kinds_around(self._text, one)
            entity.kinds = frozenset(found)
        return entity.kinds


def _persons(context: Context) -> list[Entity]:
    found: dict[int, Entity] = {}
    for mention in context.cast.mentions:
        entity = found.get(id(mention.person))
        if entity is None:
            entity = Entity(mention.person.name, person=mention.person)
            found[id(mention.person)] = entity
        entity.printings.append(
            Printing(
                mention.start,
                mention.end,
                mention.subject,
                mention.oblique,
                mention.possessive,
                mention.quoted,
            )
        )
    return list(found.values())


def _bodies(context: Context) -> list[Entity]:
    found: dict[object, Entity] = {}

    def entity_of(key: object, body: Body) -> Entity:
        return found.setdefault(key, Entity(body.name, body=body))

    for mention, body in context.bodies.printed:
        entity_of(id(body), body).printings.append(_printing(context, mention))
    for head, body in context.bodies.described:
        before = context.text[max(0, head.start - 40) : head.start]
        subject = _CLAUSE_START.search(before) is not None
        oblique = _PREPOSITION.search(before) is not None
        quoted = context.outline.is_quoted(head.start)
        entity_of(id(body), body).printings.append(
            Printing(head.start, head.end, subject, oblique, False, quoted)
        )
    for mention in context.mentions:
        maybe = _maybe_body(context, mention)
        if maybe is not None:
            longer = context.bodies.by_first_words(maybe.name)
            key = id(longer) if longer is not None else mention.name
            entity = entity_of(key, longer or maybe)
            entity.printings.append(_printing(context, mention))
    return list(found.values())


def _printing(context: Context, mention: Mention) -> Printing:
    return Printing(
        mention.start,
        mention.end,
        mention.subject,
        mention.oblique,
        mention.possessive,
        context.outline.is_quoted(mention.start),
    )


def _maybe_body(context: Context, mention: Mention) -> Body | None:
    """A body that no list knows: one word, or a name that may be no person's."""
    person = context.cast.mention_at(mention.start)
    if _is_common(mention):
        return None
    if mention.kind is NameKind.OTHER and len(mention.words) == 1 and person is None:
        return Body(mention.name, [mention.name])
    if mention.kind is not NameKind.PERSON or mention.title or mention.description:
        return None
    known = person is not None and (person.person.sure or person.person.gender)
    return None if known else Body(mention.name, [mention.name])


def _is_common(mention: Mention) -> bool:
    """Whether a word has its capital from its place, or is a month."""
    first = fold_word(mention.words[0])
    return is_function_word(first) or is_role(first) or len(first) < 3


def find_roles(text: str, outline: Outline, context: Context) -> list[Entity]:
    """People without a name: "The driver", "a woman from the village", in order."""
    found: dict[str, Entity] = {}
    for match in _ROLE_PHRASE.finditer(text):
        words = match["words"].split()
        cut = next(
            (n for n, word in enumerate(words) if is_role(fold_word(word))), None
        )
        if cut is None or fold_word(words[cut]) in _NO_ROLES:
            continue
        following = words[cut + 1] if cut + 1 < len(words) else ""
        if following and is_role(fold_word(following)):
            cut += 1
        name = " ".join(words[: cut + 1])
        start = match.start("words")
        end = start + len(name)
        if text[end : end + 2].strip()[:1].isupper() or text[end : end + 1] in "’'":
            continue
        if text[end : end + 2] == ", " and text[end + 2 : end + 3].isupper():
            continue
        before = text[max(0, match.start() - 40) : match.start()]
        entity = found.setdefault(
            fold(name),
            Entity(name, role=fold_word(words[cut]), gender=gender_of(words[cut])),
        )
        if not entity.printings and match["article"].lower() != "the":
            whom = _FOR_WHOM.match(text, end)
            article = match["article"].lower()
            entity.introduced = f"{article} {name}{whom[0]}" if whom else ""
        entity.printings.append(
            Printing(
                start,
                end,
                _CLAUSE_START.search(before) is not None or _opens(outline, match),
                _PREPOSITION.search(before) is not None,
                False,
                outline.is_quoted(start),
            )
        )
    return list(found.values())


def _opens(outline: Outline, match: re.Match[str]) -> bool:
    start, _ = outline.sentence_range(match.start())
    return match.start() - start < 4


def gender_of(noun: str) -> Gender | None:
    """The gender that a noun for a person tells, or None."""
    folded = fold_word(noun)
    if folded in roles.MALE_ROLES:
        return Gender.MALE
    return Gender.FEMALE if folded in roles.FEMALE_ROLES else None


@lru_cache(maxsize=5_000)
def _known_kinds(name: str) -> frozenset[str]:
    """Nouns that a body's name tells, or that everybody knows."""
    folded = fold(name)
    found = set(kinds.KNOWN.get(folded, ()))
    words = [fold_word(word) for word in name.split()]
    found |= {word for word in words if word in kinds.NOUNS}
    return frozenset(found)


def _kinds_around(text: str, one: Printing) -> set[str]:
    """Nouns for a body right before its name or in its apposition."""
    found: set[str] = set()
    after = _KIND_AFTER.match(text, one.end, one.end + _WINDOW)
    if after is not None:
        head = _STOP_AT.split(after["phrase"] + " ", maxsplit=1)[0]
        found |= _nouns_in(head.split())
    before = _KIND_BEFORE.search(text, max(0, one.start - _WINDOW), one.start)
    if before is not None:
        words = before["phrase"].split()
        found |= _nouns_in(words[-1:] if words[-1].islower() else [])
    return found


def _nouns_in(words: list[str]) -> set[str]:
    return {
        folded
        for word in words[-3:]
        if word.islower() and (folded := fold_word(word)) in kinds.NOUNS
    }


def classes_of(nouns: frozenset[str], name: str) -> frozenset[str]:
    """The kinds of body that nouns and the words of a name allow; empty if unknown."""
    found: set[str] = set()
    for noun in nouns:
        found |= kinds.NOUNS.get(noun, frozenset())
    for word in name.split():
        found |= kinds.IN_NAMES.get(fold_word(word), frozenset())
    return frozenset(found)
