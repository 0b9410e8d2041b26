"""Who stands between a speaker and the article, with where that is printed.

The agency that quotes, the medium that was told, the office whose statement it is
when a person speaks in it. Somebody told who is no medium is none.
"""

from __future__ import annotations

import re

from quotes.extraction.types import Attribution
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.coreference import resolve_phrase
from quotes.extraction.who.phrases import phrase_of
from quotes.extraction.who.relay_names import (
    NO_RELAY,
    NOUN_PHRASE,
    WINDOW,
    Relay,
    addressed,
    is_speaker,
    masked,
    medium,
    named,
    reporter,
)
from quotes.extraction.who.relay_phrases import around
from quotes.names.gazetteer.words import word_set

_TOLD = re.compile(
    r"\s*(?:exclusively\s)?(?:the (?:\w+ ){0,2}(?:program|programme|show|podcast)\s)?"
    rf"[“\"‘']{{0,2}}{NOUN_PHRASE}"
)
_TOLD_CUES = word_set("told tell tells telling informed inform informing assured")
_QUOTE_CUES = word_set("quoted quotes quoting quote cited cites citing cite")
_INTERVIEW = re.compile(r"\s*in an? (?:[\w-]+ ){0,3}interview\b")
_NP_BEFORE = re.compile(
    r"(?:^|[,;:.—–”\"]\s*|\b(?:and|but|while|as|that)\s)(?P<np>[^,;:.—–“”\"\n]{2,70}?)\s*"
    r"(?:(?:has|have|had|also|earlier|later|then|was|is|previously)\s*){0,3}$"
)


def find_relay(context: Context, one: Attribution, speaker: Resolution) -> Relay:
    """Who stands between the speaker of ``one`` and the article, or ``NO_RELAY``."""
    relay = (
        _given(context, one)
        or _quoting(context, one)
        or _told(context, one)
        or around(context, one, speaker)
    )
    if relay is None or is_speaker(relay, speaker):
        return NO_RELAY
    return relay


def _given(context: Context, one: Attribution) -> Relay | None:
    """What the finder saw."""
    if not one.relay:
        return None
    return named(context, one.relay[0][0], one.relay[-1][1])


def _quoting(context: Context, one: Attribution) -> Relay | None:
    """Like "X quoted Y as saying", "X cited Y expressing": X, where Y is the source."""
    if not one.cue or not one.source:
        return None
    start, end = one.cue[0]
    first = context.text[start:end].split(" ")[0].lower()
    if first not in _QUOTE_CUES or one.source[0][0] < end:
        return None
    opens, _ = context.outline.sentence_range(start)
    low = max(opens, start - WINDOW)
    match = _NP_BEFORE.search(masked(context.text, low, start, one.content))
    if match is None:
        return None
    relay = named(context, low + match.start("np"), low + match.end("np"))
    if relay is not None and relay.name is not None:
        context.last_medium = relay.name
    return relay


def _told(context: Context, one: Attribution) -> Relay | None:
    """Like "told X", where X is a medium."""
    for start, end in one.cue:
        words = context.text[start:end].lower().split()
        if not words or not _TOLD_CUES.intersection(words):
            continue
        at = end
        if words[-1] not in _TOLD_CUES:
            at = start + len(context.text[start:end].split(None, 1)[0])
        match = _TOLD.match(context.text, at, at + 120)
        if match is not None:
            start, end = match.span("np")
            return (
                medium(context, start, end)
                or _interviewer(context, match)
                or reporter(context, start, end)
                or addressed(context, start, end)
            )
    return None


def _interviewer(context: Context, match: re.Match[str]) -> Relay | None:
    """A name no list knows, told something "in an interview"."""
    start, end = match.span("np")
    rest = context.text[match.end() : match.end() + 60]
    phrase = phrase_of(context.text, ((start, end),))
    if phrase is None or not _INTERVIEW.match(rest) or not phrase.bare[:1].isupper():
        return None
    found = resolve_phrase(context, phrase)
    if found.person is not None or found.speaker is None or found.how is How.METONYM:
        return None
    return Relay(phrase.bare, ((phrase.start, phrase.end),))
