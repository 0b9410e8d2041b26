"""How alike two names are: tolerant of accents, hyphens, spelling and order.

Pure functions on folded names (``quotes.names.folding.fold``). Databases
fetch candidates by shared trigrams; these functions put them in order, so that
both databases give the same answers.
"""

from __future__ import annotations

from rapidfuzz import fuzz

LEAST_LIKE = 72.0
"""Names scored below are not the same name (0 to 100)."""

_PART_OF_NAME = 0.95
"""A surname alone is a little less than the whole name."""


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


def likeness(wanted: str, name: str) -> float:
    """Return how alike folded ``wanted`` and ``name`` are, 0 to 100.

    The best of: the names as they are, without blanks ("Jong Un", "Jongun"),
    their words in any order, and ``wanted`` as part of the name (a surname).
    """
    whole = max(
        fuzz.ratio(wanted, name),
        fuzz.ratio(wanted.replace(" ", ""), name.replace(" ", "")),
        fuzz.token_sort_ratio(wanted, name),
    )
    return max(whole, _PART_OF_NAME * _likeness_of_words(wanted.split(), name.split()))


def _likeness_of_words(wanted: list[str], name: list[str]) -> float:
    """The mean over ``wanted`` of its best counterpart, each used once."""
    if not wanted or len(wanted) > len(name):
        return 0.0
    left, total = list(name), 0.0
    for word in wanted:
        scores = [fuzz.ratio(word, other) for other in left]
        best = max(range(len(left)), key=scores.__getitem__)
        total += scores[best] if scores[best] >= LEAST_LIKE else 0.0
        left.pop(best)
    return total / len(wanted)
