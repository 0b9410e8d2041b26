"""Whether somebody told something is a medium: a construction, not a list of names.

"told the Harbour Ledger on Friday", "explained to TDN", "speaking to Tide.info":
whoever is told like that, with a name that is no person's, no place's and no public
body's, is the medium that prints it or from which it is taken.
"""

from __future__ import annotations

import re

from quotes.extraction.who.context import Context
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import (
    fold_word,
    is_acronym,
    is_demonym,
    is_first_name,
    is_function_word,
    is_place,
    is_plural_role,
    is_role,
    is_title,
)

_ARTICLE = re.compile(r"^(?:the|a|an)\s+(?=\S)", re.IGNORECASE)
_NAME = re.compile(
    r"(?:[Tt]he\s)?[A-Z][\w’'-]*(?:\.[a-z]{2,4}\b)?"
    r"(?:\s(?:of\s|and\s|&\s)?[A-Z][\w’'&-]*)*"
)
_NO_MEDIA = (organisations.ORGANISATION_HEADS - organisations.MEDIA_HEADS) | word_set(
    "congress parliament senate commons lords cabinet lawmakers nato un eu fbi cia fifa"
)
# Newspapers are called so too: "The Harbour Reporter".
_CALLED_SO = word_set("reporter observer spectator investigator advocate")
_LEFT = word_set("investors shareholders customers employees staff members students")


def trimmed_name(phrase: str) -> str:
    """``phrase`` without the words behind the name it begins with, if it does.

    "Glim Citizen through an agency" → "Glim Citizen"; what is in lower case stays.
    """
    match = _NAME.match(phrase)
    if match is None:
        return phrase
    rest = phrase[match.end() :].split()
    if rest and fold_word(rest[0]) in organisations.SURE_MEDIA and rest[0].islower():
        return f"{match.group()} {rest[0]}"
    if any(fold_word(word) in organisations.SURE_MEDIA for word in rest):
        return phrase
    goes_on = rest and (not rest[0].islower() or is_role(fold_word(rest[0])))
    return phrase if goes_on else match.group()


def medium_addressed(context: Context, phrase: str, position: int) -> str | None:
    """The medium that ``phrase`` names where somebody is told something, else None."""
    match = _NAME.fullmatch(trimmed_name(phrase))
    if match is None:
        return None
    bare = _ARTICLE.sub("", match.group())
    words = bare.split()
    folded = [fold_word(word) for word in words]
    if not words or is_place(bare) or is_demonym(bare) or _names_others(folded):
        return None
    if context.cast.named(bare, position) is not None:
        return None
    known = folded[-1] in organisations.MEDIA_HEADS
    if is_first_name(folded[0]) and not known:
        return None
    printed_so = bare != match.group() or _is_printed_as_medium(bare)
    return bare if known or printed_so or len(words) == 1 else None


def _is_printed_as_medium(bare: str) -> bool:
    """Whether a name is printed as media's are: "TDN", "Tide.info", "TideNews"."""
    first = bare.split()[0]
    return is_acronym(first) or "." in bare or any(c.isupper() for c in first[1:])


def _names_others(folded: list[str]) -> bool:
    last = folded[-1]
    return (
        last in _NO_MEDIA
        or folded[0] in _LEFT
        or is_function_word(folded[0])
        or any(is_role(word) or is_title(word) for word in folded[:-1])
        or (last not in _CALLED_SO and (is_role(last) or is_title(last)))
        or is_plural_role(last)
    )
