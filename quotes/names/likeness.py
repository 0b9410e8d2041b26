"""How alike two names are: tolerant of accents, hyphens, spelling and order.

Pure functions on folded names (``quotes.names.folding.fold``). Databases
fetch candidates by shared trigrams; these functions put them in order, so that
both databases give the same answers.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

LEAST_LIKE = 72.0
"""Names scored below are not the same name (0 to 100)."""

_PART_OF_NAME = 0.95
"""A surname alone is a little less than the whole name."""

_PART_OF_WANTED = 0.9
"""So is a stored name that lacks a middle name or a patronymic."""

_WORD_OF_WANTED, _SURE = 0.8, 85.0
"""A stored name of one word may be anybody's of that name: less still, and only where
that word is spelled nearly so."""

_GUESSED = 0.97
"""What a spelling that was guessed is worth beside what was typed."""


def trigrams(folded: str) -> list[str]:
    """Return the trigrams of ``folded``, each once, as ``pg_trgm`` makes them.

    Every word counts as if two blanks stood before it and one after, so that
    names of two letters have some too.
    """
    return list(
        dict.fromkeys(
            padded[i : i + 3]
            for padded in (f"  {word} " for word in folded.split())
            for i in range(len(padded) - 2)
        )
    )


def likeness_of_any(spellings: Sequence[str], name: str) -> float:
    """Return how alike folded ``name`` is to the most alike of ``spellings``.

    The first is what was typed; the others are guesses, and worth a little less.
    """
    typed, *guessed = spellings
    guesses = (_GUESSED * likeness(spelling, name) for spelling in guessed)
    return max(likeness(typed, name), *guesses, 0.0)


def likeness(wanted: str, name: str) -> float:
    """Return how alike folded ``wanted`` and ``name`` are, 0 to 100.

    The best of: the names as they are, without blanks ("Jong Un", "Jongun"),
    their words in any order, ``wanted`` as part of the name (a surname), and the name
    as part of ``wanted`` (which may have a middle name or a patronymic besides).
    """
    whole = max(
        fuzz.ratio(wanted, name),
        fuzz.ratio(wanted.replace(" ", ""), name.replace(" ", "")),
        fuzz.token_sort_ratio(wanted, name),
    )
    wanted_words, words = wanted.split(), name.split()
    part = _PART_OF_NAME * _likeness_of_words(wanted_words, words)
    return max(whole, part, _likeness_to_shorter(wanted_words, words))


def _likeness_to_shorter(wanted: list[str], name: list[str]) -> float:
    """How alike ``wanted`` is to a ``name`` of fewer words: all of them are in it.

    A single word is compared with the first and the last alone: what stands between
    them is nobody's family name.
    """
    if not name or len(name) >= len(wanted):
        return 0.0
    if len(name) == 1:
        ends = max(fuzz.ratio(word, name[0]) for word in (wanted[0], wanted[-1]))
        return _WORD_OF_WANTED * ends if ends >= _SURE else 0.0
    return _PART_OF_WANTED * _likeness_of_words(name, wanted, every=True)


def _likeness_of_words(
    wanted: list[str], name: list[str], *, every: bool = False
) -> float:
    """The mean over ``wanted`` of its best counterpart, each used once.

    every: 0 where one has none.
    """
    if not wanted or len(wanted) > len(name):
        return 0.0
    left, total = list(name), 0.0
    for word in wanted:
        scores = [fuzz.ratio(word, other) for other in left]
        best = max(range(len(left)), key=scores.__getitem__)
        if scores[best] >= LEAST_LIKE:
            total += scores[best]
        elif every:
            return 0.0
        left.pop(best)
    return total / len(wanted)
