"""Lay two wordings side by side, word by word.

Pure, without Django. Offsets are characters into the two texts as given, half
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Levenshtein

from quotes.linking.wordings.printed import Wording
from quotes.linking.wordings.tokens import Token

MOST_PAIRS = 90_000
"""Pairs of words, of either wording, up to which alignment may take its time."""

Change = tuple[str, Sequence[Token], Sequence[Token], int]
"""As ``changes_between`` returns it."""


def changes_between(one: Wording, other: Wording) -> list[Change]:
    """Return the runs of words that differ: tag, words before, words after, place.

    tag: "replace", "delete" or "insert", as in difflib. place: where in
    ``other`` the change begins, in characters.
    """
    words = [token.word for token in one.tokens]
    others = [token.word for token in other.tokens]
    steps: Iterable[tuple[str, int, int, int, int]]
    if len(words) * len(others) > MOST_PAIRS:
        # Finds fewer moved words, but in time that nobody waits for.
        steps = (
            (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
            for step in Levenshtein.opcodes(words, others)
        )
    else:
        steps = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    return [
        (tag, one.tokens[i:j], other.tokens[k:m], _start_of(other, k))
        for tag, i, j, k, m in steps
        if tag != "equal"
    ]


def _start_of(wording: Wording, number: int) -> int:
    """Where a word begins; the end of the text for the one after the last."""
    tokens = wording.tokens
    return tokens[number].start if number < len(tokens) else len(wording.text)
