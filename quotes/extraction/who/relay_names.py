"""Who in a range of the text may pass words on, under the name that the text gives.

A medium, a body, a reporter: what a range names. Which ranges are asked is for
``relays`` and ``relay_phrases`` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.types import Range
from quotes.extraction.who.addressees import medium_addressed, trimmed_name
from quotes.extraction.who.context import Context, Resolution
from quotes.extraction.who.coreference import resolve_phrase
from quotes.extraction.who.media import medium_name
from quotes.extraction.who.phrases import Phrase, is_document, phrase_of
from quotes.extraction.who.reporters import person_in, reporter_told
from quotes.names.folding import fold

NOUN_PHRASE = (
    r"(?P<np>(?:(?!(?:that|in|on|at|after|before|during|when|while|by|about|as|who|which"
    r"|earlier|last|this|late|through|before|after|he|she|it|they|his|her|via|from|for|to|and|but|over|via"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|early|following|said"
    r"|says|right|just|shortly|minutes|hours|days|weeks|with|how|why|what|if|is|was|has|had|will)\b)"
    r"(?:[A-Z]\.(?:[A-Z]\.)*|[\w’'&.‑-]*[\w’'&‑-])(?: |$|(?=[^\w ]))){1,8})"
)
WINDOW = 500


@dataclass(frozen=True, slots=True)
class Relay:
    """Who passed a quotation on, and where that is printed; both empty for nobody."""

    name: str | None
    ranges: tuple[Range, ...] = ()


NO_RELAY = Relay(None)


def named(context: Context, start: int, end: int) -> Relay | None:
    """The body in the range, under the fullest name the document gives it."""
    phrase = phrase_of(context.text, ((start, end),))
    if phrase is None or phrase.pronoun is not None:
        return None
    name = medium_name(phrase.text, context.bodies)
    lowered = phrase.bare.islower()
    if name is None or (lowered and phrase.is_definite):
        found = resolve_phrase(context, phrase)
        if found.speaker is None:
            return None
        name = found.speaker.name
    return Relay(name, ((phrase.start, phrase.end),))


def medium(context: Context, start: int, end: int) -> Relay | None:
    """The medium in the range; None where it holds somebody else."""
    phrase = phrase_of(context.text, ((start, end),))
    if phrase is None:
        return None
    words = trimmed_name(phrase.text)
    name = medium_name(words, context.bodies)
    if name is None or is_document(words):
        return None
    if phrase.bare.islower() and phrase.bare == phrase.text and " " in words:
        return None  # "on national television", "to local media"
    phrase = Phrase(phrase.start, phrase.start + len(words), words)
    if phrase.bare.islower() and phrase.is_definite and " " not in phrase.bare:
        name = context.last_medium or name
    else:
        context.last_medium = name
        name = _as_called(context.text, phrase.article_end, name)
    return Relay(name, ((phrase.start, phrase.end),))


def reporter(
    context: Context, start: int, end: int, *, whoever: bool = False
) -> Relay | None:
    """The reporter whose name fills the range; ``whoever``: or anybody's."""
    phrase = phrase_of(context.text, ((start, end),))
    if phrase is None:
        return None
    find = person_in if whoever else reporter_told
    person = find(context, phrase)
    return Relay(person.name, ((start, phrase.end),)) if person is not None else None


def addressed(context: Context, start: int, end: int) -> Relay | None:
    """A medium that no list knows, by being told."""
    words = context.text[start:end]
    name = medium_addressed(context, words, start)
    if name is None:
        return None
    context.last_medium = name
    at = context.text.find(name, start)
    return Relay(_as_called(context.text, at, name), ((at, at + len(name)),))


def _as_called(text: str, at: int, name: str) -> str:
    """``name`` with the "The" that is printed with a capital in mid-sentence."""
    before = text[max(0, at - 20) : at]
    if re.search(r"[a-z,]\s(?:The)\s$", before):
        return f"The {name}"
    return name


def is_speaker(relay: Relay, resolution: Resolution) -> bool:
    if resolution.speaker is None or relay.name is None:
        return False
    known = {
        fold(name) for name in (resolution.speaker.name, *resolution.speaker.names)
    }
    return fold(relay.name) in known


def masked(text: str, low: int, high: int, content: tuple[Range, ...]) -> str:
    """``text[low:high]`` with the content's words blotted out, offsets kept."""
    piece = text[low:high]
    for start, end in content:
        a, b = max(0, start - low), min(high, end) - low
        if a < b:
            piece = piece[:a] + "\x00" * (b - a) + piece[b:]
    return piece
