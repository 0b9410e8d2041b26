"""Acronyms and the names that they are short for.

"Federation of Unions for Rail and Road (FURR)": the letters tell where the name
begins, over "of", "for" and "and". "Union of Dockers and Pilots … UDP": they tell whose
they are without being printed behind it.

Source: Schwartz & Hearst, A simple algorithm for identifying abbreviation definitions
in biomedical text (2003), for names in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quotes.extraction.budget import check_time
from quotes.extraction.types import Range
from quotes.names.gazetteer.words import word_set

_BEHIND = re.compile(r"[ \u00a0]\((?:the[ \u00a0])?([A-Z][A-Za-z]{0,3}[A-Z]{1,7})\)")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")
_BETWEEN = re.compile(r",?[ \u00a0](?:&[ \u00a0])?|-")
_SMALL = word_set("of for and the in on to at de la du des del da do et y e und von")
_LONGEST = 120
_MOST_WORDS = 14


def long_forms(text: str) -> list[Range]:
    """Where names stand that an acronym in parentheses follows and spells."""
    found = []
    for match in _BEHIND.finditer(text):
        check_time()
        span = _spelled(text, match.start(), match[1].upper())
        if span is not None:
            found.append(span)
    return found


def _spelled(text: str, end: int, letters: str) -> Range | None:
    """The shortest stretch up to ``end`` whose initials are ``letters``, or None."""
    words = [one.span() for one in _WORD.finditer(text, max(0, end - _LONGEST), end)]
    if not words or words[-1][1] != end:
        return None
    for first in range(len(words) - 1, max(-1, len(words) - 1 - _MOST_WORDS), -1):
        if first < len(words) - 1:
            gap = text[words[first][1] : words[first + 1][0]]
            if _BETWEEN.fullmatch(gap) is None:
                return None
        printed = [text[slice(*one)] for one in words[first:]]
        if letters in initials(printed):
            return words[first][0], end
    return None


def initials(words: Sequence[str]) -> frozenset[str]:
    """What acronyms a name in capitals may have; none where it is no such name."""
    if len(words) < 2 or not words[0][:1].isupper():
        return frozenset()
    if not all(word[:1].isupper() or word in _SMALL for word in words):
        return frozenset()
    large = [word for word in words if word[:1].isupper()]
    spelled = (
        large,
        words,
        [part for word in large for part in word.split("-") if part],
        [word for word in words if word != "the"],
    )
    return frozenset(map(_first_letters, spelled))


def _first_letters(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).upper()


def joined_to_long_forms(runs: Sequence[Range], forms: Sequence[Range]) -> list[Range]:
    """``runs`` with those that lie in one long form made one; both in order."""
    found: list[Range] = []
    left: Iterator[Range] = iter(forms)
    form = next(left, None)
    for start, end in runs:
        while form is not None and form[1] <= start:
            form = next(left, None)
        if form is None or end <= form[0] or end > form[1]:
            found.append((start, end))
        elif not found or found[-1] != form:
            found.append(form)
    return found
