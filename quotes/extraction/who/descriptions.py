"""Descriptions: "the senator", "both leaders", "the report", "a ministry spokesperson".

A description either refers back to somebody named, or is itself all the document
says about who spoke; then it stays what it is, with its body.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.antecedents.unnamed_roles import gender_of
from quotes.extraction.who.constituency import is_another_member
from quotes.extraction.who.context import Context, How, Resolution, person_speaker
from quotes.extraction.who.named_after import named_after
from quotes.extraction.who.own_names import gives_name
from quotes.extraction.who.person import Person
from quotes.extraction.who.phrases import Phrase, body_of_role
from quotes.extraction.who.pronouns import resolve_epithet
from quotes.names.gazetteer import organisations, roles
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_demonym,
    is_plural_role,
    is_role,
)

Resolve = Callable[[Phrase], Resolution]

_ANYBODY = frozenset(("people", "others", "men", "women", "many", "some"))
# Nouns that stand for each other, in the order in which they are looked for.
_ALIKE = {
    "groups": ("groups", "organizations", "organisations"),
    "organizations": ("organizations", "groups"),
    "organisations": ("organisations", "groups"),
}
# Whose unions and leagues are called by the plural.
_UNITED = word_set(
    """
    workers teachers nurses physicians doctors scientists employees drivers pilots
    farmers lawyers veterans mothers parents students musicians engineers ironworkers
    firefighters steelworkers machinists teamsters citizens taxpayers voters
    """
)
_ONCE = frozenset(("former", "ex", "then", "onetime", "late"))
_BACK = 60
# "Ada Holm and John Vale", "Ada Holm, the minister, and his deputy John Vale".
_JOINED = re.compile(r"(?:,[^,.;]{1,60},)?\sand\s(?:[a-z’']+\s){0,4}")
_SPOKEN_BACK = 30
# In how many sentences "his friend" is the friend told of before.
_FRIEND_BACK = 2
_NO_PERSONS = re.compile(r"sides|countries|parties|nations|teams|companies")
_POSSESSIVE_PRONOUN = re.compile(r"^(his|her|its|their)\s+", re.IGNORECASE)
_QUANTITY = re.compile(r"^(?:the|this|that|these|those|a|an)\s+", re.IGNORECASE)
_RELATIVE = re.compile(r",?\s(?:who|whom|whose|which)\b.*$", re.DOTALL)


def pair(context: Context, phrase: Phrase) -> Resolution | None:
    """Both leaders: the two who spoke together, else the last two people named."""
    if not phrase.is_pair:
        return None
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        if spoke.resolution.how is How.JOINT and spoke.resolution.speaker is not None:
            return replace(
                spoke.resolution,
                method=f"‘{phrase.text}’ are the two who spoke together before",
                distance=context.distance(spoke.start, phrase.start),
            )
    if _NO_PERSONS.search(phrase.text):
        return None
    found = _named_together(context, phrase)
    for index, mention in enumerate(context.cast.before(phrase.start)):
        if index > _BACK or len(found) == 2:
            break
        if mention.person not in found:
            found.append(mention.person)
    if len(found) < 2:
        return None
    name = " and ".join(person.name for person in reversed(found))
    return Resolution(
        DocumentSpeaker(name, SpeakerKind.GROUP, (name,)),
        How.JOINT,
        f"‘{phrase.text}’ are the last two people named",
        margin=0.5,
    )


def _named_together(context: Context, phrase: Phrase) -> list[Person]:
    """The last two people joined by "and" before ``phrase``, the later one first."""
    later = None
    for index, mention in enumerate(context.cast.before(phrase.start)):
        if index > _BACK:
            break
        if later is not None and mention.person is not later.person:
            between = context.text[mention.end : later.start]
            if _JOINED.fullmatch(between):
                return [later.person, mention.person]
        later = mention
    return []


def role(context: Context, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """Somebody named before ("the senator"), or a role ("a spokesperson")."""
    if not is_role(phrase.head):
        return None
    person = gives_name(context.cast, context.outline, phrase.end)
    if person is not None:
        return _by_own_account(phrase, person)
    known = _told_of_before(context, phrase)
    if known is not None:
        return known
    once = not _ONCE.isdisjoint(phrase.bare.lower().split())
    names_one = phrase.head in roles.EPITHETS or once
    if phrase.is_definite and names_one and not phrase.is_somebodys:
        found = resolve_epithet(context, phrase, gender_of(phrase.head))
        if found.person is not None:
            found.person.role_words.add(
                roles.ROLE_SYNONYMS.get(phrase.head, phrase.head)
            )
            return found
    later = named_after(context, phrase)
    return later or _role_itself(context, phrase, resolve)


def _told_of_before(context: Context, phrase: Phrase) -> Resolution | None:
    """Whom the text has called so before ("the senator", "his friend" nearby)."""
    theirs = _POSSESSIVE_PRONOUN.match(phrase.text) is not None
    if not (phrase.is_definite or theirs):
        return None
    found = _person_with_role(context, phrase) or _spoke_with_head(
        context, phrase, SpeakerKind.PERSON
    )
    near = found is not None and found.distance <= _FRIEND_BACK
    return found if near or not theirs or phrase.head not in roles.RELATIONS else None


def _by_own_account(phrase: Phrase, person: Person) -> Resolution:
    return Resolution(
        person_speaker(person),
        How.DESCRIPTION,
        f"‘{phrase.text}’ gives {person.name} as the name",
        margin=0.9,
        person=person,
        gender=person.gender or gender_of(phrase.head),
    )


def _person_with_role(context: Context, phrase: Phrase) -> Resolution | None:
    noun = roles.ROLE_SYNONYMS.get(phrase.head, phrase.head)
    nouns = {noun} | roles.KINDS_OF.get(noun, frozenset())
    wanted = gender_of(phrase.head)
    details = {fold_word(word) for word in phrase.bare.split()[:-1]}
    told_of_phrase = details | {phrase.head}
    best: tuple[float, int, Person] | None = None
    for index, mention in enumerate(context.cast.before(phrase.start)):
        if index > _BACK:
            break
        person = mention.person
        if nouns.isdisjoint(person.role_words) or person.gender not in (
            None,
            wanted or person.gender,
        ):
            continue
        if is_another_member(person, told_of_phrase):
            continue
        told = {
            fold_word(word) for text in person.descriptions for word in text.split()
        }
        if details & _ONCE and not told & _ONCE:
            continue
        score = len(details & told) - 0.02 * index
        if best is None or score > best[0]:
            best = (score, mention.start, person)
    if best is None:
        return None
    person = best[2]
    return Resolution(
        person_speaker(person),
        How.DESCRIPTION,
        f"‘{phrase.text}’ is {person.name}, introduced as such",
        distance=context.distance(best[1], phrase.start),
        margin=0.7,
        person=person,
        gender=person.gender,
    )


def _spoke_with_head(
    context: Context, phrase: Phrase, kind: SpeakerKind
) -> Resolution | None:
    """Somebody who spoke before under the same head noun ("the officials")."""
    if len(phrase.bare.split()) > 1:
        return None
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        speaker = spoke.resolution.speaker
        if speaker is None or speaker.kind is not kind:
            continue
        if phrase.head == Phrase(0, 0, speaker.name).head:
            return replace(
                spoke.resolution,
                how=How.DESCRIPTION,
                method=f"‘{phrase.text}’ is {speaker.name}, who spoke before",
                distance=context.distance(spoke.start, phrase.start),
                margin=0.8,
            )
    return None


def _role_itself(context: Context, phrase: Phrase, resolve: Resolve) -> Resolution:
    name = _RELATIVE.sub("", _QUANTITY.sub("", phrase.text))
    body = body_of_role(phrase.text)
    fuller = _fuller_body(context, phrase, body)
    speaker = DocumentSpeaker(
        name=name, kind=SpeakerKind.PERSON, names=(), affiliation=fuller or body
    )
    return Resolution(
        speaker,
        How.ROLE,
        f"‘{phrase.text}’ is a role without a name",
        gender=gender_of(phrase.head),
    )


def _fuller_body(context: Context, phrase: Phrase, body: str) -> str:
    """The fullest name before ``phrase`` of the body that a role speaks for."""
    if not body:
        return ""
    words = body.split()
    head = fold_word(words[-1])
    if body[0].islower() or (
        len(words) == 1 and head in organisations.ORGANISATION_HEADS
    ):
        found = context.bodies.by_head(head, phrase.start)
        wanted = {fold_word(word) for word in words}
        if found is not None:
            told = {fold_word(word) for word in found.name.split()}
            if wanted <= told:
                return found.name
    return ""


def group(context: Context, phrase: Phrase) -> Resolution | None:
    """Like "The officials" are those who spoke before; others are as printed."""
    if not is_plural_role(phrase.head):
        return None
    union = _union(context, phrase)
    if union:
        speaker = DocumentSpeaker(union, SpeakerKind.ORGANISATION, (union,))
        return Resolution(speaker, How.BODY)
    if phrase.is_definite:
        found = _spoke_with_head(context, phrase, SpeakerKind.GROUP)
        named = " " not in phrase.bare and phrase.head not in _ANYBODY
        if found is None and named:
            found = _group_named(context, phrase)
        if found is not None:
            return found
    name = _trimmed_group(phrase)
    return Resolution(
        DocumentSpeaker(
            name, SpeakerKind.GROUP, (), affiliation=_adjective_body(context, name)
        ),
        How.ROLE,
        f"‘{phrase.text}’ names a group",
    )


def _union(context: Context, phrase: Phrase) -> str:
    """The name of a body that is called by a plural ("the Dock Workers of Norland"), or
    ""."""
    name = _RELATIVE.sub("", phrase.bare).split(",")[0]
    words = [word for word in name.split() if word not in ("of", "for", "and", "the")]
    if len(words) < 2 or phrase.head not in _UNITED or is_demonym(words[0]):
        return ""
    if context.outline.is_headline(phrase.start):
        return ""
    return name if all(word[:1].isupper() for word in words) else ""


def _trimmed_group(phrase: Phrase) -> str:
    name = re.sub(r"^(?:the|these|those)\s+", "", phrase.text, flags=re.IGNORECASE)
    return re.split(r",\s(?:led|who|which|including|like|many|some|most)\b", name)[0]


def _group_named(context: Context, phrase: Phrase) -> Resolution | None:
    alike = _ALIKE.get(phrase.head, (phrase.head,))
    named = (context.bodies.by_head(noun, phrase.start) for noun in alike)
    body = next((one for one in named if one is not None and one.group), None)
    if body is None:
        return None
    return Resolution(
        DocumentSpeaker(body.name, SpeakerKind.GROUP, ()),
        How.DESCRIPTION,
        f"‘{phrase.text}’ are {body.name}, named before",
        margin=0.6,
    )


def _adjective_body(context: Context, name: str) -> str:
    first = " ".join(name.split()[:1])
    two = " ".join(name.split()[:2])
    for words in (two, first):
        if is_demonym(words):
            return context.bodies.state_of(words) or ""
    return ""
