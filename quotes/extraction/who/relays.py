"""Who stands between a speaker and the article, with where that is printed.

The agency that quotes, the medium that was told, the office whose statement it is
when a person speaks in it. Somebody told who is no medium is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.types import Attribution, Range, SpeakerKind
from quotes.extraction.who.addressees import medium_addressed, trimmed_name
from quotes.extraction.who.context import Context, How, Resolution
from quotes.extraction.who.coreference import resolve_phrase
from quotes.extraction.who.media import medium_name
from quotes.extraction.who.phrases import Phrase, is_document, phrase_of
from quotes.extraction.who.reporters import person_in, reporter_told
from quotes.names.folding import fold
from quotes.names.gazetteer.words import word_set

_WINDOW = 500
_NP = (
    r"(?P<np>(?:(?!(?:that|in|on|at|after|before|during|when|while|by|about|as|who|which"
    r"|earlier|last|this|late|through|before|after|he|she|it|they|his|her|via|from|for|to|and|but|over|via"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|early|following|said"
    r"|says|right|just|shortly|minutes|hours|days|weeks|with|how|why|what|if|is|was|has|had|will)\b)"
    r"(?:[A-Z]\.(?:[A-Z]\.)*|[\w’'&.‑-]*[\w’'&‑-])(?: |$|(?=[^\w ]))){1,8})"
)
_TOLD = re.compile(
    r"\s*(?:exclusively\s)?(?:the (?:\w+ ){0,2}(?:program|programme|show|podcast)\s)?"
    rf"[“\"‘']{{0,2}}{_NP}"
)
_TOLD_CUES = word_set("told tell tells telling informed inform informing assured")
_QUOTE_CUES = word_set("quoted quotes quoting quote cited cites citing cite")
_BY = re.compile(
    r"\b(?P<verb>quoted|cited|reported|carried|published|released|issued|relayed"
    r"|broadcast|aired|distributed|posted|put out|run|obtained|seen|reviewed|viewed"
    r"|contacted|interviewed)(?: (?:as saying|on \w+"
    r"|late|earlier|last \w+|early|\w+day|exclusively))* (?:by|in|on)"
    r"(?! the journal\b) " + _NP
)
_OFFICE_VERBS = word_set("released issued published posted distributed") | {"put out"}
_BY_MEDIA = word_set("seen reviewed viewed contacted interviewed obtained")
_MEETING = re.compile(
    r"\b(?:interview|conversation|remarks|comments|[Ss]peaking|spoke|[Tt]alking|email|statement"
    r"|appearance|appearing|op-ed|column|article|interviewed|emailed|comment)\b"
    r"(?: (?:exclusively|emailed|sent|given|provided|issued"
    r"|broadcast|published|aired|airing|live|earlier|\w+day|this \w+|last week))*"
    r" (?:with|to|on|for|in|by) " + _NP
)
# "said on CNN", "explained to the Ledger", "said in a Ledger interview", "via TDN".
_SAID_TO = re.compile(
    r"^(?: (?:\w+day|yesterday|earlier|exclusively|last \w+|\w+ (?:morning|night)))*"
    r" (?:to|on) " + _NP
)
# "said just after midnight on XTV", "trashed the plan on XTV’s “Morning Vale,”".
_ON_AIR = re.compile(r"\bon (?=(?:the )?[A-Z“\"‘'])[“\"‘']{0,2}" + _NP)
_IN_INTERVIEW = re.compile(
    r"\b(?:in|during) (?:an?|the) (?:\w+ )?(?P<np>[A-Z][\w’'.& -]*?) "
    r"(?:interview|panel|forum|podcast|appearance)\b"
)
_VIA = re.compile(r",? via " + _NP)
_OFFICE_STATEMENT = re.compile(
    r"\b(?:said|wrote|added|says|explained|noted) in an? (?P<np>[A-Z][\w’'.& -]*?) "
    r"(?:statement|release|press release|news release)\b"
)
_AS_REPORTED = re.compile(
    r",\s(?:(?:as\s)?(?:reports|reported)\s|(?:as\s)?(?:according to|per)\s)"
    + _NP
    + r"(?=[.,;]|\s*$)"
)
_TRAILING = re.compile(
    r",\s(?:as\s)?"
    + _NP.replace("{1,8}", "{1,6}?")
    + r"(?:reports|reported|has reported)\s*[.,;]?"
)
_ACCORDING = re.compile(r"^\W*(?:According to|As reported by|Per) " + _NP + r",")
_INTERVIEW = re.compile(r"\s*in an? (?:[\w-]+ ){0,3}interview\b")
_NP_BEFORE = re.compile(
    r"(?:^|[,;:.—–”\"]\s*|\b(?:and|but|while|as|that)\s)(?P<np>[^,;:.—–“”\"\n]{2,70}?)\s*"
    r"(?:(?:has|have|had|also|earlier|later|then|was|is|previously)\s*){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Relay:
    """Who passed a quotation on, and where that is printed; both empty for nobody."""

    name: str | None
    ranges: tuple[Range, ...] = ()


NO_RELAY = Relay(None)


def find_relay(context: Context, one: Attribution, speaker: Resolution) -> Relay:
    """Who stands between the speaker of ``one`` and the article, or ``NO_RELAY``."""
    relay = (
        _given(context, one)
        or _quoting(context, one)
        or _told(context, one)
        or _around(context, one, speaker)
    )
    if relay is None or _is_speaker(relay, speaker):
        return NO_RELAY
    return relay


def _is_speaker(relay: Relay, resolution: Resolution) -> bool:
    if resolution.speaker is None or relay.name is None:
        return False
    known = {
        fold(name) for name in (resolution.speaker.name, *resolution.speaker.names)
    }
    return fold(relay.name) in known


def _named(context: Context, start: int, end: int) -> Relay | None:
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


def _medium(context: Context, start: int, end: int) -> Relay | None:
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


def _given(context: Context, one: Attribution) -> Relay | None:
    """What the finder saw."""
    if not one.relay:
        return None
    return _named(context, one.relay[0][0], one.relay[-1][1])


def _quoting(context: Context, one: Attribution) -> Relay | None:
    """Like "X quoted Y as saying", "X cited Y expressing": X, where Y is the source."""
    if not one.cue or not one.source:
        return None
    start, end = one.cue[0]
    first = context.text[start:end].split(" ")[0].lower()
    if first not in _QUOTE_CUES or one.source[0][0] < end:
        return None
    opens, _ = context.outline.sentence_range(start)
    low = max(opens, start - _WINDOW)
    match = _NP_BEFORE.search(_masked(context.text, low, start, one.content))
    if match is None:
        return None
    relay = _named(context, low + match.start("np"), low + match.end("np"))
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
                _medium(context, start, end)
                or _interviewer(context, match)
                or _reporter(context, start, end)
                or _addressed(context, start, end)
            )
    return None


def _reporter(
    context: Context, start: int, end: int, *, whoever: bool = False
) -> Relay | None:
    """The reporter whose name fills the range. whoever: whatever they are said to be."""
    phrase = phrase_of(context.text, ((start, end),))
    if phrase is None:
        return None
    find = person_in if whoever else reporter_told
    person = find(context, phrase)
    return Relay(person.name, ((start, phrase.end),)) if person is not None else None


def _addressed(context: Context, start: int, end: int) -> Relay | None:
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


def _around(context: Context, one: Attribution, speaker: Resolution) -> Relay | None:
    """What the sentence of cue and source says beside the content."""
    anchors = [*one.cue, *one.source]
    if not anchors:
        return None
    low, high = _bounds(context, one, anchors)
    text = _masked(context.text, low, high, one.content)
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
        relay = _medium(context, start, stop)
        to = match.group()[: match.start("np")].endswith(" to ")
        if relay is not None or to:
            return relay or _addressed(context, start, stop)
    return None


def _from_office(
    context: Context, low: int, text: str, speaker: Resolution
) -> Relay | None:
    """Like "said in a Harbour Board statement": the body, where a person speaks."""
    match = _OFFICE_STATEMENT.search(text)
    kind = speaker.speaker.kind if speaker.speaker is not None else None
    if match is None or kind is not SpeakerKind.PERSON:
        return None
    return _named(context, low + match.start("np"), low + match.end("np"))


def _bounds(
    context: Context, one: Attribution, anchors: list[Range]
) -> tuple[int, int]:
    first, last = min(start for start, _ in anchors), max(end for _, end in anchors)
    low = max(context.outline.sentence_range(first)[0], first - _WINDOW)
    end = one.content[-1][1]
    if last < end <= last + 2 * _WINDOW:
        last = end
    high = min(context.outline.sentence_range(max(0, last - 1))[1], last + _WINDOW)
    return low, max(low, high)


def _masked(text: str, low: int, high: int, content: tuple[Range, ...]) -> str:
    """``text[low:high]`` with the content's words blotted out, offsets kept."""
    piece = text[low:high]
    for start, end in content:
        a, b = max(0, start - low), min(high, end) - low
        if a < b:
            piece = piece[:a] + "\x00" * (b - a) + piece[b:]
    return piece


def _released(
    context: Context, low: int, text: str, speaker: Resolution
) -> Relay | None:
    """Like "quoted by X", "in a statement released by X"."""
    for match in _BY.finditer(text):
        start, end = (low + offset for offset in match.span("np"))
        if match["verb"] in _OFFICE_VERBS:
            kind = speaker.speaker.kind if speaker.speaker is not None else None
            if kind is not SpeakerKind.PERSON or " by " not in match[0]:
                relay = _medium(context, start, end)
            else:
                relay = _named(context, start, end)
        elif match["verb"] in _BY_MEDIA:
            relay = _medium(context, start, end) or _addressed(context, start, end)
        elif " by " in match[0]:
            relay = _named_body(context, start, end)
        else:
            relay = _medium(context, start, end)
        if relay is not None and not _is_speaker(relay, speaker):
            return relay
    return None


def _named_body(context: Context, start: int, end: int) -> Relay | None:
    relay = _named(context, start, end)
    phrase = phrase_of(context.text, ((start, end),))
    if relay is None or phrase is None or phrase.bare in ("reporters", "journalists"):
        return None
    return relay


def _first_medium(
    context: Context, one: Attribution, low: int, text: str
) -> Relay | None:
    patterns = (
        _MEETING,
        _IN_INTERVIEW,
        _VIA,
        _AS_REPORTED,
        _TRAILING,
        _ACCORDING,
        _ON_AIR,
    )
    for pattern in patterns:
        for match in pattern.finditer(text):
            start, end = (low + offset for offset in match.span("np"))
            # "Speaking to the Tide Ada Holm said": the name of who speaks follows.
            starts = [begin for begin, _ in one.source if start < begin < end]
            end = min(starts, default=end)
            if any(start < stop and begin < end for begin, stop in one.source):
                continue
            relay = _medium(context, start, end)
            if relay is None and pattern in (_VIA, _AS_REPORTED) and one.source:
                relay = _reporter(context, start, end, whoever=True)
            if relay is None and pattern in (_MEETING, _AS_REPORTED, _VIA) and one.cue:
                relay = _unlisted_medium(context, one, start, end, pattern)
            if relay is not None:
                return relay
    return None


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
    return _addressed(context, start, end)
