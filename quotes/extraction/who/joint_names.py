"""Several speakers in one mention: names joined by "and", or a name and others."""

from __future__ import annotations

import re

from quotes.extraction.types import DocumentSpeaker, Range, SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.named_people import JOINS, named_person
from quotes.extraction.who.phrases import Phrase, joint_parts, phrase_of
from quotes.names.folding import fold
from quotes.names.gazetteer import places, roles
from quotes.names.person_names import NameKind, is_acronym, is_demonym, is_role

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
