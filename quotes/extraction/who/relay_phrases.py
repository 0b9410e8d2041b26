"""What a sentence says, beside the words themselves, of who passed them on.

"in an interview with the Tide", "said on XTV", "in a statement released by the
Harbour Office", "via", "as reported by".
"""

from __future__ import annotations

import re

from quotes.extraction.types import Attribution, Range, SpeakerKind
from quotes.extraction.who.context import Context, Resolution
from quotes.extraction.who.phrases import phrase_of
from quotes.extraction.who.relay_names import (
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
from quotes.names.gazetteer.words import word_set

_BY = re.compile(
    r"\b(?P<verb>quoted|cited|reported|carried|published|released|issued|relayed"
    r"|broadcast|aired|distributed|posted|put out|run|obtained|seen|reviewed|viewed"
    r"|contacted|interviewed)(?: (?:as saying|on \w+"
    r"|late|earlier|last \w+|early|\w+day|exclusively))* (?:by|in|on)"
    r"(?! the journal\b) " + NOUN_PHRASE
)
_OFFICE_VERBS = word_set("released issued published posted distributed") | {"put out"}
_BY_MEDIA = word_set("seen reviewed viewed contacted interviewed obtained")
_MEETING = re.compile(
    r"\b(?:interview|conversation|remarks|comments|[Ss]peaking|spoke|[Tt]alking|email|statement"
    r"|appearance|appearing|op-ed|column|article|interviewed|emailed|comment)\b"
    r"(?: (?:exclusively|emailed|sent|given|provided|issued"
    r"|broadcast|published|aired|airing|live|earlier|\w+day|this \w+|last week))*"
    r" (?:with|to|on|for|in|by) " + NOUN_PHRASE
)
# "said on CNN", "explained to the Ledger", "said in a Ledger interview", "via TDN".
_SAID_TO = re.compile(
    r"^(?: (?:\w+day|yesterday|earlier|exclusively|last \w+|\w+ (?:morning|night)))*"
    r" (?:to|on) " + NOUN_PHRASE
)
# "said just after midnight on XTV", "trashed the plan on XTV’s “Morning Vale,”".
_ON_AIR = re.compile(r"\bon (?=(?:the )?[A-Z“\"‘'])[“\"‘']{0,2}" + NOUN_PHRASE)
_IN_INTERVIEW = re.compile(
    r"\b(?:in|during) (?:an?|the) (?:\w+ )?(?P<np>[A-Z][\w’'.& -]*?) "
    r"(?:interview|panel|forum|podcast|appearance)\b"
)
_VIA = re.compile(r",? via " + NOUN_PHRASE)
_OFFICE_STATEMENT = re.compile(
    r"\b(?:said|wrote|added|says|explained|noted) in an? (?P<np>[A-Z][\w’'.& -]*?) "
    r"(?:statement|release|press release|news release)\b"
)
_AS_REPORTED = re.compile(
    r",\s(?:(?:as\s)?(?:reports|reported)\s|(?:as\s)?(?:according to|per)\s)"
    + NOUN_PHRASE
    + r"(?=[.,;]|\s*$)"
)
_TRAILING = re.compile(
    r",\s(?:as\s)?"
    + NOUN_PHRASE.replace("{1,8}", "{1,6}?")
    + r"(?:reports|reported|has reported)\s*[.,;]?"
)
_ACCORDING = re.compile(
    r"^\W*(?:According to|As reported by|Per) " + NOUN_PHRASE + r","
)
_PATTERNS = (
    _MEETING,
    _IN_INTERVIEW,
    _VIA,
    _AS_REPORTED,
    _TRAILING,
    _ACCORDING,
    _ON_AIR,
)


def around(context: Context, one: Attribution, speaker: Resolution) -> Relay | None:
    """What the sentence of cue and source says beside the content."""
    anchors = [*one.cue, *one.source]
    if not anchors:
        return None
    low, high = _bounds(context, one, anchors)
    text = masked(context.text, low, high, one.content)
    return (
        _said_to(context, one)
        or _released(context, low, text, speaker)
        or _from_office(context, low, text, speaker)
        or _first_medium(context, one, low, text)
    )


def _said_to(context: Context, one: Attribution) -> Relay | None:
    """Like "explained to TDN", "said on CNN": a medium right behind the cue."""
    for _, end in one.cue:
        match = _SAID_TO.match(context.text[end : end + 120])
        if match is None:
            continue
        start, stop = (end + offset for offset in match.span("np"))
        relay = medium(context, start, stop)
        to = match.group()[: match.start("np")].endswith(" to ")
        if relay is not None or to:
            return relay or addressed(context, start, stop)
    return None


def _from_office(
    context: Context, low: int, text: str, speaker: Resolution
) -> Relay | None:
    """Like "said in a Harbour Board statement": the body, where a person speaks."""
    match = _OFFICE_STATEMENT.search(text)
    kind = speaker.speaker.kind if speaker.speaker is not None else None
    if match is None or kind is not SpeakerKind.PERSON:
        return None
    return named(context, low + match.start("np"), low + match.end("np"))


def _bounds(
    context: Context, one: Attribution, anchors: list[Range]
) -> tuple[int, int]:
    first, last = min(start for start, _ in anchors), max(end for _, end in anchors)
    low = max(context.outline.sentence_range(first)[0], first - WINDOW)
    end = one.content[-1][1]
    if last < end <= last + 2 * WINDOW:
        last = end
    high = min(context.outline.sentence_range(max(0, last - 1))[1], last + WINDOW)
    return low, max(low, high)


def _released(
    context: Context, low: int, text: str, speaker: Resolution
) -> Relay | None:
    """Like "quoted by X", "in a statement released by X"."""
    for match in _BY.finditer(text):
        start, end = (low + offset for offset in match.span("np"))
        if match["verb"] in _OFFICE_VERBS:
            kind = speaker.speaker.kind if speaker.speaker is not None else None
            if kind is not SpeakerKind.PERSON or " by " not in match[0]:
                relay = medium(context, start, end)
            else:
                relay = named(context, start, end)
        elif match["verb"] in _BY_MEDIA:
            relay = medium(context, start, end) or addressed(context, start, end)
        elif " by " in match[0]:
            relay = _named_body(context, start, end)
        else:
            relay = medium(context, start, end)
        if relay is not None and not is_speaker(relay, speaker):
            return relay
    return None


def _named_body(context: Context, start: int, end: int) -> Relay | None:
    relay = named(context, start, end)
    phrase = phrase_of(context.text, ((start, end),))
    if relay is None or phrase is None or phrase.bare in ("reporters", "journalists"):
        return None
    return relay


def _first_medium(
    context: Context, one: Attribution, low: int, text: str
) -> Relay | None:
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = (low + offset for offset in match.span("np"))
            # "Speaking to the Tide Ada Holm said": the name of who speaks follows.
            starts = [begin for begin, _ in one.source if start < begin < end]
            end = min(starts, default=end)
            if any(start < stop and begin < end for begin, stop in one.source):
                continue
            relay = medium(context, start, end) or _unlisted(
                context, one, start, end, pattern
            )
            if relay is not None:
                return relay
    return None


def _unlisted(
    context: Context,
    one: Attribution,
    start: int,
    end: int,
    pattern: re.Pattern[str],
) -> Relay | None:
    """A person, or a medium that no list knows, beside another's source or cue."""
    relay = None
    if pattern in (_VIA, _AS_REPORTED) and one.source:
        relay = reporter(context, start, end, whoever=True)
    if relay is None and pattern in (_MEETING, _AS_REPORTED, _VIA) and one.cue:
        relay = _unlisted_medium(context, one, start, end, pattern)
    return relay


def _unlisted_medium(
    context: Context,
    one: Attribution,
    start: int,
    end: int,
    pattern: re.Pattern[str],
) -> Relay | None:
    """A medium that no list knows, spoken to or reported by beside another's cue."""
    cue = context.text[one.cue[0][0] : one.cue[-1][1]].lower()
    if pattern is _AS_REPORTED and cue.startswith(("according", "per", "as per")):
        return None
    before = context.text[max(0, start - 12) : start].rstrip().lower()
    if pattern is _MEETING and not before.endswith((" to", " with", " to the")):
        return None
    return addressed(context, start, end)
