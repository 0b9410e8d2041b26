"""Texts that speak for whoever issued them: statements, reports, letters, polls."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from quotes.extraction.types import SpeakerKind
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.phrases import (
    Phrase,
    is_document,
    owner_and_owned,
    phrase_of,
)
from quotes.names.person_names import is_role

Resolve = Callable[[Phrase], Resolution]

_ISSUER_WINDOW = 2500


def document_noun(
    context: Context, phrase: Phrase, resolve: Resolve
) -> Resolution | None:
    """Like "A statement by X", "X’s report", "the report": whoever issued it."""
    if not is_document(phrase.head_part) and not is_document(
        _undated(phrase.head_part)
    ):
        return None
    parts = owner_and_owned(phrase.text) or owner_and_owned(phrase.head_part)
    if parts is not None:
        owner = parts[0]
        at = context.text.find(owner, phrase.start, phrase.end)
        end = at + len(owner)
        if at == phrase.article_end:
            at = phrase.start
        inner = phrase_of(context.text, ((at, end),)) if at >= 0 else None
        if inner is not None and (
            parts[1] == "document" or is_document(parts[1].split(" of ")[0])
        ):
            return _owned(phrase, inner, resolve)
    if not phrase.is_definite or not is_document(phrase.bare) or " " in phrase.bare:
        return None
    return _issuer(context, phrase, resolve)


def _undated(phrase: str) -> str:
    return re.sub(r"\s+(?:\w+day|earlier|released|published)$", "", phrase)


def _owned(phrase: Phrase, owner: Phrase, resolve: Resolve) -> Resolution | None:
    possessive = re.match(r"[’']", phrase.text[len(owner.text) :]) is not None
    adjectives = owner.text.islower() and not is_role(owner.head) and not possessive
    if len(owner.text) >= len(phrase.text) or (adjectives and owner.pronoun is None):
        return None
    found = resolve(owner)
    if found.speaker is None:
        return None
    method = f"‘{phrase.text}’ speaks for {found.speaker.name}"
    speaker = found.speaker
    if found.how is How.PRINTED:
        speaker = replace(speaker, kind=SpeakerKind.ORGANISATION)
    return replace(found, speaker=speaker, how=How.DOCUMENT, method=method)


def _issuer(context: Context, phrase: Phrase, resolve: Resolve) -> Resolution | None:
    """Whose text it is: the last body named with that noun, else the last speaker."""
    noun = re.escape(phrase.bare)
    low = max(0, phrase.start - _ISSUER_WINDOW)
    pattern = (
        rf"\b(?!(?:The|A|An|This)\b)"
        rf"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,5}})(?:[’']s)? {noun}\b"
        rf"|\b{noun} (?:by|from|of) ((?:the )?[A-Z][\w’'-]*"
        rf"(?: (?:of |for )?(?:the )?[A-Z][\w’'-]*){{0,6}})"
    )
    for match in reversed(list(re.finditer(pattern, context.text[low : phrase.start]))):
        group = 1 if match[1] else 2
        start, end = (low + offset for offset in match.span(group))
        inner = phrase_of(context.text, ((start, end),))
        found = (
            resolve(inner)
            if inner is not None and inner.text.lower() != "the"
            else None
        )
        if (
            found is not None
            and found.speaker is not None
            and found.how is not How.PRINTED
        ):
            return _issued(context, phrase, found, start)
    known = context.issuers.get(phrase.bare.lower())
    if known is not None:
        return _issued(context, phrase, *known)
    for spoke in reversed(context.spoken[-5:]):
        if spoke.resolution.speaker is not None:
            return _issued(context, phrase, spoke.resolution, spoke.start)
    return None


def _issued(
    context: Context, phrase: Phrase, found: Resolution, position: int
) -> Resolution:
    name = found.speaker.name if found.speaker is not None else ""
    context.issuers[phrase.bare.lower()] = (found, position)
    return replace(
        found,
        how=How.DOCUMENT,
        method=f"‘{phrase.text}’ is taken for that of {name}",
        distance=context.distance(position, phrase.start),
        margin=0.5,
    )
