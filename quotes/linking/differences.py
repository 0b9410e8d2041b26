"""How one printing differs from another, word by word and in words for readers.

Pure, without Django. Offsets are characters into the two texts as given, half
open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotes.extraction.transliteration import same_spelling
from quotes.linking.tokens import Token
from quotes.linking.vectors import vector_of
from quotes.linking.wordings import Wording, read_wording
from quotes.linking.words import FUNCTION_WORDS, MODALS, is_negation


class DifferenceType(StrEnum):
    """What a printing is to the fullest wording, as a whole."""

    IDENTICAL = "identical"
    PUNCTUATION = "punctuation"
    TRUNCATED = "truncated"
    ELLIPSIS = "ellipsis"
    BRACKETED = "bracketed"
    SUBSTITUTED = "substituted"
    PARAPHRASED = "translated/paraphrased"


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


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two printings differ.

    before, after: the words of the fullest wording, and of this printing in
    their place; "" where one has none. start, end: where ``after`` stands in
    this printing. sentence: the same for readers.
    """

    aspect: Aspect
    before: str
    after: str
    start: int
    end: int
    sentence: str

    @property
    def changes_meaning(self) -> bool:
        return self.aspect in CHANGING


@dataclass(frozen=True, slots=True)
class Comparison:
    """A printing against the fullest wording."""

    type: DifferenceType
    differences: tuple[Difference, ...]

    @property
    def changes_meaning(self) -> bool:
        """Whether a number, a negation, a name, a modal or a condition differs."""
        return any(difference.changes_meaning for difference in self.differences)


CHANGING = (
    Aspect.NUMBER,
    Aspect.NEGATION,
    Aspect.NAME,
    Aspect.MODALITY,
    Aspect.CONDITION,
)
_ORDER = {aspect: position for position, aspect in enumerate(Aspect)}
_CONDITIONS = frozenset(("if", "unless", "until", "provided", "only", "except", "when"))
_HEDGES = frozenset(("maybe", "perhaps", "possibly", "probably", "likely", "allegedly"))
_ELLIPSIS = re.compile(r"…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]")
_BRACKETS = re.compile(r"\[[^\]…]*[^\W\d_][^\]]*\]")
PARAPHRASED_FROM = 0.4
"""Share of the words changed from which a printing is another wording."""
SYNONYM = 0.45
"""Cosine from which two words may translate one."""


def compare_printings(fullest: str, printing: str) -> Comparison:
    """Return how ``printing`` differs from ``fullest``, gravest differences first."""
    if fullest == printing:
        return Comparison(DifferenceType.IDENTICAL, ())
    one, other = read_wording(fullest), read_wording(printing)
    if one.folded == other.folded and not _BRACKETS.search(printing):
        return Comparison(DifferenceType.PUNCTUATION, ())
    changes = _changes(one, other)
    kind = _type_of(one, other, changes)
    differences = _describe(one, other, changes)
    if kind is DifferenceType.PARAPHRASED and _deny_alike(one, other):
        differences = map(_without_negation, differences)
    return Comparison(
        kind, tuple(sorted(differences, key=lambda d: (_ORDER[d.aspect], d.start)))
    )


def _deny_alike(one: Wording, other: Wording) -> bool:
    """Whether both wordings deny, or neither, wherever in them that stands."""
    return (one.negations > 0) == (other.negations > 0)


def _without_negation(difference: Difference) -> Difference:
    """The same place of a paraphrase that denies what the other does elsewhere."""
    if difference.aspect is not Aspect.NEGATION:
        return difference
    before, after = difference.before, difference.after
    if before and after:
        aspect, sentence = Aspect.WORDING, f"“{after}” instead of “{before}”."
    elif before:
        aspect, sentence = Aspect.OMISSION, f"Without “{before}”."
    else:
        aspect, sentence = Aspect.INSERTION, f"With “{after}” added."
    return replace(difference, aspect=aspect, sentence=sentence)


MOST_PAIRS = 90_000
"""Pairs of words, of either wording, up to which alignment may take its time."""

Change = tuple[str, Sequence[Token], Sequence[Token], int]


def _changes(one: Wording, other: Wording) -> list[Change]:
    """Runs of words that differ: tag, words before, words after, place.

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


def _describe(
    one: Wording, other: Wording, changes: Sequence[Change]
) -> Iterable[Difference]:
    for tag, before, after, place in changes:
        if tag == "replace":
            yield from _replaced(one, other, before, after)
        elif tag == "delete":
            yield _omitted(one, before, place)
        else:
            yield _inserted(other, after)


def _replaced(
    one: Wording, other: Wording, before: Sequence[Token], after: Sequence[Token]
) -> Iterable[Difference]:
    """Word for word where as many stand on both sides, else as one run."""
    pairs: list[tuple[Sequence[Token], Sequence[Token]]] = [(before, after)]
    if len(before) == len(after):
        pairs = [([b], [a]) for b, a in zip(before, after, strict=True)]
    for old, new in pairs:
        aspect = _aspect(old, new)
        first, second = _printed(one, old), _printed(other, new)
        yield Difference(
            aspect,
            first,
            second,
            new[0].start,
            new[-1].end,
            _sentence(aspect, first, second, old, new),
        )


def _omitted(one: Wording, before: Sequence[Token], place: int) -> Difference:
    words = _printed(one, before)
    aspect = _aspect(before, ())
    aspect = Aspect.OMISSION if aspect is Aspect.WORDING else aspect
    sentence = f"Without “{words}”"
    notes = {
        Aspect.CONDITION: ": a condition is left out.",
        Aspect.NEGATION: ": what was denied reads as said.",
        Aspect.NUMBER: ": a figure is left out.",
        Aspect.NAME: ": a name is left out.",
        Aspect.MODALITY: ": it sounds more certain than it was said.",
    }
    return Difference(
        aspect, words, "", place, place, sentence + notes.get(aspect, ".")
    )


def _inserted(other: Wording, after: Sequence[Token]) -> Difference:
    words = _printed(other, after)
    aspect = _aspect((), after)
    aspect = Aspect.INSERTION if aspect is Aspect.WORDING else aspect
    notes = {Aspect.NEGATION: ": what was said reads as denied."}
    sentence = f"With “{words}” added{notes.get(aspect, '.')}"
    return Difference(aspect, "", words, after[0].start, after[-1].end, sentence)


def _aspect(before: Sequence[Token], after: Sequence[Token]) -> Aspect:
    if {t.stem for t in before if t.is_number} != {
        t.stem for t in after if t.is_number
    }:
        return Aspect.NUMBER
    denied, denies = (
        sum(is_negation(token.word) for token in side) % 2 for side in (before, after)
    )
    if denied != denies:
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


def _names_differ(before: Sequence[Token], after: Sequence[Token]) -> bool:
    names = [token for token in before if token.is_name]
    others = [token for token in after if token.is_name]
    if not names or (after and not others):
        return False
    return not any(
        name.stem == other.stem or same_spelling(name.word, other.word)
        for name in names
        for other in others
    )


def _words(tokens: Sequence[Token], among: frozenset[str]) -> frozenset[str]:
    return frozenset(token.word for token in tokens) & among


def _sentence(
    aspect: Aspect,
    before: str,
    after: str,
    old: Sequence[Token],
    new: Sequence[Token],
) -> str:
    said = f"“{after}” instead of “{before}”"
    notes = {
        Aspect.NUMBER: ": the figures differ.",
        Aspect.NEGATION: ": one denies what the other says.",
        Aspect.NAME: ": the names differ.",
        Aspect.MODALITY: ": one is more certain than the other.",
        Aspect.CONDITION: ": a condition differs.",
        Aspect.SPELLING: ": another form of the word.",
    }
    if aspect in notes:
        return said + notes[aspect]
    if _misprint(old, new):
        return f"{said}; probably a misprint."
    if _synonyms(old, new):
        return f"{said}; probably another translation."
    return f"{said}."


def _misprint(old: Sequence[Token], new: Sequence[Token]) -> bool:
    if len(old) != 1 or len(new) != 1:
        return False
    unknown = vector_of(old[0].word) is None or vector_of(new[0].word) is None
    return unknown and fuzz.ratio(old[0].word, new[0].word) >= 80


def _synonyms(old: Sequence[Token], new: Sequence[Token]) -> bool:
    return any(
        float(vector @ counterpart) >= SYNONYM
        for token in old
        for other in new
        if token.word not in FUNCTION_WORDS and other.word not in FUNCTION_WORDS
        for vector in (vector_of(token.word),)
        for counterpart in (vector_of(other.word),)
        if vector is not None and counterpart is not None
    )


def _printed(wording: Wording, tokens: Sequence[Token]) -> str:
    return wording.text[tokens[0].start : tokens[-1].end] if tokens else ""
