"""Printed wordings, read once for many comparisons. Pure, without Django."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotes.linking.wordings.vectors import (
    DIMENSIONS,
    UNKNOWN,
    Vector,
    rank_of,
    word_table,
)
from quotes.linking.wordings.words import (
    Token,
    count_words,
    is_negation,
    read_word,
    tokenize,
)
from quotes.names.folding import fold_once

NOTHING = np.zeros((0, DIMENSIONS), dtype=np.float32)
"""The vectors of no words."""

_EDITORIAL = re.compile(r"[\[\]]")

FADING = 2.0
"""How fast a word that an article repeats stops telling its quotations apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One printed wording, read once for many comparisons.

    folded: letters and digits only, for comparison character by character.
    content: the tokens that carry meaning, function words left out.
    stems, numbers_at, weights: of each content token, as arrays.
    vocabulary: the numbers of ``stems``, each once.
    focuses: its weight within the news it comes from, where some words are
        everywhere.
    vectors: its word vector or zeros, shape (len(content), 64).
    direction: that of the sum of its word vectors, each weighed by its focus: of
        unit length, or zeros, shape (64,).
    initials, names_at: of each content token, the first letter of its stem (a
        code point) and whether it is a name.
    spelled: the content tokens to be compared by their letters: names, and words
        without a vector.
    mass: the weight of ``content`` together: how much there is to recognise.
    focus: the same by focus.
    """

    text: str
    folded: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    stems: NDArray[np.int64]
    vocabulary: frozenset[int]
    numbers_at: NDArray[np.bool_]
    weights: NDArray[np.float32]
    focuses: NDArray[np.float32]
    vectors: NDArray[np.float32]
    direction: Vector
    initials: NDArray[np.int32]
    names_at: NDArray[np.bool_]
    spelled: tuple[int, ...]
    mass: float
    focus: float
    numbers: frozenset[str]
    negations: int


Counts = tuple[tuple[str, int], ...]
"""Stems and how often each stands in the article, outside the quotation itself."""


@lru_cache(maxsize=20_000)
def read_wording(text: str, counts: Counts = ()) -> Wording:
    """Read printed ``text``. Any text is read; an empty one has no tokens.

    counts: as ``count_elsewhere`` gives them; without, every word has the focus
    of its weight.
    """
    elsewhere = dict(counts)
    tokens = tokenize(text)
    content: list[Token] = []
    ranks, stems, initials = [], [], []
    weights, focuses, spelled = [], [], []
    negations = 0
    for token in tokens:
        word, word_stem, _, _, weight, is_number, is_name = token
        negations += is_negation(word)
        if not weight:
            continue
        rank, number, initial = _look_up(word, word_stem, is_number)
        if not is_number and (is_name or rank == UNKNOWN):
            spelled.append(len(content))
        content.append(token)
        ranks.append(rank)
        stems.append(number)
        initials.append(initial)
        weights.append(weight)
        focuses.append(_focus(weight, elsewhere.get(word_stem, 0)))
    vectors = word_table().vectors[ranks] if ranks else NOTHING
    by_focus = np.array(focuses, dtype=np.float32)
    return Wording(
        text=text,
        folded=fold_wording(text),
        tokens=tokens,
        content=tuple(content),
        stems=np.array(stems, dtype=np.int64),
        vocabulary=frozenset(stems),
        numbers_at=np.array([token.is_number for token in content], dtype=np.bool_),
        weights=np.array(weights, dtype=np.float32),
        focuses=by_focus,
        vectors=vectors,
        direction=_unit(by_focus @ vectors),
        initials=np.array(initials, dtype=np.int32),
        names_at=np.array([token.is_name for token in content], dtype=np.bool_),
        spelled=tuple(spelled),
        mass=sum(weights),
        focus=float(by_focus.sum()),
        numbers=frozenset([token.stem for token in content if token.is_number]),
        negations=negations,
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(vector @ vector)
    return vector / np.float32(length) if length else vector


@lru_cache(maxsize=200_000)
def _look_up(word: str, word_stem: str, is_number: bool) -> tuple[int, int, int]:
    """The rank of a content word, a number for its stem, and its initial.

    The number is equal within one process for equal stems.
    """
    rank = UNKNOWN
    if not is_number:
        rank = rank_of(word)
        rank = rank_of(word_stem) if rank == UNKNOWN else rank
    return rank, hash(word_stem), ord(word_stem[0])


def fold_wording(text: str) -> str:
    """Return ``text`` as its exact look-up compares it: folded, brackets opened."""
    bare = _EDITORIAL.sub("", text).replace("’", "").replace("'", "")
    return fold_once(bare)


def count_stems(text: str) -> dict[str, int]:
    """Return how often each content stem stands in an article's ``text``."""
    counts: dict[str, int] = {}
    for printed, count in count_words(text).items():
        _, word_stem, weight, _ = read_word(printed)
        if weight > 0:
            counts[word_stem] = counts.get(word_stem, 0) + count
    return counts


def count_elsewhere(quoted: str, article: Mapping[str, int]) -> Counts:
    """Return how often the stems of ``quoted`` stand in the rest of its article.

    article: ``count_stems`` of the article's text. Stems that stand nowhere else
    are left out.
    """
    inside = Counter([t.stem for t in tokenize(quoted) if t.weight > 0])
    rest = [(stem, article.get(stem, 0) - n) for stem, n in inside.items()]
    return tuple(sorted([(stem, count) for stem, count in rest if count > 0]))


def _focus(weight: float, elsewhere: int) -> float:
    """``weight`` lowered for a word that the article has ``elsewhere`` times more."""
    if not elsewhere:
        return weight
    return weight / (1 + FADING * math.log1p(elsewhere))
