"""How one printing differs from another, as a whole and word by word.

Pure, without Django. Offsets are characters into the two texts as given, half
open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from quotes.linking.wordings.describing import Difference, describe, without_negation
from quotes.linking.wordings.vectors import UNKNOWN, rank_of
from quotes.linking.wordings.word_changes import Aspect, Change, changes_between
from quotes.linking.wordings.wording import Wording, read_wording
from quotes.linking.wordings.words import Token, state_spelled, stem
from quotes.names.gazetteer import common
from quotes.names.person_names import is_first_name

_ELLIPSIS = re.compile(r"…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]")
# Looks ahead for the end, and never past another beginning: nothing is tried twice.
_BRACKETS = re.compile(r"\[(?=[^\[\]]*\])[^\[\]…]*?[^\W\d_][^\[\]]*\]")
PARAPHRASED_FROM = 0.4
"""Share of the words changed from which a printing is another wording."""


class DifferenceType(StrEnum):
    """What a printing is to the fullest wording, as a whole."""

    IDENTICAL = "identical"
    PUNCTUATION = "punctuation"
    TRUNCATED = "truncated"
    ELLIPSIS = "ellipsis"
    BRACKETED = "bracketed"
    SUBSTITUTED = "substituted"
    PARAPHRASED = "translated/paraphrased"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printing against the fullest wording."""

    type: DifferenceType
    differences: tuple[Difference, ...]

    @property
    def changes_meaning(self) -> bool:
        """Whether a number, a negation, a name, a modal or a condition differs."""
        return any(difference.changes_meaning for difference in self.differences)


_ORDER = {aspect: position for position, aspect in enumerate(Aspect)}


def compare_printings(fullest: str, printing: str) -> Comparison:
    """Return how ``printing`` differs from ``fullest``, gravest differences first."""
    if fullest == printing:
        return Comparison(DifferenceType.IDENTICAL, ())
    one, other = read_wording(fullest), read_wording(printing)
    if one.folded == other.folded and not _BRACKETS.search(printing):
        return Comparison(DifferenceType.PUNCTUATION, ())
    # Whoever brings the words may type them without capitals, or in capitals only.
    other = replace(other, tokens=without_case(other.tokens, one.tokens))
    changes = changes_between(one, other)
    kind = _type_of(one, other, changes)
    differences = describe(one, other, changes)
    if kind is DifferenceType.PARAPHRASED and _deny_alike(one, other):
        differences = map(without_negation, differences)
    return Comparison(
        kind, tuple(sorted(differences, key=lambda d: (_ORDER[d.aspect], d.start)))
    )


def _deny_alike(one: Wording, other: Wording) -> bool:
    """Whether both wordings deny, or neither, wherever in them that stands."""
    return (one.negations > 0) == (other.negations > 0)


def _type_of(one: Wording, other: Wording, changes: Sequence[Change]) -> DifferenceType:
    replaced = sum(len(after) for _, _, after, _ in changes)
    dropped = sum(len(before) for tag, before, _, _ in changes if tag == "replace")
    share = max(replaced, dropped) / max(1, len(other.tokens))
    if share >= PARAPHRASED_FROM:
        return DifferenceType.PARAPHRASED
    brackets = _BRACKETS.search(other.text) is not None
    if replaced and not (brackets and _only_in_brackets(other, changes)):
        return DifferenceType.SUBSTITUTED
    if brackets:
        return DifferenceType.BRACKETED
    if _ELLIPSIS.search(other.text):
        return DifferenceType.ELLIPSIS
    if any(tag == "delete" for tag, *_ in changes):
        return DifferenceType.TRUNCATED
    return DifferenceType.SUBSTITUTED if replaced else DifferenceType.PUNCTUATION


def _only_in_brackets(other: Wording, changes: Sequence[Change]) -> bool:
    spans = [match.span() for match in _BRACKETS.finditer(other.text)]
    return all(
        any(start <= token.start and token.end <= end for start, end in spans)
        for _, _, after, _ in changes
        for token in after
    )


def without_case(tokens: Sequence[Token], like: Sequence[Token]) -> tuple[Token, ...]:
    """Return ``tokens`` of a printing with names told by anything but capitals.

    By ``like``, the words of the fullest wording, by first names, and by being no
    word of the language: so a printing says the same in capitals and without.
    """
    names = {token.word for token in like if token.is_name}
    stems = {token.stem for token in like if token.is_name}
    return tuple(
        token if token.is_number else _recast(token, names, stems) for token in tokens
    )


def _recast(token: Token, names: set[str], stems: set[str]) -> Token:
    state = state_spelled(token.word)
    if state in stems:
        return token._replace(stem=state, is_name=True)
    first = is_first_name(token.word) and token.word not in common.NOT_NAMES
    unknown = rank_of(token.word) == UNKNOWN
    is_name = token.word in names or first or unknown
    return token._replace(stem=stem(token.word), is_name=is_name)
