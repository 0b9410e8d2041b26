"""Which words of two wordings are other ones, and what that touches: a number, a name.

Pure, without Django. Offsets are characters into the two texts as given, half
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words import FUNCTION_WORDS, MODALS, Token, is_negation
from quotes.names.person_names import is_title
from quotes.names.transliteration import same_spelling

MOST_PAIRS = 90_000
"""Pairs of words, of either wording, up to which alignment may take its time."""

Change = tuple[str, Sequence[Token], Sequence[Token], int]
"""As ``changes_between`` returns it."""

_CONDITIONS = frozenset(("if", "unless", "until", "provided", "only", "except", "when"))
_HEDGES = frozenset(("maybe", "perhaps", "possibly", "probably", "likely", "allegedly"))


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


class Aspect(StrEnum):
    """What a changed word touches, what changes the meaning most first."""

    NUMBER = "number"
    NEGATION = "negation"
    NAME = "name"
    MODALITY = "modality"
    CONDITION = "condition"
    WORDING = "wording"
    SPELLING = "spelling"
    OMISSION = "omission"
    INSERTION = "insertion"


CHANGING = (
    Aspect.NUMBER,
    Aspect.NEGATION,
    Aspect.NAME,
    Aspect.MODALITY,
    Aspect.CONDITION,
)


def aspect_of(before: Sequence[Token], after: Sequence[Token]) -> Aspect:
    """Return the gravest that a change of ``before`` into ``after`` touches.

    Either may be empty, where words were left out or put in.
    """
    if _numbers(before) != _numbers(after):
        return Aspect.NUMBER
    if _is_denied(before) != _is_denied(after):
        return Aspect.NEGATION
    if _names_differ(before, after):
        return Aspect.NAME
    if _words(before, MODALS | _HEDGES) != _words(after, MODALS | _HEDGES):
        return Aspect.MODALITY
    if _words(before, _CONDITIONS) - _words(after, _CONDITIONS):
        return Aspect.CONDITION
    if before and after and [t.stem for t in before] == [t.stem for t in after]:
        return Aspect.SPELLING
    return Aspect.WORDING


def _numbers(tokens: Sequence[Token]) -> set[str]:
    return {token.stem for token in tokens if token.is_number}


def _is_denied(tokens: Sequence[Token]) -> bool:
    """Whether words deny: two negations deny nothing."""
    return sum(is_negation(token.word) for token in tokens) % 2 == 1


def _names_differ(before: Sequence[Token], after: Sequence[Token]) -> bool:
    names = [token for token in before if token.is_name]
    if not names or (after and not _names_somebody(before, after)):
        return False
    return not any(
        name.stem == other.stem or same_spelling(name.word, other.word)
        for name in names
        for other in after
    )


def _names_somebody(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether ``after`` holds a name, or one word in the place of a name.

    Without capitals a name may be a word like others, but no pronoun and no role.
    """
    if any(token.is_name for token in after):
        return True
    if len(before) != 1 or len(after) != 1:
        return False
    word = after[0].word
    return word not in FUNCTION_WORDS and not is_title(word)


def _words(tokens: Sequence[Token], among: frozenset[str]) -> frozenset[str]:
    return frozenset(token.word for token in tokens) & among
