"""States and organisations as speakers: names, short forms, acronyms, capitals."""

from __future__ import annotations

import re
from dataclasses import replace

from quotes.extraction.types import DocumentSpeaker, SpeakerKind
from quotes.extraction.who.bodies import COMMON_HEADS, Body
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.name_runs import is_known_by_name
from quotes.extraction.who.phrases import Phrase
from quotes.names.folding import fold
from quotes.names.gazetteer import organisations, places
from quotes.names.person_names import (
    NameKind,
    fold_word,
    is_acronym,
    is_demonym,
    is_place,
)

_CLAUSE = re.compile(
    r"\s*(?:$|[,(–—;]|in\s(?:[A-Z][\w.]*,?\s?){1,4}$|(?:based|released|conducted|published|which|who|that|from|on|out"
    r"|earlier|this|last|\w+day)\b)"
)
_SPOKEN_BACK = 30
_PARENTHESIS = re.compile(r"\s*\([^)]*\)?")


def state(context: Context, phrase: Phrase) -> Resolution | None:
    bare = phrase.bare
    if bare in places.SEATS:
        return Resolution(
            DocumentSpeaker(bare, SpeakerKind.ORGANISATION, (bare,)), How.BODY
        )
    state = context.bodies.state_of(bare)
    if state is not None and state != bare:
        return Resolution(
            DocumentSpeaker(state, SpeakerKind.ORGANISATION, (state, bare)),
            How.METONYM,
            f"‘{bare}’ stands for {state}",
            margin=0.8,
        )
    if is_place(bare) or is_demonym(bare):
        return Resolution(
            DocumentSpeaker(bare, SpeakerKind.ORGANISATION, (bare,)), How.BODY
        )
    return None


def body(context: Context, phrase: Phrase) -> Resolution | None:
    """A body: by its full name, by a shorter form, or by its head word alone."""
    bare = _PARENTHESIS.sub("", phrase.bare).strip() or phrase.bare
    if phrase.is_indefinite:
        return _indefinite_body(phrase, bare)
    name = _mentioned(context, phrase) or _core(bare)
    named = _named_before(context, name, bare)
    if named is not None and named.name.islower():
        named = context.bodies.fuller(named, phrase.head, phrase.start)
    if named is not None:
        return _as_named(phrase, name, named)
    head = phrase.head
    if phrase.is_definite and " " not in phrase.bare:
        found = _by_head(context, phrase)
        if found is not None:
            return found
    if head not in organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS:
        return None
    return Resolution(
        DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,)), How.BODY
    )


def _named_before(context: Context, name: str, bare: str) -> Body | None:
    """The body that the document calls ``name``, in full or in short, or ``bare``."""
    full = context.bodies.in_full(name)
    named = full or context.bodies.named(name) or context.bodies.named(bare)
    if named is not None or not name[:1].isupper():
        return named
    if " " not in name:
        named = context.bodies.by_last_word(name)
    return named if named is not None else context.bodies.by_first_words(name)


def _as_named(phrase: Phrase, name: str, named: Body) -> Resolution:
    """The body ``named``, which ``phrase`` calls ``name``."""
    best = named.name if fold(named.name) != fold(name) else name
    how = How.BODY if best == name else How.SHORT
    method = "" if how is How.BODY else f"‘{phrase.text}’ is {best} here"
    kind = SpeakerKind.GROUP if named.group else SpeakerKind.ORGANISATION
    return Resolution(DocumentSpeaker(best, kind, tuple(named.names)), how, method)


def _by_head(context: Context, phrase: Phrase) -> Resolution | None:
    """The union: the body named before with that last word, else who spoke last."""
    body = context.bodies.by_head(phrase.head, phrase.start)
    if body is not None:
        return Resolution(
            DocumentSpeaker(body.name, SpeakerKind.ORGANISATION, tuple(body.names)),
            How.DESCRIPTION,
            f"‘{phrase.text}’ is {body.name}",
            margin=0.8,
        )
    if context.last_medium and phrase.head in organisations.ACRONYM_KINDS:
        name = context.last_medium
        return Resolution(
            DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,)),
            How.DESCRIPTION,
            f"‘{phrase.text}’ is taken for {name}, the medium named before",
            margin=0.5,
        )
    if phrase.head not in COMMON_HEADS:
        return None
    for spoke in reversed(context.spoken[-_SPOKEN_BACK:]):
        speaker = spoke.resolution.speaker
        named = spoke.resolution.how in (How.BODY, How.SHORT, How.PRINTED)
        if named and speaker is not None and speaker.kind is SpeakerKind.ORGANISATION:
            return replace(
                spoke.resolution,
                how=How.DESCRIPTION,
                method=f"‘{phrase.text}’ is taken for {speaker.name}, who spoke last",
                distance=context.distance(spoke.start, phrase.start),
                margin=0.4,
            )
    return None


def _indefinite_body(phrase: Phrase, bare: str) -> Resolution | None:
    """Like "a super PAC" is none that has been named."""
    heads = organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS
    if phrase.head not in heads and not is_acronym(bare.split()[-1]):
        return None
    return Resolution(DocumentSpeaker(bare, SpeakerKind.ORGANISATION), How.ROLE)


def _mentioned(context: Context, phrase: Phrase) -> str:
    """The name of a body that opens the phrase, its clause left out, or ""."""
    start = phrase.start + len(phrase.text) - len(phrase.bare)
    mention = context.mention_from(start)
    if mention is None or mention.kind is not NameKind.ORGANISATION:
        return ""
    rest = context.text[mention.end : phrase.end]
    if mention.end > phrase.end or not _CLAUSE.match(rest):
        return ""
    if rest.startswith(" in ") and not is_known_by_name(list(mention.words)):
        return ""
    return mention.name


def _core(bare: str) -> str:
    """A body's name without description: "KCNA" for "KCNA state news agency"."""
    bare = re.split(r",\s", bare)[0]
    words = bare.split()
    for word in words:
        if is_acronym(word) and word not in places.STATE_NAMES and len(words) > 1:
            others = [other for other in words if other != word]
            if _describe(others):
                return word
    while len(words) > 1 and words[0].islower() and words[-1][:1].isupper():
        words.pop(0)
    return " ".join(words)


def _describe(words: list[str]) -> bool:
    """Whether words beside an acronym only say what or whose it is."""
    plain = [word for word in words if not re.search(r"[’']s$", word)]
    kinds = {fold_word(word) for word in plain}
    return all(word.islower() for word in plain) and (
        not plain or bool(kinds & organisations.ACRONYM_KINDS)
    )
