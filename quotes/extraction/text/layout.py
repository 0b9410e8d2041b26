"""Paragraphs, sentences and lines that are no prose, found without a parser.

A sentence here is a *host* sentence: whatever stands between one pair of
quotation marks belongs to the sentence around it, however many full stops it
holds, since what matters is who is said to have said it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quotes.extraction.budget import check_time
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.text.paragraphs import paragraph_lines
from quotes.extraction.types import Range
from quotes.names.person_names import fold_word, is_first_name, is_place

# Begins only where a run of stops begins, so that a long run costs linear time.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++(?:(?:[ \u00a0]»)?[\"'”’»)\]]*+(?=\s)"
    r"|[\"”»)\]]++(?=[A-Z“\"‘])|(?<=[a-z][.])(?=“[A-Z]))"
)
_INITIAL = re.compile(r"(?:^|[\s(\-])[A-Z]\.$")
_DOTTED = re.compile(r"\.[A-Za-z]\.$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“‘'\-])(?:mr|mrs|ms|mx|dr|prof|sen|sens|rep|reps|gov|govs|gen|lt|col|"
    r"maj|capt|cmdr|sgt|cpl|adm|brig|pres|sec|supt|det|insp|hon|rev|fr|engr|eng|barr|"
    r"alh|amb|smt|st|ste|mt|ft|"
    r"jr|sr|bros|inc|corp|co|ltd|llc|dept|univ|assn|est|no|nos|vol|fig|p|pp|ed|eds|"
    r"vs|v|etc|e\.g|i\.e|a\.m|p\.m|approx|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|"
    r"dec|ala|ariz|ark|calif|colo|conn|del|fla|ga|ill|ind|kan|ky|la|mass|md|mich|minn|"
    r"miss|mo|mont|neb|nev|okla|ore|pa|tenn|tex|vt|va|wash|wis|wyo|ave|blvd|rd)\.$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|[\s(\"“‘'\-])(?:mr|mrs|ms|mx|dr|prof|sen|sens|rep|reps|gov|govs|gen|lt|col|"
    r"maj|capt|cmdr|sgt|cpl|adm|brig|pres|supt|det|insp|hon|rev|fr|engr|eng|barr|"
    r"alh|amb|smt|st|mt|vs|v)\.$",
    re.IGNORECASE,
)
_NEXT_IS_START = re.compile(r"\s+[\"“‘'«(\[—–-]*\s*(?:[A-Z0-9$€£]|[^\W\d_a-zA-Z])|\s*$")
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’'-]+(?:[ ,]+(?:[A-Z][\w.’'-]*|\d{1,2})){0,5}\s*"
    r"(?:\([^)]{1,30}\)\s*)?(?:[—–]|--|-\s)\s*"
    # "(Wire) — Nine wells …"
    r"|\s*\([A-Z][\w. /]{1,24}\)\s*(?:[—–]|--|-\s)\s*"
    # "Harbour City, Nordland – Nine wells …"
    r"|\s*(?P<town>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}),\s[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}"
    r"\s[—–]\s(?=[A-Z])"
)
# "NEW KARSK: Nine wells …", "Karsk, May 9: …": a place that lists know, or one in
# capitals before a sentence that tells who reports it.
_COLON_DATELINE = re.compile(
    r"\s*(?P<town>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})"
    r"(?:,\s[A-Z][\w.]*(?:\s\d{1,2})?)?:\s+(?=[A-Z])"
)
_TELLS_WHO = re.compile(
    r"\baccording to\b|,\s(?:[\w’'.-]+\s){1,8}(?:said|says|told|announced|reported)\b"
)
_BOILERPLATE = re.compile(
    r"\s*(?:related(?: (?:stor(?:y|ies)|articles?|coverage))?|read (?:more|also|next)|"
    r"(?:see|also) (?:also|more|read)|more|more on this|watch(?: live)?|listen|"
    r"photos?|photograph|image|picture|"
    r"video|caption|file photo|credit|source|advertisement|share this|sign up|"
    r"subscribe|follow us|recommended|most read|tags?|topics?|filed under)\s*[:|>–—]"
    r"|\s*(?:comments|advertisement|share|related|read more|sign up)\s*$"
    r"|.{0,300}\((?:photo|image|picture|ap photo|file)(?: by|:|/)[^)]*\)\s*$",
    re.IGNORECASE,
)
_OPENER_WORD = re.compile(
    r"\s+[\"“‘']*(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|For|As|This|That|"
    r"These|Those|His|Her|Its|Their|If|When|While|After|Before|However|Meanwhile)\b"
)
# A cue with its own content after it: “Why?” She said that …, He added, “…”
_INTRODUCES = re.compile(r"\s*[,:]?\s*(?:[\"“‘'«`]|(?:that|to|if|whether|how|why)\b)|:")
_ENDS = re.compile(r"\s*(?:[.]|$|(?:in|on|at|during)\s)")
_LONGEST_BOILERPLATE = 400
_LONGEST_DATELINE = 60
# "14:32 Police cordon off the station": how live blogs open a paragraph.
_CLOCK = re.compile(
    r"\s*[\[(]?\d{1,2}[:.h]\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4}\b)?"
    r"[\])]?\s?[-–—:|.]?\s+(?=[A-Z“\"‘«])"
)


def paragraphs(text: str) -> list[Range]:
    """Return the ranges of the paragraphs of ``text``: its non-blank lines."""
    return [
        (start, end)
        for start, end in paragraph_lines(text)
        if not text[start:end].isspace()
    ]


def is_boilerplate(text: str, paragraph: Range) -> bool:
    """Whether a paragraph is furniture: "Related: …", a picture credit, "Share"."""
    start, end = paragraph
    if end - start > _LONGEST_BOILERPLATE:
        return False
    return _BOILERPLATE.match(text[start:end]) is not None


def after_dateline(text: str, paragraph: Range) -> int:
    """Where a paragraph's prose begins: behind "HARBOUR CITY, Nord. (Wire) —"."""
    start, end = paragraph
    clock = _CLOCK.match(text, start, min(end, start + 40))
    if clock is not None:
        return clock.end()
    match = _DATELINE.match(text, start, min(end, start + 80))
    if match is None or _names_somebody(match):
        return _after_place(text, paragraph)
    return match.end()


def is_in_dateline(text: str, position: int) -> bool:
    """Whether ``position`` lies in the place that opens its line: "KARSK, Norl. —"."""
    start = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
    if position - start > _LONGEST_DATELINE:
        return False
    end = text.find("\n", position)
    return position < after_dateline(text, (start, end if end >= 0 else len(text)))


def _after_place(text: str, paragraph: Range) -> int:
    """Where prose begins behind a place and a colon, or where the paragraph does."""
    start, end = paragraph
    match = _COLON_DATELINE.match(text, start, min(end, start + 60))
    if match is None:
        return start
    town = match["town"]
    known = is_place(town) or is_place(town.title())
    shouted = town.isupper() and _TELLS_WHO.search(text, match.end(), end) is not None
    return match.end() if known or shouted else start


def _names_somebody(dateline: re.Match[str]) -> bool:
    """Whether "Ada Holm, Tarn –" tells who speaks rather than where it happened."""
    town = dateline["town"]
    return town is not None and is_first_name(fold_word(town.split()[0]))


def sentences(
    text: str, paragraph: Range, spans: Sequence[QuotedSpan], goes_on: re.Pattern[str]
) -> list[Range]:
    """Return the host sentences of one paragraph, blanks trimmed.

    spans: the quoted spans of this paragraph, in order; no boundary falls
        inside one.
    goes_on: matches where the words after a closing mark continue the
        sentence although they begin like a new one (“Why?” Mina asked).
    """
    start, end = paragraph
    starts = [span.start for span in spans]
    found: list[Range] = []
    for match in _STOP.finditer(text, start, end):
        check_time()
        at = match.end()
        index = bisect_right(starts, at - 1) - 1
        span = spans[index] if index >= 0 else None
        if span is not None and at < span.end:
            continue
        if span is not None and at == span.end and span.closed:
            if _attribution_follows(text, at, end, match.group(), goes_on):
                continue
        elif not _ends_sentence(text, match.start(), at, end):
            continue
        found.append((start, at))
        start = at
    found.append((start, end))
    return [r for r in (_trim(text, *r) for r in found) if r[0] < r[1]]


def _attribution_follows(
    text: str, at: int, end: int, stop: str, goes_on: re.Pattern[str]
) -> bool:
    """Whether what follows the quoted words here belongs to their sentence."""
    following = text[at : at + 3].strip()[:1]
    if following.islower() or following in (",", ";"):
        return True
    match = goes_on.match(text, at, min(end, at + 160))
    if match is None or _INTRODUCES.match(text, match.end(), end):
        return False
    # After a full stop only a bare attribution: “We go.” Mina Sol said.
    return stop[:1] in "!?…" or _ENDS.match(text, match.end(), end) is not None


def _ends_sentence(text: str, dot: int, at: int, end: int) -> bool:
    if not _NEXT_IS_START.match(text[at : min(end, at + 8)]):
        return False
    if text[dot:at] != ".":
        return True
    before = text[max(0, dot - 12) : at]
    if _TITLE.search(before) or _INITIAL.search(before):
        return False
    if not (_ABBREVIATION.search(before) or _DOTTED.search(before)):
        return True
    # After an abbreviation only a common opener starts a new sentence.
    return _OPENER_WORD.match(text[at : min(end, at + 14)]) is not None


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
