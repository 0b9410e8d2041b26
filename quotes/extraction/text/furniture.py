"""Lines of a page that are no part of its article.

What extraction of a page leaves in between its paragraphs: “Read more: …”, credits of
pictures, calls to sign up or to share. A line is furniture by what it begins with, and
where that is a word any sentence may begin with, only if nothing like a sentence
follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.types import Attribution, Range

LONGEST = 300
"""Characters that a line of furniture has at most."""

_LEADS = (
    r"(?:read|see|learn|find out) (?:more|also|next|on|full story)|also read|see also"
    r"|related(?: (?:stor(?:y|ies)|articles?|coverage|content|topics?|links?|news))?"
    r"|more (?:on this(?: story)?|stories|coverage|from .{1,40}|on .{1,40})"
    r"|most (?:read|popular)|don[’']t miss|in case you missed it|must read"
    r"|(?:recommended|suggested|sponsored|promoted)"
    r"(?: (?:for you|stories|reading|content))?|editor[’']s (?:picks?|choice)"
    r"|(?:watch|listen)(?: (?:live|now|more|below))?|video|gallery|photos?|pictures?"
    r"|images?|photograph|file (?:photo|image|picture)|caption|credit|illustration"
    r"|(?:photo|image|picture|video) (?:credit|caption|source)|graphic|infographic"
    r"|tags?|topics?|filed under|categories|keywords|share(?: this)?|up next|trending"
)
_WITH_SIGN = re.compile(rf"\W*(?:{_LEADS})\s*(?:[:|>»›–—→]|\.{{3}}|…)", re.IGNORECASE)
_ALONE = re.compile(
    rf"\W*(?:{_LEADS}|advertisement|advert|ad|loading(?:\.{{3}}|…)?"
    r"|comments?(?: \(?\d+\)?)?|print|e-?mail|facebook|twitter|x|whatsapp|linkedin"
    r"|reddit|telegram|copy link|copied|save|bookmark|follow(?: us)?"
    r"|subscribe(?: now)?|sign (?:up|in)|log in|register|newsletters?|close|menu"
    r"|skip (?:to content|advertisement|ad)|back to top|next|previous"
    r"|(?:show|view) (?:more|all|comments)|view (?:all )?comments|leave a comment"
    r"|\d+ (?:comments?|shares?|min(?:ute)?s? read)|share (?:on|via|to) .{1,60})\W*",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\W*(?:sign up (?:for|to|here|now|below)\b|subscribe (?:to|now|here|today)\b"
    r"|(?:get|receive) (?:the|our|all|more|breaking|daily|latest|unlimited)\b.{0,120}"
    r"\b(?:inbox|newsletters?|alerts?|e-?mails?|app)\b"
    r"|(?:join|follow|like|find) us (?:on|at)\b"
    r"|follow .{1,60} on (?:twitter|x|facebook|instagram|telegram|whatsapp|linkedin"
    r"|threads|bluesky|mastodon)\b"
    r"|(?:click|tap) here (?:to|for)\b|download (?:the|our) .{0,30}app\b"
    r"|(?:story|article) continues (?:below|after)\b|share (?:this|on|via) .{0,40}$"
    r"|(?:by (?:signing|clicking|submitting|subscribing)|this site is protected by)\b"
    r"|(?:enter|type) your e-?mail\b|you (?:can|may) unsubscribe\b"
    r"|support (?:our|independent) journalism\b"
    r"|already (?:a subscriber|registered)\b"
    r"|(?:this|the) (?:article|story) (?:was|first|has been)(?: \w+)? "
    r"(?:originally |first )?(?:published|appeared)\b"
    r"|(?:copyright\b|©|\(c\) ?\d{4}|all rights reserved)"
    r"|(?:got|have you got|do you have) a (?:tip|story|news tip)\b"
    r"|(?:last )?(?:updated|modified|published)(?: on| at)?:? (?!in\b)(?:\w+,? )?\d)",
    re.IGNORECASE,
)
# What a caption ends in. Where that is plain, its words may report speech; else not.
_CREDIT = re.compile(
    r".{0,240}(?:"
    r"\((?:photo|image|picture|ap photo|file|credit|photograph|illustration)"
    r"(?: by|:|/|\))[^)]*\)?"
    r"|\b(?:photo|image|picture|photograph|credit): ?[^.“”\"]{2,60})\W*",
    re.IGNORECASE,
)
_LIKELY_CREDIT = re.compile(
    r".{0,240}(?:(?:photo|image|picture|photograph|credit)(?: by|/) ?[^.]{2,80}"
    r"|\b(?:getty images|shutterstock|istock|unsplash|alamy|wikimedia commons)"
    r"(?:/[\w ]+)?|(?:/|via )(?:afp|ap|reuters|epa|getty))\W*",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:said|says|told|added|according to)\b", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether ``line``, a line of a page's text, is no part of its article."""
    if not line or len(line) > LONGEST:
        return False
    if _WITH_SIGN.match(line) or _ALONE.fullmatch(line) or _CALL.match(line):
        return True
    if _CREDIT.fullmatch(line):
        return True
    return bool(_LIKELY_CREDIT.fullmatch(line)) and not _REPORTS.search(line)


def furniture_of(text: str) -> list[Range]:
    """Return the lines of ``text`` that are furniture, as ranges of characters."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        if len(line) <= LONGEST + 2 and is_furniture(line.strip()):
            found.append((start, start + len(line)))
        start += len(line)
    return found


def lies_in(one: Attribution, furniture: Sequence[Range]) -> bool:
    """Whether the content of ``one`` begins or ends within one of ``furniture``."""
    ends = (one.content[0][0], one.content[-1][1] - 1)
    return any(start <= end < stop for end in ends for start, stop in furniture)


def without_furniture(text: str) -> tuple[str, int]:
    """Return ``text`` without its lines of furniture, and how many they were."""
    lines = text.split("\n")
    kept = [line for line in lines if not is_furniture(line.strip())]
    return "\n".join(kept), len(lines) - len(kept)
