"""A name set apart by commas behind a role that a source mention ends with.

"Her co-author" + ", Ida Holm", where a verb of speech follows, or "according to"
stands before. A tagger ends the mention at the comma.
"""

from __future__ import annotations

import re

from quotes.extraction.cues import QUOTE_FORMS
from quotes.names.gazetteer import organisations
from quotes.names.person_names import (
    fold_word,
    is_function_word,
    is_place,
    is_role,
)

_LONGEST = 120
_LONGEST_LEAD = 20
_SAID_BY_ROLE = re.compile(
    r"(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)\s(?:[a-z][\w’'-]*\s){0,4}[a-z][\w’-]*"
)
_COMMA_NAME = re.compile(
    r"(?P<name>,\s(?:(?:Dr|Mrs?|Ms|Prof)\.\s)?[A-Z][\w’-]+(?:\s[A-Z][\w.’-]*){1,3})"
    r",\s(?P<verb>\w+)\b"
)
# ", 34, stole the boat": what is told is told of whom the name names.
_PREDICATE = re.compile(
    r",(?:\s(?:\d{1,3}|an?\s[\w\s’'-]{2,40}|the\s[\w\s’'-]{2,40}|who\s[^,]{2,60}),)*"
    r"\s(?:never\s|also\s|had\s|has\s)?(?:\w+ed|is|was|were|are|has|had|will|would|can"
    r"|could|may|might|fell|stole|saw|took|came|went|left|ran|gave|made|knew|told|lost"
    r"|won|met|sold|kept|began|broke|hit|put)\b"
)
_BY_WHOM = re.compile(r"(?:ccording to|in the (?:words|view|eyes) of)\s+$", re.I)
# "Ida Holm, a teacher in Tarn," at the beginning of a sentence.
_NAMED = re.compile(
    r"(?:^|[\n.!?”\"’]\s|\n)(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w.’'-]*){1,3}),\s$"
)
_APPOSED = re.compile(r"(?:an?|the|his|her|their)\s[a-z]")


def name_before_role(text: str, start: int, end: int) -> int:
    """Where the name begins to which a role between commas is added, else ``start``."""
    if text[end : end + 1] != "," or not _APPOSED.match(text, start, end):
        return start
    before = max(0, start - _LONGEST)
    named = _NAMED.search(text[before:start])
    if named is None:
        return start
    words = named["name"].split()
    folded = [fold_word(word) for word in words]
    body = folded[-1] in organisations.ORGANISATION_HEADS or is_place(words[-1])
    if body or is_place(named["name"]) or is_function_word(folded[0]):
        return start
    return before + named.start("name")


def name_of_role(text: str, start: int, end: int) -> int:
    """Where the name ends behind a role cut short: "Her co-author, Ida Holm"."""
    match = _COMMA_NAME.match(text, end, end + _LONGEST)
    if match is None or not _SAID_BY_ROLE.fullmatch(text, start, end):
        return end
    role = is_role(fold_word(text[start:end].split()[-1]))
    named = (
        role
        and _BY_WHOM.search(text, max(0, start - _LONGEST_LEAD), start) is not None
        and _PREDICATE.match(text, match.end("name")) is None
    )
    return match.end("name") if named or match["verb"] in QUOTE_FORMS else end
