"""Say for readers what words that differ mean.

Pure, without Django. Offsets are characters into the two texts as given, half
open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from quotes.linking.wordings.vectors import vector_of
from quotes.linking.wordings.word_changes import CHANGING, Aspect, Change, aspect_of
from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words import FUNCTION_WORDS, Token

SYNONYM = 0.45
"""Cosine from which two words may translate one."""


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


def describe(
    one: Wording, other: Wording, changes: Sequence[Change]
) -> Iterable[Difference]:
    """Yield what ``changes`` of wording ``one`` into ``other`` mean, as they stand."""
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
        aspect = aspect_of(old, new)
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
    aspect = aspect_of(before, ())
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
    aspect = aspect_of((), after)
    aspect = Aspect.INSERTION if aspect is Aspect.WORDING else aspect
    notes = {Aspect.NEGATION: ": what was said reads as denied."}
    sentence = f"With “{words}” added{notes.get(aspect, '.')}"
    return Difference(aspect, "", words, after[0].start, after[-1].end, sentence)


def without_negation(difference: Difference) -> Difference:
    """Return the same place of a paraphrase; what it denies is denied elsewhere."""
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
