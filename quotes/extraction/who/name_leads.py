"""Words that stand in one run of capitals with a name and are no part of it.

"Said Ada Holm", "Per", "Crofter Ada Holm" where the sentence gives the capital, and
"KC" behind a name.
"""

from __future__ import annotations

import re

from quotes.extraction.text.outline import Outline
from quotes.extraction.types import Range
from quotes.extraction.who.trades import is_kind_of_firm, is_trade, is_trade_here
from quotes.names.gazetteer import organisations, people
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_first_name,
    is_function_word,
    is_place,
    is_title,
)

_INVERTED = word_set(
    """
    Said Says Wrote Writes Added Adds Asked Replied Answered Explained Recalled Tweeted
    Continued Noted Concluded Told
    """
)
_DETERMINER_AHEAD = re.compile(r"\s(?:the|an?|its|his|her|their)\b")
_ARTICLE_AHEAD = re.compile(r"\b(?:[Tt]he|[Aa]n?)\s$")
# "Sixteen-year-old Ada Holm", "Mother-of-two Ada Holm", "Ex-soldier Ada Holm"
_DESCRIBES = re.compile(
    r"[A-Z\d][\w-]*-(?:year|month)-old|[A-Z][a-z-]+-of-[a-z\d]+"
    r"|(?:Ex|Co|Vice|Then|Former|Self|Part|Full|Long|First|Second|Two|Three|Four|Five)"
    r"-[a-z][a-z-]{2,}"
)
# "Sisters Ruth and Ada Holm"
_PAIRS = word_set(
    "Sisters Brothers Twins Siblings Cousins Friends Partners Colleagues Neighbours"
    " Neighbors Newlyweds Teammates Classmates Flatmates Roommates Parents Grandparents"
    " Husbands Wives Lovers Exes Bandmates Housemates Workmates Schoolfriends"
)
_NEAR = 8
_FULL = 2


def without_lead(
    text: str, outline: Outline, parts: list[Range], lower: frozenset[str]
) -> list[Range]:
    """The parts of a run without words before the name that only open a sentence."""
    start = parts[0][0]
    opens = outline.sentence_starts[outline.sentence(start)]
    if start - opens < _NEAR and not any(c.isalnum() for c in text[opens:start]):
        parts = _without_opener(text, parts, lower)
    while parts and is_function_word(fold_word(text[parts[0][0] : parts[0][1]])):
        parts = parts[1:]
    honoured = parts and text[slice(*parts[-1])] in people.POST_NOMINALS
    office = _ARTICLE_AHEAD.search(text, max(0, start - 5), start) is not None
    if len(parts) > _FULL and honoured and not office:  # no "the Salem Quay MP"
        parts = parts[:-1]  # "Ada Holm KC"
    return parts


def _without_opener(
    text: str, parts: list[Range], lower: frozenset[str]
) -> list[Range]:
    """The parts of a run that opens a sentence, without what only opens it."""
    if _opens_only(text, parts, lower) or _is_per(text, parts):
        parts = parts[1:]
    if len(parts) > _FULL and _is_inverted(text, parts):
        parts = parts[1:]
    if len(parts) > _FULL and (
        is_trade(text[slice(*parts[0])])
        or is_trade_here(text[slice(*parts[0])], text[slice(*parts[1])])
    ):
        parts = parts[1:]
    if len(parts) == _FULL and is_kind_of_firm(text[slice(*parts[0])]):
        parts = parts[1:]
    if len(parts) > 1 and text[slice(*parts[0])] in _PAIRS:
        parts = parts[1:]
    if len(parts) > 1 and _DESCRIBES.fullmatch(text[slice(*parts[0])]):
        parts = parts[1:]
    return parts


def _is_per(text: str, parts: list[Range]) -> bool:
    """Whether "Per" opens a sentence as a preposition: "Per the regulator, …"."""
    return text[slice(*parts[0])] == "Per" and (
        _DETERMINER_AHEAD.match(text, parts[0][1]) is not None
    )


def _is_inverted(text: str, parts: list[Range]) -> bool:
    """Whether a sentence opens with its verb: "Said Ada Holm: …"."""
    return text[parts[0][0] : parts[0][1]] in _INVERTED


def _opens_only(text: str, parts: list[Range], lower: frozenset[str]) -> bool:
    """Whether the first word has its capital from the sentence, not from a name."""
    first = text[parts[0][0] : parts[0][1]]
    folded = first.lower()
    if folded not in lower or is_title(folded):
        return False
    if len(parts) > 1 and is_place(text[parts[0][0] : parts[1][1]]):
        return False
    if fold_word(text[parts[-1][0] : parts[-1][1]]) in organisations.ORGANISATION_HEADS:
        return len(parts) == 1
    return not is_first_name(folded) or folded in people.ALSO_VERBS
