"""Where a name begins behind words that say whose or what it is.

"The group, Harbour Coalition", "the Orsk newspaper Tide", "the power company Velora",
"Labour’s Ida Holm".
"""

from __future__ import annotations

import re

from quotes.extraction.who.trades import is_kind_of_firm
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.kinds import is_kind_of_body
from quotes.names.person_names import fold_word, is_name_word, is_role, is_title

_KIND_COMMA_NAME = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?P<kind>[a-z][\w’' -]*),\s(?P<name>[A-Z][\w’'&. -]*)"
)
# "Passengers’ group Railwatch"
_THEIR_KIND_AND_NAME = re.compile(
    r"(?:[Tt]he\s)?[A-Za-z][\w-]*s[’']\s(?P<kind>[a-z][\w’' -]*)"
    r"\s(?P<name>[A-Z][\w’'&.-]*(?:\s[A-Z][\w’'&.-]*){0,3})"
)
# "the power company Velora", "Norland’s largest lender, Velora", "chipmaker Velora"
_KIND_AND_BODY = re.compile(
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[A-Z][\w.-]*[’']s?)\s)?"
    r"(?:(?!(?:in|of|by|for|from|at|on|to|with|and|or|the|an?|that|who)\s)"
    r"[A-Za-z][\w’'-]*\s){0,4}?(?P<kind>[A-Za-z][a-z-]+)(?P<comma>,?)\s"
    r"(?P<name>[A-Z][\w’'&.-]*(?:\s(?:&\s|(?:of|for)\s(?:the\s)?)?[A-Z][\w’'&.-]*){0,4})"
)
_KIND_OF_MEDIUM = re.compile(
    r"(?:[Tt]he|[Aa]n?)\s(?:[\w’'-]+\s){1,3}?(?:newspaper|daily|weekly|tabloid"
    r"|magazine|broadcaster|website|outlet)\s(?P<name>[A-Z][\w’'&.-]*"
    r"(?:\s(?:of\s)?[A-Z][\w’'&.-]*){0,4})"
)
# "Labour’s Ida Holm"
_OWNER_AND_NAME = re.compile(
    r"[A-Z][\w.-]*(?:(?<=s)[’'])?(?:\s[A-Z][\w.-]*(?:(?<=s)[’'])?){0,3}[’']s\s"
    r"(?P<first>[A-Z][\w’-]+)(?P<last>(?:\s[A-Z][\w.’-]*){1,2})"
)
_KINDS = organisations.ORGANISATION_HEADS | organisations.MEDIA_HEADS


def behind_kind(text: str, start: int, end: int) -> int:
    """Where the name begins in the range, behind its kind or owner, else ``start``."""
    for begins in (_name_behind_kind, _medium_behind_kind, _body_behind_kind):
        start = begins(text, start, end)
    return _name_behind_owner(text, start, end)


def says_who(word: str) -> bool:
    """Whether a word says what a person or a body is: "senator", "ministry"."""
    folded = fold_word(word)
    return folded in _KINDS or is_title(folded) or is_role(folded)


def _name_behind_kind(text: str, start: int, end: int) -> int:
    """Where the name begins in "The group, Harbour Coalition", else ``start``."""
    match = _KIND_COMMA_NAME.fullmatch(text[start:end])
    match = match or _THEIR_KIND_AND_NAME.fullmatch(text[start:end])
    if match is None or fold_word(match["kind"].split()[-1]) not in _KINDS:
        return start
    return start + match.start("name")


def _medium_behind_kind(text: str, start: int, end: int) -> int:
    """Where the name begins in "the Orsk newspaper Tide", else ``start``."""
    match = _KIND_OF_MEDIUM.fullmatch(text[start:end])
    return start + match.start("name") if match is not None else start


def _body_behind_kind(text: str, start: int, end: int) -> int:
    """Where the name begins in "the power company Velora", else ``start``."""
    match = _KIND_AND_BODY.fullmatch(text, start, end)
    if match is None:
        return start
    if not match["kind"].islower() and not is_kind_of_firm(match["kind"]):
        return start
    kind = fold_word(match["kind"])
    if not is_kind_of_body(kind) or is_role(fold_word(match["name"].split()[-1])):
        return start
    return match.start("name")


def _name_behind_owner(text: str, start: int, end: int) -> int:
    """Where the name begins in "Labour’s Ida Holm", else ``start``."""
    match = _OWNER_AND_NAME.fullmatch(text[start:end])
    if match is None:
        return start
    words = (match["first"], *match["last"].split())
    named = all(is_name_word(word) and not says_who(word) for word in words)
    return start + match.start("first") if named else start
