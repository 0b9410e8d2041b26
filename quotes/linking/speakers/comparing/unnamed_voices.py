"""Which names may mean one voice though they differ: abbreviations, shares, roles.

They are no proof that two rows of speakers are one, and join none; they tell how far
the words of both may be compared. Pure, without Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from quotes.linking.wordings.words import FUNCTION_WORDS, stem
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.gazetteer.roles import GROUP_NOUNS, ROLE_SYNONYMS, ROLES
from quotes.names.gazetteer.words import word_set

LEAST_LETTERS = 2
"""Letters of an acronym that are compared with the initials of a full name."""

_OF_WHOM = re.compile(
    r"\s+(?:of|for|from|in|at|on|with|who|close|familiar|involved)\b|,"
)
_COUNTING = word_set(
    """
    a an the one two three four some many several few most other another both all
    almost nearly about just only roughly more than at least multiple various senior
    top others anonymous unnamed mr mrs ms
    """
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety"
_COUNTS = {word: 10 * n for n, word in enumerate(_TENS.split())}
_COUNTS |= {word: n for n, word in enumerate(_UNITS.split())}
_PERCENT = re.compile(r"^(?P<count>[\w. ]+?) ?(?:percent|per cent|%)(?P<whom>.*)$")


def is_abbreviated(names: Iterable[str], others: Iterable[str]) -> bool:
    """Whether one of two bodies is known by the initials of the other alone.

    names, others: the name and aliases of each ("AP"; "Associated Press").
    """
    names, others = list(names), list(others)
    return _abbreviates(names, others) or _abbreviates(others, names)


def _abbreviates(short: Iterable[str], full: Iterable[str]) -> bool:
    letters = [acronym_of(name) for name in short if is_only_acronym(name)]
    initials = {acronym_of(name) for name in full if not is_only_acronym(name)}
    return any(len(a) >= LEAST_LETTERS and a in initials for a in letters)


@lru_cache(maxsize=20_000)
def share_told(name: str) -> tuple[str, frozenset[str]]:
    """Return the share of people that ``name`` is, as a figure, and of whom.

    "Only 24 percent": "24", of nobody named; "Twenty-four percent of voters": "24",
    of "voters". The figure is "" where the name is no share.
    """
    plain = name.casefold().replace("-", " ").removeprefix("the ")
    match = _PERCENT.match(plain)
    if match is None:
        return "", frozenset()
    words = match["count"].split()
    while words and words[0] in _COUNTING and words[0] not in _COUNTS:
        words.pop(0)
    whom = frozenset(fold(match["whom"]).split()) - FUNCTION_WORDS
    if len(words) == 1 and words[0].replace(".", "", 1).isdigit():
        return words[0], whom
    counts = [_COUNTS.get(word, -1) for word in words]
    whole = len(counts) == 1 or (len(counts) == 2 and 0 < counts[1] < 10 < counts[0])
    return (str(sum(counts)), whom) if whole and min(counts) >= 0 else ("", whom)


def is_same_share(one: str, other: str) -> bool:
    """Whether two names are one share, of the same people as far as both tell."""
    share, whom = share_told(one)
    other_share, others = share_told(other)
    if not share or share != other_share:
        return False
    return not whom or not others or bool(whom & others)


@lru_cache(maxsize=20_000)
def role_told(name: str) -> tuple[str, frozenset[str]]:
    """Return the role by which somebody without a name is called, and whose it is.

    A stem, and the proper nouns that stand with it, folded: "a State Department
    spokesman" is a spokesperson of "state" and "department", "Officials" are
    officials. The stem is "" for whoever has a name of their own.
    """
    plain = name.replace("’s", "").replace("'s", "")
    before = _OF_WHOM.split(plain, maxsplit=1)[0].split()
    if not before:
        return "", frozenset()
    head = fold(before[-1])
    singular = head.removesuffix("s")
    known = head in GROUP_NOUNS or head in ROLES or singular in ROLES
    if not known or head in _COUNTING or (before[-1][:1].isupper() and len(before) > 1):
        return "", frozenset()
    role = ROLE_SYNONYMS.get(singular, ROLE_SYNONYMS.get(head, singular))
    proper = [word for word in plain.split() if word[:1].isupper()]
    owners = {fold(word) for word in proper} - {head} - _COUNTING
    return stem(role), frozenset(owners)


def may_be_one_voice(one: str, other: str) -> bool:
    """Whether two who have no name may be one: of one role, and of nobody else's."""
    role, owners = role_told(one)
    other_role, others = role_told(other)
    if not role or role != other_role:
        return False
    return not owners or not others or bool(owners & others)
