"""Whom "who" and "which" mean: what stands right before them."""

from __future__ import annotations

import re
from itertools import islice

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.context import (
    NOBODY,
    Context,
    How,
    Resolution,
    person_speaker,
)
from quotes.extraction.who.joint_names import joint
from quotes.extraction.who.phrases import Phrase, phrase_of
from quotes.names.person_names import fold_word, is_plural_role, is_role

MENTIONS_BACK = 60
"""Names before a pronoun that may be what it means."""

_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|some|of|to|for|by|with|from|and|many|most|in|on|that|among|against|about|than|as|said|says|one)\s|[.,“\"]\s*)"
    r"(?P<noun>(?:(?!(?:the|an?|of|to|for|by|with|from|and|as|than)\s)[\w’-]+\s){0,3}"
    r"[\w’-]+)\s*,?\s*$",
    re.IGNORECASE,
)
_OWNS_WHO = re.compile(
    r"^\s*(?:\([^)]{1,20}\))?"
    r"(?:\s(?:of|from|in|at)\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,2})?"
    r"(?:,[^,;:]{0,80})?,?\s*(?:and\s)?$"
)
_ARTICLE_BEFORE = re.compile(r"\b(the|an?)\s$", re.IGNORECASE)
_NEAR_NAME = 90
_BODY_BETWEEN = re.compile(
    r"(?:\s(?:in|of|at)\s[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?"
    r"|\s(?:report|article|story|study|survey|poll|analysis|review|memo|letter))?,?\s*"
)
_OF_MANY = re.compile(
    r"\s(?:\w+ly\s|both\s|all\s)?(?:are|were|have|say|argue|believe|think|call|insist"
    r"|claim|contend|warn|note|maintain|describe|want|accuse|agree|worry|hope|fear)\b"
)
# The rest of "A, B and C" behind A.
_JOINED = re.compile(
    r"(?:,\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})*"
    r",?\sand\s[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3}"
)
_LONGEST_LIST = 400
_SHARE = re.compile(r"\d[\d.]*\s(?:percent|per\scent)")


def resolve_relative(context: Context, phrase: Phrase) -> Resolution:
    """Whom "who" means: it belongs to the name right before it."""
    start, _ = context.outline.sentence_range(phrase.start)
    for mention in islice(context.cast.before(phrase.start), MENTIONS_BACK):
        if mention.start < start or phrase.text.lower() in ("that", "which"):
            break
        between = context.text[mention.end : phrase.start]
        if _OWNS_WHO.match(between) and not mention.quoted:
            several = _several(context, phrase, start, mention.end)
            if several is not None:
                return several
            return Resolution(
                person_speaker(mention.person),
                How.PRONOUN,
                f"‘{phrase.text}’ belongs to {mention.person.name} before it",
                person=mention.person,
                gender=mention.person.gender,
            )
    return _body(context, phrase) or _noun(context, phrase)


def _several(
    context: Context, phrase: Phrase, start: int, end: int
) -> Resolution | None:
    """Both of "A and B, who say": names joined before a verb of many, or None."""
    if not _OF_MANY.match(context.text, phrase.end):
        return None
    first = next(
        (
            one
            for one in context.cast.within(max(start, end - _LONGEST_LIST), end)
            if _JOINED.fullmatch(context.text[one.end : end])
        ),
        None,
    )
    inner = phrase_of(context.text, ((first.start, end),)) if first else None
    return joint(context, inner) if inner is not None else None


def _body(context: Context, phrase: Phrase) -> Resolution | None:
    """The body whose name stands right before "which", with its place if need be."""
    low = max(0, phrase.start - _NEAR_NAME)
    for mention in reversed(context.within(low, phrase.start)):
        between = context.text[mention.end : phrase.start]
        body = context.bodies.named(mention.name)
        if body is not None and not body.state and _BODY_BETWEEN.fullmatch(between):
            return Resolution(
                DocumentSpeaker(body.name, SpeakerKind.ORGANISATION, tuple(body.names)),
                How.PRONOUN,
                f"‘{phrase.text}’ belongs to {body.name} before it",
            )
    return None


def _noun(context: Context, phrase: Phrase) -> Resolution:
    """Those whom a relative clause describes: "activists who …"."""
    low = max(0, phrase.start - 60)
    match = _NOUN_BEFORE.search(context.text, low, phrase.start)
    if match is None:
        return NOBODY
    noun = match["noun"]
    head = fold_word(noun.split()[-1])
    plural = is_plural_role(head) and not noun[0].isdigit()
    plural = plural or _SHARE.fullmatch(noun) is not None
    if not plural and not is_role(head):
        return NOBODY
    kind = SpeakerKind.GROUP if plural else SpeakerKind.PERSON
    article = _ARTICLE_BEFORE.search(context.text, low, match.start("noun"))
    name = noun if article is None or plural else f"{article[1].lower()} {noun}"
    return Resolution(
        DocumentSpeaker(name, kind),
        How.ROLE,
        f"‘{phrase.text}’ belongs to ‘{noun}’ before it",
        margin=0.5,
    )
