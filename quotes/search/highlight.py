"""Mark what a query found in a text."""

from __future__ import annotations

from django.utils.html import escape

from quotes.search.query import Phrase, Query
from quotes.search.words import Word, stem_of, words_of


def find_matches(text: str, query: Query) -> list[tuple[int, int]]:
    """Return the ranges of ``text`` that ``query`` looks for, sorted, apart.

    A phrase matches as a whole and gives one range; overlapping matches are
    joined. Offsets are characters, half open.
    """
    words = list(words_of(text))
    phrases = {
        tuple(stem_of(word) for word in phrase)
        for group in query.wanted
        for phrase in group
    }
    found = sorted(place for phrase in phrases for place in _places_of(phrase, words))
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places_of(phrase: Phrase, words: list[Word]) -> list[tuple[int, int]]:
    size = len(phrase)
    return [
        (words[first].start, words[first + size - 1].end)
        for first in range(len(words) - size + 1)
        if all(words[first + i].stem == stem for i, stem in enumerate(phrase))
    ]


def highlight(text: str, query: Query) -> str:
    """Return ``text`` HTML-escaped, with what ``query`` found inside ``<mark>``."""
    parts, done = [], 0
    for start, end in find_matches(text, query):
        parts += [escape(text[done:start]), f"<mark>{escape(text[start:end])}</mark>"]
        done = end
    return "".join([*parts, escape(text[done:])])
