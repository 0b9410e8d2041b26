"""Printed text as the words it is compared by, number words as figures.

Pure, without Django.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from quotes.linking.wordings.words import read_word

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‘`][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|[“\"]\s*$)\s*[“\"‘'(\[]*\s*$")
_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen
"""
_UNITS = {word: number for number, word in enumerate(_ONES.split())}
_DOZENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_DOZENS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_NOT_COUNTED = frozenset(("one",))
"""Number words that are pronouns more often than figures."""

_COUNTED = frozenset((*_UNITS, *_TENS, *_SCALES))


class Token(NamedTuple):
    """One word of a wording and where it stands in the printed text, half open.

    stem: what is compared; figures are plain digits ("14,000" and "fourteen
    thousand" are both "14000"). weight: 0 to 1, what sharing it says.
    """

    word: str
    stem: str
    start: int
    end: int
    weight: float
    is_number: bool = False
    is_name: bool = False


@lru_cache(maxsize=20_000)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of ``text``, number words as figures."""
    tokens = []
    for match in TOKEN.finditer(text):
        printed = match[0]
        word, word_stem, weight, is_number, is_name = _read(printed)
        if word_stem:
            start, end = match.span()
            if not (is_name or is_number) and printed[0].isupper():
                is_name = not _begins_sentence(text, start)
            values = (word, word_stem, start, end, weight, is_number, is_name)
            # A third of the time of making it by name, and words are many.
            tokens.append(tuple.__new__(Token, values))
    if not _COUNTED.isdisjoint([token.word for token in tokens]):
        tokens = list(_join_numbers(tokens))
    return tuple(tokens)


@lru_cache(maxsize=100_000)
def _read(printed: str) -> tuple[str, str, float, bool, bool]:
    """What a token of ``printed`` has wherever it stands: see ``Token``."""
    if printed[0].isdecimal():
        digits = printed.replace(",", "").rstrip(".")
        return printed, digits, 1.0, True, False
    word, word_stem, weight, is_state = read_word(printed)
    return word, word_stem, weight, False, is_state


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text[max(0, start - 6) : start]) is not None


def _join_numbers(tokens: Iterable[Token]) -> Iterable[Token]:
    """Replace runs of number words by figures: "two hundred" by "200"."""
    run: list[Token] = []
    for token in tokens:
        if (token.is_number or token.word in _COUNTED) and _is_number_word(
            token, bool(run)
        ):
            run.append(token)
            continue
        if run:
            yield from _figure(run)
            run = []
        yield token
    yield from _figure(run)


def _is_number_word(token: Token, inside: bool) -> bool:
    word = token.word
    if token.is_number:
        return not inside
    return (
        (word in _UNITS and word not in _NOT_COUNTED)
        or word in _TENS
        or (word in _SCALES and inside)
        or (word in _NOT_COUNTED and inside)
    )


def _figure(run: list[Token]) -> Iterable[Token]:
    if not run:
        return
    if len(run) == 1 and run[0].is_number:
        yield run[0]
        return
    total = 0.0
    current = 0.0
    for token in run:
        if token.is_number:
            current += float(token.stem) if token.stem.count(".") < 2 else 0
        elif token.word in _SCALES:
            scale = _SCALES[token.word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        else:
            current += _UNITS.get(token.word, 0) + _TENS.get(token.word, 0)
    value = (
        f"{total + current:g}" if (total + current) % 1 else str(int(total + current))
    )
    printed = " ".join(token.word for token in run)
    yield Token(printed, value, run[0].start, run[-1].end, 1.0, is_number=True)
