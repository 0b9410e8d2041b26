"""Several speakers in one mention: names joined by "and", or a name and others."""

from __future__ import annotations

import re

from quotes.extraction.types import DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.named_people import JOINS, named_person
from quotes.extraction.who.phrases import Phrase, joint_parts, phrase_of
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, places, roles
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_acronym,
    is_demonym,
    is_plural_role,
    is_role,
)

_BOTH = re.compile(r"^(?:both|neither|either)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_ARTICLES = re.compile(r"\s(?:the|a|an)\s", re.IGNORECASE)
# "Jon Reve and his wife, Ida"
_WITH_RELATIVE = re.compile(
    r"(?P<first>[A-Z][^,]{0,60}?)\sand\s(?:his|her)\s(?:[a-z]+\s)?(?P<kin>[a-z]+),\s"
    r"(?P<second>[A-Z][^,]{0,60})(?:,.*)?",
    re.DOTALL,
)
_APPOSITION = re.compile(
    r",\s(?:(?:the|an?)\s)?(?P<role>[a-z][\w’' -]{2,60}?)\s(?:and|of|for|at|in)\s"
)
# "Two objectors, Ida Holm and Jon Vale"
_ROLE_AND_NAMES = re.compile(
    r"(?:(?:[Tt]he|[Tt]wo|[Tt]hree|[Bb]oth|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s)?"
    r"(?:[A-Za-z][\w-]*\s){0,3}(?P<role>[A-Za-z]+),\s(?P<names>[A-Z][^,]*\sand\s[A-Z][^,]*)"
)
_COUNTED = re.compile(r"(?:two|three|both)\s", re.IGNORECASE)
# "Organization for Harbour Work" + "and Development"
_BODY_FOR = re.compile(
    r"(?:[Tt]he\s)?(?:[A-Z]\w+\s)*(?P<head>[A-Z]\w+)\s(?:for|of|on)\s.*"
)
_MAX_JOINT = 6


def joint(context: Context, phrase: Phrase) -> Resolution | None:
    """Names joined by "and", where each part is a name and nothing else."""
    if not JOINS.search(phrase.text):
        return None
    if _is_one_body(context, phrase):
        return None
    two = _with_relative(context, phrase)
    if two is not None:
        return two
    phrase = _behind_role(phrase)
    first = phrase.text.split(",")[0]
    if first != phrase.text and JOINS.search(first):
        if named_person(context, phrase) is not None:
            # "The chair of Ports and Bridges, Ada Holm"
            return None
        inner = Phrase(phrase.start, phrase.start + len(first), first)
        return joint(context, inner)
    lead = _BOTH.match(phrase.text)
    skip = lead.end() if lead is not None else 0
    parts = joint_parts(phrase.text[skip:], phrase.start + skip)
    if not 2 <= len(parts) <= _MAX_JOINT:
        return None
    names = [_strict_name(context, part) for part in parts]
    found = [name for name in names if name]
    if len(found) < len(parts):
        return None
    joined = " and ".join(filter(None, (", ".join(found[:-1]), found[-1])))
    printed = _ARTICLE.sub("", phrase.text[skip:])
    if fold(_ARTICLES.sub(" ", printed)) == fold(joined.replace(",", "")):
        joined = printed
    return Resolution(
        DocumentSpeaker(joined, SpeakerKind.GROUP, (joined,)),
        How.JOINT,
        f"‘{phrase.text}’ names {len(found)} speakers",
    )


def _is_one_body(context: Context, phrase: Phrase) -> bool:
    """Whether "and" is part of a body's name: "Union of Dockers and Pilots"."""
    named = context.mention_from(phrase.article_end)
    return (
        named is not None
        and named.kind is NameKind.ORGANISATION
        and named.end == phrase.end
    )


def _behind_role(phrase: Phrase) -> Phrase:
    """The names in "Two objectors, Ida Holm and Jon Vale", else ``phrase``."""
    match = _ROLE_AND_NAMES.fullmatch(phrase.text)
    if match is None:
        return phrase
    if not _COUNTED.match(phrase.text) and not is_plural_role(fold_word(match["role"])):
        return phrase
    return Phrase(phrase.start + match.start("names"), phrase.end, match["names"])


def _with_relative(context: Context, phrase: Phrase) -> Resolution | None:
    """Both of "Jon Reve and his wife, Ida": the comma does not make her the one."""
    match = _WITH_RELATIVE.fullmatch(phrase.text)
    if match is None or match["kin"] not in roles.KIN:
        return None
    names = []
    for group in ("first", "second"):
        left, right = match.span(group)
        part = (phrase.start + left, phrase.start + right)
        names.append(_strict_name(context, part) or match[group].strip())
    joined = " and ".join(names)
    return Resolution(
        DocumentSpeaker(joined, SpeakerKind.GROUP, (joined,)),
        How.JOINT,
        f"‘{phrase.text}’ names two speakers",
    )


def loose_joint(context: Context, phrase: Phrase) -> Resolution | None:
    """Like "A and their partners": several speakers, of whom only some have a name."""
    if not JOINS.search(phrase.text) or _is_one_body(context, phrase):
        return None
    parts = joint_parts(phrase.text, phrase.start)
    first = _strict_name(context, parts[0])
    if context.bodies.named(phrase.bare) or not first:
        return None
    if _is_described(context.text[parts[0][1] : phrase.end]):
        alone = phrase_of(context.text, (parts[0],))
        return named_person(context, alone) if alone is not None else None
    if _is_body_for(context.text[slice(*parts[0])], context.text[slice(*parts[-1])]):
        return None
    return Resolution(
        DocumentSpeaker(phrase.bare, SpeakerKind.GROUP, ()),
        How.JOINT,
        f"‘{phrase.text}’ names several speakers",
        margin=0.5,
    )


def _is_described(behind: str) -> bool:
    """Whether what stands behind a name says what that one person is.

    ", vice president and assistant counsel for the port": no second speaker.
    """
    match = _APPOSITION.match(behind)
    return match is not None and is_role(Phrase(0, 0, match["role"]).head)


def _is_body_for(first: str, last: str) -> bool:
    """Whether "and" stands in a body's name: "… for Economic Work and Development"."""
    body = _BODY_FOR.fullmatch(first)
    if body is None or not all(word[:1].isupper() for word in last.split()):
        return False
    head = fold_word(body["head"])
    other = fold_word(last.split()[-1]) in organisations.ORGANISATION_HEADS
    return head in organisations.ORGANISATION_HEADS and not other


def _strict_name(context: Context, part: Range) -> str:
    """The name of the person, state or body that fills ``part``, or ""."""
    phrase = phrase_of(context.text, (part,))
    if phrase is None or phrase.pronoun is not None:
        return ""
    person = named_person(context, phrase)
    if person is not None and person.speaker is not None:
        return person.speaker.name
    bare = phrase.bare
    if bare in places.STATE_NAMES:
        return bare
    state = None if is_demonym(bare) else context.bodies.state_of(bare)
    if state or bare in places.SEATS or is_acronym(bare):
        return state or bare
    body = context.bodies.named(bare)
    return body.name if body is not None and bare[:1].isupper() else ""
