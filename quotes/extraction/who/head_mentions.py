"""Bodies and groups in lower case, by their head words ("the ruling party")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quotes.extraction.budget import check_time
from quotes.extraction.who.mentions import DETERMINERS
from quotes.extraction.who.name_runs import TOKEN
from quotes.names.gazetteer import organisations, roles
from quotes.names.person_names import is_demonym

_LOWER_WORD = re.compile(r"[A-Za-z][\w-]*")
_BEFORE_HEAD = re.compile(
    rf"(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ur|[Hh]is|[Hh]er)\s|(?<!\w){TOKEN}"
    rf"(?:\s{TOKEN}){{0,4}}(?:[’']s?)?\s)(?:{TOKEN}(?:[’']s?)?\s){{0,4}}"
    r"(?:(?!(?:of|in|to|for|by|and|or|with|on|at|from|as|that|is|was|has|had|were|are|the|a|an"
    r"|its|their|his|her|our|said|says|told|cited|quoted|saying|who|which|but|when|after)\s)"
    rf"[a-z][\w-]*\s(?:{TOKEN}(?:[’']s?)?\s)?){{0,3}}$"
)
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many"
    r"|some|dozens of|hundreds of)\s[a-z][\w-]*\sand\s$",
    re.IGNORECASE,
)
# "a harbour campaign swing" is no harbour campaign.
_BEFORE_NOUN = re.compile(
    r"campaign\s(?:swing|trail|stops?|events?|season|appearances?|rally|rallies|speech"
    r"|speeches|promises?|pledges?|slogans?|songs?|themes?|donations?|contributions?"
    r"|cash|funds|finances?|buttons?|signs?|tour|stump)\b"
)
_WINDOW = 90


@dataclass(frozen=True, slots=True)
class HeadMention:
    """A body or a group by its head word ("the ruling party", "US officials")."""

    start: int
    end: int
    name: str
    head: str


def find_heads(text: str) -> list[HeadMention]:
    """Bodies and groups named by a head word in lower case, with what precedes it."""
    heads = organisations.ORGANISATION_HEADS | roles.GROUP_NOUNS
    found = []
    for match in _LOWER_WORD.finditer(text):
        check_time()
        word = match[0]
        if word not in heads or _BEFORE_NOUN.match(text, match.start()):
            continue
        start = match.start()
        before = _BEFORE_HEAD.search(text, max(0, start - _WINDOW), start)
        if before is not None:
            begins = _first_of_two(text, before.start())
            name = text[begins : match.end()]
            found.append(HeadMention(begins, match.end(), name, word))
    return found


def _first_of_two(text: str, start: int) -> int:
    """Where "Eleven secular and Christian groups" begins, not at "Christian"."""
    counted = _COUNTED.search(text, max(0, start - _WINDOW), start)
    return counted.start() if counted is not None else start


def has_modifier(name: str) -> bool:
    """Whether a head phrase says which ("the ruling party"), not just what."""
    words = [word for word in name.split() if word.lower() not in DETERMINERS]
    return len(words) > 1 or any(is_demonym(word) for word in words)
