"""How alike two wordings are, and whether they report one utterance.

Three views of a pair: characters (typing errors, punctuation, small edits), the
words of each found again in the other, weighed by their rarity (cuts, reported
speech), and the same with near-synonyms by word vectors (another translation, a
paraphrase). Pure, without Django.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from quotes.linking.wordings.vectors import products
from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words import Token

SAME_WORD, ANOTHER_WORD = 1.0, 0.3
"""Cosines from and below which two words count as one and as two."""
SAME_NAME, TYPING_ERROR = 0.75, 0.8
"""Indel ratios from which two names, and two words of one initial, are one."""

LEAST_PART, LEAST_CONTENT = 0.5, 1.0
"""Share of the content, where there is so much (words), in the other wording below
which neither is looked for within the other."""

UNRELATED = 0.3
"""Cosine of two wordings' meaning below which they have none in common."""
ALIKE = 0.8
"""Share of characters in common from which two wordings are compared in any case."""


class Likeness(NamedTuple):
    """What two wordings share, each 0 to 1 where nothing else is said.

    characters: share of characters in common (Indel ratio).
    part: the same of the shorter one against its best counterpart in the longer,
        or ``characters`` where they are of one length or share too little.
    first, second: share of the first's (second's) content found in the other,
        by focus.
    mass: weight of the content they share, in words (a rare word is 1).
    evidence: the same by focus: what they share that their articles do not repeat.
    meaning: cosine of the summed word vectors, each weighed by its rarity.
    numbers_differ: both hold figures, and each holds one that the other lacks.
    negation_differs: one denies and the other does not.
    """

    characters: float
    part: float
    first: float
    second: float
    mass: float
    evidence: float
    meaning: float
    numbers_differ: bool
    negation_differs: bool

    @property
    def inner(self) -> float:
        """How much of the wording that is found better stands in the other."""
        return max(self.first, self.second)

    @property
    def outer(self) -> float:
        """How much of the wording that is found worse stands in the other."""
        return min(self.first, self.second)


def compare(one: Wording, other: Wording) -> Likeness:
    """Compare two wordings. Symmetric but for the order of ``first`` and ``second``."""
    return compare_all(one, [other])[0]


def compare_all(one: Wording, others: Sequence[Wording]) -> list[Likeness]:
    """Compare a wording with each of ``others``, several times as fast as one by one.

    ``first`` is of ``one``, ``second`` of the other.
    """
    return [
        _likeness(one, other, shared)
        for other, shared in zip(others, _shared(one, others), strict=True)
    ]


def related(
    wordings: Sequence[Wording], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Return those of ``pairs`` that have a word, meaning or letters in common.

    pairs: positions in ``wordings``. Most that one speaker said on one day have
    nothing in common, and to find that out so takes a fraction of comparing them.
    """
    if not pairs:
        return []
    directions = np.array([wording.direction for wording in wordings])
    firsts, seconds = np.array(pairs).T
    cosines = np.einsum("ij,ij->i", directions[firsts], directions[seconds])
    return [
        (i, j)
        for (i, j), cosine in zip(pairs, cosines.tolist(), strict=True)
        if cosine >= UNRELATED
        or not wordings[i].vocabulary.isdisjoint(wordings[j].vocabulary)
        or fuzz.ratio(wordings[i].folded, wordings[j].folded, score_cutoff=100 * ALIKE)
    ]


class _Shared(NamedTuple):
    """What the content of two wordings shares; the names as in ``Likeness``."""

    first: float
    second: float
    mass: float
    evidence: float
    meaning: float


_NOTHING = _Shared(0.0, 0.0, 0.0, 0.0, 0.0)


def _likeness(one: Wording, other: Wording, shared: _Shared) -> Likeness:
    characters = fuzz.ratio(one.folded, other.folded) / 100
    return Likeness(
        characters=characters,
        part=_part(one, other, characters, shared),
        first=shared.first,
        second=shared.second,
        mass=shared.mass,
        evidence=shared.evidence,
        meaning=shared.meaning,
        numbers_differ=bool(one.numbers - other.numbers)
        and bool(other.numbers - one.numbers),
        negation_differs=(one.negations > 0) != (other.negations > 0),
    )


def _part(one: Wording, other: Wording, characters: float, shared: _Shared) -> float:
    """The ratio of the shorter wording to its best counterpart in the longer one.

    The dearest of all figures: where half of the content of neither stands in the
    other, no part of one is the other, and ``characters`` stands for it.
    """
    shorter, longer = one.folded, other.folded
    if len(shorter) > len(longer):
        shorter, longer = longer, shorter
    if not 12 <= len(shorter) < 0.8 * len(longer):
        return characters
    has_content = min(one.mass, other.mass) >= LEAST_CONTENT
    if has_content and max(shared.first, shared.second) < LEAST_PART:
        return characters
    return fuzz.partial_ratio(shorter, longer) / 100


def _shared(one: Wording, others: Sequence[Wording]) -> list[_Shared]:
    """What the content of ``one`` shares with that of each other wording."""
    found = [
        _Shared(1.0, 1.0, one.mass, min(one.focus, other.focus), 1.0)
        if one.folded == other.folded
        else _NOTHING
        for other in others
    ]
    asked = [
        number
        for number, other in enumerate(others)
        if one.content and other.content and one.folded != other.folded
    ]
    coverages = _coverages(one, [others[number] for number in asked])
    for number, shared in zip(asked, coverages, strict=True):
        found[number] = shared
    return found


def _coverages(one: Wording, others: Sequence[Wording]) -> Iterator[_Shared]:
    """As ``_shared``, of wordings with content and not the same letter by letter."""
    if not others:
        return
    alike = _alikeness(one, others)
    lengths = [len(other.content) for other in others]
    starts = np.cumsum([0, *lengths[:-1]])
    found = np.maximum.reduceat(alike, starts, axis=1)
    other_found = alike.max(axis=0)
    weights = np.concatenate([other.weights for other in others])
    focuses = np.concatenate([other.focuses for other in others])
    directions = np.array([other.direction for other in others])
    for other, cosine, focus, other_focus, mass, other_mass in zip(
        others,
        (directions @ one.direction).tolist(),
        (one.focuses @ found).tolist(),
        np.add.reduceat(other_found * focuses, starts).tolist(),
        (one.weights @ found).tolist(),
        np.add.reduceat(other_found * weights, starts).tolist(),
        strict=True,
    ):
        yield _Shared(
            first=focus / one.focus,
            second=other_focus / other.focus,
            mass=min(mass, other_mass),
            evidence=min(focus, other_focus),
            meaning=max(0.0, cosine),
        )


def _alikeness(one: Wording, others: Sequence[Wording]) -> NDArray[np.float32]:
    """Likeness of every word to every word, 0 to 1.

    Shape (words, words of all others): theirs stand one wording after the other.
    """
    vectors = np.concatenate([other.vectors for other in others])
    alike = products(one.vectors, vectors)
    alike -= ANOTHER_WORD
    alike /= SAME_WORD - ANOTHER_WORD
    np.maximum(alike, 0.0, out=alike)
    _compare_letters(one, others, alike)
    numbers_at = np.concatenate([other.numbers_at for other in others])
    alike[one.numbers_at[:, None] | numbers_at] = 0.0
    stems = np.concatenate([other.stems for other in others])
    alike[one.stems[:, None] == stems] = 1.0
    return alike


def _compare_letters(
    one: Wording, others: Sequence[Wording], alike: NDArray[np.float32]
) -> None:
    """Write into ``alike`` how alike those words are that are to be spelled out."""
    chosen = np.zeros(alike.shape, dtype=np.bool_)
    chosen[list(one.spelled), :] = True
    start = 0
    for other in others:
        chosen[:, [start + j for j in other.spelled]] = True
        start += len(other.content)
    if not chosen.any():
        return
    # Only names, and words of one initial, can be alike by their letters.
    names_at = np.concatenate([other.names_at for other in others])
    initials = np.concatenate([other.initials for other in others])
    chosen &= (one.names_at[:, None] & names_at) | (one.initials[:, None] == initials)
    tokens = [token for other in others for token in other.content]
    for i, j in np.argwhere(chosen).tolist():
        alike[i, j] = _spelled_alike(one.content[i], tokens[j], float(alike[i, j]))


def _spelled_alike(token: Token, candidate: Token, by_vector: float) -> float:
    """Likeness of two words by their letters, or by their vectors if that is more."""
    names = token.is_name and candidate.is_name
    if not names and token.stem[:1] != candidate.stem[:1]:
        return by_vector
    spelling = fuzz.ratio(token.stem, candidate.stem) / 100
    if names:
        return spelling if spelling >= SAME_NAME else 0.0
    return max(by_vector, spelling if spelling >= TYPING_ERROR else 0.0)
