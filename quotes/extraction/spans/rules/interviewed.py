"""Whom a text introduces as the person interviewed, and whose initials a label is.

"The Ledger met Mina Sol, who …", "Novelist Mina Sol talks to the Ledger", "Mina Sol is
an engineer. She spoke to our reporter Jon Reve": Mina Sol.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extraction.types import Range
from quotes.names.gazetteer import organisations, people
from quotes.names.person_names import fold_word, is_function_word, is_place, is_title

INTRODUCTION = 1500

_WORD = r"[A-Z][\w’'-]*\w"
_NAME = re.compile(
    rf"\b{_WORD}(?:\s(?:[A-Z]\.|de|der|den|van|von|bin|al|el|la|{_WORD})){{1,4}}"
)
_WITH = re.compile(
    r"\b(?:[Ii]nterview(?:ed|s|ing)?(?:\swith)?|Q&A(?:\swith)?|(?:[Qq]uestions|minutes)"
    r"(?:\s(?:for|to|with|…))+…?|(?:[Ss]poke|[Ss]peaks|[Tt]alk(?:s|ed)?|[Ss]at down"
    r"|[Cc]aught up|[Cc]hat(?:s|ted)?|[Cc]onversation|[Tt]alking|[Ss]peaking)"
    r"\s(?:to|with)|[Mm]et|[Mm]eets|[Aa]sked|(?:studio|breakfast|lunch|dinner|coffee|tea|drink|drinks|walk|day|evening|hour|home"
    r"|minutes|work|stage) with|[Gg]uest is|[Gg]uest,?|[Jj]oined by)"
    r"\s(?:[^\W\d_A-Z][\w’'-]*,?\s){0,5}(?:[A-Z][a-z]{0,8}\.\s|[A-Z][a-z]+\s){0,2}$"
)
_REPORTER = re.compile(
    r"(?:\b(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Jj]ournalist|[Ww]riter"
    r"|[Pp]resenter|[Hh]ost|[Ii]nterviewer|[Cc]olumnist)[,:]?\s|(?:^|\n)\W*[Bb]y\s"
    r"|\b(?:told to|told|tells|[Ii]nterview by|[Ii]nterviewed by|[Tt]ext by)\s)$"
)
_PRONOUN_MET = re.compile(r"\b(?:[Hh]e|[Ss]he)\s[^.!?\n]{0,60}$")
_ANSWERS = re.compile(
    r"[’']?(?:,[^.\n]{1,120},)?\s(?:talks|talked|tells|told|speaks|spoke|answers|answered"
    r"|explains|explained|discusses|discussed|reflects|recalls|opens up|looks back"
    r"|took questions|faces|on\s)"
)
_TALKS_TO = re.compile(
    r"\s(?:talks|talked|speaks|spoke|chats|chatted|sits down|sat down|catches up"
    rf"|caught up|meets|met|interviews|interviewed)\s(?:to\s|with\s)?(?!our\b)"
    rf"(?:[a-z][\w’'-]*,?\s){{1,5}}(?:[A-Z][a-z]{{0,8}}\.\s)?{_WORD}\s{_WORD}"
)
# "By Ada Holm, as told to Jon Reve": she tells it.
_BYLINE = re.compile(r"(?:^|\n)\W*[Bb]y\s$")
_TOLD = re.compile(r",?\s[Aa]s told to\b")
_VISITED = re.compile(
    r"\s(?:visited|visits|met|meets|interviewed|asked|asks|joined|joins|called|rang"
    r"|(?:spoke|speaks|talked|talks|sat down|caught up) (?:to|with)"
    r"|went to (?:see|meet))\s(?:him|her|them)\b"
)
_HE_SPEAKS = re.compile(r",?\s(?:[Hh]e|[Ss]he|they)\s[a-z]+")
_CREDIT = re.compile(
    rf"(?P<name>{_NAME.pattern})(?:\s[A-Z]{{2,3}})?\s(?:was|is)\s"
    r"(?:talking|speaking|chatting|interviewed|in conversation)\b"
)
_BEFORE = 90
_INITIALS = 2


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    words: tuple[str, ...]


def interviewed(text: str, before: int) -> Range | None:
    """The name of whom the words before ``before`` introduce, or None."""
    low = max(0, before - INTRODUCTION)
    names = list(_names(text, low, before))
    if not names:
        return None
    worth: dict[str, int] = {}
    for name in names:
        key = fold_word(name.words[-1])
        worth[key] = worth.get(key, 0) + _worth(text, low, name)
    best = max(worth.values())
    first = next(n for n in names if worth[fold_word(n.words[-1])] == best)
    return first.start, first.end


def first_named(text: str, before: int) -> Range | None:
    """The first name before ``before`` that is no reporter's, or None."""
    for name in _names(text, max(0, before - INTRODUCTION), before):
        behind = text[max(0, name.start - _BEFORE) : name.start]
        teller = _BYLINE.search(behind) and _TOLD.match(text, name.end)
        if teller or _REPORTER.search(behind) is None:
            return name.start, name.end
    return None


def credited(text: str, behind: int) -> Range | None:
    """Whom a line behind an interview names: "Ada Holm was talking to Jon Reve"."""
    match = _CREDIT.search(text, behind)
    if match is None:
        return None
    words, start = match["name"].split(), match.start("name")
    while len(words) > 1 and _opens_no_name(words[0]):
        start += len(words[0]) + 1
        words = words[1:]
    if words[-1] in people.POST_NOMINALS and len(words) > _INITIALS:
        words = words[:-1]
    return start, start + len(" ".join(words))


def with_initials(text: str, label: str, before: int) -> Range | None:
    """The first name before ``before`` whose initials ``label`` prints, or None."""
    letters = label.replace(".", "").casefold()
    if not 2 <= len(letters) <= 4:
        return None
    for name in _names(text, max(0, before - INTRODUCTION), before):
        for first in range(len(name.words) - 1):
            words = name.words[first:]
            parts = [part for word in words for part in word.split("-") if part]
            if letters in (_initials(words), _initials(parts)):
                length = len(" ".join(words))
                return name.end - length, name.end
    return None


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).casefold()


def is_of_somebody(text: str, label: str, lines: Sequence[Range]) -> bool:
    """Whether ``label`` is the first word of a name printed before or in ``lines``."""
    end = lines[-1][1] if lines else 0
    low = max(0, (lines[0][0] if lines else 0) - INTRODUCTION)
    names = _names(text, low, end)
    return len(label) > _INITIALS and any(name.words[0] == label for name in names)


def is_surname(text: str, label: str, before: int) -> bool:
    """Whether ``label`` is the last word of a name printed before ``before``."""
    names = _names(text, max(0, before - INTRODUCTION), before)
    return len(label) > _INITIALS and any(name.words[-1] == label for name in names)


def is_reporter(text: str, name: Range) -> bool:
    """Whether "our reporter", "by" or the like stands right before a name."""
    before = text[max(0, name[0] - _BEFORE) : name[0]]
    return _REPORTER.search(before) is not None


def _names(text: str, low: int, high: int) -> Iterator[_Named]:
    for match in _NAME.finditer(text, low, high):
        words = match[0].split()
        start = match.start()
        while len(words) > 1 and _opens_no_name(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        last = fold_word(words[-1])
        body = last in organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS
        if len(words) > 1 and not body and not is_place(" ".join(words)):
            yield _Named(start, match.end(), tuple(words))


def _opens_no_name(word: str) -> bool:
    folded = fold_word(word)
    return (
        is_function_word(folded) or is_title(folded) or folded in ("interview", "live")
    )


def _worth(text: str, low: int, name: _Named) -> int:
    """How much one printing of a name says for its being the person interviewed."""
    before = text[max(low, name.start - _BEFORE) : name.start]
    if _REPORTER.search(before):
        return -4
    worth = 1
    met = _WITH.search(before)
    if met is not None:
        worth += -3 if _PRONOUN_MET.search(before[: met.start()]) else 3
    if _HE_SPEAKS.match(text, name.end) and met is not None:
        return -4  # "In this interview with Ada Holm, he speaks about …"
    if _VISITED.match(text, name.end):
        return -4  # "Jon Reve visited her at home"
    if _TALKS_TO.match(text, name.end):
        return worth - 3  # "Ada Holm talks to the boxer Jon Reve"
    if _ANSWERS.match(text, name.end):
        worth += 2
    return worth
