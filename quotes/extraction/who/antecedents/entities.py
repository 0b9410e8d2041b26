"""Everybody and every body that a text names, and where: who can be referred to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from quotes.extraction.who.antecedents.entity import (
    CLAUSE_START,
    PREPOSITION,
    Entity,
    Printing,
)
from quotes.extraction.who.antecedents.unnamed_roles import find_roles
from quotes.extraction.who.bodies import Body
from quotes.extraction.who.mentions import Mention
from quotes.extraction.who.own_names import gives_name
from quotes.names.folding import fold
from quotes.names.gazetteer import kinds
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_function_word,
    is_role,
)

if TYPE_CHECKING:
    from quotes.extraction.who.context import Context

# A kind behind a name: "PG&E, the state's largest utility, …", "X is a bank".
_KIND_AFTER = re.compile(
    r"(?:\s\([^)]{1,40}\))?(?:,|\s(?:is|was|—|–|-))\s(?:an?|the|one of the|which is an?"
    r"|[\w’'-]+[’']s?)\s(?P<phrase>[^,.;:()“”\"]{3,80})"
)
_KIND_BEFORE = re.compile(r"(?P<phrase>(?:[\w’'-]+\s){1,4})$")
_STOP_AT = re.compile(
    r"\s(?:of|for|that|which|who|in|on|at|based|with|behind|to|and|from|by)\s"
)
_MOST_KINDS = 6
_WINDOW = 90


class Entities:
    """Every entity of one text in order of appearance."""

    def __init__(self, context: Context) -> None:
        self._text = context.text
        self.persons = _persons(context)
        self.bodies = _bodies(context)
        self.roles = self._unnamed(context)
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

    def _unnamed(self, context: Context) -> list[Entity]:
        """Everybody called by a role, but those who give their name somewhere."""
        persons = {id(entity.person): entity for entity in self.persons}
        found = []
        for role in find_roles(context.text, context.outline):
            given = (
                gives_name(context.cast, context.outline, one.end)
                for one in role.printings
            )
            person = next((one for one in given if one is not None), None)
            known = persons.get(id(person)) if person is not None else None
            if known is None:
                found.append(role)
            else:
                known.printings.extend(role.printings)
        return found

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
        subject = CLAUSE_START.search(before) is not None
        oblique = PREPOSITION.search(before) is not None
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
